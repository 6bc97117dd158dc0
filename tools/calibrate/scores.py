"""Similarities by the million: of every two pictures of a set, once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.calibrate.seen import Directions, Seen, unit


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The similarities of one set.

    Attributes:
        genuine: Of two pictures of one person, ascending.
        impostor: Of pictures of two people, ascending.
    """

    genuine: NDArray[np.float64]
    impostor: NDArray[np.float64]

    def false_matches(self, threshold: float) -> int:
        """Return how many impostor comparisons reach a threshold."""
        return int(self.impostor.size - np.searchsorted(self.impostor, threshold))

    def false_non_matches(self, threshold: float) -> int:
        """Return how many genuine comparisons do not."""
        return int(np.searchsorted(self.genuine, threshold))


def all_pairs(seen: Seen, centre: Directions) -> Scores:
    """Compare every two pictures of a set about a given centre."""
    return _compare(seen.directions, seen.people, centre)


def held_out_pairs(seen: Seen) -> Scores:
    """Compare every two pictures of one half of the people about the centre of the other half, and the reverse.

    For a set that gave the centre: nobody is judged by a centre that their own pictures are in.
    """
    halves = [seen.people % 2 == half for half in (0, 1)]
    judged = [
        _compare(seen.directions[half], seen.people[half], seen.directions[~half].mean(axis=0)) for half in halves
    ]
    return Scores(
        np.sort(np.concatenate([one.genuine for one in judged])),
        np.sort(np.concatenate([one.impostor for one in judged])),
    )


def _compare(directions: Directions, people: NDArray[np.int64], centre: Directions) -> Scores:
    centred = unit(directions - centre)
    first, second = np.triu_indices(len(centred), 1)
    similarities = (centred @ centred.T)[first, second]
    same = people[first] == people[second]
    return Scores(np.sort(similarities[same]), np.sort(similarities[~same]))
