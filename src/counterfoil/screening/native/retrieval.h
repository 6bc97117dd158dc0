/* Looking queries up in an index: what counterfoil.screening.index.reference does, step for step. */

#ifndef COUNTERFOIL_RETRIEVAL_H
#define COUNTERFOIL_RETRIEVAL_H

#include "parts.h"

#include <stddef.h>

/* The arrays of an index (counterfoil.screening.index.files.ARRAYS). What is called ..._ends begins with 0. */
typedef struct {
    size_t parts, readings, features, entities, days;
    const char *part_letters;
    const uint64_t *part_ends;
    const uint8_t *part_kind;
    const uint32_t *part_group;
    const uint32_t *reading_parts;
    const uint64_t *reading_ends;
    const uint8_t *reading_schemas;
    const uint16_t *reading_norm;
    const uint8_t *reading_strong;
    const uint32_t *reading_features;
    const uint64_t *reading_feature_ends;
    const uint32_t *bearer_entity;
    const uint32_t *bearer_name;
    const uint64_t *bearer_ends;
    const uint64_t *feature_keys;
    const uint16_t *feature_weight;
    const uint64_t *posting_ends;
    const uint32_t *postings;
    const uint8_t *entity_schema;
    const cf_birth *entity_births;
    const uint64_t *entity_birth_ends;
    const uint32_t *entity_readings;
    const uint64_t *entity_reading_ends;
    const uint32_t *birth_days;
    const uint32_t *birth_entities;
    /* Made when the index is held: the first feature whose key has these highest bits; the highest norm and weight there is. */
    uint32_t *buckets;
    uint32_t highest_norm, highest_weight;
    int bucket_shift;
} cf_index;

/* How hard candidates are looked for: counterfoil.screening.index.candidates.Effort. */
typedef struct {
    uint32_t budget, rescored, kept, born, least;
} cf_effort;

/* A reading that is looked for. */
typedef struct {
    const cf_part *parts;
    int count;
} cf_reading;

/* counterfoil.screening.index.wanted.Wanted, and the days that its birth date may be written as. */
typedef struct {
    const cf_reading *readings;
    const uint32_t *days;
    uint32_t reading_count, day_count;
    uint8_t schemas;
    cf_birth birth;
    double floor; /* the least score that is returned */
} cf_wanted;

/* counterfoil.screening.index.wanted.Found. */
typedef struct {
    uint32_t entity, name, reading, wanted;
    double name_score, score;
} cf_found;

/* Memory that queries share, one after the other. */
typedef struct cf_scratch cf_scratch;

/* Make what is made when an index is held. Returns 0 when memory is out. */
int cf_prepare(cf_index *index);
cf_scratch *cf_new_scratch(const cf_index *index, const cf_effort *effort);
void cf_free_scratch(cf_scratch *scratch);

/* The parts of a reading of the index; `parts` has room for CF_MOST_PARTS. Returns how many. */
int cf_reading_parts(const cf_index *index, uint32_t reading, cf_part *parts);

/* The numbers of the candidates of a reading, as counterfoil.screening.index.candidates.candidates returns them.
 * They stay valid until the next call. Returns how many, or -1 when memory is out. */
int cf_candidates(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, const cf_reading *reading,
                  uint8_t schemas, const uint32_t *days, uint32_t day_count, const uint32_t **rows);

/* What agrees best with a query, best first; `found` stays valid until the next call.
 * Returns how many, at most `most`, or -1 when memory is out. */
int cf_search(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, const double *parameters,
              const cf_wanted *wanted, uint32_t most, const cf_found **found);

#endif
