/* Texts of letters, as written and as spoken, and what it costs to take one for another. */

#ifndef COUNTERFOIL_TEXTS_H
#define COUNTERFOIL_TEXTS_H

#include "costs.h"
#include "parts.h"

/* No more is joined than may meet the longest part; see cf_may_join. */
enum { MOST_TEXT = CF_MOST_LETTERS / 3 * 4 };

/* a-z are 0 to 25, 0-9 are 26 to 35, then the letters that stand for a digraph when a part is spoken. */
enum { C_ = 36, G_, S_, X_, Z_, LETTERS };
enum { COUNTED = 48 }; /* LETTERS, and the rest of a vector register */

#define BIT(letter) (1ull << (letter))
#define VOWELS (BIT('a' - 'a') | BIT('e' - 'a') | BIT('i' - 'a') | BIT('o' - 'a') | BIT('u' - 'a') | BIT('y' - 'a'))

/* A text of letters. */
typedef struct {
    int length;
    uint64_t letters;        /* which occur */
    uint8_t counts[COUNTED]; /* how often each does */
    uint8_t families[8];     /* how often letters of each family of consonants do */
    uint8_t at[MOST_TEXT];
} cf_text;

/* A text as it is written, and as it is spoken. */
typedef struct {
    cf_text written, spoken;
} cf_word;

/* Set a word to the letters of some parts, one after the other. */
void cf_spell(cf_word *word, const cf_part *const *parts, int count);

/* What it costs to take one word for another: 0 when they are the same, 1 when they have nothing to do with each other. */
double cf_word_cost(const cf_word *query, const cf_word *listed, const costs_t *costs);

#endif
