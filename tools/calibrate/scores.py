"""Similarities by the million: of every two pictures of a set, once."""

from collections.abc import Container
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
        parties: M x 2: the two people of each impostor comparison, as numbers, the lower first.
    """

    genuine: NDArray[np.float64]
    impostor: NDArray[np.float64]
    parties: NDArray[np.int32]

    def false_matches(self, threshold: float) -> int:
        """Return how many impostor comparisons reach a threshold."""
        return int(self.impostor.size - np.searchsorted(self.impostor, threshold))

    def false_non_matches(self, threshold: float) -> int:
        """Return how many genuine comparisons do not."""
        return int(np.searchsorted(self.genuine, threshold))

    def pairs_of_people(self, threshold: float = -1.0) -> int:
        """Return how many different pairs of people have a comparison that reaches a threshold."""
        reached = self.parties[np.searchsorted(self.impostor, threshold) :]
        return len(np.unique(reached[:, 0].astype(np.int64) << 32 | reached[:, 1]))

    def similarity_at(self, rate: float) -> float:
        """Return the similarity that so large a share of the impostor comparisons reaches."""
        return float(np.quantile(self.impostor, 1 - rate))

    def among(self, people: Container[int]) -> "Scores":
        """Return the impostor comparisons of two of these people."""
        known = np.array([number in people for number in range(int(self.parties.max(initial=-1)) + 1)], np.bool_)
        kept = known[self.parties].all(axis=1)
        return Scores(np.empty(0), self.impostor[kept], self.parties[kept])


def all_pairs(seen: Seen, centre: Directions) -> Scores:
    """Compare every two pictures of a set about a given centre."""
    centred = unit(seen.directions - centre)
    first, second = np.triu_indices(len(centred), 1)
    return _scores((centred @ centred.T)[first, second], seen.people[first], seen.people[second])


def held_out_pairs(seen: Seen) -> Scores:
    """Compare every two pictures about the centre of everybody else's pictures.

    For a set that gave the centre: nobody is judged by a centre that their own pictures are in.
    """
    first, second = np.triu_indices(len(seen.directions), 1)
    one, other = seen.people[first], seen.people[second]
    sums = np.array([seen.directions[seen.people == person].sum(axis=0) for person in range(seen.people.max() + 1)])
    counts = np.bincount(seen.people)
    away, gone = sums[one], counts[one]
    apart = one != other
    away[apart] += sums[other[apart]]
    gone[apart] += counts[other[apart]]
    centres = (sums.sum(axis=0) - away) / (len(seen.directions) - gone)[:, None]
    a, b = (unit(seen.directions[index] - centres) for index in (first, second))
    return _scores(np.einsum("ij,ij->i", a, b), one, other)


def _scores(similarities: NDArray[np.float64], one: NDArray[np.int64], other: NDArray[np.int64]) -> Scores:
    same = one == other
    order = np.argsort(similarities[~same])
    parties = np.sort(np.column_stack([one[~same], other[~same]]).astype(np.int32), axis=1)
    return Scores(np.sort(similarities[same]), similarities[~same][order], parties[order])
