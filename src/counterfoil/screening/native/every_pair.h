/* The scores of every pair of readings, of many that are known and a few that are listed. */

#ifndef COUNTERFOIL_EVERY_PAIR_H
#define COUNTERFOIL_EVERY_PAIR_H

#include "retrieval.h"

/* Readings made of parts that many of them share. */
typedef struct {
    const cf_part *parts;
    size_t part_count;
    const uint32_t *reading_parts; /* numbers of parts, reading by reading */
    const uint8_t *counts;         /* of parts, for each reading */
    size_t reading_count;
} cf_known;

/* Readings laid out to be compared, with whatever is listed; never changes, and may be shared by threads. */
typedef struct cf_population cf_population;

/* `known` and all it refers to stay where they are for as long as the population does. NULL when there is no memory. */
cf_population *cf_new_population(const double *parameters, const cf_known *known);
void cf_free_population(cf_population *population);

/* Called for each pair that scores at least the floor; 0 ends it. */
typedef int (*cf_found_pair)(void *context, uint32_t known, uint32_t listed, double score);

/* 0 when there was no memory, or `found` ended it. The scores are those of cf_name_score. */
int cf_every_pair(const cf_population *population, double floor, const cf_reading *listed, size_t listed_count,
                  cf_found_pair found, void *context);

#endif
