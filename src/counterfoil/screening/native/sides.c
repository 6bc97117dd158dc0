/* Parts laid out: counterfoil.screening.matching.part_cost and .weights, step for step. */

#include "sides.h"

#include <string.h>

enum { PARTICLE = 1, INITIAL = 2, PATRONYMIC = 4, TITLE = 8, LEGAL_FORM = 16, TRUNCATED = 32 };
enum { MOST_STRANGE = 3, FEWEST_JOINED = 3, PACKED = 16 };

static double weight_of(const cf_part *part, const costs_t *costs)
{
    double says = costs->length[(part->length < LENGTHS ? part->length : LENGTHS) - 1];
    if (part->kind & TITLE) return says * costs->title;
    if (part->kind & LEGAL_FORM) return says * costs->legal_form;
    if (part->kind & PARTICLE) return says * costs->particle;
    if (part->kind & PATRONYMIC) return says * costs->patronymic;
    return says;
}

void cf_pack_letters(const cf_part *part, uint64_t *first, uint64_t *last)
{
    const char *text = part->text;
    *first = *last = 0;
    if (part->length >= sizeof *first) {
        memcpy(first, text, sizeof *first);
        memcpy(last, text + part->length - sizeof *last, sizeof *last);
    } else if (part->length >= sizeof(uint32_t)) {
        memcpy(first, text, sizeof(uint32_t));
        memcpy(last, text + part->length - sizeof(uint32_t), sizeof(uint32_t));
    } else {
        memcpy(first, text, part->length);
    }
}

void cf_lay_out_piece(cf_piece *piece, const cf_part *part, const costs_t *costs)
{
    piece->part = *part;
    piece->weight = weight_of(part, costs);
    piece->says = part->length > 1 && !(part->kind & (PARTICLE | TITLE | LEGAL_FORM));
    cf_pack_letters(part, &piece->first, &piece->last);
    cf_spell(&piece->word, &part, 1);
}

int cf_same_letters(const cf_piece *one, const cf_piece *other)
{
    if (one->first != other->first || one->last != other->last || one->part.length != other->part.length) return 0;
    return one->part.length <= PACKED || !memcmp(one->part.text, other->part.text, one->part.length);
}

static int is_cut(const cf_part *cut, const cf_part *whole)
{
    return cut->kind & TRUNCATED && cut->length <= whole->length && !memcmp(cut->text, whole->text, cut->length);
}

double cf_part_cost(const cf_piece *query, const cf_piece *listed, const costs_t *costs)
{
    const cf_part *one = &query->part, *other = &listed->part;
    double cost;
    if (cf_same_letters(query, listed)) return 0.0;
    if (one->length == 1 || other->length == 1) return one->text[0] == other->text[0] ? costs->initial : 1.0;
    cost = cf_word_cost(&query->word, &listed->word, costs);
    if (one->group && one->group == other->group && costs->nickname < cost) cost = costs->nickname;
    if (costs->truncated < cost && (is_cut(one, other) || is_cut(other, one))) cost = costs->truncated;
    return cost;
}

cf_run cf_run_of(const cf_piece *const *pieces, int at, int many)
{
    uint64_t letters = 0;
    int length = 0;
    for (int k = at; k < at + many; k++) {
        letters |= pieces[k]->word.written.letters;
        length += pieces[k]->part.length;
    }
    return (cf_run){letters & ~VOWELS, (uint8_t)at, (uint8_t)many, (uint8_t)length};
}

int cf_may_join(const cf_run *run, const cf_run *other)
{
    int longer = run->length > other->length ? run->length : other->length;
    int shorter = run->length + other->length - longer;
    if (shorter < FEWEST_JOINED || shorter * 4 < longer * 3) return 0;
    return __builtin_popcountll(run->consonants ^ other->consonants) <= MOST_STRANGE;
}

double cf_run_cost(const cf_piece *const *pieces, const cf_run *run, const cf_piece *other, const costs_t *costs)
{
    const cf_part *parts[MOST_JOINED];
    cf_word joined;
    double cost;
    for (int k = 0; k < run->many; k++) parts[k] = &pieces[run->at + k]->part;
    cf_spell(&joined, parts, run->many);
    cost = cf_word_cost(&joined, &other->word, costs) + costs->joined;
    return cost < 1.0 ? cost : 1.0;
}
