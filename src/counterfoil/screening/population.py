"""A population: parties who are screened again and again, each different reading of their names held once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.names import Reading
from counterfoil.screening.query import Query


UNKNOWN_YEAR: Final = 0
SEVERAL_YEARS: Final = -1
"""A birth date that is a range of years, or about a year."""


@dataclass(frozen=True, eq=False)
class Population:
    """Parties, counted from 0.

    Attributes:
        readings: Every reading that a name of theirs has, none twice.
        bearers: The parties that have each reading, those of the first reading first.
        bearer_ends: Where the parties of a reading end in `bearers`; begins with 0.
        birth_years: The year in which each party was born, `UNKNOWN_YEAR` or `SEVERAL_YEARS`.
        party: Gives what is known of a party beside its names; its query has an empty name.
        with_document: The parties that have a document of a number, as `party` gives the number.
    """

    readings: Sequence[Reading]
    bearers: NDArray[np.int32]
    bearer_ends: NDArray[np.int64]
    birth_years: NDArray[np.int16]
    party: Callable[[int], Query]
    with_document: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def readings_of(self, party: int) -> list[int]:
        """Return the places of the readings that a party's names have."""
        places = np.flatnonzero(self.bearers == party)
        found: list[int] = (np.searchsorted(self.bearer_ends, places, side="right") - 1).tolist()
        return found

    def bearers_of(self, readings: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return all parties that have any of the readings.

        Args:
            readings: Places of readings, in any order, the same one as often as wanted.

        Returns:
            For every party found, the position in `readings` by which it was found; and the parties.
        """
        first, last = self.bearer_ends[readings], self.bearer_ends[readings + 1]
        many = last - first
        by = np.repeat(np.arange(len(readings)), many)
        within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        return by, self.bearers[first[by] + within]
