/* Looking queries up in an index: candidates by the features they share, then the scorer.
 *
 * counterfoil.screening.index.candidates and .reference say why; a test holds both to the same results.
 */

#include "retrieval.h"

#include "features.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKET_READINGS = 2, MOST_BITS = 24, BLOCK = 1 << 16, SIEVE_BITS = 8192, SLOTS = 4096, MOST_SUM = UINT16_MAX };
/* How many postings are fetched before their block comes, how many a line of the cache holds, how far schemas are fetched ahead. */
enum { AHEAD = 128, LINE = 16, SOON = 8 };

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) (void)(address)
#endif

/* A reading and the sum of its weights. */
typedef struct {
    uint64_t weight;
    uint32_t row;
} weighed;

/* A feature that the query and the index share. */
typedef struct {
    uint32_t feature, count;
} shared_feature;

struct cf_scratch {
    uint16_t *sums;    /* for each reading of a block; 0 between blocks */
    uint32_t *touched; /* readings whose sum is not 0; one more than there may be, which is written and not counted */
    size_t touched_count;
    weighed *sifted; /* those of them that may be among the best */
    uint8_t *seen;     /* a bit for each reading of the index; 0 between queries */
    uint32_t *seen_rows;
    size_t seen_count, seen_room;
    weighed *best; /* a heap */
    uint32_t best_room;
    uint32_t *rows;
    shared_feature shared[CF_MOST_FEATURES];
    uint64_t least; /* a hundred times the sum that a candidate has at least */
    int shared_count, added; /* how many there are, and of how many the sums are */
    uint64_t next[CF_MOST_FEATURES]; /* where the postings of the next block begin */
    /* which features the query has, and what they weigh; the numbers are 1 more, 0 is free */
    uint32_t slot_feature[SLOTS];
    uint16_t slot_weight[SLOTS];
    unsigned slot_mask;
    uint64_t sieve[SIEVE_BITS / 64]; /* a bit for every remainder that one of them has: most others are told at once */
    cf_query *query; /* made for the first search: a scratch has the same parameters in all of them */
    cf_found *found;
    size_t found_count, found_room;
};

/* ---- memory ---- */

int cf_prepare(cf_index *index)
{
    for (size_t i = 0; i < index->features; i++)
        if (index->feature_weight[i] > index->highest_weight) index->highest_weight = index->feature_weight[i];
    for (size_t i = 0; i < index->readings; i++)
        if (index->reading_norm[i] > index->highest_norm) index->highest_norm = index->reading_norm[i];
    int bits = 1;
    while (bits < MOST_BITS && ((size_t)1 << bits) < index->features / BUCKET_READINGS) bits++;
    size_t buckets = (size_t)1 << bits;
    index->bucket_shift = 64 - bits;
    index->buckets = malloc((buckets + 1) * sizeof *index->buckets);
    if (index->buckets == NULL) return 0;
    size_t at = 0;
    for (size_t bucket = 0; bucket < buckets; bucket++) {
        while (at < index->features && index->feature_keys[at] >> index->bucket_shift < bucket) at++;
        index->buckets[bucket] = (uint32_t)at;
    }
    index->buckets[buckets] = (uint32_t)index->features;
    return 1;
}

cf_scratch *cf_new_scratch(const cf_index *index, const cf_effort *effort)
{
    cf_scratch *scratch = calloc(1, sizeof *scratch);
    if (scratch == NULL) return NULL;
    uint32_t larger = effort->rescored > effort->born ? effort->rescored : effort->born;
    scratch->best_room = larger > effort->kept ? larger : effort->kept;
    scratch->sums = calloc(BLOCK, sizeof *scratch->sums);
    scratch->touched = malloc((BLOCK + 1) * sizeof *scratch->touched);
    scratch->sifted = malloc((BLOCK + 1) * sizeof *scratch->sifted);
    scratch->seen = calloc(index->readings / 8 + 1, 1);
    scratch->best = malloc(((size_t)scratch->best_room + 1) * sizeof *scratch->best);
    scratch->rows = malloc(((size_t)effort->kept + effort->born + 1) * sizeof *scratch->rows);
    if (scratch->sums == NULL || scratch->touched == NULL || scratch->sifted == NULL || scratch->seen == NULL || scratch->best == NULL || scratch->rows == NULL) {
        cf_free_scratch(scratch);
        return NULL;
    }
    return scratch;
}

void cf_free_scratch(cf_scratch *scratch)
{
    if (scratch == NULL) return;
    free(scratch->sums);
    free(scratch->touched);
    free(scratch->sifted);
    free(scratch->seen);
    free(scratch->seen_rows);
    free(scratch->best);
    free(scratch->rows);
    free(scratch->found);
    cf_free_query(scratch->query);
    free(scratch);
}

/* Note that a reading was looked at; 0 when memory is out. */
static int see(cf_scratch *scratch, uint32_t row)
{
    if (scratch->seen_count == scratch->seen_room) {
        size_t room = 2 * scratch->seen_room + 256;
        uint32_t *larger = realloc(scratch->seen_rows, room * sizeof *larger);
        if (larger == NULL) return 0;
        scratch->seen_rows = larger;
        scratch->seen_room = room;
    }
    scratch->seen_rows[scratch->seen_count++] = row;
    scratch->seen[row / 8] |= (uint8_t)(1 << row % 8);
    return 1;
}

static int was_seen(const cf_scratch *scratch, uint32_t row)
{
    return scratch->seen[row / 8] >> row % 8 & 1;
}

static void forget_seen(cf_scratch *scratch)
{
    for (size_t i = 0; i < scratch->seen_count; i++) scratch->seen[scratch->seen_rows[i] / 8] = 0;
    scratch->seen_count = 0;
}

/* ---- the best of many ---- */

static int is_better(weighed first, weighed second)
{
    return first.weight != second.weight ? first.weight > second.weight : first.row < second.row;
}

/* The worst is on top. */
static void sink(weighed *heap, uint32_t count, uint32_t at)
{
    weighed moved = heap[at];
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= count) break;
        if (child + 1 < count && is_better(heap[child], heap[child + 1])) child++;
        if (!is_better(moved, heap[child])) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static void rise(weighed *heap, uint32_t at)
{
    weighed moved = heap[at];
    while (at > 0) {
        uint32_t parent = (at - 1) / 2;
        if (!is_better(heap[parent], moved)) break;
        heap[at] = heap[parent];
        at = parent;
    }
    heap[at] = moved;
}

static uint32_t keep(weighed *heap, uint32_t count, uint32_t most, weighed one)
{
    if (count < most) {
        heap[count] = one;
        rise(heap, count);
        return count + 1;
    }
    if (most > 0 && is_better(one, heap[0])) {
        heap[0] = one;
        sink(heap, count, 0);
    }
    return count;
}

static int best_first(const void *first, const void *second)
{
    return is_better(*(const weighed *)first, *(const weighed *)second) ? -1 : 1;
}

/* ---- features ---- */

static int fewest_first(const void *first, const void *second)
{
    const shared_feature *a = first, *b = second;
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    return a->feature < b->feature ? -1 : a->feature > b->feature;
}

static unsigned slot_of(const cf_scratch *scratch, uint32_t feature)
{
    return (feature * 2654435761u >> 16) & scratch->slot_mask;
}

static int find_feature(const cf_index *index, uint64_t key, uint32_t *feature)
{
    uint64_t bucket = key >> index->bucket_shift;
    for (uint32_t at = index->buckets[bucket]; at < index->buckets[bucket + 1]; at++) {
        if (index->feature_keys[at] == key) {
            *feature = at;
            return 1;
        }
    }
    return 0;
}

/* Note the features that the query shares with the index. Those that no reading has weigh as much as the rarest. */
static void share(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, const cf_reading *reading)
{
    uint64_t keys[CF_MOST_FEATURES];
    int strong, count = cf_features(reading->parts, reading->count, keys, &strong);
    unsigned slots = 64;
    while (slots < 2 * (unsigned)count) slots *= 2;
    scratch->slot_mask = slots - 1;
    memset(scratch->slot_feature, 0, slots * sizeof scratch->slot_feature[0]);
    memset(scratch->sieve, 0, sizeof scratch->sieve);
    scratch->shared_count = 0;
    uint64_t all = 0;
    for (int i = 0; i < count; i++) {
        uint32_t feature;
        if (!find_feature(index, keys[i], &feature)) {
            all += index->highest_weight;
            continue;
        }
        all += index->feature_weight[feature];
        unsigned slot = slot_of(scratch, feature);
        while (scratch->slot_feature[slot] != 0) slot = (slot + 1) & scratch->slot_mask;
        scratch->slot_feature[slot] = feature + 1;
        scratch->slot_weight[slot] = index->feature_weight[feature];
        scratch->sieve[feature % SIEVE_BITS / 64] |= 1ull << feature % 64;
        uint64_t postings = index->posting_ends[feature + 1] - index->posting_ends[feature];
        scratch->shared[scratch->shared_count].feature = feature;
        scratch->shared[scratch->shared_count].count = (uint32_t)postings;
        scratch->shared_count++;
    }
    scratch->least = all * effort->least;
}

/* What a feature weighs if the query has it; 0 if not. */
static uint32_t shared_weight(const cf_scratch *scratch, uint32_t feature)
{
    if ((scratch->sieve[feature % SIEVE_BITS / 64] >> feature % 64 & 1) == 0) return 0;
    for (unsigned slot = slot_of(scratch, feature); scratch->slot_feature[slot] != 0; slot = (slot + 1) & scratch->slot_mask)
        if (scratch->slot_feature[slot] == feature + 1) return scratch->slot_weight[slot];
    return 0;
}

/* ---- candidates ---- */

/* Choose the rarest features, as many as the budget allows, one at least. */
static void choose(cf_scratch *scratch, const cf_index *index, const cf_effort *effort)
{
    qsort(scratch->shared, (size_t)scratch->shared_count, sizeof scratch->shared[0], fewest_first);
    uint64_t read = 0;
    scratch->added = 0;
    for (int i = 0; i < scratch->shared_count; i++) {
        read += scratch->shared[i].count;
        if (i > 0 && read > effort->budget) break;
        scratch->next[i] = index->posting_ends[scratch->shared[i].feature];
        scratch->added++;
    }
}

/* How many of the features may bring in a reading that none before them has: what is met only by the others has a sum
 * below `enough`. */
static int bringing_in(const cf_scratch *scratch, const cf_index *index, uint64_t enough)
{
    uint64_t rest = 0;
    for (int i = scratch->added; i > 0; i--) {
        rest += index->feature_weight[scratch->shared[i - 1].feature];
        if (rest >= enough) return i;
    }
    return 0;
}

static uint16_t sum_of(uint32_t sum, uint32_t weight)
{
    return (uint16_t)(sum + weight < MOST_SUM ? sum + weight : MOST_SUM);
}

/* Add up the weights of the readings below `limit`. The first `bringing` features bring readings in. */
static void add_up(cf_scratch *scratch, const cf_index *index, uint32_t limit, int bringing)
{
    size_t touched = 0;
    const uint32_t *postings = index->postings;
    for (int i = 0; i < scratch->added; i++) {
        uint32_t feature = scratch->shared[i].feature, weight = index->feature_weight[feature];
        uint64_t at = scratch->next[i], end = index->posting_ends[feature + 1];
        if (i < bringing) {
            for (; at < end && postings[at] < limit; at++) {
                uint32_t row = postings[at], sum = scratch->sums[row % BLOCK];
                scratch->touched[touched] = row;
                touched += sum == 0;
                scratch->sums[row % BLOCK] = sum_of(sum, weight);
            }
        } else {
            for (; at < end && postings[at] < limit; at++) {
                uint32_t row = postings[at], sum = scratch->sums[row % BLOCK];
                if (sum != 0) scratch->sums[row % BLOCK] = sum_of(sum, weight);
            }
        }
        for (uint64_t ahead = at; ahead < at + AHEAD && ahead < end; ahead += LINE) PREFETCH(&postings[ahead]);
        scratch->next[i] = at;
    }
    scratch->touched_count = touched;
}

/* Leave the sums at 0, and put those in front whose sum is enough. */
static size_t sift(cf_scratch *scratch, uint64_t enough)
{
    size_t kept = 0;
    for (size_t i = 0; i < scratch->touched_count; i++) {
        uint32_t row = scratch->touched[i], sum = scratch->sums[row % BLOCK];
        scratch->sums[row % BLOCK] = 0;
        scratch->sifted[kept].row = row;
        scratch->sifted[kept].weight = sum;
        kept += sum >= enough;
    }
    return kept;
}

/* Take the best of those that were touched: the highest sums, or if `normed` the highest sums times norms. */
static uint32_t take_best(cf_scratch *scratch, const cf_index *index, uint32_t most, uint64_t enough, int normed,
                          uint8_t schemas, uint32_t count)
{
    size_t sifted = sift(scratch, enough);
    const uint8_t *reading_schemas = index->reading_schemas;
    for (size_t i = 0; i < sifted; i++) {
        if (i + SOON < sifted) PREFETCH(&reading_schemas[scratch->sifted[i + SOON].row]);
        weighed one = scratch->sifted[i];
        if (normed) one.weight *= index->reading_norm[one.row];
        if (count == most && !is_better(one, scratch->best[0])) continue;
        if ((reading_schemas[one.row] & schemas) != 0) count = keep(scratch->best, count, most, one);
    }
    return count;
}

/* The `most` readings with the highest sums, or sums times norms, block by block: a block's sums stay in a near cache. */
static uint32_t best_met(cf_scratch *scratch, const cf_index *index, uint32_t most, uint64_t least, int normed,
                         uint8_t schemas)
{
    uint32_t count = 0;
    for (size_t first = 0; first < index->readings; first += BLOCK) {
        size_t limit = first + BLOCK < index->readings ? first + BLOCK : index->readings;
        uint64_t enough = (least + 99) / 100;
        if (count == most && most > 0) {
            uint64_t worst = normed ? (scratch->best[0].weight + index->highest_norm - 1) / index->highest_norm
                                    : scratch->best[0].weight;
            if (worst > enough) enough = worst;
        }
        add_up(scratch, index, (uint32_t)limit, bringing_in(scratch, index, enough));
        count = take_best(scratch, index, most, enough, normed, schemas, count);
    }
    scratch->touched_count = 0;
    return count;
}

static uint64_t weight_of(const cf_scratch *scratch, const cf_index *index, uint32_t row)
{
    uint64_t weight = 0;
    for (uint64_t at = index->reading_feature_ends[row]; at < index->reading_feature_ends[row + 1]; at++)
        weight += shared_weight(scratch, index->reading_features[at]);
    return weight;
}

/* Weigh the best again by all features they share, and keep the best of those. */
static uint32_t weigh_again(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, uint32_t count)
{
    weighed *best = scratch->best;
    for (uint32_t i = 0; i < count; i++) PREFETCH(&index->reading_features[index->reading_feature_ends[best[i].row]]);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t weight = weight_of(scratch, index, best[i].row);
        if (100 * weight < scratch->least) continue;
        weighed one = {weight * index->reading_norm[best[i].row], best[i].row};
        kept = keep(best, kept, effort->kept, one); /* in place: it never holds more than were read */
    }
    return kept;
}

static int by_name(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, uint8_t schemas)
{
    uint32_t count;
    if (scratch->added == scratch->shared_count) {
        count = best_met(scratch, index, effort->kept, scratch->least, 1, schemas);
    } else {
        count = weigh_again(scratch, index, effort, best_met(scratch, index, effort->rescored, 0, 0, schemas));
    }
    qsort(scratch->best, count, sizeof scratch->best[0], best_first);
    for (uint32_t i = 0; i < count; i++) scratch->rows[i] = scratch->best[i].row;
    return (int)count;
}

static int shares_a_part(const cf_scratch *scratch, const cf_index *index, uint32_t row)
{
    uint64_t first = index->reading_feature_ends[row];
    for (uint64_t at = first; at < first + index->reading_strong[row]; at++)
        if (shared_weight(scratch, index->reading_features[at]) != 0) return 1;
    return 0;
}

static size_t first_of_day(const cf_index *index, uint32_t day)
{
    size_t low = 0, high = index->days;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->birth_days[middle] < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Readings of those born on one of the days, after the `count` that are candidates already; each one once. */
static int by_birth(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, uint8_t schemas,
                    const uint32_t *days, uint32_t day_count, int count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < day_count; i++) {
        for (size_t at = first_of_day(index, days[i]); at < index->days && index->birth_days[at] == days[i]; at++) {
            uint64_t end = index->entity_reading_ends[index->birth_entities[at] + 1];
            for (uint64_t j = index->entity_reading_ends[index->birth_entities[at]]; j < end; j++) {
                uint32_t row = index->entity_readings[j];
                if (was_seen(scratch, row) || (index->reading_schemas[row] & schemas) == 0) continue;
                if (!see(scratch, row)) return -1;
                if (!shares_a_part(scratch, index, row)) continue;
                weighed one = {weight_of(scratch, index, row) * index->reading_norm[row], row};
                kept = keep(scratch->best, kept, effort->born, one);
            }
        }
    }
    forget_seen(scratch);
    qsort(scratch->best, kept, sizeof scratch->best[0], best_first);
    int named = count;
    for (uint32_t i = 0; i < kept; i++) {
        int known = 0;
        for (int j = 0; j < named && !known; j++) known = scratch->rows[j] == scratch->best[i].row;
        if (!known) scratch->rows[count++] = scratch->best[i].row;
    }
    return count;
}

int cf_candidates(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, const cf_reading *reading,
                  uint8_t schemas, const uint32_t *days, uint32_t day_count, const uint32_t **rows)
{
    share(scratch, index, effort, reading);
    choose(scratch, index, effort);
    int count = by_name(scratch, index, effort, schemas);
    *rows = scratch->rows;
    return by_birth(scratch, index, effort, schemas, days, day_count, count);
}

/* ---- scores ---- */

int cf_reading_parts(const cf_index *index, uint32_t reading, cf_part *parts)
{
    int count = 0;
    for (uint64_t at = index->reading_ends[reading]; at < index->reading_ends[reading + 1]; at++) {
        uint32_t part = index->reading_parts[at];
        parts[count].text = index->part_letters + index->part_ends[part];
        parts[count].length = (uint8_t)(index->part_ends[part + 1] - index->part_ends[part]);
        parts[count].kind = index->part_kind[part];
        parts[count].group = index->part_group[part];
        count++;
    }
    return count;
}

static int room_to_find(cf_scratch *scratch, size_t more)
{
    size_t wanted = scratch->found_count + more;
    if (wanted <= scratch->found_room) return 1;
    cf_found *larger = realloc(scratch->found, 2 * wanted * sizeof *larger);
    if (larger == NULL) return 0;
    scratch->found = larger;
    scratch->found_room = 2 * wanted;
    return 1;
}

/* Compare a reading of the query with one of the index, and note everyone who bears it and reaches the floor. */
static int compare(cf_scratch *scratch, const cf_index *index, const double *parameters, const cf_wanted *wanted,
                   uint32_t place, uint32_t row)
{
    cf_part parts[CF_MOST_PARTS];
    int count = cf_reading_parts(index, row, parts);
    double name_score = cf_score_query(scratch->query, parts, count);
    /* No birth date speaks more for one person than the same. */
    if (cf_score(parameters, name_score, &wanted->birth, &wanted->birth, wanted->birth.year != 0) < wanted->floor) return 1;

    uint64_t first = index->bearer_ends[row], end = index->bearer_ends[row + 1];
    if (!room_to_find(scratch, end - first)) return 0;
    for (uint64_t at = first; at < end; at++) {
        uint32_t entity = index->bearer_entity[at];
        if ((wanted->schemas >> index->entity_schema[entity] & 1) == 0) continue;
        uint64_t births = index->entity_birth_ends[entity];
        double score = cf_score(parameters, name_score, &wanted->birth, index->entity_births + births,
                                (int)(index->entity_birth_ends[entity + 1] - births));
        if (score < wanted->floor) continue;
        cf_found one = {entity, index->bearer_name[at], row, place, name_score, score};
        scratch->found[scratch->found_count++] = one;
    }
    return 1;
}

/* Of one entity, the highest name score first, then the first reading of the query, then of the index. */
static int by_entity(const void *first, const void *second)
{
    const cf_found *a = first, *b = second;
    if (a->entity != b->entity) return a->entity < b->entity ? -1 : 1;
    if (a->name_score != b->name_score) return a->name_score > b->name_score ? -1 : 1;
    if (a->wanted != b->wanted) return a->wanted < b->wanted ? -1 : 1;
    return a->reading < b->reading ? -1 : a->reading > b->reading;
}

static int by_score(const void *first, const void *second)
{
    const cf_found *a = first, *b = second;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

int cf_search(cf_scratch *scratch, const cf_index *index, const cf_effort *effort, const double *parameters,
              const cf_wanted *wanted, uint32_t most, const cf_found **found)
{
    scratch->found_count = 0;
    if (scratch->query == NULL) scratch->query = cf_new_query(parameters);
    if (scratch->query == NULL) return -1;
    for (uint32_t place = 0; place < wanted->reading_count; place++) {
        const uint32_t *rows;
        int count = cf_candidates(scratch, index, effort, &wanted->readings[place], wanted->schemas, wanted->days,
                                  wanted->day_count, &rows);
        if (count < 0) return -1;
        cf_lay_out_query(scratch->query, wanted->readings[place].parts, wanted->readings[place].count);
        for (int i = 0; i < count; i++)
            if (!compare(scratch, index, parameters, wanted, place, rows[i])) return -1;
    }
    *found = scratch->found;
    if (scratch->found_count == 0) return 0; /* qsort wants an array, even of nothing */
    qsort(scratch->found, scratch->found_count, sizeof scratch->found[0], by_entity);
    size_t kept = 0;
    for (size_t i = 0; i < scratch->found_count; i++)
        if (kept == 0 || scratch->found[kept - 1].entity != scratch->found[i].entity)
            scratch->found[kept++] = scratch->found[i];
    qsort(scratch->found, kept, sizeof scratch->found[0], by_score);
    *found = scratch->found;
    return (int)(kept < most ? kept : most);
}
