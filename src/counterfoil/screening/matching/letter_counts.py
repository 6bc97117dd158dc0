"""How many letters two texts have in common, wherever they stand: enough to see that most pairs are far apart."""

from functools import lru_cache
from typing import Final

from counterfoil.screening.matching.letters import VOWELS, WEAK
from counterfoil.screening.matching.parameters import Parameters

FAMILIES: Final = ("bfp", "dt", "cgkqsxzCGSXZ", "lr", "mn", "0123456789")
"""Families of consonants that no kindred pair leaves, but for the weak ones."""


def shared_letters(first: str, second: str) -> int:
    """Return how many letters two texts share."""
    return sum(min(first.count(letter), second.count(letter)) for letter in set(first) & set(second))


def least_spoken(first: str, second: str, costs: Parameters) -> int:
    """Return a number that the distance of two spoken forms is never below.

    Every letter that the other form has not costs something; a consonant of whose family the other has too few costs a
    whole letter. It is there for speed: comparing letter by letter takes many times as long.
    """
    both = shared_letters(first, second)
    return max(_least(first, second, both, costs), _least(second, first, both, costs))


def _least(one: str, other: str, both: int, costs: Parameters) -> int:
    unwritten = VOWELS.isdisjoint(one) or VOWELS.isdisjoint(other)
    vowel_added = costs.vowel_unwritten if unwritten else costs.vowel_added
    cheapest = int(min(vowel_added, costs.vowel_for_vowel, costs.kindred, costs.weak_added))
    of_one, of_other = _by_family(one), _by_family(other)
    excess = sum(max(0, mine - theirs) for mine, theirs in zip(of_one, of_other, strict=True))
    excess = max(0, excess - sum(other.count(letter) for letter in WEAK))
    return excess * int(min(costs.exchanged, costs.added)) + (len(one) - both - excess) * cheapest


@lru_cache(maxsize=1 << 16)
def _by_family(text: str) -> tuple[int, ...]:
    return tuple([sum(text.count(letter) for letter in family) for family in FAMILIES])
