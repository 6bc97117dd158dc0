/* The parts of a name laid out to be compared, and what two of them have in common. */

#ifndef COUNTERFOIL_SIDES_H
#define COUNTERFOIL_SIDES_H

#include "texts.h"

enum { MOST_JOINED = 3 };

/* A part, and what is worked out of it once. */
typedef struct {
    cf_part part;
    uint64_t first, last; /* its letters: all of them up to 16 */
    double weight;
    int says; /* whether it counts among those of which two must meet */
    cf_word word;
} cf_piece;

/* Neighbours in a name. */
typedef struct {
    uint64_t consonants;
    uint8_t at, many, length;
} cf_run;

enum { MOST_RUNS = 2 * CF_MOST_PARTS };

/* A name. */
typedef struct {
    const cf_piece *pieces[CF_MOST_PARTS];
    int count;
    double sum;     /* of the weights */
    uint32_t exact; /* parts that the other side has letter for letter: they meet nothing else */
} cf_side;

void cf_lay_out_piece(cf_piece *piece, const cf_part *part, const costs_t *costs);

/* The letters of a part, all of them up to 16; with the length they tell parts of so many apart. */
void cf_pack_letters(const cf_part *part, uint64_t *first, uint64_t *last);

/* Whether two parts have the same letters. */
int cf_same_letters(const cf_piece *one, const cf_piece *other);

/* What it costs to take one part for another; 1 where they do not meet. */
double cf_part_cost(const cf_piece *query, const cf_piece *listed, const costs_t *costs);

/* One part as a run of itself; neighbours as a run. */
cf_run cf_run_of(const cf_piece *const *pieces, int at, int many);

/* Whether the letters of neighbours and those of one part of the other side leave a comparison any hope. */
int cf_may_join(const cf_run *run, const cf_run *other);

/* What it costs to take neighbours for one part of the other side; they may join. */
double cf_run_cost(const cf_piece *const *pieces, const cf_run *run, const cf_piece *other, const costs_t *costs);

#endif
