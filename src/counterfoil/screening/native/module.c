/* counterfoil.screening._native: the scorer and the index in C, for Python 3.11 and later. */

#include "batch.h"
#include "building.h"
#include "every_pair.h"
#include "held.h"

#include <stdlib.h>
#include <string.h>

/* Results one after the other. */
typedef struct {
    char *bytes;
    size_t size, room;
} results;

static int append(results *all, const void *bytes, size_t size)
{
    if (all->size + size > all->room) {
        size_t room = 2 * (all->size + size) + 4096;
        char *larger = realloc(all->bytes, room);
        if (larger == NULL) return 0;
        all->bytes = larger;
        all->room = room;
    }
    if (size > 0) memcpy(all->bytes + all->size, bytes, size);
    all->size += size;
    return 1;
}

/* ---- search ---- */

/* Queries that Python hands over: an element each, but for the days, of which each has as many as it says. */
typedef struct {
    Py_buffer readings, schemas, births, floors, day_counts, days;
} queries_in;

static uint64_t sum(const Py_buffer *counts)
{
    const uint32_t *count = counts->buf;
    uint64_t total = 0;
    for (Py_ssize_t i = 0; i < counts->len / (Py_ssize_t)sizeof *count; i++) total += count[i];
    return total;
}

static int fit(const queries_in *in, const cf_batch *batch)
{
    Py_ssize_t queries = in->schemas.len, word = sizeof(uint32_t);
    return in->readings.len == queries * word && in->day_counts.len == queries * word
        && in->births.len == queries * (Py_ssize_t)sizeof(cf_birth) && in->floors.len == queries * (Py_ssize_t)sizeof(double)
        && sum(&in->readings) == batch->reading_count
        && sum(&in->day_counts) * sizeof(uint32_t) == (uint64_t)in->days.len;
}

static int search_all(const cf_index *index, const cf_effort *effort, const double *parameters, uint32_t most,
                      const cf_batch *batch, const queries_in *in, results *found, results *counts)
{
    const uint32_t *readings = in->readings.buf, *day_counts = in->day_counts.buf;
    cf_scratch *scratch = cf_new_scratch(index, effort);
    int done = scratch != NULL;
    cf_wanted wanted = {.readings = batch->readings, .days = in->days.buf};
    for (Py_ssize_t i = 0; i < in->schemas.len && done; i++) {
        wanted.reading_count = readings[i];
        wanted.day_count = day_counts[i];
        wanted.schemas = ((const uint8_t *)in->schemas.buf)[i];
        memcpy(&wanted.birth, (const char *)in->births.buf + (size_t)i * sizeof wanted.birth, sizeof wanted.birth);
        memcpy(&wanted.floor, (const char *)in->floors.buf + (size_t)i * sizeof wanted.floor, sizeof wanted.floor);
        const cf_found *best;
        int count = cf_search(scratch, index, effort, parameters, &wanted, most, &best);
        uint32_t kept = count < 0 ? 0 : (uint32_t)count;
        done = count >= 0 && append(found, best, kept * sizeof *best) && append(counts, &kept, sizeof kept);
        wanted.readings += wanted.reading_count;
        wanted.days += wanted.day_count;
    }
    cf_free_scratch(scratch);
    return done;
}

static int has_parameters(const Py_buffer *parameters)
{
    if (parameters->len == cf_parameter_count() * (Py_ssize_t)sizeof(double)) return 1;
    PyErr_SetString(PyExc_ValueError, "another number of parameters than the scorer has");
    return 0;
}

static PyObject *packed(const results *found, const results *counts)
{
    return Py_BuildValue("y#y#", found->bytes == NULL ? "" : found->bytes, (Py_ssize_t)found->size,
                         counts->bytes == NULL ? "" : counts->bytes, (Py_ssize_t)counts->size);
}

/* search(index, effort, parameters, most, readings, queries) -> (found, counts) */
static PyObject *search(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *capsule;
    cf_effort effort;
    Py_buffer parameters;
    unsigned int most;
    cf_batch batch;
    queries_in in;
    if (!PyArg_ParseTuple(arguments, "O(IIIII)y*IO&(y*y*y*y*y*y*)", &capsule, &effort.budget, &effort.rescored, &effort.kept,
                          &effort.born, &effort.least, &parameters, &most, cf_take_batch, &batch, &in.readings, &in.schemas, &in.births,
                          &in.floors, &in.day_counts, &in.days))
        return NULL;
    PyObject *made = NULL;
    const cf_index *index = cf_held(capsule);
    if (index != NULL && has_parameters(&parameters)) {
        if (!fit(&in, &batch)) {
            PyErr_SetString(PyExc_ValueError, "the queries do not fit one another");
        } else {
            results found = {0}, counts = {0};
            int done;
            Py_BEGIN_ALLOW_THREADS
            done = search_all(index, &effort, parameters.buf, most, &batch, &in, &found, &counts);
            Py_END_ALLOW_THREADS
            made = done ? packed(&found, &counts) : PyErr_NoMemory();
            free(found.bytes);
            free(counts.bytes);
        }
    }
    Py_buffer *buffers[] = {&parameters, &in.readings, &in.schemas, &in.births, &in.floors, &in.day_counts, &in.days};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++) PyBuffer_Release(buffers[i]);
    cf_free_batch(&batch);
    return made;
}

/* candidates(index, effort, readings, schemas, days) -> (rows, counts): of each reading, with the same schemas and days */
static PyObject *candidates(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *capsule;
    cf_effort effort;
    cf_batch batch;
    unsigned char schemas;
    Py_buffer days;
    if (!PyArg_ParseTuple(arguments, "O(IIIII)O&by*", &capsule, &effort.budget, &effort.rescored, &effort.kept,
                          &effort.born, &effort.least, cf_take_batch, &batch, &schemas, &days))
        return NULL;
    PyObject *made = NULL;
    const cf_index *index = cf_held(capsule);
    if (index != NULL) {
        results found = {0}, counts = {0};
        int done;
        Py_BEGIN_ALLOW_THREADS
        cf_scratch *scratch = cf_new_scratch(index, &effort);
        done = scratch != NULL;
        for (size_t i = 0; i < batch.reading_count && done; i++) {
            const uint32_t *rows;
            int count = cf_candidates(scratch, index, &effort, &batch.readings[i], schemas, days.buf,
                                      (uint32_t)((size_t)days.len / sizeof(uint32_t)), &rows);
            uint32_t kept = count < 0 ? 0 : (uint32_t)count;
            done = count >= 0 && append(&found, rows, kept * sizeof *rows) && append(&counts, &kept, sizeof kept);
        }
        cf_free_scratch(scratch);
        Py_END_ALLOW_THREADS
        made = done ? packed(&found, &counts) : PyErr_NoMemory();
        free(found.bytes);
        free(counts.bytes);
    }
    PyBuffer_Release(&days);
    cf_free_batch(&batch);
    return made;
}

/* ---- every pair ---- */

typedef struct {
    uint32_t query, listed;
    double score;
} pair;

static int score_pairs(const double *parameters, double floor, const cf_batch *queries, const cf_batch *listed,
                       results *found)
{
    cf_query *query = cf_new_query(parameters);
    int done = query != NULL;
    for (size_t i = 0; done && i < queries->reading_count; i++) {
        cf_lay_out_query(query, queries->readings[i].parts, queries->readings[i].count);
        for (size_t j = 0; done && j < listed->reading_count; j++) {
            const cf_reading *other = &listed->readings[j];
            pair one = {(uint32_t)i, (uint32_t)j, cf_score_query(query, other->parts, other->count)};
            if (one.score >= floor) done = append(found, &one, sizeof one);
        }
    }
    cf_free_query(query);
    return done;
}

/* score_all(parameters, floor, queries, listed) -> pairs */
static PyObject *score_all(PyObject *module, PyObject *arguments)
{
    (void)module;
    Py_buffer parameters;
    double floor;
    cf_batch queries, listed;
    if (!PyArg_ParseTuple(arguments, "y*dO&O&", &parameters, &floor, cf_take_batch, &queries, cf_take_batch, &listed))
        return NULL;
    PyObject *made = NULL;
    if (has_parameters(&parameters)) {
        results found = {0};
        int done;
        Py_BEGIN_ALLOW_THREADS
        done = score_pairs(parameters.buf, floor, &queries, &listed, &found);
        Py_END_ALLOW_THREADS
        made = done ? PyBytes_FromStringAndSize(found.bytes == NULL ? "" : found.bytes, (Py_ssize_t)found.size)
                    : PyErr_NoMemory();
        free(found.bytes);
    }
    PyBuffer_Release(&parameters);
    cf_free_batch(&queries);
    cf_free_batch(&listed);
    return made;
}

static int keep_pair(void *context, uint32_t query, uint32_t listed, double score)
{
    pair one = {query, listed, score};
    return append(context, &one, sizeof one);
}

/* Whether the numbers of parts, reading by reading, are all there. */
static int are_parts(const cf_known *known, size_t numbers)
{
    size_t counted = 0;
    for (size_t i = 0; i < known->reading_count; i++) {
        if (known->counts[i] < 1 || known->counts[i] > CF_MOST_PARTS) return 0;
        counted += known->counts[i];
    }
    if (counted != numbers) return 0;
    for (size_t i = 0; i < numbers; i++)
        if (known->reading_parts[i] >= known->part_count) return 0;
    return 1;
}

/* A population that Python holds, and what it was made of. */
typedef struct {
    cf_population *population;
    Py_buffer reading_parts, counts;
    cf_batch parts;
} held_population;

static const char POPULATION[] = "counterfoil.screening.every_pair";

static void release_population(held_population *held)
{
    cf_free_population(held->population);
    PyBuffer_Release(&held->reading_parts);
    PyBuffer_Release(&held->counts);
    cf_free_batch(&held->parts);
    free(held);
}

static void destroy_population(PyObject *capsule)
{
    release_population(PyCapsule_GetPointer(capsule, POPULATION));
}

static PyObject *lay_out_population(held_population *held, const double *parameters)
{
    cf_known known = {held->parts.parts, (size_t)held->parts.lengths.len, held->reading_parts.buf, held->counts.buf,
                      (size_t)held->counts.len};
    if (!are_parts(&known, (size_t)held->reading_parts.len / sizeof(uint32_t))) {
        PyErr_SetString(PyExc_ValueError, "readings of parts that are not there");
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS
    held->population = cf_new_population(parameters, &known);
    Py_END_ALLOW_THREADS
    if (held->population == NULL) return PyErr_NoMemory();
    return PyCapsule_New(held, POPULATION, destroy_population);
}

/* population(parameters, parts, reading_parts, counts) -> a capsule; `parts` are readings of one part each */
static PyObject *population(PyObject *module, PyObject *arguments)
{
    (void)module;
    Py_buffer parameters;
    held_population *held = calloc(1, sizeof *held);
    if (held == NULL) return PyErr_NoMemory();
    if (!PyArg_ParseTuple(arguments, "y*O&y*y*", &parameters, cf_take_batch, &held->parts, &held->reading_parts,
                          &held->counts)) {
        free(held);
        return NULL;
    }
    PyObject *made = has_parameters(&parameters) ? lay_out_population(held, parameters.buf) : NULL;
    PyBuffer_Release(&parameters);
    if (made == NULL) release_population(held);
    return made;
}

/* every_pair(population, floor, listed) -> pairs */
static PyObject *every_pair(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *capsule;
    double floor;
    cf_batch listed;
    if (!PyArg_ParseTuple(arguments, "OdO&", &capsule, &floor, cf_take_batch, &listed)) return NULL;
    PyObject *made = NULL;
    held_population *held = PyCapsule_GetPointer(capsule, POPULATION);
    if (held != NULL && !(floor > 0 && floor < 1)) {
        PyErr_SetString(PyExc_ValueError, "a floor that is no score");
    } else if (held != NULL) {
        results found = {0};
        int done;
        Py_BEGIN_ALLOW_THREADS
        done = cf_every_pair(held->population, floor, listed.readings, listed.reading_count, keep_pair, &found);
        Py_END_ALLOW_THREADS
        made = done ? PyBytes_FromStringAndSize(found.bytes == NULL ? "" : found.bytes, (Py_ssize_t)found.size)
                    : PyErr_NoMemory();
        free(found.bytes);
    }
    cf_free_batch(&listed);
    return made;
}

/* score(parameters, name_score, birth, births) -> the score of a name score and birth dates */
static PyObject *score(PyObject *module, PyObject *arguments)
{
    (void)module;
    Py_buffer parameters, birth, births;
    double name_score;
    if (!PyArg_ParseTuple(arguments, "y*dy*y*", &parameters, &name_score, &birth, &births)) return NULL;
    PyObject *made = NULL;
    if (birth.len != sizeof(cf_birth) || births.len % (Py_ssize_t)sizeof(cf_birth) != 0) {
        PyErr_SetString(PyExc_ValueError, "birth dates are cut off");
    } else if (has_parameters(&parameters)) {
        cf_birth said;
        memcpy(&said, birth.buf, sizeof said);
        made = PyFloat_FromDouble(cf_score(parameters.buf, name_score, &said, births.buf,
                                           (int)(births.len / (Py_ssize_t)sizeof(cf_birth))));
    }
    PyBuffer_Release(&parameters);
    PyBuffer_Release(&birth);
    PyBuffer_Release(&births);
    return made;
}

/* ---- the module ---- */

static PyMethodDef METHODS[] = {
    {"hold", cf_hold, METH_O, NULL},
    {"search", search, METH_VARARGS, NULL},
    {"candidates", candidates, METH_VARARGS, NULL},
    {"score_all", score_all, METH_VARARGS, NULL},
    {"population", population, METH_VARARGS, NULL},
    {"every_pair", every_pair, METH_VARARGS, NULL},
    {"score", score, METH_VARARGS, NULL},
    {"featured", cf_featured, METH_VARARGS, NULL},
    {"inverted", cf_inverted, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot SLOTS[] = {{0, NULL}};

static PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, "_native", "The scorer and the index of screening, compiled.", 0, METHODS, SLOTS, NULL, NULL,
    NULL,
};

PyMODINIT_FUNC PyInit__native(void);
PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&MODULE);
}
