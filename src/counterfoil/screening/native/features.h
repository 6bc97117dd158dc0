/* Features of readings: what counterfoil.screening.index.features says, number for number. */

#ifndef COUNTERFOIL_FEATURES_H
#define COUNTERFOIL_FEATURES_H

#include "parts.h"

/* Of each part: token, skeleton, sound, group and a trigram a letter; two more trigrams where parts meet; the whole. */
#define CF_MOST_FEATURES (CF_MOST_PARTS * (CF_MOST_LETTERS + 6) + 1)

/* Write the features of a reading, none twice, those of whole parts first; say how many of these there are.
 * `keys` has room for CF_MOST_FEATURES. */
int cf_features(const cf_part *parts, int count, uint64_t *keys, int *strong);

#endif
