/* The steps of building an index that Python hands over: counterfoil.screening.index.postings in C. */

#ifndef COUNTERFOIL_BUILDING_H
#define COUNTERFOIL_BUILDING_H

#include "python.h"

/* featured(part_letters, part_ends, part_group, reading_parts, reading_ends)
 * -> (feature_keys, reading_features, reading_feature_counts, reading_strong): bytearrays. */
PyObject *cf_featured(PyObject *module, PyObject *arguments);

/* inverted(reading_features, reading_feature_ends, posting_ends) -> postings: a bytearray. */
PyObject *cf_inverted(PyObject *module, PyObject *arguments);

#endif
