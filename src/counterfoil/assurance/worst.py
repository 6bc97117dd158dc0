"""The pairs that most look like wrong labels, by name: only when they are asked for."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance.pair_list import PairList

_EACH: Final = 20


@dataclass(frozen=True, slots=True)
class WorstPair:
    """A pair by the names of its files, with its similarity."""

    a: str
    b: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Worst:
    """The twenty genuine pairs least alike and the twenty impostor pairs most alike."""

    genuine: tuple[WorstPair, ...]
    impostor: tuple[WorstPair, ...]


def worst(listed: PairList, similarities: NDArray[np.float32]) -> Worst:
    """Return the worst pairs of each kind, the worst first.

    Args:
        listed: The pairs that were compared.
        similarities: Of each.
    """
    return Worst(_worst(listed, listed.same, similarities), _worst(listed, ~listed.same, -similarities, -1))


def _worst(
    listed: PairList, kind: NDArray[np.bool_], order: NDArray[np.float32], sign: int = 1
) -> tuple[WorstPair, ...]:
    """Return the pairs of one kind that come first in an order, which is the similarity but for its sign."""
    rows = np.flatnonzero(kind)
    first = rows[np.argsort(order[rows], kind="stable")[:_EACH]].tolist()
    names = [[listed.pictures[side] for side in listed.pairs[row].tolist()] for row in first]
    return tuple(WorstPair(a, b, sign * float(order[row])) for (a, b), row in zip(names, first, strict=True))
