/* The numbers of the matcher: counterfoil.screening.matching.parameters. */

#ifndef COUNTERFOIL_COSTS_H
#define COUNTERFOIL_COSTS_H

enum { LENGTHS = 7 };

/* How two birth dates agree, in the order of the parameters. */
enum {
    BIRTH_SAME,
    BIRTH_SWAPPED,
    BIRTH_MONTH,
    BIRTH_ONE_YEAR_OFF,
    BIRTH_YEAR_ONLY,
    BIRTH_NEAR,
    BIRTH_YEAR_NEAR,
    BIRTH_DIFFERS,
    BIRTH_VERDICTS
};

/* matching.parameters.Parameters, field by field. */
typedef struct {
    double vowel_for_vowel, vowel_added, vowel_unwritten, doubled, weak_added, kindred, alike, added, exchanged;
    double transposed, other_beginning, most, slack, slope, bend, sound, nickname, initial, truncated, joined, length[LENGTHS];
    double particle, title, legal_form, patronymic, base, met, met_most, left_in_query, left_in_listed, contradiction;
    double turned, scrambled, one_met, one_of_one, unsure;
    double birth[BIRTH_VERDICTS], nationality_same, nationality_differs, document_same;
} costs_t;

#endif
