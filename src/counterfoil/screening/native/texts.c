/* Texts: counterfoil.screening.matching.letters, .letter_counts and .distance, step for step.
 *
 * The Python modules are the reference and say why; a test holds both to the same results.
 */

#include "texts.h"

#include <limits.h>
#include <string.h>

enum { FAMILY_COUNT = 6, WEAK_FAMILY = 6 };

#define IS_VOWEL(letter) ((VOWELS >> (letter)) & 1)
#define WEAK (BIT('h' - 'a') | BIT('j' - 'a') | BIT('v' - 'a'))

#include "letters.h"

static int code_of(char c)
{
    return c >= 'a' ? c - 'a' : c - '0' + 26;
}

static void clear(cf_text *text)
{
    text->length = 0;
    text->letters = 0;
    memset(text->counts, 0, sizeof text->counts);
    memset(text->families, 0, sizeof text->families);
}

static void push(cf_text *text, int letter)
{
    text->at[text->length++] = (uint8_t)letter;
    text->letters |= BIT(letter);
    text->counts[letter]++;
    text->families[FAMILY[letter]]++;
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

static int single(const cf_text *text, int at)
{
    int letter = text->at[at];
    int next = at + 1 < text->length ? text->at[at + 1] : -1;
    if (letter == L('c')) return next == L('e') || next == L('i') || next == L('y') ? L('s') : L('k');
    if (letter == L('q')) return L('k');
    if (letter == L('w')) return L('v');
    if (letter == L('y')) return L('i');
    return letter;
}

static void speak(const cf_text *text, cf_text *spoken)
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

static int fewest(int a, int b)
{
    return b < a ? b : a;
}

void cf_spell(cf_word *word, const cf_part *const *parts, int count)
{
    clear(&word->written);
    for (int k = 0; k < count; k++)
        for (int i = 0; i < parts[k]->length; i++) push(&word->written, code_of(parts[k]->text[i]));
    speak(&word->written, &word->spoken);
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

static void price(edits_t *edits, const cf_text *first, const cf_text *second, double near, const costs_t *costs)
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

static int distance(const cf_text *first, const cf_text *second, const uint8_t kinds[LETTERS][LETTERS], int pairs,
                    int most, const edits_t *edits)
{
    int rows[3][MOST_TEXT + 1], *before = rows[0], *row = rows[1], *here = rows[2];
    int second_added[MOST_TEXT], second_merged[MOST_TEXT], before_least = INT_MAX;
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

static int same(const cf_text *one, const cf_text *other)
{
    return one->length == other->length && !memcmp(one->at, other->at, (size_t)one->length);
}

/* How many letters two texts share, wherever they stand. */
static int shared(const cf_text *one, const cf_text *other)
{
    int sum = 0;
    for (int k = 0; k < COUNTED; k++) sum += one->counts[k] < other->counts[k] ? one->counts[k] : other->counts[k];
    return sum;
}

/* At least what it costs to speak one text as the other: every letter that the other has not costs something, a consonant
 * of whose family the other has too few costs a whole one. Comparing letter by letter takes twenty times as long. */
static int least_spoken(const cf_text *one, const cf_text *other, int both, const edits_t *edits)
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

static double letters_of(const cf_text *one, const cf_text *other, const costs_t *costs)
{
    double letters = (one->length + other->length) * 50.0 - costs->slack;
    return letters < 50.0 ? 50.0 : letters;
}

static int beginning(const cf_text *one, const cf_text *other, const costs_t *costs)
{
    return one->at[0] != other->at[0] ? (int)costs->other_beginning : 0;
}

static double spoken_share(const cf_text *query, const cf_text *listed, const costs_t *costs)
{
    double letters = letters_of(query, listed, costs);
    int most = (int)(costs->most * letters) - beginning(query, listed, costs), both = shared(query, listed);
    edits_t edits;
    price(&edits, query, listed, costs->kindred, costs);
    if (least_spoken(query, listed, both, &edits) > most || least_spoken(listed, query, both, &edits) > most) return 1.0;
    return share(distance(query, listed, SPOKEN, 0, most, &edits) + beginning(query, listed, costs), letters, costs->sound, costs);
}

/* Only texts that share half their letters are worth looking at: slips of the pen and of reading leave most as they are. */
static double written_share(const cf_text *query, const cf_text *listed, const costs_t *costs)
{
    double letters = letters_of(query, listed, costs);
    int most = (int)(costs->most * letters) - beginning(query, listed, costs);
    edits_t edits;
    if (2 * shared(query, listed) < (query->length > listed->length ? query->length : listed->length)) return 1.0;
    price(&edits, query, listed, costs->alike, costs);
    return share(distance(query, listed, WRITTEN, 1, most, &edits) + beginning(query, listed, costs), letters, 0.0, costs);
}

double cf_word_cost(const cf_word *query, const cf_word *listed, const costs_t *costs)
{
    double spoken, written;
    if (same(&query->written, &listed->written)) return 0.0;
    if (same(&query->spoken, &listed->spoken)) return costs->sound;
    spoken = spoken_share(&query->spoken, &listed->spoken, costs);
    written = written_share(&query->written, &listed->written, costs);
    return spoken < written ? spoken : written;
}
