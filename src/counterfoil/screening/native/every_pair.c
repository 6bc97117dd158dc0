/* The scores of every pair, without laying every pair out.
 *
 * A million names are made of a hundred thousand parts. What a listed part has in common with each of those is worked out
 * once for each part. From that follows, for each name, the most that its score could be: every part meets its best
 * counterpart, whoever else wants the same one. Only where that reaches the floor are the two laid side by side. The bound
 * is never below the score, so nothing is missed; a test holds it to the scores of all pairs.
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

enum { BLOCK = CF_MOST_PARTS, MOST_RUNS = 2 * CF_MOST_PARTS };

/* Neighbours in a reading, joined. */
typedef struct {
    uint64_t consonants;
    uint8_t at, many, length;
} run_t;

typedef struct {
    const cf_known *known;
    const costs_t *costs;
    side_t *blocks;      /* all parts, BLOCK of them to a side */
    run_t *runs;         /* of all readings, one after the other */
    double *kept;        /* for each part, what it keeps of each part of the listed name */
    double *kept_split;  /* for each part, the most it keeps of neighbours in the listed name */
    uint8_t *meets;      /* for each part, whether it meets any */
} every_t;

/* What is known of one name beside another. */
typedef struct {
    double query[CF_MOST_PARTS], listed[CF_MOST_PARTS];
    int is_joined;
} best_t;

/* A side with the texts of all its parts, whatever the other side has. */
static void lay_out(side_t *side, const cf_part *parts, int count, const costs_t *costs)
{
    weigh_parts(side, parts, count, costs);
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
                    const text_t *written = &block_of(every, parts[k])->written[parts[k] % BLOCK];
                    letters |= written->letters;
                    length += written->length;
                }
                *run = (run_t){letters & ~VOWELS, (uint8_t)at, (uint8_t)many, (uint8_t)length};
            }
        }
        parts += count_of_parts;
    }
}

static int prepare(every_t *every)
{
    const cf_known *known = every->known;
    size_t blocks = (known->part_count + BLOCK - 1) / BLOCK, runs = 0;
    for (size_t i = 0; i < known->reading_count; i++) runs += run_count(known->counts[i]);
    every->blocks = malloc((blocks + 1) * sizeof *every->blocks);
    every->runs = malloc((runs + 1) * sizeof *every->runs);
    every->kept = malloc((known->part_count + 1) * CF_MOST_PARTS * sizeof *every->kept);
    every->kept_split = malloc((known->part_count + 1) * sizeof *every->kept_split);
    every->meets = malloc(known->part_count + 1);
    if (!every->blocks || !every->runs || !every->kept || !every->kept_split || !every->meets) return 0;
    for (size_t b = 0; b < blocks; b++) {
        size_t left = known->part_count - b * BLOCK;
        lay_out(&every->blocks[b], known->parts + b * BLOCK, (int)(left < BLOCK ? left : BLOCK), every->costs);
    }
    lay_out_runs(every);
    return 1;
}

static void dispose(every_t *every)
{
    free(every->blocks);
    free(every->runs);
    free(every->kept);
    free(every->kept_split);
    free(every->meets);
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

static void compare_parts(every_t *every, const side_t *listed)
{
    for (size_t p = 0; p < every->known->part_count; p++) {
        const side_t *block = &every->blocks[p / BLOCK];
        double *kept = every->kept + p * (size_t)listed->count, most = 0.0;
        for (int j = 0; j < listed->count; j++) {
            kept[j] = 1 - part_cost(block, (int)(p % BLOCK), listed, j, every->costs);
            raise_to(&most, kept[j]);
        }
        every->kept_split[p] = kept_of_runs(block, (int)(p % BLOCK), listed, every->costs);
        raise_to(&most, every->kept_split[p]);
        every->meets[p] = most > 0.0;
    }
}

/* ---- for each pair ---- */

static void look_up(const every_t *every, const uint32_t *parts, int parts_count, const side_t *listed, best_t *best)
{
    best->is_joined = 0;
    for (int j = 0; j < listed->count; j++) best->listed[j] = 0.0;
    for (int i = 0; i < parts_count; i++) {
        const double *kept = every->kept + parts[i] * (size_t)listed->count, split = every->kept_split[parts[i]];
        best->query[i] = split;
        for (int j = 0; j < listed->count; j++) {
            raise_to(&best->query[i], kept[j]);
            raise_to(&best->listed[j], kept[j] > split ? kept[j] : split);
        }
        best->is_joined |= split > 0.0;
    }
}

/* As may_join, of a run that was laid out. */
static int run_may_join(const run_t *run, const text_t *other)
{
    int longer = run->length > other->length ? run->length : other->length;
    int shorter = run->length + other->length - longer;
    return shorter > 2 && shorter * 4 >= longer * 3
           && count(run->consonants ^ (other->letters & ~VOWELS)) <= MOST_STRANGE;
}

static void join_runs(const every_t *every, const uint32_t *parts, const run_t *runs, size_t runs_count,
                      const side_t *listed, best_t *best)
{
    text_t joined;
    for (size_t r = 0; r < runs_count; r++) {
        const run_t *run = &runs[r];
        for (int j = 0; j < listed->count; j++) {
            double kept;
            if (!run_may_join(run, &listed->written[j])) continue;
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

static int any_may_join(const run_t *runs, size_t runs_count, const side_t *listed)
{
    for (size_t r = 0; r < runs_count; r++)
        for (int j = 0; j < listed->count; j++)
            if (run_may_join(&runs[r], &listed->written[j])) return 1;
    return 0;
}

/* The odds that two names have at most; see odds_of for what each term is. */
static double most_odds(const every_t *every, const uint32_t *parts, int parts_count, const side_t *listed,
                        const best_t *best)
{
    const costs_t *costs = every->costs;
    double query_sum = 0.0, met_query = 0.0, met_listed = 0.0, kept_query = 0.0, kept_listed = 0.0, said, odds;
    double left_query, left_listed;
    int all = 1;
    for (int i = 0; i < parts_count; i++) {
        double weight = block_of(every, parts[i])->weight[parts[i] % BLOCK];
        query_sum += weight;
        met_query += weight * best->query[i];
        kept_query += best->query[i];
        all &= best->query[i] > 0.0;
    }
    for (int j = 0; j < listed->count; j++) {
        met_listed += listed->weight[j] * best->listed[j];
        kept_listed += best->listed[j];
        all &= best->listed[j] > 0.0;
    }
    left_query = query_sum - met_query;
    left_listed = listed->sum - met_listed;
    odds = costs->base + costs->met * least((met_query + met_listed) / 2, costs->met_most);
    odds -= costs->left_in_query * left_query / query_sum + costs->left_in_listed * left_listed / listed->sum;
    odds -= costs->contradiction * least(left_query, left_listed);
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

static int meets_any(const every_t *every, const uint32_t *parts, int parts_count)
{
    int meets = 0;
    for (int i = 0; i < parts_count; i++) meets |= every->meets[parts[i]];
    return meets;
}

static int compare_all(every_t *every, const double *parameters, double floor, uint32_t number,
                       const cf_reading *listed, const side_t *side, cf_found_pair found, void *context)
{
    /* A hair lower, so that what is rounded otherwise makes no difference. */
    double least_odds = log(floor / (1 - floor)) - 1e-9;
    const uint32_t *parts = every->known->reading_parts;
    const run_t *runs = every->runs;
    best_t best;
    for (size_t i = 0; i < every->known->reading_count; i++) {
        int parts_count = every->known->counts[i];
        size_t runs_count = run_count(parts_count);
        int joins = any_may_join(runs, runs_count, side);
        if (joins || meets_any(every, parts, parts_count)) {
            look_up(every, parts, parts_count, side, &best);
            if (joins) join_runs(every, parts, runs, runs_count, side, &best);
            if (most_odds(every, parts, parts_count, side, &best) >= least_odds) {
                double score = score_of(every, parameters, parts, parts_count, listed);
                if (score >= floor && !found(context, (uint32_t)i, number, score)) return 0;
            }
        }
        parts += parts_count;
        runs += runs_count;
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
        compare_parts(&every, &side);
        done = compare_all(&every, parameters, floor, (uint32_t)j, &listed[j], &side, found, context);
    }
    dispose(&every);
    return done;
}
