/* The scores of every pair, without laying every pair out.
 *
 * A million names are made of a hundred thousand parts. What a part has in common with a listed name is worked out once,
 * and only when it can matter. Where one part that meets one part is not enough, a name is looked at if a part of it
 * meets that is not its rarest, or if parts of it may be joined or split. Of such a name the parts are looked at from the
 * commonest on, and as soon as the score cannot reach what is wanted, whatever the rarer ones have in common, the name is
 * done with. Only names that reach it are laid side by side. No bound is ever below the score, so nothing is missed; a
 * test holds it to the scores of all pairs.
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
    double *weights;  /* of all parts: what is looked at for each pair lies close together */
    cf_run *shapes;   /* of all parts, each as a run of itself */
    cf_run *runs;     /* of all readings, one after the other */
    uint8_t *order;   /* of the parts of each reading, the commonest first */
    uint32_t *part_starts, *run_starts; /* of each reading, and where the last ends */
    uint32_t *early_ends, *early; /* for each part the readings of which it is not the rarest part */
    uint32_t *last_ends, *last;   /* for each part the readings of which it is the rarest */
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
    double most_of_one;  /* the odds are no higher where one part meets one part and nothing else */
    double most;         /* the odds are never higher */
    const double *odds;  /* the least odds of each reading */
    uint8_t *state;      /* of each part */
    uint8_t *is_marked;  /* whether each reading is looked at */
    uint32_t *marked;    /* the readings that are */
    size_t marked_count;
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

/* The numbers of readings by one of their parts: the rarest, or each of the others. */
static void post(const cf_population *all, int rarest, uint32_t *ends, uint32_t *readings)
{
    const cf_known *known = &all->known;
    memset(ends, 0, (known->part_count + 2) * sizeof *ends);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < known->reading_count; i++) {
            const uint32_t *parts = known->reading_parts + all->part_starts[i];
            const uint8_t *order = all->order + all->part_starts[i];
            int last = known->counts[i] - 1;
            for (int k = rarest ? last : 0; k < last + rarest; k++) {
                if (fill) readings[ends[parts[order[k]] + 1]++] = (uint32_t)i;
                else ends[parts[order[k]] + 2]++;
            }
        }
        for (size_t p = 0; !fill && p < known->part_count; p++) ends[p + 2] += ends[p + 1];
    }
}

static void set_starts(cf_population *all)
{
    uint32_t parts = 0, runs = 0;
    for (size_t i = 0; i < all->known.reading_count; i++) {
        all->part_starts[i] = parts;
        all->run_starts[i] = runs;
        parts += all->known.counts[i];
        runs += (uint32_t)run_count(all->known.counts[i]);
    }
    all->part_starts[all->known.reading_count] = parts;
    all->run_starts[all->known.reading_count] = runs;
}

static int make_room(cf_population *all)
{
    size_t readings = all->known.reading_count, runs, parts;
    all->part_starts = malloc((readings + 1) * sizeof *all->part_starts);
    all->run_starts = malloc((readings + 1) * sizeof *all->run_starts);
    if (!all->part_starts || !all->run_starts) return 0;
    set_starts(all);
    parts = all->part_starts[readings];
    runs = all->run_starts[readings];
    all->early_ends = malloc((all->known.part_count + 2) * sizeof *all->early_ends);
    all->last_ends = malloc((all->known.part_count + 2) * sizeof *all->last_ends);
    all->early = malloc((parts + 1) * sizeof *all->early);
    all->last = malloc((readings + 1) * sizeof *all->last);
    if (!all->early_ends || !all->last_ends || !all->early || !all->last) return 0;
    all->pieces = malloc((all->known.part_count + 1) * sizeof *all->pieces);
    all->weights = malloc((all->known.part_count + 1) * sizeof *all->weights);
    all->shapes = malloc((all->known.part_count + 1) * sizeof *all->shapes);
    all->runs = malloc((runs + 1) * sizeof *all->runs);
    all->order = malloc(parts + 1);
    return all->pieces && all->weights && all->shapes && all->runs && all->order;
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
        all->weights[p] = piece->weight;
    }
    lay_out_all_runs(all);
    if (!set_order(all)) {
        cf_free_population(all);
        return NULL;
    }
    post(all, 0, all->early_ends, all->early);
    post(all, 1, all->last_ends, all->last);
    return all;
}

void cf_free_population(cf_population *population)
{
    if (population == NULL) return;
    free(population->pieces);
    free(population->weights);
    free(population->shapes);
    free(population->runs);
    free(population->order);
    free(population->part_starts);
    free(population->run_starts);
    free(population->early_ends);
    free(population->early);
    free(population->last_ends);
    free(population->last);
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
static double most_odds(const beside_t *beside, const uint32_t *parts, int parts_count, const best_t *best)
{
    const costs_t *costs = beside->costs;
    double most_kept = 0.0, query_sum = 0.0, met_query = 0.0, met_listed = 0.0, kept_query = 0.0, kept_listed = 0.0, said, odds;
    double left_query, left_listed;
    int all = 1;
    for (int i = 0; i < parts_count; i++) {
        double weight = beside->all->weights[parts[i]];
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

/* The odds of a name of which one part meets one part of the listed name, however well, are no higher. */
static double most_of_one(const beside_t *beside)
{
    const costs_t *costs = beside->costs;
    double most = 0.0, heaviest = 0.0, said = least(costs->one_met, costs->one_of_one), best;
    for (int length = 0; length < LENGTHS; length++) raise_to(&heaviest, costs->length[length]);
    for (int j = 0; j < beside->side.count; j++) raise_to(&most, beside->pieces[j].weight);
    if (costs->met < 0 || heaviest < most) return INFINITY;
    if (beside->side.count > 1) said = costs->one_met;
    best = costs->base + costs->met * least((heaviest + most) / 2, costs->met_most) - said;
    return best - costs->left_in_listed * (beside->side.sum - most) / beside->side.sum;
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
    int meets = 0, splits = 0, needs_two = beside->most_of_one < odds;
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
        if (meets + best.unknown > 1 || !needs_two)
            if (most_odds(beside, parts, parts_count, &best) >= odds) continue;
        if (!later_may_split(beside, parts, parts_count, order, k)) return 0;
        splits = 1;
    }
    if (!joins && !splits && needs_two && meets < 2) return 0;
    if (joins) join_runs(beside, parts, parts_count, runs, &best);
    return most_odds(beside, parts, parts_count, &best) >= odds;
}

/* ---- which readings are looked at ---- */

static void mark(beside_t *beside, uint32_t reading)
{
    if (beside->odds[reading] > beside->most) return;
    beside->marked[beside->marked_count] = reading;
    beside->marked_count += !beside->is_marked[reading];
    beside->is_marked[reading] = 1;
}

/* Those of which one part that meets is enough. */
static void mark_easy(beside_t *beside)
{
    for (size_t i = 0; i < beside->all->known.reading_count; i++)
        if (beside->odds[i] <= beside->most_of_one) mark(beside, (uint32_t)i);
}

/* Whether any of some readings may score as high as it has to. */
static int any_may_reach(const beside_t *beside, const uint32_t *readings, uint32_t at, uint32_t end)
{
    for (; at < end; at++)
        if (beside->odds[readings[at]] <= beside->most) return 1;
    return 0;
}

/* Where two parts have to meet, one that is not the rarest of its reading does, or a part is split or joined. */
static void mark_meeting(beside_t *beside)
{
    const cf_population *all = beside->all;
    for (uint32_t part = 0; part < all->known.part_count; part++) {
        uint32_t at = all->early_ends[part], end = all->early_ends[part + 1];
        if (any_may_reach(beside, all->early, at, end)) ensure(beside, part);
        if (beside->state[part] == MEETS)
            for (; at < end; at++) mark(beside, all->early[at]);
        if (!may_split(beside, part)) continue;
        for (at = all->last_ends[part]; at < all->last_ends[part + 1]; at++) mark(beside, all->last[at]);
    }
}

static void mark_joining(beside_t *beside)
{
    const cf_population *all = beside->all;
    for (size_t i = 0; i < all->known.reading_count; i++) {
        uint32_t first = all->run_starts[i];
        if (beside->odds[i] > beside->most) continue;
        if (any_may_join(beside, all->runs + first, all->run_starts[i + 1] - first)) mark(beside, (uint32_t)i);
    }
}

static int compare_all(beside_t *beside, uint32_t number, cf_found_pair found, void *context)
{
    const cf_population *all = beside->all;
    int done = 1;
    memset(beside->state, UNKNOWN, all->known.part_count);
    beside->most_of_one = most_of_one(beside);
    beside->most = beside->costs->met < 0 ? INFINITY : beside->costs->base + beside->costs->met * beside->costs->met_most;
    beside->marked_count = 0;
    mark_easy(beside);
    mark_meeting(beside);
    mark_joining(beside);
    for (size_t k = 0; k < beside->marked_count; k++) {
        uint32_t i = beside->marked[k], start = all->part_starts[i];
        const uint32_t *parts = all->known.reading_parts + start;
        int parts_count = all->known.counts[i];
        double score;
        /* A hair lower, so that what is rounded otherwise makes no difference. */
        double odds = beside->odds[i] - 1e-9;
        beside->is_marked[i] = 0;
        if (!done || !may_reach(beside, odds, parts, parts_count, all->order + start, all->runs + all->run_starts[i]))
            continue;
        score = score_of(beside, parts, parts_count);
        if (score >= 1 / (1 + exp(-odds))) done = found(context, i, number, score);
    }
    return done;
}

int cf_every_pair(const cf_population *population, const double *odds, const cf_reading *listed, size_t listed_count,
                  cf_found_pair found, void *context)
{
    size_t parts = population->known.part_count, readings = population->known.reading_count;
    beside_t beside = {.all = population, .costs = &population->costs, .odds = odds};
    int done;
    beside.kept = malloc((parts + 1) * CF_MOST_PARTS * sizeof *beside.kept);
    beside.kept_split = malloc((parts + 1) * sizeof *beside.kept_split);
    beside.state = malloc(parts + 1);
    beside.is_marked = calloc(readings + 1, 1);
    beside.marked = malloc((readings + 1) * sizeof *beside.marked);
    done = beside.kept && beside.kept_split && beside.state && beside.is_marked && beside.marked;
    for (size_t j = 0; done && j < listed_count; j++) {
        lay_out_listed(&beside, &listed[j]);
        done = compare_all(&beside, (uint32_t)j, found, context);
    }
    free(beside.kept);
    free(beside.kept_split);
    free(beside.state);
    free(beside.is_marked);
    free(beside.marked);
    return done;
}
