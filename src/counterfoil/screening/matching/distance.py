"""How far two texts are apart: the least sum of edits, in hundredths of a letter.

A vowel for a vowel, a doubled letter and a letter that is near the other cost less than a letter that has nothing to do
with it. Where one text has no vowel at all, as scripts give it that do not write them, vowels cost little.
"""

from collections.abc import Mapping

from counterfoil.screening.matching.letters import ALIKE, KINDRED, TWO_FOR_ONE, VOWELS, WEAK
from counterfoil.screening.matching.parameters import Parameters


def written_distance(first: str, second: str, most: int, costs: Parameters, *, alike: float | None = None) -> int:
    """Return how far two texts are apart as written.

    Args:
        first: One text, a-z and 0-9, not empty.
        second: The other.
        most: When they are further apart, any greater number is returned.
        costs: What edits cost.
        alike: What letters that look alike cost, if not what `costs` say.
    """
    near_cost = costs.alike if alike is None else alike
    return _Edits(first, second, costs, near_cost).distance(first, second, ALIKE, TWO_FOR_ONE, most)


def spoken_distance(first: str, second: str, most: int, costs: Parameters) -> int:
    """Return how far two spoken forms are apart; any greater number than `most` when they are further."""
    return _Edits(first, second, costs, costs.kindred).distance(first, second, KINDRED, {}, most)


class _Edits:
    """What edits cost between two texts."""

    def __init__(self, first: str, second: str, costs: Parameters, near: float) -> None:
        unwritten = VOWELS.isdisjoint(first) or VOWELS.isdisjoint(second)
        self.vowel_added = int(costs.vowel_unwritten if unwritten else costs.vowel_added)
        self.doubled, self.transposed = int(costs.doubled), int(costs.transposed)
        self.weak_added, self.consonant_added = int(costs.weak_added), int(costs.added)
        self.vowel_for_vowel, self.exchange, self.near = int(costs.vowel_for_vowel), int(costs.exchanged), int(near)

    def added(self, letter: str, neighbour: str) -> int:
        if letter == neighbour:
            return min(self.doubled, self.vowel_added) if letter in VOWELS else self.doubled
        if letter in VOWELS:
            return self.vowel_added
        return self.weak_added if letter in WEAK else self.consonant_added

    def exchanged(self, letter: str, other: str, near: Mapping[str, str]) -> int:
        if letter == other:
            return 0
        if letter in VOWELS and other in VOWELS:
            return self.vowel_for_vowel
        return self.near if other in near.get(letter, "") else self.exchange

    def distance(self, first: str, second: str, near: Mapping[str, str], pairs: Mapping[str, str], most: int) -> int:
        start, end = _shared(first, second)
        before_start = first[start - 1 : start]
        one, two = first[start : len(first) - end], second[start : len(second) - end]
        before: list[int] = []
        row = [0]
        added = [self.added(letter, two[j - 1] if j else before_start) for j, letter in enumerate(two)]
        for cost in added:
            row.append(row[-1] + cost)
        least_before = most + 1
        for i, letter in enumerate(one):
            previous = one[i - 1] if i else before_start
            merged = pairs.get(previous + letter) if i else None
            removed = self.added(letter, previous)
            here = [row[0] + removed]
            for j, other in enumerate(two):
                best = min(row[j] + self.exchanged(letter, other, near), row[j + 1] + removed, here[j] + added[j])
                if i and j and letter == two[j - 1] and previous == other:
                    best = min(best, before[j - 1] + self.transposed)
                if merged == other:
                    best = min(best, before[j] + self.near)
                if j and pairs.get(two[j - 1] + other) == letter:
                    best = min(best, row[j - 1] + self.near)
                here.append(best)
            before, row = row, here
            least = min(row)
            if least > most and least_before > most:
                return least
            least_before = least
        return row[-1]


def _shared(first: str, second: str) -> tuple[int, int]:
    """Return how many letters two texts share at their beginnings, and of the rest at their ends."""
    shorter = min(len(first), len(second))
    start = 0
    while start < shorter and first[start] == second[start]:
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return start, end
