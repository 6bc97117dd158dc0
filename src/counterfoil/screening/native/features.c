/* Features of readings, as counterfoil.screening.index.features has them. */

#include "features.h"

#include <string.h>

enum { LEAST_CODES = 2, MOST_SLOTS = 4096 };

static uint64_t began(char kind)
{
    return (0xCBF29CE484222325u ^ (uint8_t)kind) * 0x100000001B3u;
}

static uint64_t with(uint64_t value, uint8_t byte)
{
    return (value ^ byte) * 0x100000001B3u;
}

static uint64_t ended(uint64_t value)
{
    value ^= value >> 33;
    value *= 0xFF51AFD7ED558CCDu;
    return value ^ value >> 33;
}

static uint64_t number(char kind, const char *text, int length)
{
    uint64_t value = began(kind);
    for (int i = 0; i < length; i++) value = with(value, (uint8_t)text[i]);
    return ended(value);
}

/* Keys in the order in which they came, none twice. */
typedef struct {
    uint64_t *keys;
    int count;
    unsigned mask;
    uint16_t slots[MOST_SLOTS]; /* 1 + where the key is; 0: free */
} distinct;

static void add(distinct *all, uint64_t key)
{
    unsigned slot = (unsigned)key & all->mask;
    while (all->slots[slot] != 0) {
        if (all->keys[all->slots[slot] - 1] == key) return;
        slot = (slot + 1) & all->mask;
    }
    all->keys[all->count++] = key;
    all->slots[slot] = (uint16_t)all->count;
}

static int is_silent(char letter)
{
    return letter != '\0' && strchr("aeiouhwy", letter) != NULL;
}

static char sound_of(char letter)
{
    switch (letter) {
    case 'b': return 'p';
    case 'v': return 'f';
    case 'j': return 'g';
    case 'c': case 'q': case 'x': return 'k';
    case 'z': return 's';
    case 'd': return 't';
    case 'm': return 'n';
    default: return letter;
    }
}

static char sound_of_two(char first, char second)
{
    switch (second) {
    case 'h': return first == 'p' ? 'f' : first == 's' || first == 'c' ? 's' : first == 'z' ? 'g' : '\0';
    case 's': return first == 't' ? 's' : '\0';
    case 'j': return first == 'd' ? 'g' : '\0';
    case 'z': return first == 'd' ? 's' : '\0';
    case 'e': case 'i': case 'y': return first == 'c' ? 's' : '\0';
    default: return '\0';
    }
}

static int append_code(char *codes, int count, char code)
{
    if (count > 0 && codes[count - 1] == code) return count;
    codes[count] = code;
    return count + 1;
}

static int skeleton(const cf_part *part, char *codes)
{
    int count = 0;
    if (is_silent(part->text[0])) codes[count++] = 'a';
    for (int i = 0; i < part->length; i++)
        if (!is_silent(part->text[i])) count = append_code(codes, count, part->text[i]);
    return count;
}

static int sound(const cf_part *part, char *codes)
{
    int count = 0;
    if (is_silent(part->text[0])) codes[count++] = 'a';
    for (int i = 0; i < part->length; i++) {
        char two = i + 1 < part->length ? sound_of_two(part->text[i], part->text[i + 1]) : '\0';
        if (two != '\0') {
            count = append_code(codes, count, two);
            i++;
        } else if (!is_silent(part->text[i])) {
            count = append_code(codes, count, sound_of(part->text[i]));
        }
    }
    return count;
}

static int comes_before(const cf_part *first, const cf_part *second)
{
    int shorter = first->length < second->length ? first->length : second->length;
    int order = memcmp(first->text, second->text, (size_t)shorter);
    return order != 0 ? order < 0 : first->length < second->length;
}

static uint64_t whole(const cf_part *parts, int count)
{
    const cf_part *sorted[CF_MOST_PARTS];
    for (int i = 0; i < count; i++) {
        int at = i;
        for (; at > 0 && comes_before(&parts[i], sorted[at - 1]); at--) sorted[at] = sorted[at - 1];
        sorted[at] = &parts[i];
    }
    uint64_t value = began('w');
    for (int i = 0; i < count; i++) {
        if (i > 0) value = with(value, ' ');
        for (int j = 0; j < sorted[i]->length; j++) value = with(value, (uint8_t)sorted[i]->text[j]);
    }
    return ended(value);
}

static void add_part(distinct *all, const cf_part *part)
{
    char codes[CF_MOST_LETTERS + 1];
    add(all, number('t', part->text, part->length));
    int count = skeleton(part, codes);
    if (count >= LEAST_CODES) add(all, number('k', codes, count));
    count = sound(part, codes);
    if (count >= LEAST_CODES) add(all, number('s', codes, count));
    if (part->group != 0) {
        for (int i = 0; i < 4; i++) codes[i] = (char)(part->group >> (8 * i) & 0xFF);
        add(all, number('g', codes, 4));
    }
}

static void add_trigrams(distinct *all, const cf_part *part)
{
    char framed[CF_MOST_LETTERS + 2];
    framed[0] = '<';
    memcpy(framed + 1, part->text, part->length);
    framed[part->length + 1] = '>';
    for (int i = 0; i < part->length; i++) add(all, number('n', framed + i, 3));
}

static void add_where_met(distinct *all, const cf_part *before, const cf_part *after)
{
    char met[4];
    int first = before->length < 2 ? before->length : 2, second = after->length < 2 ? after->length : 2;
    memcpy(met, before->text + before->length - first, (size_t)first);
    memcpy(met + first, after->text, (size_t)second);
    for (int i = 0; i + 3 <= first + second; i++) add(all, number('n', met + i, 3));
}

int cf_features(const cf_part *parts, int count, uint64_t *keys, int *strong)
{
    distinct all;
    int letters = 0;
    for (int i = 0; i < count; i++) letters += parts[i].length;
    unsigned slots = 64;
    while (slots < 2 * (unsigned)(letters + 6 * count + 1)) slots *= 2;
    all.keys = keys;
    all.count = 0;
    all.mask = slots - 1;
    memset(all.slots, 0, slots * sizeof all.slots[0]);

    if (count > 0) add(&all, whole(parts, count));
    for (int i = 0; i < count; i++) add_part(&all, &parts[i]);
    *strong = all.count;
    for (int i = 0; i < count; i++) add_trigrams(&all, &parts[i]);
    for (int i = 0; i + 1 < count; i++) add_where_met(&all, &parts[i], &parts[i + 1]);
    return all.count;
}
