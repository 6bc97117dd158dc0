/* An index that Python hands over. */

#include "held.h"

#include "features.h"

#include <stdlib.h>
#include <string.h>

enum { ARRAYS = 26, SCHEMAS = 8 };

static const char NAME[] = "counterfoil.screening.index";

typedef struct {
    cf_index index;
    Py_buffer buffers[ARRAYS];
    int count;
} held;

static void release(held *all)
{
    for (int i = 0; i < all->count; i++) PyBuffer_Release(&all->buffers[i]);
    free(all->index.buckets);
    PyMem_Free(all);
}

static void destroy(PyObject *capsule)
{
    release(PyCapsule_GetPointer(capsule, NAME));
}

/* The elements of an array, and how many there are; NULL with an error set. */
static const void *take(held *all, PyObject *arrays, const char *name, size_t size, size_t *count)
{
    PyObject *array = PyMapping_GetItemString(arrays, name);
    if (array == NULL) return NULL;
    Py_buffer *buffer = &all->buffers[all->count];
    int taken = PyObject_GetBuffer(array, buffer, PyBUF_SIMPLE);
    Py_DECREF(array);
    if (taken < 0) return NULL;
    all->count++;
    if ((size_t)buffer->len % size != 0) {
        PyErr_Format(PyExc_ValueError, "%s is cut off", name);
        return NULL;
    }
    *count = (size_t)buffer->len / size;
    return buffer->buf;
}

/* Whether spans begin with 0, never go back and end with the last element. */
static int are_ends(const uint64_t *ends, size_t count, size_t spans, size_t elements)
{
    if (count != spans + 1 || ends[0] != 0 || ends[spans] != elements) return 0;
    for (size_t i = 0; i < spans; i++)
        if (ends[i + 1] < ends[i]) return 0;
    return 1;
}

static int are_short(const uint64_t *ends, size_t spans, uint64_t least, uint64_t most)
{
    for (size_t i = 0; i < spans; i++)
        if (ends[i + 1] - ends[i] < least || ends[i + 1] - ends[i] > most) return 0;
    return 1;
}

static int are_below(const uint32_t *numbers, size_t count, size_t limit)
{
    uint32_t highest = 0;
    for (size_t i = 0; i < count; i++) highest = numbers[i] > highest ? numbers[i] : highest;
    return count == 0 || highest < limit;
}

static int are_plain(const char *letters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!((letters[i] >= 'a' && letters[i] <= 'z') || (letters[i] >= '0' && letters[i] <= '9'))) return 0;
    return 1;
}

static int are_strong_first(const cf_index *index)
{
    for (size_t i = 0; i < index->readings; i++)
        if (index->reading_strong[i] > index->reading_feature_ends[i + 1] - index->reading_feature_ends[i]) return 0;
    return 1;
}

static int are_known(const uint8_t *schemas, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (schemas[i] >= SCHEMAS) return 0;
    return 1;
}

static int are_ascending(const cf_index *index)
{
    for (size_t i = 1; i < index->features; i++)
        if (index->feature_keys[i - 1] >= index->feature_keys[i]) return 0;
    for (size_t i = 1; i < index->days; i++)
        if (index->birth_days[i - 1] > index->birth_days[i]) return 0;
    return 1;
}

#define TAKE(field, room) \
    size_t room; \
    index->field = take(all, arrays, #field, sizeof *index->field, &room); \
    if (index->field == NULL) return 0

/* What is wrong with the arrays; NULL when they fit; "" when a Python error is set. */
static int fill(held *all, PyObject *arrays)
{
    cf_index *index = &all->index;
    TAKE(part_letters, letters);
    TAKE(part_ends, part_ends);
    TAKE(part_kind, part_kinds);
    TAKE(part_group, part_groups);
    TAKE(reading_parts, reading_parts);
    TAKE(reading_ends, reading_ends);
    TAKE(reading_schemas, reading_schemas);
    TAKE(reading_norm, reading_norms);
    TAKE(reading_strong, reading_strong);
    TAKE(reading_features, reading_features);
    TAKE(reading_feature_ends, reading_feature_ends);
    TAKE(bearer_entity, bearer_entities);
    TAKE(bearer_name, bearer_names);
    TAKE(bearer_ends, bearer_ends);
    TAKE(feature_keys, feature_keys);
    TAKE(feature_weight, feature_weights);
    TAKE(posting_ends, posting_ends);
    TAKE(postings, postings);
    TAKE(entity_schema, entity_schemas);
    TAKE(entity_births, births);
    TAKE(entity_birth_ends, birth_ends);
    TAKE(entity_readings, entity_readings);
    TAKE(entity_reading_ends, entity_reading_ends);
    TAKE(birth_days, days);
    TAKE(birth_entities, birth_entities);

    index->parts = part_kinds;
    index->readings = reading_norms;
    index->features = feature_keys;
    index->entities = entity_schemas;
    index->days = days;
    int fit = part_groups == index->parts && reading_schemas == index->readings && reading_strong == index->readings
        && feature_weights == index->features && bearer_names == bearer_entities && birth_entities == days
        && index->readings < UINT32_MAX && index->features < UINT32_MAX && index->entities < UINT32_MAX
        && postings == reading_features
        && are_ends(index->part_ends, part_ends, index->parts, letters)
        && are_short(index->part_ends, index->parts, 1, CF_MOST_LETTERS)
        && are_plain(index->part_letters, letters)
        && are_ends(index->reading_ends, reading_ends, index->readings, reading_parts)
        && are_short(index->reading_ends, index->readings, 1, CF_MOST_PARTS)
        && are_below(index->reading_parts, reading_parts, index->parts)
        && are_ends(index->reading_feature_ends, reading_feature_ends, index->readings, reading_features)
        && are_below(index->reading_features, reading_features, index->features)
        && are_strong_first(index)
        && are_ends(index->bearer_ends, bearer_ends, index->readings, bearer_entities)
        && are_below(index->bearer_entity, bearer_entities, index->entities)
        && are_ends(index->posting_ends, posting_ends, index->features, postings)
        && are_below(index->postings, postings, index->readings)
        && are_known(index->entity_schema, index->entities)
        && are_ends(index->entity_birth_ends, birth_ends, index->entities, births)
        && are_short(index->entity_birth_ends, index->entities, 0, INT32_MAX)
        && are_ends(index->entity_reading_ends, entity_reading_ends, index->entities, entity_readings)
        && are_below(index->entity_readings, entity_readings, index->readings)
        && are_below(index->birth_entities, birth_entities, index->entities)
        && are_ascending(index);
    if (!fit) PyErr_SetString(PyExc_ValueError, "the arrays do not fit one another");
    return fit;
}

PyObject *cf_hold(PyObject *module, PyObject *arrays)
{
    (void)module;
    held *all = PyMem_Calloc(1, sizeof *all);
    if (all == NULL) return PyErr_NoMemory();
    PyObject *capsule = NULL;
    if (fill(all, arrays)) {
        if (!cf_prepare(&all->index)) PyErr_NoMemory();
        else capsule = PyCapsule_New(all, NAME, destroy);
    }
    if (capsule == NULL) release(all);
    return capsule;
}

const cf_index *cf_held(PyObject *capsule)
{
    held *all = PyCapsule_GetPointer(capsule, NAME);
    return all == NULL ? NULL : &all->index;
}
