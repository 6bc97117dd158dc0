"""What the screener answers: for each query, the best score of anybody and of whom it must find."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.entity import Entity
from counterfoil.screening.hit import Hit
from counterfoil.screening.index import Index, build
from counterfoil.screening.query import Query
from counterfoil.screening.screener import Screener
from tools.measure_screening.sets import Asked

Scores = NDArray[np.float64]

_LIMIT = 10
_NOBODY = -1.0


class Told(StrEnum):
    """What a query says beside the name."""

    NAMES = "names only"
    BIRTH_DATE = "with birth date"
    NATIONALITY = "with birth date and nationality"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to queries, in their order.

    Attributes:
        best: The best score of anybody; -1 where nobody was found.
        right: The best score of one whom the query must find, among the ten best hits; -1 where none is.
    """

    best: Scores
    right: Scores


class Measured:
    """A screener over a list that is indexed for the purpose and forgotten."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        with tempfile.TemporaryDirectory() as beside:
            build(entities, Path(beside) / "index")
            self._screener = Screener([Index.open(Path(beside) / "index")])

    def answers(self, asked: Sequence[Asked], told: Told) -> Answers:
        """Screen queries, down to the last candidate."""
        best, right = np.full(len(asked), _NOBODY), np.full(len(asked), _NOBODY)
        for at, hits in enumerate(self.hits(asked, told)):
            best[at] = max((hit.score for hit in hits), default=_NOBODY)
            right[at] = max((hit.score for hit in hits if hit.entity.id in asked[at].accept), default=_NOBODY)
        return Answers(best, right)

    def hits(self, asked: Sequence[Asked], told: Told) -> Iterator[tuple[Hit, ...]]:
        """Yield the ten best hits of each query, down to the last candidate."""
        return self._screener.screen_many((_query(one, told) for one in asked), limit=_LIMIT, floor=0.0)


def _query(asked: Asked, told: Told) -> Query:
    return Query(
        names=(asked.name,),
        birth_date=None if told is Told.NAMES else asked.birth_date,
        nationalities=asked.nationalities if told is Told.NATIONALITY else (),
    )
