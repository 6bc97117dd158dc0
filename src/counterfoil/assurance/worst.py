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
    found = []
    for kind, order in ((listed.same, similarities), (~listed.same, -similarities)):
        rows = np.flatnonzero(kind)
        worst_rows = rows[np.argsort(order[rows], kind="stable")[:_EACH]].tolist()
        found.append(
            tuple(
                WorstPair(*(listed.pictures[side] for side in listed.pairs[row].tolist()), float(similarities[row]))
                for row in worst_rows
            )
        )
    return Worst(*found)
