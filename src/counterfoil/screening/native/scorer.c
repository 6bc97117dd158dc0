/* Scores of two names: what counterfoil.screening.matching does, step for step, in C.
 *
 * The Python modules are the reference and say why; a test holds both to the same results. Sums are taken in the same
 * order there and here.
 */

#include "scorer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 2000, MOST_OPTIONS = CF_MOST_PARTS * (1 + 2 * (MOST_JOINED - 1)) };
enum { REMEMBERED = 512, SLOTS = 2 * REMEMBERED };

static double least(double a, double b)
{
    return b < a ? b : a;
}

/* ---- assignment ---- */

typedef struct {
    double gain, cost;
    int query, many, listed, many_listed;
    uint32_t taken;
} option_t;

typedef struct {
    const cf_side *query, *listed;
    const costs_t *costs;
    cf_row *const *rows;
    cf_run listed_runs[MOST_RUNS], listed_alone[CF_MOST_PARTS];
    int listed_run_count;
    option_t options[CF_MOST_PARTS][MOST_OPTIONS];
    int counts[CF_MOST_PARTS];
    double bounds[CF_MOST_PARTS + 1];
    const option_t *chosen[CF_MOST_PARTS], *best[CF_MOST_PARTS];
    int best_count, steps;
    double gain;
} assignment_t;

/* Stable: of equal gains the one offered first stays first, as Python's sort has it. */
static void offer(assignment_t *a, int i, int many, int j, int many_listed, double cost)
{
    option_t option = {0.0, cost, i, many, j, many_listed, ((1u << many_listed) - 1) << j};
    double of_query = 0.0, of_listed = 0.0, share;
    int at = a->counts[i]++;
    for (int k = i; k < i + many; k++) of_query += a->query->pieces[k]->weight;
    for (int k = j; k < j + many_listed; k++) of_listed += a->listed->pieces[k]->weight;
    share = of_query * (1 / a->query->sum);
    share += of_listed * (1 / a->listed->sum);
    option.gain = share * (1 - cost);
    while (at > 0 && a->options[i][at - 1].gain < option.gain) {
        a->options[i][at] = a->options[i][at - 1];
        at--;
    }
    a->options[i][at] = option;
}

/* Whether the other name has any of the parts letter for letter: they do not meet anything else then. */
static int any_exact(const cf_side *side, int at, int many)
{
    return (side->exact >> at & ((1u << many) - 1)) != 0;
}

static double single_cost(const assignment_t *a, int i, int j)
{
    const cf_piece *one = a->query->pieces[i], *other = a->listed->pieces[j];
    cf_row *row = a->rows[j];
    if (any_exact(a->query, i, 1) || any_exact(a->listed, j, 1)) return cf_same_letters(one, other) ? 0.0 : 1.0;
    if (!(row->known >> i & 1)) {
        row->costs[i] = cf_part_cost(one, other, a->costs);
        row->known |= 1u << i;
    }
    return row->costs[i];
}

static void offer_singles(assignment_t *a, int i)
{
    for (int j = 0; j < a->listed->count; j++) {
        double cost = single_cost(a, i, j);
        if (cost < 1) offer(a, i, 1, j, 1, cost);
    }
}

static void offer_joined_query(assignment_t *a, int i, int many)
{
    cf_run run;
    if (i + many > a->query->count || any_exact(a->query, i, many)) return;
    run = cf_run_of(a->query->pieces, i, many);
    for (int j = 0; j < a->listed->count; j++) {
        double cost;
        if (any_exact(a->listed, j, 1) || !cf_may_join(&run, &a->listed_alone[j])) continue;
        cost = cf_run_cost(a->query->pieces, &run, a->listed->pieces[j], a->costs);
        if (cost < 1) offer(a, i, many, j, 1, cost);
    }
}

static void offer_joined_listed(assignment_t *a, int i, int many)
{
    cf_run alone;
    if (any_exact(a->query, i, 1)) return;
    alone = cf_run_of(a->query->pieces, i, 1);
    for (int r = 0; r < a->listed_run_count; r++) {
        const cf_run *run = &a->listed_runs[r];
        double cost;
        if (run->many != many || !cf_may_join(run, &alone)) continue;
        cost = cf_run_cost(a->listed->pieces, run, a->query->pieces[i], a->costs);
        if (cost < 1) offer(a, i, 1, run->at, many, cost);
    }
}

static void offer_all(assignment_t *a, int i)
{
    a->counts[i] = 0;
    offer_singles(a, i);
    for (int many = 2; many <= MOST_JOINED; many++) {
        offer_joined_query(a, i, many);
        offer_joined_listed(a, i, many);
    }
}

static void lay_out_listed_runs(assignment_t *a)
{
    const cf_side *listed = a->listed;
    a->listed_run_count = 0;
    for (int j = 0; j < listed->count; j++) a->listed_alone[j] = cf_run_of(listed->pieces, j, 1);
    for (int many = 2; many <= MOST_JOINED; many++)
        for (int j = 0; j + many <= listed->count; j++)
            if (!any_exact(listed, j, many)) a->listed_runs[a->listed_run_count++] = cf_run_of(listed->pieces, j, many);
}

static void bound(assignment_t *a)
{
    int count = a->query->count;
    a->bounds[count] = 0.0;
    for (int at = count - 1; at >= 0; at--) {
        a->bounds[at] = a->bounds[at + 1];
        for (int k = 0; k < a->counts[at]; k++) {
            double most = a->options[at][k].gain + a->bounds[at + a->options[at][k].many];
            if (most > a->bounds[at]) a->bounds[at] = most;
        }
    }
}

static void descend(assignment_t *a, int at, uint32_t taken, double gain, int chosen)
{
    if (gain > a->gain) {
        a->gain = gain;
        a->best_count = chosen;
        memcpy(a->best, a->chosen, sizeof *a->chosen * (size_t)chosen);
    }
    if (at == a->query->count || gain + a->bounds[at] <= a->gain || a->steps >= MOST_STEPS) return;
    a->steps++;
    for (int k = 0; k < a->counts[at]; k++) {
        const option_t *option = &a->options[at][k];
        if (option->taken & taken) continue;
        a->chosen[chosen] = option;
        descend(a, at + option->many, taken | option->taken, gain + option->gain, chosen + 1);
    }
    descend(a, at + 1, taken, gain, chosen);
}

/* ---- the score of the names ---- */

static double order_cost(const assignment_t *a)
{
    int falls = 0;
    for (int k = 1; k < a->best_count; k++) falls += a->best[k]->listed < a->best[k - 1]->listed;
    if (!falls) return 0.0;
    if (falls == 1 && a->best[a->best_count - 1]->listed < a->best[0]->listed) return a->costs->turned;
    return a->costs->scrambled;
}

static double odds_of(const assignment_t *a)
{
    const costs_t *costs = a->costs;
    double met = 0.0, said = 0.0, least_cost = 1.0, left_query = a->query->sum, left_listed = a->listed->sum, odds;
    uint32_t in_query = 0, in_listed = 0;
    for (int k = 0; k < a->best_count; k++) {
        const option_t *meeting = a->best[k];
        double of_query = 0.0, of_listed = 0.0, kept = 1 - meeting->cost;
        int says_query = 0, says_listed = 0;
        for (int i = meeting->query; i < meeting->query + meeting->many; i++) {
            of_query += a->query->pieces[i]->weight;
            says_query += a->query->pieces[i]->says;
            in_query |= 1u << i;
        }
        for (int j = meeting->listed; j < meeting->listed + meeting->many_listed; j++) {
            of_listed += a->listed->pieces[j]->weight;
            says_listed += a->listed->pieces[j]->says;
            in_listed |= 1u << j;
        }
        left_query -= of_query * kept;
        left_listed -= of_listed * kept;
        met += (of_query + of_listed) / 2 * kept;
        said += (says_query > says_listed ? says_query : says_listed) * kept;
        if (says_query && says_listed) least_cost = least(least_cost, meeting->cost);
    }
    odds = costs->base + costs->met * least(met, costs->met_most) - order_cost(a);
    odds -= costs->left_in_query * left_query / a->query->sum + costs->left_in_listed * left_listed / a->listed->sum;
    odds -= costs->contradiction * least(left_query, left_listed) + costs->unsure * least_cost;
    if (said < 2) {
        int all = in_query == (1u << a->query->count) - 1 && in_listed == (1u << a->listed->count) - 1;
        odds -= (2 - said) * (all ? costs->one_of_one : costs->one_met);
    }
    return odds;
}

static void find_exact(cf_side *query, cf_side *listed)
{
    query->exact = listed->exact = 0;
    for (int i = 0; i < query->count; i++) {
        for (int j = 0; j < listed->count; j++) {
            if (!cf_same_letters(query->pieces[i], listed->pieces[j])) continue;
            query->exact |= 1u << i;
            listed->exact |= 1u << j;
        }
    }
}

double cf_score_sides(cf_side *query, cf_side *listed, cf_row *const *rows, const costs_t *costs)
{
    assignment_t a;
    find_exact(query, listed);
    a.query = query;
    a.listed = listed;
    a.costs = costs;
    a.rows = rows;
    a.best_count = a.steps = 0;
    a.gain = 0.0;
    lay_out_listed_runs(&a);
    for (int i = 0; i < query->count; i++) offer_all(&a, i);
    bound(&a);
    descend(&a, 0, 0, 0.0, 0);
    return 1 / (1 + exp(-odds_of(&a)));
}

/* ---- a query that is compared with many ---- */

static void lay_out(cf_side *side, cf_piece *pieces, const cf_part *parts, int count, const costs_t *costs)
{
    side->count = count;
    side->sum = 0.0;
    for (int i = 0; i < count; i++) {
        cf_lay_out_piece(&pieces[i], &parts[i], costs);
        side->pieces[i] = &pieces[i];
        side->sum += pieces[i].weight;
    }
}

/* A part of a listed name, and what it costs to take it for parts of the query. */
typedef struct {
    cf_piece piece;
    cf_row row;
} remembered_t;

struct cf_query {
    costs_t costs;
    cf_side side;
    cf_piece pieces[CF_MOST_PARTS];
    int remembered_count;
    uint16_t slots[SLOTS]; /* 1 more than the number of a remembered part; 0 is free */
    remembered_t remembered[REMEMBERED];
};

cf_query *cf_new_query(const double *parameters)
{
    cf_query *query = malloc(sizeof *query);
    if (query != NULL) memcpy(&query->costs, parameters, sizeof query->costs);
    return query;
}

void cf_free_query(cf_query *query)
{
    free(query);
}

static void forget(cf_query *query)
{
    query->remembered_count = 0;
    memset(query->slots, 0, sizeof query->slots);
}

void cf_lay_out_query(cf_query *query, const cf_part *parts, int count)
{
    forget(query);
    lay_out(&query->side, query->pieces, parts, count, &query->costs);
}

static int is_of(const cf_piece *piece, const cf_part *part, uint64_t first, uint64_t last)
{
    const cf_part *mine = &piece->part;
    if (piece->first != first || piece->last != last || mine->length != part->length) return 0;
    if (mine->kind != part->kind || mine->group != part->group) return 0;
    return !memcmp(mine->text, part->text, part->length);
}

/* A part as it was laid out when it was last met, or now. There is room. */
static remembered_t *remember(cf_query *query, const cf_part *part)
{
    uint64_t first, last;
    unsigned slot;
    remembered_t *one;
    cf_pack_letters(part, &first, &last);
    slot = (unsigned)((first ^ last * 0x9e3779b97f4a7c15u ^ part->length) * 0xff51afd7ed558ccdu >> 32) % SLOTS;
    for (; query->slots[slot]; slot = (slot + 1) % SLOTS) {
        one = &query->remembered[query->slots[slot] - 1];
        if (is_of(&one->piece, part, first, last)) return one;
    }
    one = &query->remembered[query->remembered_count++];
    query->slots[slot] = (uint16_t)query->remembered_count;
    cf_lay_out_piece(&one->piece, part, &query->costs);
    one->row.known = 0;
    return one;
}

double cf_score_query(cf_query *query, const cf_part *listed, int listed_parts)
{
    cf_side side = {.count = listed_parts};
    cf_row *rows[CF_MOST_PARTS];
    if (query->remembered_count + listed_parts > REMEMBERED) forget(query);
    for (int j = 0; j < listed_parts; j++) {
        remembered_t *one = remember(query, &listed[j]);
        side.pieces[j] = &one->piece;
        side.sum += one->piece.weight;
        rows[j] = &one->row;
    }
    return cf_score_sides(&query->side, &side, rows, &query->costs);
}

double cf_name_score(const double *parameters, const cf_part *query, int query_parts, const cf_part *listed,
                     int listed_parts)
{
    costs_t costs;
    cf_side of_query, of_listed;
    cf_piece query_pieces[CF_MOST_PARTS], listed_pieces[CF_MOST_PARTS];
    cf_row rows[CF_MOST_PARTS], *places[CF_MOST_PARTS];
    memcpy(&costs, parameters, sizeof costs);
    lay_out(&of_query, query_pieces, query, query_parts, &costs);
    lay_out(&of_listed, listed_pieces, listed, listed_parts, &costs);
    for (int j = 0; j < listed_parts; j++) {
        rows[j].known = 0;
        places[j] = &rows[j];
    }
    return cf_score_sides(&of_query, &of_listed, places, &costs);
}

int cf_parameter_count(void)
{
    return (int)(sizeof(costs_t) / sizeof(double));
}
