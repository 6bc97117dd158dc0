/* The scores of every pair, without laying every pair out.
 *
 * A million names are made of a hundred thousand parts. What a part has in common with a listed name is worked out once,
 * and only when it can matter: the parts of a name are looked at from the commonest on, and as soon as the score cannot
 * reach the floor, whatever the rarer ones have in common, the name is done with. Only names that reach it are laid side
 * by side. The bound is never below the score, so nothing is missed; a test holds it to the scores of all pairs.
 */

#include "every_pair.h"

#include "scorer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The readings, and what is worked out of them once for all listed names. */
struct cf_population {
    costs_t costs;
    cf_known known;
    cf_piece *pieces; /* all parts */
    cf_run *shapes;   /* of all parts, each as a run of itself */
    cf_run *runs;     /* of all readings, one after the other */
    uint8_t *order;   /* of the parts of each reading, the commonest first */
};

/* One listed name, and what is known of the parts of the population beside it. */
typedef struct {
    const cf_population *all;
    const costs_t *costs;
    cf_side side;
    cf_piece pieces[CF_MOST_PARTS];
    cf_run shapes[CF_MOST_PARTS], runs[MOST_RUNS];
    uint64_t joinable;   /* lengths that neighbours may have to be joined to a listed part */
    uint64_t splittable; /* lengths that a part may have to be split into listed neighbours */
    int needs_two;       /* whether one part that meets one part is never enough */
    uint8_t *state;      /* of each part */
    double *kept;        /* for each part, what it keeps of each part of the listed name */
    double *kept_split;  /* for each part, the most it keeps of neighbours in the listed name */
} beside_t;

enum { UNKNOWN, MEETS_NONE, MEETS };

/* What is known of one name beside another. */
typedef struct {
    double query[CF_MOST_PARTS], listed[CF_MOST_PARTS];
    int is_joined;
    int unknown; /* how many parts of the query were not looked at; each may meet one listed part */
} best_t;

static double least(double a, double b)
{
    return b < a ? b : a;
}

static int fewest(int a, int b)
{
    return b < a ? b : a;
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

static size_t lay_out_runs(cf_run *runs, const cf_piece *const *pieces, int count)
{
    cf_run *run = runs;
    for (int many = 2; many <= MOST_JOINED; many++)
        for (int at = 0; at + many <= count; at++) *run++ = cf_run_of(pieces, at, many);
    return (size_t)(run - runs);
}

static void gather(const cf_population *all, const uint32_t *parts, int count, const cf_piece **pieces)
{
    for (int i = 0; i < count; i++) pieces[i] = &all->pieces[parts[i]];
}

static void lay_out_all_runs(cf_population *all)
{
    const cf_piece *pieces[CF_MOST_PARTS];
    const uint32_t *parts = all->known.reading_parts;
    cf_run *run = all->runs;
    for (size_t i = 0; i < all->known.reading_count; i++) {
        gather(all, parts, all->known.counts[i], pieces);
        run += lay_out_runs(run, pieces, all->known.counts[i]);
        parts += all->known.counts[i];
    }
}

/* For each reading the order in which its parts are looked at. */
static int set_order(cf_population *all)
{
    const cf_known *known = &all->known;
    const uint32_t *parts = known->reading_parts;
    uint8_t *order = all->order;
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

static int make_room(cf_population *all)
{
    size_t runs = 0, parts = 0;
    for (size_t i = 0; i < all->known.reading_count; i++) {
        runs += run_count(all->known.counts[i]);
        parts += all->known.counts[i];
    }
    all->pieces = malloc((all->known.part_count + 1) * sizeof *all->pieces);
    all->shapes = malloc((all->known.part_count + 1) * sizeof *all->shapes);
    all->runs = malloc((runs + 1) * sizeof *all->runs);
    all->order = malloc(parts + 1);
    return all->pieces && all->shapes && all->runs && all->order;
}

cf_population *cf_new_population(const double *parameters, const cf_known *known)
{
    cf_population *all = calloc(1, sizeof *all);
    if (all == NULL) return NULL;
    memcpy(&all->costs, parameters, sizeof all->costs);
    all->known = *known;
    if (!make_room(all)) {
        cf_free_population(all);
        return NULL;
    }
    for (size_t p = 0; p < known->part_count; p++) {
        const cf_piece *piece = &all->pieces[p];
        cf_lay_out_piece(&all->pieces[p], &known->parts[p], &all->costs);
        all->shapes[p] = cf_run_of(&piece, 0, 1);
    }
    lay_out_all_runs(all);
    if (set_order(all)) return all;
    cf_free_population(all);
    return NULL;
}

void cf_free_population(cf_population *population)
{
    if (population == NULL) return;
    free(population->pieces);
    free(population->shapes);
    free(population->runs);
    free(population->order);
    free(population);
}

/* ---- once for each listed name ---- */

/* Which lengths may be taken for a text of this length, joined; see cf_may_join. What is longer than 62 is looked at. */
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

static void lay_out_listed(beside_t *beside, const cf_reading *listed)
{
    size_t runs;
    cf_side *side = &beside->side;
    side->count = listed->count;
    side->sum = 0.0;
    beside->joinable = beside->splittable = 0;
    for (int j = 0; j < listed->count; j++) {
        cf_lay_out_piece(&beside->pieces[j], &listed->parts[j], beside->costs);
        side->pieces[j] = &beside->pieces[j];
        side->sum += beside->pieces[j].weight;
        beside->shapes[j] = cf_run_of(side->pieces, j, 1);
        beside->joinable |= lengths_near(beside->shapes[j].length);
    }
    runs = lay_out_runs(beside->runs, side->pieces, side->count);
    for (size_t r = 0; r < runs; r++) beside->splittable |= lengths_near(beside->runs[r].length);
}

/* Whether a part may meet neighbours in the listed name, joined. */
static int may_split(const beside_t *beside, uint32_t part)
{
    const cf_run *shape = &beside->all->shapes[part];
    size_t runs = run_count(beside->side.count);
    if (!has_length(beside->splittable, shape->length)) return 0;
    for (size_t r = 0; r < runs; r++)
        if (cf_may_join(&beside->runs[r], shape)) return 1;
    return 0;
}

/* The most that a part keeps of neighbours in the listed name. */
static double kept_of_runs(const beside_t *beside, uint32_t part)
{
    double kept = 0.0;
    size_t runs = run_count(beside->side.count);
    for (size_t r = 0; r < runs; r++) {
        if (!cf_may_join(&beside->runs[r], &beside->all->shapes[part])) continue;
        raise_to(&kept, 1 - cf_run_cost(beside->side.pieces, &beside->runs[r], &beside->all->pieces[part], beside->costs));
    }
    return kept;
}

/* What a part has in common with the listed name; worked out when it is first asked for. Parts that are the same may
 * meet others as well here: the bound is no lower for it. */
static void ensure(beside_t *beside, uint32_t part)
{
    double *kept = beside->kept + part * (size_t)beside->side.count, most = 0.0;
    if (beside->state[part] != UNKNOWN) return;
    for (int j = 0; j < beside->side.count; j++) {
        kept[j] = 1 - cf_part_cost(&beside->all->pieces[part], &beside->pieces[j], beside->costs);
        raise_to(&most, kept[j]);
    }
    beside->kept_split[part] = may_split(beside, part) ? kept_of_runs(beside, part) : 0.0;
    raise_to(&most, beside->kept_split[part]);
    beside->state[part] = most > 0.0 ? MEETS : MEETS_NONE;
}

/* ---- for each pair ---- */

static void take_in(const beside_t *beside, uint32_t part, int i, best_t *best)
{
    const double *kept = beside->kept + part * (size_t)beside->side.count, split = beside->kept_split[part];
    best->unknown--;
    best->query[i] = 0.0;
    if (beside->state[part] == MEETS_NONE) return;
    best->query[i] = split;
    best->is_joined |= split > 0.0;
    for (int j = 0; j < beside->side.count; j++) {
        raise_to(&best->query[i], kept[j]);
        raise_to(&best->listed[j], kept[j] > split ? kept[j] : split);
    }
}

static void join_runs(const beside_t *beside, const uint32_t *parts, int parts_count, const cf_run *runs, best_t *best)
{
    const cf_piece *pieces[CF_MOST_PARTS];
    size_t runs_count = run_count(parts_count);
    gather(beside->all, parts, parts_count, pieces);
    for (size_t r = 0; r < runs_count; r++) {
        const cf_run *run = &runs[r];
        for (int j = 0; j < beside->side.count; j++) {
            double kept;
            if (!cf_may_join(run, &beside->shapes[j])) continue;
            kept = 1 - cf_run_cost(pieces, run, &beside->pieces[j], beside->costs);
            if (kept <= 0.0) continue;
            best->is_joined = 1;
            raise_to(&best->listed[j], kept);
            for (int k = run->at; k < run->at + run->many; k++) raise_to(&best->query[k], kept);
        }
    }
}

static int any_may_join(const beside_t *beside, const cf_run *runs, size_t runs_count)
{
    for (size_t r = 0; r < runs_count; r++) {
        if (!has_length(beside->joinable, runs[r].length)) continue;
        for (int j = 0; j < beside->side.count; j++)
            if (cf_may_join(&runs[r], &beside->shapes[j])) return 1;
    }
    return 0;
}

/* What parts that were not looked at may add to what is met in the listed name: each one part of it, the heaviest. */
static double most_met_by_unknown(const beside_t *beside, const best_t *best)
{
    double missing[CF_MOST_PARTS], sum = 0.0;
    int many = fewest(best->unknown, beside->side.count);
    for (int j = 0; j < beside->side.count; j++) missing[j] = beside->pieces[j].weight * (1 - best->listed[j]);
    for (int k = 0; k < many; k++) {
        int most = 0;
        for (int j = 1; j < beside->side.count; j++)
            if (missing[j] > missing[most]) most = j;
        sum += missing[most];
        missing[most] = 0.0;
    }
    return sum;
}

/* The odds that two names have at most; see odds_of for what each term is. */
static double most_odds(const beside_t *beside, const uint32_t *parts, int parts_count,
                        const best_t *best)
{
    const costs_t *costs = beside->costs;
    double most_kept = 0.0, query_sum = 0.0, met_query = 0.0, met_listed = 0.0, kept_query = 0.0, kept_listed = 0.0, said, odds;
    double left_query, left_listed;
    int all = 1;
    for (int i = 0; i < parts_count; i++) {
        double weight = beside->all->pieces[parts[i]].weight;
        query_sum += weight;
        met_query += weight * best->query[i];
        kept_query += best->query[i];
        raise_to(&most_kept, best->query[i]);
        all &= best->query[i] > 0.0;
    }
    for (int j = 0; j < beside->side.count; j++) {
        met_listed += beside->pieces[j].weight * best->listed[j];
        kept_listed += best->listed[j];
        all &= best->unknown > 0 || best->listed[j] > 0.0;
    }
    if (best->unknown) {
        met_listed += most_met_by_unknown(beside, best);
        kept_listed += best->unknown;
    }
    left_query = query_sum - met_query;
    left_listed = beside->side.sum - met_listed;
    odds = costs->base + costs->met * least((met_query + met_listed) / 2, costs->met_most);
    odds -= costs->left_in_query * left_query / query_sum + costs->left_in_listed * left_listed / beside->side.sum;
    odds -= costs->contradiction * least(left_query, left_listed) + costs->unsure * (1 - most_kept);
    said = best->is_joined ? kept_query + kept_listed : least(kept_query, kept_listed);
    if (said < 2) odds -= (2 - said) * (all ? least(costs->one_of_one, costs->one_met) : costs->one_met);
    return odds;
}

static double score_of(beside_t *beside, const uint32_t *parts, int parts_count)
{
    cf_side query = {.count = parts_count};
    cf_row rows[CF_MOST_PARTS], *places[CF_MOST_PARTS];
    gather(beside->all, parts, parts_count, query.pieces);
    for (int i = 0; i < parts_count; i++) query.sum += query.pieces[i]->weight;
    for (int j = 0; j < beside->side.count; j++) {
        rows[j].known = 0;
        places[j] = &rows[j];
    }
    return cf_score_sides(&query, &beside->side, places, beside->costs);
}

/* Whether the odds are out of reach for a name of which one part meets one part of the listed name, however well. */
static int need_two(const beside_t *beside, double odds)
{
    const costs_t *costs = beside->costs;
    double most = 0.0, heaviest = 0.0, said = least(costs->one_met, costs->one_of_one), best;
    for (int length = 0; length < LENGTHS; length++) raise_to(&heaviest, costs->length[length]);
    for (int j = 0; j < beside->side.count; j++) raise_to(&most, beside->pieces[j].weight);
    if (costs->met < 0 || heaviest < most) return 0;
    if (beside->side.count > 1) said = costs->one_met;
    best = costs->base + costs->met * least((heaviest + most) / 2, costs->met_most) - said;
    best -= costs->left_in_listed * (beside->side.sum - most) / beside->side.sum;
    return best < odds;
}

/* Whether any of the parts that come later in the order may be split. */
static int later_may_split(const beside_t *beside, const uint32_t *parts, int parts_count, const uint8_t *order,
                           int after)
{
    for (int later = after + 1; later < parts_count; later++)
        if (may_split(beside, parts[order[later]])) return 1;
    return 0;
}

/* Whether a name may reach the odds. */
static int may_reach(beside_t *beside, double odds, const uint32_t *parts, int parts_count, const uint8_t *order,
                     const cf_run *runs)
{
    size_t runs_count = run_count(parts_count);
    int joins = any_may_join(beside, runs, runs_count);
    int meets = 0, splits = 0;
    best_t best;
    best.unknown = parts_count;
    best.is_joined = 0;
    for (int i = 0; i < parts_count; i++) best.query[i] = 1.0;
    for (int j = 0; j < beside->side.count; j++) best.listed[j] = 0.0;
    for (int k = 0; k < parts_count; k++) {
        uint32_t part = parts[order[k]];
        ensure(beside, part);
        take_in(beside, part, order[k], &best);
        meets += beside->state[part] == MEETS;
        splits |= best.is_joined;
        if (joins || splits || !best.unknown) continue;
        if (meets + best.unknown > 1 && !meets) continue;
        if (meets + best.unknown > 1 || !beside->needs_two)
            if (most_odds(beside, parts, parts_count, &best) >= odds) continue;
        if (!later_may_split(beside, parts, parts_count, order, k)) return 0;
        splits = 1;
    }
    if (!joins && !splits && beside->needs_two && meets < 2) return 0;
    if (joins) join_runs(beside, parts, parts_count, runs, &best);
    return most_odds(beside, parts, parts_count, &best) >= odds;
}

static int compare_all(beside_t *beside, double floor, uint32_t number, cf_found_pair found, void *context)
{
    /* A hair lower, so that what is rounded otherwise makes no difference. */
    double least_odds = log(floor / (1 - floor)) - 1e-9;
    const cf_known *known = &beside->all->known;
    const uint32_t *parts = known->reading_parts;
    const uint8_t *order = beside->all->order;
    const cf_run *runs = beside->all->runs;
    memset(beside->state, UNKNOWN, known->part_count);
    beside->needs_two = need_two(beside, least_odds);
    for (size_t i = 0; i < known->reading_count; i++) {
        int parts_count = known->counts[i];
        if (may_reach(beside, least_odds, parts, parts_count, order, runs)) {
            double score = score_of(beside, parts, parts_count);
            if (score >= floor && !found(context, (uint32_t)i, number, score)) return 0;
        }
        parts += parts_count;
        order += parts_count;
        runs += run_count(parts_count);
    }
    return 1;
}

int cf_every_pair(const cf_population *population, double floor, const cf_reading *listed, size_t listed_count,
                  cf_found_pair found, void *context)
{
    size_t parts = population->known.part_count;
    beside_t beside = {.all = population, .costs = &population->costs};
    int done;
    beside.kept = malloc((parts + 1) * CF_MOST_PARTS * sizeof *beside.kept);
    beside.kept_split = malloc((parts + 1) * sizeof *beside.kept_split);
    beside.state = malloc(parts + 1);
    done = beside.kept && beside.kept_split && beside.state;
    for (size_t j = 0; done && j < listed_count; j++) {
        lay_out_listed(&beside, &listed[j]);
        done = compare_all(&beside, floor, (uint32_t)j, found, context);
    }
    free(beside.kept);
    free(beside.kept_split);
    free(beside.state);
    return done;
}
