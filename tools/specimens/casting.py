"""Choosing, out of many candidates, the people whom SFace tells apart best."""

import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tools.specimens.likeness import Likeness

MARGIN = 0.06
"""How much nearer two people's other pictures come than their portraits; measured on the first choice."""
ROUNDS = 400
"""How many random sets the search starts from."""
_LEAST_OF_A_TONE = 4
_BODIES_APART = 2


def tone(person: Likeness) -> str:
    """Return the skin class that a likeness was drawn from: ``light``, ``dark`` or ``blend``."""
    dark = [skin in ("skin01-male-middle", "skin05-male-old", "skin06-male-young") for skin in person.skins]
    return "dark" if all(dark) else "blend" if any(dark) else "light"


def _mixed(people: Sequence[Likeness]) -> bool:
    """Tell whether a set holds about as many of both body families and enough people of each skin class."""
    bodies = [person.body for person in people]
    tones = [tone(person) for person in people]
    balanced = abs(bodies.count("female") - bodies.count("male")) <= _BODIES_APART
    return balanced and all(tones.count(kind) >= _LEAST_OF_A_TONE for kind in ("light", "dark", "blend"))


def _cost(chosen: Sequence[int], similarity: NDArray[np.float64]) -> tuple[float, float]:
    pairs = sorted((float(similarity[a, b]) for a, b in combinations(chosen, 2)), reverse=True)
    return pairs[0], float(np.mean(pairs[:10]))


def choose(
    people: Sequence[Likeness], similarity: NDArray[np.float64], count: int, seed: int, rounds: int = ROUNDS
) -> list[int]:
    """Return the positions of `count` people whose largest pairwise similarity is small.

    A local search: from many random mixed sets, one person after another is exchanged while that helps.

    Args:
        people: The candidates.
        similarity: (n, n) how alike they are.
        count: How many to choose.
        seed: The same seed gives the same choice.
        rounds: How many random sets the search starts from.
    """
    rng = random.Random(seed)  # noqa: S311 - a search, not a secret
    best: tuple[tuple[float, float], list[int]] = ((2.0, 2.0), [])
    for _ in range(rounds):
        chosen = rng.sample(range(len(people)), count)
        if not _mixed([people[i] for i in chosen]):
            continue
        chosen = _improved(chosen, people, similarity)
        best = min(best, (_cost(chosen, similarity), sorted(chosen)))
    return best[1]


def _improved(chosen: list[int], people: Sequence[Likeness], similarity: NDArray[np.float64]) -> list[int]:
    cost = _cost(chosen, similarity)
    while True:
        within = similarity[np.ix_(chosen, chosen)] - 2 * np.eye(len(chosen))
        offender = int(np.unravel_index(int(within.argmax()), within.shape)[0])
        rest = chosen[:offender] + chosen[offender + 1 :]
        trials = [
            (_cost([*rest, other], similarity), [*rest, other])
            for other in range(len(people))
            if other not in chosen and _mixed([people[i] for i in (*rest, other)])
        ]
        if not trials or min(trials)[0] >= cost:
            return chosen
        cost, chosen = min(trials)


def replacements(near: NDArray[np.float64], among: NDArray[np.float64], count: int) -> list[int]:
    """Return the positions of `count` candidates to replace people with, at the lowest limit that lets so many in.

    Below a limit stands whoever is less similar than that to every picture of the people who stay. Two of them go
    together when their portraits are less similar than the limit by `MARGIN`: their other pictures will be nearer.

    Args:
        near: (n,) each candidate's greatest similarity with a picture of someone who stays.
        among: (n, n) how alike the candidates' portraits are.
        count: How many to choose.

    Raises:
        ValueError: There are not so many that go together.
    """
    for limit in np.unique(near):
        chosen = _together([int(n) for n in np.argsort(near) if near[n] <= limit], among < limit - MARGIN, count)
        if chosen:
            return chosen
    raise ValueError(f"no {count} candidates go together")


def _together(open_to: list[int], compatible: NDArray[np.bool_], count: int) -> list[int]:
    """Return the first `count` of a list that all go together, or none."""
    if count == 0:
        return []
    for place, one in enumerate(open_to[: len(open_to) - count + 1]):
        rest = _together([other for other in open_to[place + 1 :] if compatible[one, other]], compatible, count - 1)
        if len(rest) == count - 1:
            return [one, *rest]
    return []
