/* Readings that Python hands over: bytes, looked through before anything is done with them. */

#ifndef COUNTERFOIL_BATCH_H
#define COUNTERFOIL_BATCH_H

#include "python.h"
#include "retrieval.h"

/* Readings, and the parts they are made of. */
typedef struct {
    Py_buffer letters, lengths, kinds, groups, counts;
    cf_part *parts;
    cf_reading *readings;
    size_t reading_count;
} cf_batch;

/* An "O&" converter of PyArg_ParseTuple: a tuple (letters, lengths, kinds, groups, counts) becomes a cf_batch.
 * `lengths`, `kinds` and `groups` have an element a part, `counts` (of parts) one a reading. */
int cf_take_batch(PyObject *object, void *batch);
void cf_free_batch(cf_batch *batch);

#endif
