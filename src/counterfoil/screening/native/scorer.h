/* The score of two names whose parts are laid out. */

#ifndef COUNTERFOIL_SCORER_H
#define COUNTERFOIL_SCORER_H

#include "sides.h"

/* What parts of the two names cost each other, where it was worked out before: for each part of the listed name a row
 * with a cost for each part of the query, and the bits of those that are known. */
typedef struct {
    uint32_t known;
    double costs[CF_MOST_PARTS];
} cf_row;

/* As cf_name_score has it. `rows` has a row for each part of the listed name. */
double cf_score_sides(cf_side *query, cf_side *listed, cf_row *const *rows, const costs_t *costs);

#endif
