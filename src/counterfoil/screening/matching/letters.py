"""How near two parts of names are, letter by letter, as they are written and as they sound.

A part is compared twice. As written: the least sum of edits, where a vowel for a vowel, a doubled letter or a letter that
a reader of print takes for another costs less than a letter that has nothing to do with the other. As spoken: the same
after digraphs became one letter ("kh", "sh", "ou"), with less for consonants of one place of articulation. The lesser of
the two counts. A part without a single vowel, as scripts that do not write them give it, takes vowels for little.
"""

from typing import Final

from counterfoil.screening.matching.parameters import Parameters

VOWELS: Final = frozenset("aeiouy")


def _both_ways(pairs: str) -> dict[str, str]:
    near: dict[str, str] = {}
    for one, other in pairs.split():
        near[one] = near.get(one, "") + other
        near[other] = near.get(other, "") + one
    return near


_DIGRAPHS: Final = (
    ("sch", "S"), ("tch", "C"), ("dzh", "j"),
    ("ch", "C"), ("ck", "k"), ("dh", "d"), ("dj", "j"), ("ee", "i"), ("gh", "G"), ("ij", "i"), ("iy", "i"), ("kh", "X"),
    ("oo", "u"), ("ou", "u"), ("ph", "f"), ("qu", "k"), ("sh", "S"), ("th", "t"), ("ts", "c"), ("yi", "i"), ("zh", "Z"),
)  # fmt: skip
_SINGLE: Final = {"q": "k", "w": "v", "y": "i"}

_KINDRED_PAIRS: Final = (
    "bp bv cC ck cs cS cX cz CS CX Cj CZ Ck Cs dt fp fv gG gk gj gh Gk Gh GX hX hx ij jZ jS js jz kX kx lr mn sz sZ sx sS "
    "Sx SX SZ uv xX"
)
KINDRED: Final = _both_ways(_KINDRED_PAIRS)
"""Letters of the spoken form that stand for one another between languages and ways of transliterating."""

_ALIKE_PAIRS: Final = (
    "0o 0d 0q 1i 1l 1t 2z 4a 5s 6g 6b 7t 8b 9g bh ce cg co do ef ft gq hk hn il ij it jl kx lt mn nr nu oq tl uv vy vw"
)
ALIKE: Final = _both_ways(_ALIKE_PAIRS)
"""Letters of the written form that readers of print take for one another."""

TWO_FOR_ONE: Final = {"rn": "m", "nn": "m", "vv": "w", "cl": "d", "ii": "u", "li": "h"}
"""Pairs of letters that readers of print take for one."""

_NONE: Final[dict[str, str]] = {}


def spoken(text: str) -> str:
    """Return a part as it sounds: digraphs as one letter, no letter twice in a row."""
    letters: list[str] = []
    at = 0
    while at < len(text):
        for digraph, letter in _DIGRAPHS:
            if text.startswith(digraph, at):
                at += len(digraph)
                break
        else:
            letter = _SINGLE.get(text[at], text[at])
            if letter == "c":
                letter = "s" if text[at + 1 : at + 2] in ("e", "i", "y") else "k"
            at += 1
        if not letters or letters[-1] != letter:
            letters.append(letter)
    return "".join(letters)


def written_distance(first: str, second: str, most: float, costs: Parameters) -> float:
    """Return the least sum of edits between two texts as written; any number above `most` when it is above it."""
    return _distance(first, second, ALIKE, TWO_FOR_ONE, costs.alike, most, costs)


def spoken_distance(first: str, second: str, most: float, costs: Parameters) -> float:
    """Return the least sum of edits between two spoken forms; any number above `most` when it is above it."""
    return _distance(first, second, KINDRED, _NONE, costs.kindred, most, costs)


def _distance(
    first: str,
    second: str,
    near: dict[str, str],
    pairs: dict[str, str],
    near_cost: float,
    most: float,
    costs: Parameters,
) -> float:
    unwritten = not (VOWELS & set(first)) or not (VOWELS & set(second))
    vowel_added = costs.vowel_unwritten if unwritten else costs.vowel_added
    before: list[float] = []
    row = [0.0]
    for at, letter in enumerate(second):
        row.append(row[-1] + _added(letter, second[at - 1] if at else "", vowel_added, costs))
    for i, letter in enumerate(first):
        previous = first[i - 1] if i else ""
        removed = _added(letter, previous, vowel_added, costs)
        here = [row[0] + removed]
        for j, other in enumerate(second):
            last = second[j - 1] if j else ""
            best = row[j] + _exchanged(letter, other, near, near_cost, costs)
            best = min(best, row[j + 1] + removed, here[j] + _added(other, last, vowel_added, costs))
            if i and j and letter == last and previous == other:
                best = min(best, before[j - 1] + costs.transposed)
            if i and pairs.get(previous + letter) == other:
                best = min(best, before[j] + near_cost)
            if j and pairs.get(last + other) == letter:
                best = min(best, row[j - 1] + near_cost)
            here.append(best)
        before, row = row, here
        if min(row) > most and min(before) > most:
            return min(row)
    return row[-1]


def _added(letter: str, neighbour: str, vowel_added: float, costs: Parameters) -> float:
    if letter == neighbour:
        return min(costs.doubled, vowel_added) if letter in VOWELS else costs.doubled
    if letter in VOWELS:
        return vowel_added
    return costs.weak_added if letter in "hjv" else costs.added


def _exchanged(letter: str, other: str, near: dict[str, str], near_cost: float, costs: Parameters) -> float:
    if letter == other:
        return 0.0
    if letter in VOWELS and other in VOWELS:
        return costs.vowel_for_vowel
    return near_cost if other in near.get(letter, "") else costs.exchanged
