"""What is looked for in an index, and what is found: the same for the reference and for the C code."""

from dataclasses import dataclass
from typing import NamedTuple

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.names import Reading


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query, ready to be looked for.

    Attributes:
        readings: Every reading of every name.
        schemas: The schemas it is compared with, as a mask.
        birth_date: When the person was born; None when that is not known.
    """

    readings: tuple[Reading, ...]
    schemas: int
    birth_date: BirthDate | None = None


class Found(NamedTuple):
    """An entity that was found.

    Attributes:
        entity: Its number.
        name: The place of the name that agrees best among its names.
        reading: The number of that name's reading which agrees best.
        wanted: The place of the query's reading which agrees best.
        name_score: How well the names agree.
        score: The same with the birth dates, but nothing else.
    """

    entity: int
    name: int
    reading: int
    wanted: int
    name_score: float
    score: float
