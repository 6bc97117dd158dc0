/* Scores of names and birth dates: what counterfoil.screening.matching does, step for step, in C.
 *
 * The Python modules are the reference and say why; a test holds both to the same results. Sums are taken in the same
 * order there and here.
 */

#include "parts.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { PARTICLE = 1, INITIAL = 2, PATRONYMIC = 4, TITLE = 8, LEGAL_FORM = 16, TRUNCATED = 32 };
enum { MOST_JOINED = 3, MOST_STEPS = 2000, LENGTHS = 7, MOST_STRANGE = 3, FEWEST_JOINED = 3, FAMILY_COUNT = 6, WEAK_FAMILY = 6, VOWEL_FAMILY = 7, MOST_JOINED_LETTERS = MOST_JOINED * CF_MOST_LETTERS };
enum { MOST_OPTIONS = CF_MOST_PARTS * (1 + 2 * (MOST_JOINED - 1)) };

/* How two birth dates agree, in the order of the parameters. */
enum {
    BIRTH_SAME,
    BIRTH_SWAPPED,
    BIRTH_MONTH,
    BIRTH_ONE_YEAR_OFF,
    BIRTH_YEAR_ONLY,
    BIRTH_NEAR,
    BIRTH_YEAR_NEAR,
    BIRTH_DIFFERS,
    BIRTH_VERDICTS
};
enum { YEARS_NEAR = 1, YEARS_ABOUT = 2 };

/* matching.parameters.Parameters, field by field. */
typedef struct {
    double vowel_for_vowel, vowel_added, vowel_unwritten, doubled, weak_added, kindred, alike, added, exchanged;
    double transposed, other_beginning, most, slack, slope, bend, sound, nickname, initial, truncated, joined, length[LENGTHS];
    double particle, title, legal_form, patronymic, base, met, met_most, left_in_query, left_in_listed, contradiction;
    double turned, scrambled, one_met, one_of_one, unsure;
    double birth[BIRTH_VERDICTS], nationality_same, nationality_differs, document_same;
} costs_t;

/* ---- letters ---- */

/* a-z are 0 to 25, 0-9 are 26 to 35, then the letters that stand for a digraph when a part is spoken. */
enum { C_ = 36, G_, S_, X_, Z_, LETTERS };

#define BIT(letter) (1ull << (letter))
#define IS_VOWEL(letter) ((VOWELS >> (letter)) & 1)
static const uint64_t VOWELS = BIT('a' - 'a') | BIT('e' - 'a') | BIT('i' - 'a') | BIT('o' - 'a') | BIT('u' - 'a') | BIT('y' - 'a');
static const uint64_t WEAK = BIT('h' - 'a') | BIT('j' - 'a') | BIT('v' - 'a');

#include "letters.h"

enum { COUNTED = 48 }; /* LETTERS, and the rest of a vector register */

static int code_of(char c)
{
    return c >= 'a' ? c - 'a' : c - '0' + 26;
}

/* A text of letters, as written or as spoken. */
typedef struct {
    int length;
    uint64_t letters;        /* which occur */
    uint8_t counts[COUNTED]; /* how often each does */
    uint8_t families[8];     /* how often letters of each family of consonants do */
    uint8_t at[MOST_JOINED_LETTERS];
} text_t;

static void clear(text_t *text)
{
    text->length = 0;
    text->letters = 0;
    memset(text->counts, 0, sizeof text->counts);
    memset(text->families, 0, sizeof text->families);
}

static void push(text_t *text, int letter)
{
    text->at[text->length++] = (uint8_t)letter;
    text->letters |= BIT(letter);
    text->counts[letter]++;
    text->families[FAMILY[letter]]++;
}

static void append(text_t *text, const cf_part *part)
{
    for (int i = 0; i < part->length; i++) push(text, code_of(part->text[i]));
}

#define PAIR(a, b) ((a) * 64 + (b))

/* The letter that a digraph is spoken as, or -1. */
static int digraph(int first, int second)
{
    switch (PAIR(first, second)) {
    case PAIR(L('c'), L('h')): return C_;
    case PAIR(L('c'), L('k')): return L('k');
    case PAIR(L('d'), L('h')): return L('d');
    case PAIR(L('d'), L('j')): return L('j');
    case PAIR(L('e'), L('e')): return L('i');
    case PAIR(L('g'), L('h')): return G_;
    case PAIR(L('i'), L('j')): return L('i');
    case PAIR(L('i'), L('y')): return L('i');
    case PAIR(L('k'), L('h')): return X_;
    case PAIR(L('o'), L('o')): return L('u');
    case PAIR(L('o'), L('u')): return L('u');
    case PAIR(L('p'), L('h')): return L('f');
    case PAIR(L('q'), L('u')): return L('k');
    case PAIR(L('s'), L('h')): return S_;
    case PAIR(L('t'), L('h')): return L('t');
    case PAIR(L('t'), L('s')): return L('c');
    case PAIR(L('y'), L('i')): return L('i');
    case PAIR(L('z'), L('h')): return Z_;
    default: return -1;
    }
}

static int trigraph(int first, int second, int third)
{
    if (third != L('h')) return -1;
    if (first == L('s') && second == L('c')) return S_;
    if (first == L('t') && second == L('c')) return C_;
    if (first == L('d') && second == L('z')) return L('j');
    return -1;
}

static int single(const text_t *text, int at)
{
    int letter = text->at[at];
    int next = at + 1 < text->length ? text->at[at + 1] : -1;
    if (letter == L('c')) return next == L('e') || next == L('i') || next == L('y') ? L('s') : L('k');
    if (letter == L('q')) return L('k');
    if (letter == L('w')) return L('v');
    if (letter == L('y')) return L('i');
    return letter;
}

static void speak(const text_t *text, text_t *spoken)
{
    int at = 0;
    clear(spoken);
    while (at < text->length) {
        int taken = 3, letter = -1;
        if (at + 2 < text->length) letter = trigraph(text->at[at], text->at[at + 1], text->at[at + 2]);
        if (letter < 0) {
            taken = 2;
            if (at + 1 < text->length) letter = digraph(text->at[at], text->at[at + 1]);
        }
        if (letter < 0) {
            taken = 1;
            letter = single(text, at);
        }
        at += taken;
        if (spoken->length && spoken->at[spoken->length - 1] == letter) continue;
        push(spoken, letter);
    }
}

static double least(double a, double b)
{
    return b < a ? b : a;
}

static int fewest(int a, int b)
{
    return b < a ? b : a;
}

/* What edits cost, in hundredths of a letter. */
typedef struct {
    int vowel_added, doubled, weak_added, added, transposed, near, exchange[4];
} edits_t;

static int added(int letter, int neighbour, const edits_t *edits)
{
    if (letter == neighbour) return IS_VOWEL(letter) ? fewest(edits->doubled, edits->vowel_added) : edits->doubled;
    if (IS_VOWEL(letter)) return edits->vowel_added;
    return BIT(letter) & WEAK ? edits->weak_added : edits->added;
}

/* Letters that are read as one: the one, or -1. */
static int read_as_one(int first, int second)
{
    switch (PAIR(first, second)) {
    case PAIR(L('r'), L('n')): return L('m');
    case PAIR(L('n'), L('n')): return L('m');
    case PAIR(L('v'), L('v')): return L('w');
    case PAIR(L('c'), L('l')): return L('d');
    case PAIR(L('i'), L('i')): return L('u');
    case PAIR(L('l'), L('i')): return L('h');
    default: return -1;
    }
}

static void price(edits_t *edits, const text_t *first, const text_t *second, double near, const costs_t *costs)
{
    int unwritten = !(first->letters & VOWELS) || !(second->letters & VOWELS);
    edits->vowel_added = (int)(unwritten ? costs->vowel_unwritten : costs->vowel_added);
    edits->doubled = (int)costs->doubled;
    edits->weak_added = (int)costs->weak_added;
    edits->added = (int)costs->added;
    edits->transposed = (int)costs->transposed;
    edits->near = edits->exchange[NEAR] = (int)near;
    edits->exchange[SAME] = 0;
    edits->exchange[VOWEL] = (int)costs->vowel_for_vowel;
    edits->exchange[OTHER] = (int)costs->exchanged;
}

static int distance(const text_t *first, const text_t *second, const uint8_t kinds[LETTERS][LETTERS], int pairs,
                    int most, const edits_t *edits)
{
    int rows[3][MOST_JOINED_LETTERS + 1], *before = rows[0], *row = rows[1], *here = rows[2];
    int second_added[MOST_JOINED_LETTERS], second_merged[MOST_JOINED_LETTERS], before_least = INT_MAX;
    int start = 0, end = 0, shorter = fewest(first->length, second->length), before_start, ones, twos;
    const uint8_t *one, *two;
    while (start < shorter && first->at[start] == second->at[start]) start++;
    while (end < shorter - start && first->at[first->length - 1 - end] == second->at[second->length - 1 - end]) end++;
    before_start = start ? first->at[start - 1] : -1;
    one = first->at + start, two = second->at + start;
    ones = first->length - start - end, twos = second->length - start - end;
    row[0] = 0;
    for (int j = 0; j < twos; j++) {
        second_added[j] = added(two[j], j ? two[j - 1] : before_start, edits);
        second_merged[j] = pairs && j ? read_as_one(two[j - 1], two[j]) : -1;
        row[j + 1] = row[j] + second_added[j];
    }
    for (int i = 0; i < ones; i++) {
        int letter = one[i], previous = i ? one[i - 1] : before_start, merged = pairs && i ? read_as_one(previous, letter) : -1;
        int removed = added(letter, previous, edits), left = row[0] + removed, row_least = left;
        const uint8_t *kind = kinds[letter];
        here[0] = left;
        for (int j = 0; j < twos; j++) {
            int other = two[j];
            int best = fewest(row[j] + edits->exchange[kind[other]], row[j + 1] + removed);
            best = fewest(best, left + second_added[j]);
            if (i && j && letter == two[j - 1] && previous == other) best = fewest(best, before[j - 1] + edits->transposed);
            if (merged == other) best = fewest(best, before[j] + edits->near);
            if (second_merged[j] == letter) best = fewest(best, row[j - 1] + edits->near);
            here[j + 1] = left = best;
            row_least = fewest(row_least, best);
        }
        int *spare = before;
        before = row;
        row = here;
        here = spare;
        if (row_least > most && before_least > most) return row_least;
        before_least = row_least;
    }
    return row[twos];
}

/* ---- parts ---- */

static int same(const text_t *one, const text_t *other)
{
    return one->length == other->length && !memcmp(one->at, other->at, (size_t)one->length);
}

static int count(uint64_t letters)
{
    return __builtin_popcountll(letters);
}

/* How many letters two texts share, wherever they stand. */
static int shared(const text_t *one, const text_t *other)
{
    int sum = 0;
    for (int k = 0; k < COUNTED; k++) sum += one->counts[k] < other->counts[k] ? one->counts[k] : other->counts[k];
    return sum;
}

/* At least what it costs to speak one text as the other: every letter that the other has not costs something, a consonant
 * of whose family the other has too few costs a whole one. Comparing letter by letter takes twenty times as long. */
static int least_spoken(const text_t *one, const text_t *other, int both, const edits_t *edits)
{
    int excess = 0, cheapest = fewest(fewest(edits->vowel_added, edits->exchange[VOWEL]), fewest(edits->near, edits->weak_added));
    for (int k = 0; k < FAMILY_COUNT; k++) {
        int more = one->families[k] - other->families[k];
        if (more > 0) excess += more;
    }
    excess -= other->families[WEAK_FAMILY];
    if (excess < 0) excess = 0;
    return excess * fewest(edits->exchange[OTHER], edits->added) + (one->length - both - excess) * cheapest;
}

/* What it costs to take one text for the other, as a share of their letters; 1 when that is more than the most. */
static double share(int sum, double letters, double base, const costs_t *costs)
{
    double cost = sum / letters;
    if (sum > (int)(costs->most * letters)) return 1.0;
    cost = base + cost * (costs->slope + costs->bend * cost);
    return cost < 1.0 ? cost : 1.0;
}

static double letters_of(const text_t *one, const text_t *other, const costs_t *costs)
{
    double letters = (one->length + other->length) * 50.0 - costs->slack;
    return letters < 50.0 ? 50.0 : letters;
}

static int beginning(const text_t *one, const text_t *other, const costs_t *costs)
{
    return one->at[0] != other->at[0] ? (int)costs->other_beginning : 0;
}

static double spoken_share(const text_t *query, const text_t *listed, const costs_t *costs)
{
    double letters = letters_of(query, listed, costs);
    int most = (int)(costs->most * letters) - beginning(query, listed, costs), both = shared(query, listed);
    edits_t edits;
    price(&edits, query, listed, costs->kindred, costs);
    if (least_spoken(query, listed, both, &edits) > most || least_spoken(listed, query, both, &edits) > most) return 1.0;
    return share(distance(query, listed, SPOKEN, 0, most, &edits) + beginning(query, listed, costs), letters, costs->sound, costs);
}

/* Only texts that share half their letters are worth looking at: slips of the pen and of reading leave most as they are. */
static double written_share(const text_t *query, const text_t *listed, const costs_t *costs)
{
    double letters = letters_of(query, listed, costs);
    int most = (int)(costs->most * letters) - beginning(query, listed, costs);
    edits_t edits;
    if (2 * shared(query, listed) < (query->length > listed->length ? query->length : listed->length)) return 1.0;
    price(&edits, query, listed, costs->alike, costs);
    return share(distance(query, listed, WRITTEN, 1, most, &edits) + beginning(query, listed, costs), letters, 0.0, costs);
}

static double text_cost(const text_t *query, const text_t *spoken_query, const text_t *listed,
                        const text_t *spoken_listed, const costs_t *costs)
{
    if (same(query, listed)) return 0.0;
    if (same(spoken_query, spoken_listed)) return costs->sound;
    return least(spoken_share(spoken_query, spoken_listed, costs), written_share(query, listed, costs));
}

/* One side of a comparison. */
typedef struct {
    const cf_part *parts;
    int count;
    double weight[CF_MOST_PARTS];
    double sum;
    int says[CF_MOST_PARTS];
    uint32_t exact; /* parts that the other side has letter for letter; their texts are not looked at */
    text_t written[CF_MOST_PARTS], spoken[CF_MOST_PARTS];
} side_t;

static double weight_of(const cf_part *part, const costs_t *costs)
{
    double says = costs->length[(part->length < LENGTHS ? part->length : LENGTHS) - 1];
    if (part->kind & TITLE) return says * costs->title;
    if (part->kind & LEGAL_FORM) return says * costs->legal_form;
    if (part->kind & PARTICLE) return says * costs->particle;
    if (part->kind & PATRONYMIC) return says * costs->patronymic;
    return says;
}

static void weigh_parts(side_t *side, const cf_part *parts, int count, const costs_t *costs)
{
    side->parts = parts;
    side->count = count;
    side->sum = 0.0;
    side->exact = 0;
    for (int i = 0; i < count; i++) {
        side->weight[i] = weight_of(&parts[i], costs);
        side->sum += side->weight[i];
        side->says[i] = parts[i].length > 1 && !(parts[i].kind & (PARTICLE | TITLE | LEGAL_FORM));
    }
}

static void spell(side_t *side)
{
    for (int i = 0; i < side->count; i++) {
        if (side->exact >> i & 1) continue;
        clear(&side->written[i]);
        append(&side->written[i], &side->parts[i]);
        speak(&side->written[i], &side->spoken[i]);
    }
}

static int same_letters(const cf_part *one, const cf_part *other)
{
    return one->length == other->length && !memcmp(one->text, other->text, one->length);
}

static void find_exact(side_t *query, side_t *listed)
{
    for (int i = 0; i < query->count; i++) {
        for (int j = 0; j < listed->count; j++) {
            if (!same_letters(&query->parts[i], &listed->parts[j])) continue;
            query->exact |= 1u << i;
            listed->exact |= 1u << j;
        }
    }
}

static int is_cut(const cf_part *cut, const cf_part *whole)
{
    return cut->kind & TRUNCATED && cut->length <= whole->length && !memcmp(cut->text, whole->text, cut->length);
}

static double part_cost(const side_t *query, int i, const side_t *listed, int j, const costs_t *costs)
{
    const cf_part *one = &query->parts[i], *other = &listed->parts[j];
    double cost;
    if (same_letters(one, other)) return 0.0;
    if (query->exact >> i & 1 || listed->exact >> j & 1) return 1.0;
    if (one->length == 1 || other->length == 1) return one->text[0] == other->text[0] ? costs->initial : 1.0;
    cost = text_cost(&query->written[i], &query->spoken[i], &listed->written[j], &listed->spoken[j], costs);
    if (one->group && one->group == other->group && costs->nickname < cost) cost = costs->nickname;
    if (costs->truncated < cost && (is_cut(one, other) || is_cut(other, one))) cost = costs->truncated;
    return cost;
}

/* ---- assignment ---- */

typedef struct {
    double gain, cost;
    int query, many, listed, many_listed;
    uint32_t taken;
} option_t;

typedef struct {
    const side_t *query, *listed;
    const costs_t *costs;
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
    for (int k = i; k < i + many; k++) of_query += a->query->weight[k];
    for (int k = j; k < j + many_listed; k++) of_listed += a->listed->weight[k];
    share = of_query * (1 / a->query->sum);
    share += of_listed * (1 / a->listed->sum);
    option.gain = share * (1 - cost);
    while (at > 0 && a->options[i][at - 1].gain < option.gain) {
        a->options[i][at] = a->options[i][at - 1];
        at--;
    }
    a->options[i][at] = option;
}

static void join(const side_t *side, int at, int many, text_t *text)
{
    clear(text);
    for (int k = at; k < at + many; k++) append(text, &side->parts[k]);
}

static double joined_cost(const text_t *joined, const text_t *written, const text_t *spoken, const costs_t *costs)
{
    text_t spoken_joined;
    double cost;
    speak(joined, &spoken_joined);
    cost = text_cost(joined, &spoken_joined, written, spoken, costs) + costs->joined;
    return cost < 1.0 ? cost : 1.0;
}

/* Whether the letters of neighbours and those of one part of the other side leave a comparison any hope. */
static int may_join(const side_t *side, int at, int many, const text_t *other)
{
    int length = 0, longer, shorter;
    uint64_t letters = 0;
    for (int k = at; k < at + many; k++) {
        length += side->written[k].length;
        letters |= side->written[k].letters;
    }
    longer = length > other->length ? length : other->length;
    shorter = length + other->length - longer;
    return shorter >= FEWEST_JOINED && shorter * 4 >= longer * 3 && count((letters ^ other->letters) & ~VOWELS) <= MOST_STRANGE;
}

static int any_exact(const side_t *side, int at, int many)
{
    return (side->exact >> at & ((1u << many) - 1)) != 0;
}

static double run_cost(const side_t *side, int at, int many, const side_t *other, int i, const costs_t *costs)
{
    text_t joined;
    if (any_exact(side, at, many) || any_exact(other, i, 1)) return 1.0;
    if (!may_join(side, at, many, &other->written[i])) return 1.0;
    join(side, at, many, &joined);
    return joined_cost(&joined, &other->written[i], &other->spoken[i], costs);
}

static void offer_all(assignment_t *a, int i)
{
    const side_t *query = a->query, *listed = a->listed;
    double cost;
    a->counts[i] = 0;
    for (int j = 0; j < listed->count; j++) {
        cost = part_cost(query, i, listed, j, a->costs);
        if (cost < 1) offer(a, i, 1, j, 1, cost);
    }
    for (int many = 2; many <= MOST_JOINED; many++) {
        for (int j = 0; i + many <= query->count && j < listed->count; j++) {
            cost = run_cost(query, i, many, listed, j, a->costs);
            if (cost < 1) offer(a, i, many, j, 1, cost);
        }
        for (int j = 0; j + many <= listed->count; j++) {
            cost = run_cost(listed, j, many, query, i, a->costs);
            if (cost < 1) offer(a, i, 1, j, many, cost);
        }
    }
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
            of_query += a->query->weight[i];
            says_query += a->query->says[i];
            in_query |= 1u << i;
        }
        for (int j = meeting->listed; j < meeting->listed + meeting->many_listed; j++) {
            of_listed += a->listed->weight[j];
            says_listed += a->listed->says[j];
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

double cf_name_score(const double *parameters, const cf_part *query, int query_parts, const cf_part *listed,
                     int listed_parts)
{
    costs_t costs;
    side_t query_side, listed_side;
    assignment_t a;
    memcpy(&costs, parameters, sizeof costs);
    weigh_parts(&query_side, query, query_parts, &costs);
    weigh_parts(&listed_side, listed, listed_parts, &costs);
    find_exact(&query_side, &listed_side);
    spell(&query_side);
    spell(&listed_side);
    a.query = &query_side;
    a.listed = &listed_side;
    a.costs = &costs;
    a.best_count = a.steps = 0;
    a.gain = 0.0;
    for (int i = 0; i < query_parts; i++) offer_all(&a, i);
    bound(&a);
    descend(&a, 0, 0, 0.0, 0);
    return 1 / (1 + exp(-odds_of(&a)));
}

/* ---- birth dates ---- */

static int years_apart(const cf_birth *one, const cf_birth *other)
{
    int after = other->year - (one->until ? one->until : one->year);
    int before = one->year - (other->until ? other->until : other->year);
    int apart = after > before ? after : before;
    return apart > 0 ? apart : 0;
}

static int birth_verdict(const cf_birth *said, const cf_birth *listed)
{
    int apart = years_apart(said, listed), same_month = said->month == listed->month, same_day = said->day == listed->day;
    int near = apart <= (said->is_about || listed->is_about ? YEARS_ABOUT : YEARS_NEAR) ? BIRTH_YEAR_NEAR : BIRTH_DIFFERS;
    if (!said->month || !listed->month) return apart == 0 ? BIRTH_YEAR_ONLY : near;
    if (!said->day || !listed->day) {
        if (!same_month) return BIRTH_DIFFERS;
        return apart == 0 ? BIRTH_MONTH : near;
    }
    if (same_month && same_day) {
        if (apart == 0) return BIRTH_SAME;
        if (apart == 1) return BIRTH_ONE_YEAR_OFF;
    }
    if (said->is_about || listed->is_about) return near;
    if (apart) return BIRTH_DIFFERS;
    if (said->month == listed->day && said->day == listed->month) return BIRTH_SWAPPED;
    return same_month || same_day ? BIRTH_NEAR : BIRTH_DIFFERS;
}

double cf_score(const double *parameters, double name_score, const cf_birth *query, const cf_birth *listed,
                int listed_births)
{
    costs_t costs;
    double most;
    if (!query->year || !listed_births) return name_score;
    if (name_score <= 0) return 0.0;
    memcpy(&costs, parameters, sizeof costs);
    most = costs.birth[birth_verdict(query, listed)];
    for (int i = 1; i < listed_births; i++) {
        double weight = costs.birth[birth_verdict(query, &listed[i])];
        if (weight > most) most = weight;
    }
    return 1 / (1 + exp(-(log(name_score / (1 - name_score)) + most)));
}

int cf_parameter_count(void)
{
    return (int)(sizeof(costs_t) / sizeof(double));
}
