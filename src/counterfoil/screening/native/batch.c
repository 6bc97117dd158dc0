/* Readings that Python hands over. */

#include "batch.h"

#include <string.h>

static int is_plain(const char *letters, Py_ssize_t length)
{
    for (Py_ssize_t i = 0; i < length; i++)
        if (!((letters[i] >= 'a' && letters[i] <= 'z') || (letters[i] >= '0' && letters[i] <= '9'))) return 0;
    return 1;
}

static int fits(const cf_batch *batch)
{
    const uint8_t *lengths = batch->lengths.buf, *counts = batch->counts.buf;
    Py_ssize_t parts = batch->lengths.len, letters = 0, counted = 0;
    if (batch->kinds.len != parts || batch->groups.len != parts * (Py_ssize_t)sizeof(uint32_t)) return 0;
    for (Py_ssize_t i = 0; i < parts; i++) {
        if (lengths[i] < 1 || lengths[i] > CF_MOST_LETTERS) return 0;
        letters += lengths[i];
    }
    for (Py_ssize_t i = 0; i < batch->counts.len; i++) {
        if (counts[i] < 1 || counts[i] > CF_MOST_PARTS) return 0;
        counted += counts[i];
    }
    return letters == batch->letters.len && counted == parts && is_plain(batch->letters.buf, letters);
}

static int lay_out(cf_batch *batch)
{
    const uint8_t *lengths = batch->lengths.buf, *kinds = batch->kinds.buf, *counts = batch->counts.buf;
    const char *letters = batch->letters.buf;
    size_t parts = (size_t)batch->lengths.len;
    batch->reading_count = (size_t)batch->counts.len;
    batch->parts = PyMem_Malloc((parts + 1) * sizeof *batch->parts);
    batch->readings = PyMem_Malloc((batch->reading_count + 1) * sizeof *batch->readings);
    if (batch->parts == NULL || batch->readings == NULL) return 0;
    for (size_t i = 0; i < parts; i++) {
        cf_part *part = &batch->parts[i];
        part->text = letters;
        part->length = lengths[i];
        part->kind = kinds[i];
        memcpy(&part->group, (const char *)batch->groups.buf + i * sizeof part->group, sizeof part->group);
        letters += lengths[i];
    }
    const cf_part *next = batch->parts;
    for (size_t i = 0; i < batch->reading_count; i++) {
        batch->readings[i].parts = next;
        batch->readings[i].count = counts[i];
        next += counts[i];
    }
    return 1;
}

int cf_take_batch(PyObject *object, void *place)
{
    cf_batch *batch = place;
    if (object == NULL) {
        cf_free_batch(batch);
        return 1;
    }
    memset(batch, 0, sizeof *batch);
    if (!PyTuple_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "readings are a tuple");
        return 0;
    }
    if (!PyArg_ParseTuple(object, "y*y*y*y*y*", &batch->letters, &batch->lengths, &batch->kinds, &batch->groups,
                          &batch->counts)) {
        memset(batch, 0, sizeof *batch);
        return 0;
    }
    if (!fits(batch)) PyErr_SetString(PyExc_ValueError, "readings are not what they should be");
    else if (!lay_out(batch)) PyErr_NoMemory();
    else return Py_CLEANUP_SUPPORTED;
    cf_free_batch(batch);
    return 0;
}

void cf_free_batch(cf_batch *batch)
{
    PyMem_Free(batch->parts);
    PyMem_Free(batch->readings);
    Py_buffer *buffers[] = {&batch->letters, &batch->lengths, &batch->kinds, &batch->groups, &batch->counts};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        if (buffers[i]->obj != NULL) PyBuffer_Release(buffers[i]);
    memset(batch, 0, sizeof *batch);
}
