/* An index that Python hands over: its arrays, looked through once, and held for as long as Python holds it. */

#ifndef COUNTERFOIL_HELD_H
#define COUNTERFOIL_HELD_H

#include "python.h"
#include "retrieval.h"

/* hold(arrays) -> capsule: `arrays` is a mapping with the arrays of counterfoil.screening.index.files.ARRAYS.
 * Raises ValueError when they do not fit one another: whatever is in them afterwards, no query reads beside them. */
PyObject *cf_hold(PyObject *module, PyObject *arrays);

/* The index in a capsule; NULL with an error set when it is something else. */
const cf_index *cf_held(PyObject *capsule);

#endif
