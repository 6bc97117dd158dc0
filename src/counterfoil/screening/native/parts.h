/* What the scorer and the index agree on: the parts of a name, and birth dates, as they lie in memory. */

#ifndef COUNTERFOIL_PARTS_H
#define COUNTERFOIL_PARTS_H

#include <stdint.h>

#define CF_MOST_PARTS 24   /* of a reading; names.MOST_PARTS */
#define CF_MOST_LETTERS 48 /* of a part; names.MOST_LETTERS */

/* A part of a name: counterfoil.screening.names.Part. */
typedef struct {
    const char *text; /* a-z and 0-9, not terminated */
    uint32_t group;   /* parts of one group are forms of one given name; 0: none */
    uint8_t length;   /* 1 to CF_MOST_LETTERS */
    uint8_t kind;     /* flags of names.Kind */
} cf_part;

/* A birth date: counterfoil.screening.BirthDate; 0 where something is not known. */
typedef struct {
    int16_t year; /* 0: there is no birth date */
    int16_t until;
    int8_t month;
    int8_t day;
    int8_t is_about;
    int8_t padding;
} cf_birth;

/* How well two readings of names agree: 0 to 1. The same as counterfoil.screening.matching.compare(...).score. */
double cf_name_score(const double *parameters, const cf_part *query, int query_parts, const cf_part *listed,
                     int listed_parts);

/* A query's name that is compared with many: laid out once, and what parts of theirs cost it is remembered. */
typedef struct cf_query cf_query;

/* NULL when there is no memory. */
cf_query *cf_new_query(const double *parameters);
void cf_free_query(cf_query *query);

/* Begin with a reading of a query. The letters stay where they are until the next. */
void cf_lay_out_query(cf_query *query, const cf_part *parts, int count);

/* As cf_name_score. The letters of the listed name stay where they are until the next query is laid out. */
double cf_score_query(cf_query *query, const cf_part *listed, int listed_parts);

/* The score of a name score and birth dates together, 0 to 1; as counterfoil.screening.matching has it. */
double cf_score(const double *parameters, double name_score, const cf_birth *query, const cf_birth *listed,
                int listed_births);

/* How many parameters both want. */
int cf_parameter_count(void);

#endif
