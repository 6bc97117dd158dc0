/* The scores of every pair, without laying every pair out.
 *
 * A million names are made of a hundred thousand parts. What a part has in common with a listed name is worked out once,
 * and only when it can matter: the parts of a name are looked at from the commonest on, and as soon as the score cannot
 * reach the floor, whatever the rarer ones have in common, the name is done with. Only names that reach it are laid side
 * by side. The bound is never below the score, so nothing is missed; a test holds it to the scores of all pairs.
 */

#include "every_pair.h"

/* The pieces that the scorer is made of are its own; this is another way of putting them together. */
#define cf_name_score name_score_of_pair
#define cf_score score_of_pair
#define cf_parameter_count parameter_count_of_pair
#include "scorer.c"
#undef cf_name_score
#undef cf_score
#undef cf_parameter_count

#include <stdlib.h>

enum { BLOCK = CF_MOST_PARTS };

/* Neighbours in a reading, joined. */
typedef struct {
    uint64_t consonants;
    uint8_t at, many, length;
} run_t;

typedef struct {
    const cf_known *known;
    const costs_t *costs;
    side_t *blocks;     /* all parts, BLOCK of them to a side */
    run_t *shapes;      /* of all parts, each as a run of itself */
    run_t *runs;        /* of all readings, one after the other */
    uint8_t *order;     /* of the parts of each reading, the commonest first */
    uint8_t *state;     /* of each part beside the listed name */
    double *kept;       /* for each part, what it keeps of each part of the listed name */
    double *kept_split; /* for each part, the most it keeps of neighbours in the listed name */
    uint64_t joinable;  /* lengths that neighbours may have to be joined to a listed part */
    uint64_t splittable; /* lengths that a part may have to be split into listed neighbours */
    run_t listed_shapes[CF_MOST_PARTS], listed_runs[2 * CF_MOST_PARTS];
    int needs_two; /* whether one part that meets one part is never enough */
} every_t;

enum { UNKNOWN, MEETS_NONE, MEETS };

/* What is known of one name beside another. */
typedef struct {
    double query[CF_MOST_PARTS], listed[CF_MOST_PARTS];
    int is_joined;
    int unknown; /* how many parts of the query were not looked at; each may meet one listed part */
} best_t;

/* A side with the texts of all its parts, whatever the other side has. */
static void lay_out(side_t *side, const cf_part *parts, int count, const costs_t *costs)
{
    weigh_parts(side, parts, count, costs);
    side->exact = 0; /* so that parts which are the same may meet others as well: the bound is no lower for it */
    spell(side);
}

static const side_t *block_of(const every_t *every, uint32_t part)
{
    return &every->blocks[part / BLOCK];
}

static void raise_to(double *value, double other)
{
    if (other > *value) *value = other;
}

/* ---- once for all listed names ---- */

static size_t run_count(int parts)
{
    return (size_t)((parts > 1 ? parts - 1 : 0) + (parts > 2 ? parts - 2 : 0));
}

static void lay_out_runs(every_t *every)
{
    const uint32_t *parts = every->known->reading_parts;
    run_t *run = every->runs;
    for (size_t i = 0; i < every->known->reading_count; i++) {
        int count_of_parts = every->known->counts[i];
        for (int many = 2; many <= MOST_JOINED; many++) {
            for (int at = 0; at + many <= count_of_parts; at++, run++) {
                uint64_t letters = 0;
                int length = 0;
                for (int k = at; k < at + many; k++) {
                    letters |= every->shapes[parts[k]].consonants;
                    length += every->shapes[parts[k]].length;
                }
                *run = (run_t){letters, (uint8_t)at, (uint8_t)many, (uint8_t)length};
            }
        }
        parts += count_of_parts;
    }
}

/* For each reading the order in which its parts are looked at. */
static int set_order(every_t *every)
{
    const cf_known *known = every->known;
    const uint32_t *parts = known->reading_parts;
    uint8_t *order = every->order;
    uint32_t *often = calloc(known->part_count + 1, sizeof *often);
    if (often == NULL) return 0;
    for (size_t i = 0; i < known->reading_count; i++)
        for (int k = 0; k < known->counts[i]; k++) often[*parts++]++;
    parts = known->reading_parts;
    for (size_t i = 0; i < known->reading_count; i++) {
        int many = known->counts[i];
        for (int k = 0; k < many; k++) {
            int at = k;
            for (; at > 0 && often[parts[order[at - 1]]] < often[parts[k]]; at--) order[at] = order[at - 1];
            order[at] = (uint8_t)k;
        }
        parts += many;
        order += many;
    }
    free(often);
    return 1;
}

static int prepare(every_t *every)
{
    const cf_known *known = every->known;
    size_t blocks = (known->part_count + BLOCK - 1) / BLOCK, runs = 0, all = 0;
    for (size_t i = 0; i < known->reading_count; i++) {
        runs += run_count(known->counts[i]);
        all += known->counts[i];
    }
    every->blocks = malloc((blocks + 1) * sizeof *every->blocks);
    every->shapes = malloc((known->part_count + 1) * sizeof *every->shapes);
    every->runs = malloc((runs + 1) * sizeof *every->runs);
    every->kept = malloc((known->part_count + 1) * CF_MOST_PARTS * sizeof *every->kept);
    every->kept_split = malloc((known->part_count + 1) * sizeof *every->kept_split);
    every->state = malloc(known->part_count + 1);
    every->order = malloc(all + 1);
    if (!every->blocks || !every->shapes || !every->runs || !every->kept || !every->kept_split || !every->state || !every->order) return 0;
    for (size_t b = 0; b < blocks; b++) {
        size_t left = known->part_count - b * BLOCK;
        lay_out(&every->blocks[b], known->parts + b * BLOCK, (int)(left < BLOCK ? left : BLOCK), every->costs);
    }
    for (size_t p = 0; p < known->part_count; p++) {
        const text_t *written = &every->blocks[p / BLOCK].written[p % BLOCK];
        every->shapes[p] = (run_t){written->letters & ~VOWELS, 0, 1, (uint8_t)written->length};
    }
    lay_out_runs(every);
    return set_order(every);
}

static void dispose(every_t *every)
{
    free(every->blocks);
    free(every->shapes);
    free(every->runs);
    free(every->kept);
    free(every->kept_split);
    free(every->state);
    free(every->order);
}

/* As may_join, of a run that was laid out. */
static int run_may_join(const run_t *run, const run_t *other)
{
    int longer = run->length > other->length ? run->length : other->length;
    int shorter = run->length + other->length - longer;
    return shorter > 2 && shorter * 4 >= longer * 3 && count(run->consonants ^ other->consonants) <= MOST_STRANGE;
}

/* ---- once for each listed name ---- */

/* The most that a part keeps of neighbours in the listed name. */
static double kept_of_runs(const side_t *block, int i, const side_t *listed, const costs_t *costs)
{
    double kept = 0.0;
    text_t joined;
    for (int many = 2; many <= MOST_JOINED; many++) {
        for (int j = 0; j + many <= listed->count; j++) {
            if (!may_join(listed, j, many, &block->written[i])) continue;
            join(listed, j, many, &joined);
            raise_to(&kept, 1 - joined_cost(&joined, &block->written[i], &block->spoken[i], costs));
        }
    }
    return kept;
}

/* Which lengths may be taken for a text of this length, joined; see may_join. What is longer than 62 is looked at. */
static uint64_t lengths_near(int other)
{
    uint64_t lengths = 1ull << 63;
    for (int length = 1; length < 63; length++) {
        int longer = length > other ? length : other, shorter = length + other - longer;
        if (shorter > 2 && shorter * 4 >= longer * 3) lengths |= 1ull << length;
    }
    return lengths;
}

static int has_length(uint64_t lengths, int length)
{
    return lengths >> fewest(length, 63) & 1;
}

static void lay_out_listed(every_t *every, const side_t *listed)
{
    run_t *run = every->listed_runs;
    every->joinable = every->splittable = 0;
    for (int j = 0; j < listed->count; j++) {
        const text_t *written = &listed->written[j];
        every->listed_shapes[j] = (run_t){written->letters & ~VOWELS, (uint8_t)j, 1, (uint8_t)written->length};
        every->joinable |= lengths_near(written->length);
    }
    for (int many = 2; many <= MOST_JOINED; many++) {
        for (int at = 0; at + many <= listed->count; at++, run++) {
            uint64_t letters = 0;
            int length = 0;
            for (int k = at; k < at + many; k++) {
                letters |= listed->written[k].letters;
                length += listed->written[k].length;
            }
            *run = (run_t){letters & ~VOWELS, (uint8_t)at, (uint8_t)many, (uint8_t)length};
            every->splittable |= lengths_near(length);
        }
    }
}

/* Whether a part may meet neighbours in the listed name, joined. */
static int may_split(const every_t *every, uint32_t part, const side_t *listed)
{
    const run_t *shape = &every->shapes[part];
    size_t runs_count = run_count(listed->count);
    if (!has_length(every->splittable, shape->length)) return 0;
    for (size_t r = 0; r < runs_count; r++)
        if (run_may_join(&every->listed_runs[r], shape)) return 1;
    return 0;
}

/* What a part has in common with the listed name; worked out when it is first asked for. */
static void ensure(every_t *every, uint32_t part, const side_t *listed)
{
    const side_t *block = block_of(every, part);
    int i = (int)(part % BLOCK);
    double *kept = every->kept + part * (size_t)listed->count, most = 0.0;
    if (every->state[part] != UNKNOWN) return;
    for (int j = 0; j < listed->count; j++) {
        kept[j] = 1 - part_cost(block, i, listed, j, every->costs);
        raise_to(&most, kept[j]);
    }
    every->kept_split[part] = may_split(every, part, listed) ? kept_of_runs(block, i, listed, every->costs) : 0.0;
    raise_to(&most, every->kept_split[part]);
    every->state[part] = most > 0.0 ? MEETS : MEETS_NONE;
}

/* ---- for each pair ---- */

static void take_in(const every_t *every, uint32_t part, int i, const side_t *listed, best_t *best)
{
    const double *kept = every->kept + part * (size_t)listed->count, split = every->kept_split[part];
    best->unknown--;
    best->query[i] = 0.0;
    if (every->state[part] == MEETS_NONE) return;
    best->query[i] = split;
    best->is_joined |= split > 0.0;
    for (int j = 0; j < listed->count; j++) {
        raise_to(&best->query[i], kept[j]);
        raise_to(&best->listed[j], kept[j] > split ? kept[j] : split);
    }
}

static void join_runs(const every_t *every, const uint32_t *parts, const run_t *runs, size_t runs_count,
                      const side_t *listed, best_t *best)
{
    text_t joined;
    for (size_t r = 0; r < runs_count; r++) {
        const run_t *run = &runs[r];
        for (int j = 0; j < listed->count; j++) {
            double kept;
            if (!run_may_join(run, &every->listed_shapes[j])) continue;
            clear(&joined);
            for (int k = run->at; k < run->at + run->many; k++) append(&joined, &every->known->parts[parts[k]]);
            kept = 1 - joined_cost(&joined, &listed->written[j], &listed->spoken[j], every->costs);
            if (kept <= 0.0) continue;
            best->is_joined = 1;
            raise_to(&best->listed[j], kept);
            for (int k = run->at; k < run->at + run->many; k++) raise_to(&best->query[k], kept);
        }
    }
}

static int any_may_join(const every_t *every, const run_t *runs, size_t runs_count, const side_t *listed)
{
    for (size_t r = 0; r < runs_count; r++) {
        if (!has_length(every->joinable, runs[r].length)) continue;
        for (int j = 0; j < listed->count; j++)
            if (run_may_join(&runs[r], &every->listed_shapes[j])) return 1;
    }
    return 0;
}

/* What parts that were not looked at may add to what is met in the listed name: each one part of it, the heaviest. */
static double most_met_by_unknown(const side_t *listed, const best_t *best)
{
    double missing[CF_MOST_PARTS], sum = 0.0;
    int many = fewest(best->unknown, listed->count);
    for (int j = 0; j < listed->count; j++) missing[j] = listed->weight[j] * (1 - best->listed[j]);
    for (int k = 0; k < many; k++) {
        int most = 0;
        for (int j = 1; j < listed->count; j++)
            if (missing[j] > missing[most]) most = j;
        sum += missing[most];
        missing[most] = 0.0;
    }
    return sum;
}

/* The odds that two names have at most; see odds_of for what each term is. */
static double most_odds(const every_t *every, const uint32_t *parts, int parts_count, const side_t *listed,
                        const best_t *best)
{
    const costs_t *costs = every->costs;
    double most_kept = 0.0, query_sum = 0.0, met_query = 0.0, met_listed = 0.0, kept_query = 0.0, kept_listed = 0.0, said, odds;
    double left_query, left_listed;
    int all = 1;
    for (int i = 0; i < parts_count; i++) {
        double weight = block_of(every, parts[i])->weight[parts[i] % BLOCK];
        query_sum += weight;
        met_query += weight * best->query[i];
        kept_query += best->query[i];
        raise_to(&most_kept, best->query[i]);
        all &= best->query[i] > 0.0;
    }
    for (int j = 0; j < listed->count; j++) {
        met_listed += listed->weight[j] * best->listed[j];
        kept_listed += best->listed[j];
        all &= best->unknown > 0 || best->listed[j] > 0.0;
    }
    if (best->unknown) {
        met_listed += most_met_by_unknown(listed, best);
        kept_listed += best->unknown;
    }
    left_query = query_sum - met_query;
    left_listed = listed->sum - met_listed;
    odds = costs->base + costs->met * least((met_query + met_listed) / 2, costs->met_most);
    odds -= costs->left_in_query * left_query / query_sum + costs->left_in_listed * left_listed / listed->sum;
    odds -= costs->contradiction * least(left_query, left_listed) + costs->unsure * (1 - most_kept);
    said = best->is_joined ? kept_query + kept_listed : least(kept_query, kept_listed);
    if (said < 2) odds -= (2 - said) * (all ? least(costs->one_of_one, costs->one_met) : costs->one_met);
    return odds;
}

static double score_of(const every_t *every, const double *parameters, const uint32_t *parts, int parts_count,
                       const cf_reading *listed)
{
    cf_part written[CF_MOST_PARTS];
    for (int i = 0; i < parts_count; i++) written[i] = every->known->parts[parts[i]];
    return cf_name_score(parameters, written, parts_count, listed->parts, listed->count);
}

/* Whether the odds are out of reach for a name of which one part meets one part of the listed name, however well. */
static int need_two(const every_t *every, double odds, const side_t *listed)
{
    const costs_t *costs = every->costs;
    double most = 0.0, heaviest = 0.0, said = least(costs->one_met, costs->one_of_one), best;
    for (int length = 0; length < LENGTHS; length++) raise_to(&heaviest, costs->length[length]);
    for (int j = 0; j < listed->count; j++) raise_to(&most, listed->weight[j]);
    if (costs->met < 0 || heaviest < most) return 0;
    if (listed->count > 1) said = costs->one_met;
    best = costs->base + costs->met * least((heaviest + most) / 2, costs->met_most) - said;
    best -= costs->left_in_listed * (listed->sum - most) / listed->sum;
    return best < odds;
}

/* Whether any of the parts that come later in the order may be split. */
static int later_may_split(const every_t *every, const uint32_t *parts, int parts_count, const uint8_t *order, int after,
                           const side_t *listed)
{
    for (int later = after + 1; later < parts_count; later++)
        if (may_split(every, parts[order[later]], listed)) return 1;
    return 0;
}

/* Whether a name may reach the odds. */
static int may_reach(every_t *every, double odds, const uint32_t *parts, int parts_count, const uint8_t *order,
                     const run_t *runs, const side_t *listed)
{
    size_t runs_count = run_count(parts_count);
    int joins = any_may_join(every, runs, runs_count, listed);
    int meets = 0, splits = 0;
    best_t best;
    best.unknown = parts_count;
    best.is_joined = 0;
    for (int i = 0; i < parts_count; i++) best.query[i] = 1.0;
    for (int j = 0; j < listed->count; j++) best.listed[j] = 0.0;
    for (int k = 0; k < parts_count; k++) {
        uint32_t part = parts[order[k]];
        ensure(every, part, listed);
        take_in(every, part, order[k], listed, &best);
        meets += every->state[part] == MEETS;
        splits |= best.is_joined;
        if (joins || splits || !best.unknown) continue;
        if (meets + best.unknown > 1 && !meets) continue;
        if (meets + best.unknown > 1 || !every->needs_two)
            if (most_odds(every, parts, parts_count, listed, &best) >= odds) continue;
        if (!later_may_split(every, parts, parts_count, order, k, listed)) return 0;
        splits = 1;
    }
    if (!joins && !splits && every->needs_two && meets < 2) return 0;
    if (joins) join_runs(every, parts, runs, runs_count, listed, &best);
    return most_odds(every, parts, parts_count, listed, &best) >= odds;
}

static int compare_all(every_t *every, const double *parameters, double floor, uint32_t number,
                       const cf_reading *listed, const side_t *side, cf_found_pair found, void *context)
{
    /* A hair lower, so that what is rounded otherwise makes no difference. */
    double least_odds = log(floor / (1 - floor)) - 1e-9;
    const uint32_t *parts = every->known->reading_parts;
    const uint8_t *order = every->order;
    const run_t *runs = every->runs;
    memset(every->state, UNKNOWN, every->known->part_count);
    lay_out_listed(every, side);
    every->needs_two = need_two(every, least_odds, side);
    for (size_t i = 0; i < every->known->reading_count; i++) {
        int parts_count = every->known->counts[i];
        if (may_reach(every, least_odds, parts, parts_count, order, runs, side)) {
            double score = score_of(every, parameters, parts, parts_count, listed);
            if (score >= floor && !found(context, (uint32_t)i, number, score)) return 0;
        }
        parts += parts_count;
        order += parts_count;
        runs += run_count(parts_count);
    }
    return 1;
}

int cf_every_pair(const double *parameters, double floor, const cf_known *known, const cf_reading *listed,
                  size_t listed_count, cf_found_pair found, void *context)
{
    costs_t costs;
    every_t every = {.known = known, .costs = &costs};
    side_t side;
    int done;
    memcpy(&costs, parameters, sizeof costs);
    done = prepare(&every);
    for (size_t j = 0; done && j < listed_count; j++) {
        lay_out(&side, listed[j].parts, listed[j].count, &costs);
        done = compare_all(&every, parameters, floor, (uint32_t)j, &listed[j], &side, found, context);
    }
    dispose(&every);
    return done;
}
