/* Features of all readings of an index, and the readings under each feature. */

#include "building.h"

#include "features.h"

#include <stdlib.h>
#include <string.h>

/* Features by number in the order in which they came. */
typedef struct {
    uint64_t *keys;
    uint32_t *slots; /* 1 + the number; 0: free */
    size_t count, room;
} numbered;

static int make_room(numbered *all)
{
    size_t room = all->room == 0 ? 1 << 16 : all->room * 2;
    uint64_t *keys = realloc(all->keys, room / 2 * sizeof *keys);
    if (keys == NULL) return 0;
    all->keys = keys;
    uint32_t *slots = calloc(room, sizeof *slots);
    if (slots == NULL) return 0;
    for (size_t i = 0; i < all->count; i++) {
        size_t slot = keys[i] & (room - 1);
        while (slots[slot] != 0) slot = (slot + 1) & (room - 1);
        slots[slot] = (uint32_t)i + 1;
    }
    free(all->slots);
    all->slots = slots;
    all->room = room;
    return 1;
}

static int number_of(numbered *all, uint64_t key, uint32_t *number)
{
    if (2 * (all->count + 1) > all->room && !make_room(all)) return 0;
    size_t slot = key & (all->room - 1);
    while (all->slots[slot] != 0 && all->keys[all->slots[slot] - 1] != key) slot = (slot + 1) & (all->room - 1);
    if (all->slots[slot] == 0) {
        all->keys[all->count++] = key;
        all->slots[slot] = (uint32_t)all->count;
    }
    *number = all->slots[slot] - 1;
    return 1;
}

/* A key and the number it had before the keys were put in order. */
typedef struct {
    uint64_t key;
    uint32_t number;
} ranked;

static int by_key(const void *first, const void *second)
{
    uint64_t a = ((const ranked *)first)->key, b = ((const ranked *)second)->key;
    return a < b ? -1 : a > b;
}

/* Put the keys in order, and number the features by their places. */
static int rank(numbered *all, uint32_t *features, size_t count)
{
    ranked *order = malloc((all->count + 1) * sizeof *order);
    uint32_t *place = malloc((all->count + 1) * sizeof *place);
    int done = order != NULL && place != NULL;
    if (done) {
        for (size_t i = 0; i < all->count; i++) {
            order[i].key = all->keys[i];
            order[i].number = (uint32_t)i;
        }
        qsort(order, all->count, sizeof *order, by_key);
        for (size_t i = 0; i < all->count; i++) {
            all->keys[i] = order[i].key;
            place[order[i].number] = (uint32_t)i;
        }
        for (size_t i = 0; i < count; i++) features[i] = place[features[i]];
    }
    free(order);
    free(place);
    return done;
}

typedef struct {
    Py_buffer letters, ends, groups, parts, reading_ends;
} readings_in;

static size_t elements(const Py_buffer *buffer, size_t size)
{
    return (size_t)buffer->len / size;
}

/* Whether the arrays fit one another; and how many features there may be at most. */
static int fits(const readings_in *in, size_t *most)
{
    const uint64_t *ends = in->ends.buf, *reading_ends = in->reading_ends.buf;
    const uint32_t *parts = in->parts.buf;
    size_t part_count = elements(&in->groups, sizeof(uint32_t)), part_places = elements(&in->parts, sizeof(uint32_t));
    if (elements(&in->ends, sizeof *ends) != part_count + 1 || elements(&in->reading_ends, sizeof *reading_ends) < 1) return 0;
    if (ends[0] != 0 || ends[part_count] != (uint64_t)in->letters.len || reading_ends[0] != 0) return 0;
    for (size_t i = 0; i < part_count; i++)
        if (ends[i + 1] <= ends[i] || ends[i + 1] - ends[i] > CF_MOST_LETTERS) return 0;
    size_t readings = elements(&in->reading_ends, sizeof *reading_ends) - 1;
    if (reading_ends[readings] != part_places) return 0;
    *most = 0;
    for (size_t i = 0; i < readings; i++) {
        if (reading_ends[i + 1] < reading_ends[i] || reading_ends[i + 1] - reading_ends[i] > CF_MOST_PARTS) return 0;
        *most += 1;
        for (uint64_t at = reading_ends[i]; at < reading_ends[i + 1]; at++) {
            if (at >= part_places || parts[at] >= part_count) return 0;
            *most += ends[parts[at] + 1] - ends[parts[at]] + 6;
        }
    }
    return 1;
}

static int number_all(const readings_in *in, numbered *all, uint32_t *features, uint32_t *counts, uint8_t *strong,
                      size_t *total)
{
    const uint64_t *ends = in->ends.buf, *reading_ends = in->reading_ends.buf;
    const uint32_t *parts = in->parts.buf, *groups = in->groups.buf;
    const char *letters = in->letters.buf;
    size_t readings = elements(&in->reading_ends, sizeof *reading_ends) - 1;
    uint64_t keys[CF_MOST_FEATURES];
    cf_part reading[CF_MOST_PARTS];
    *total = 0;
    for (size_t i = 0; i < readings; i++) {
        int count = 0, whole;
        for (uint64_t at = reading_ends[i]; at < reading_ends[i + 1]; at++, count++) {
            uint32_t part = parts[at];
            reading[count].text = letters + ends[part];
            reading[count].length = (uint8_t)(ends[part + 1] - ends[part]);
            reading[count].kind = 0;
            reading[count].group = groups[part];
        }
        int made = cf_features(reading, count, keys, &whole);
        for (int j = 0; j < made; j++)
            if (!number_of(all, keys[j], &features[*total + (size_t)j])) return 0;
        *total += (size_t)made;
        counts[i] = (uint32_t)made;
        strong[i] = (uint8_t)whole;
    }
    return rank(all, features, *total);
}

static PyObject *featured(const readings_in *in, size_t most)
{
    size_t readings = elements(&in->reading_ends, sizeof(uint64_t)) - 1, total = 0;
    PyObject *features = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)(most * sizeof(uint32_t)));
    PyObject *counts = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)(readings * sizeof(uint32_t)));
    PyObject *strong = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)readings);
    PyObject *keys = NULL, *all_made = NULL;
    numbered all = {0};
    if (features != NULL && counts != NULL && strong != NULL) {
        uint32_t *to = (uint32_t *)(void *)PyByteArray_AsString(features);
        uint32_t *counts_to = (uint32_t *)(void *)PyByteArray_AsString(counts);
        uint8_t *strong_to = (uint8_t *)PyByteArray_AsString(strong);
        int done;
        Py_BEGIN_ALLOW_THREADS
        done = number_all(in, &all, to, counts_to, strong_to, &total);
        Py_END_ALLOW_THREADS
        if (!done) PyErr_NoMemory();
        else if (PyByteArray_Resize(features, (Py_ssize_t)(total * sizeof(uint32_t))) == 0)
            keys = PyByteArray_FromStringAndSize((const char *)all.keys, (Py_ssize_t)(all.count * sizeof(uint64_t)));
        if (keys != NULL) all_made = PyTuple_Pack(4, keys, features, counts, strong);
    }
    free(all.keys);
    free(all.slots);
    Py_XDECREF(keys);
    Py_XDECREF(features);
    Py_XDECREF(counts);
    Py_XDECREF(strong);
    return all_made;
}

PyObject *cf_featured(PyObject *module, PyObject *arguments)
{
    (void)module;
    readings_in in;
    if (!PyArg_ParseTuple(arguments, "y*y*y*y*y*", &in.letters, &in.ends, &in.groups, &in.parts, &in.reading_ends))
        return NULL;
    size_t most;
    PyObject *made = NULL;
    if (fits(&in, &most)) made = featured(&in, most);
    else PyErr_SetString(PyExc_ValueError, "the arrays do not fit one another");
    Py_buffer *buffers[] = {&in.letters, &in.ends, &in.groups, &in.parts, &in.reading_ends};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++) PyBuffer_Release(buffers[i]);
    return made;
}

/* Write the readings of each feature, in their order, to where the feature's postings lie. */
static int invert(const Py_buffer *features_in, const Py_buffer *ends_in, const Py_buffer *postings_in, uint32_t *postings)
{
    const uint32_t *features = features_in->buf;
    const uint64_t *ends = ends_in->buf, *posting_ends = postings_in->buf;
    size_t readings = elements(ends_in, sizeof *ends) - 1, count = elements(postings_in, sizeof *posting_ends) - 1;
    uint64_t *next = malloc((count + 1) * sizeof *next);
    if (next == NULL) return 0;
    memcpy(next, posting_ends, (count + 1) * sizeof *next);
    for (size_t i = 0; i < readings; i++)
        for (uint64_t at = ends[i]; at < ends[i + 1]; at++) postings[next[features[at]]++] = (uint32_t)i;
    free(next);
    return 1;
}

/* Whether the ends are those of the features: then `invert` writes beside nothing. */
static int agree(const Py_buffer *features_in, const Py_buffer *ends_in, const Py_buffer *postings_in)
{
    const uint32_t *features = features_in->buf;
    const uint64_t *ends = ends_in->buf, *posting_ends = postings_in->buf;
    size_t total = elements(features_in, sizeof *features);
    if (ends_in->len < (Py_ssize_t)sizeof *ends || postings_in->len < (Py_ssize_t)sizeof *posting_ends) return 0;
    size_t readings = elements(ends_in, sizeof *ends) - 1, count = elements(postings_in, sizeof *posting_ends) - 1;
    if (ends[0] != 0 || ends[readings] != total || posting_ends[0] != 0) return 0;
    for (size_t i = 0; i < readings; i++)
        if (ends[i + 1] < ends[i]) return 0;
    uint64_t *counts = calloc(count + 1, sizeof *counts);
    if (counts == NULL) return 0;
    int fit = 1;
    for (size_t i = 0; i < total && fit; i++) {
        fit = features[i] < count;
        if (fit) counts[features[i]]++;
    }
    for (size_t i = 0; i < count && fit; i++) fit = posting_ends[i + 1] - posting_ends[i] == counts[i];
    free(counts);
    return fit;
}

PyObject *cf_inverted(PyObject *module, PyObject *arguments)
{
    (void)module;
    Py_buffer features, ends, posting_ends;
    if (!PyArg_ParseTuple(arguments, "y*y*y*", &features, &ends, &posting_ends)) return NULL;
    PyObject *postings = NULL;
    if (agree(&features, &ends, &posting_ends)) {
        postings = PyByteArray_FromStringAndSize(NULL, features.len);
        if (postings != NULL) {
            uint32_t *to = (uint32_t *)(void *)PyByteArray_AsString(postings);
            int done;
            Py_BEGIN_ALLOW_THREADS
            done = invert(&features, &ends, &posting_ends, to);
            Py_END_ALLOW_THREADS
            if (!done) {
                Py_CLEAR(postings);
                PyErr_NoMemory();
            }
        }
    } else {
        PyErr_SetString(PyExc_ValueError, "the arrays do not fit one another");
    }
    PyBuffer_Release(&features);
    PyBuffer_Release(&ends);
    PyBuffer_Release(&posting_ends);
    return postings;
}
