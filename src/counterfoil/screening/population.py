"""A population: parties who are screened again and again, each different reading of their names held once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.names import Reading
from counterfoil.screening.query import Query


@dataclass(frozen=True, eq=False)
class Spans:
    """Numbers in groups that lie one after the other.

    Attributes:
        members: The numbers, those of the first group first.
        ends: Where each group ends; begins with 0.
    """

    members: NDArray[np.int32]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, groups: NDArray[np.int32], members: NDArray[np.int32], count: int) -> Self:
        """Return numbers in groups, in the order in which they come.

        Args:
            groups: The group of each number.
            members: The numbers.
            count: How many groups there are.
        """
        counts = np.bincount(groups, minlength=count)
        ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])
        return cls(members[np.argsort(groups, kind="stable")], ends)

    def every(self, groups: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the members of some groups, and for each the position in `groups` through which it was found."""
        first, last = self.ends[groups], self.ends[groups + 1]
        many = last - first
        by = np.repeat(np.arange(len(groups)), many)
        within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        return by, self.members[first[by] + within]


@dataclass(frozen=True, eq=False)
class Population:
    """Parties, counted from 0.

    Attributes:
        readings: Every reading that a name of theirs has, none twice.
        bearers: The parties that have each reading.
        bearing: The readings that each party has.
        birth_dates: Every birth date that a party has, none twice; None where it is not known.
        born: The place of each party's among them.
        party: Gives what is known of a party beside its names; its query has an empty name.
        with_document: The parties that have a document of a number, as `party` gives the number.
    """

    readings: Sequence[Reading]
    bearers: Spans
    bearing: Spans
    birth_dates: Sequence[BirthDate | None]
    born: NDArray[np.int32]
    party: Callable[[int], Query]
    with_document: Mapping[str, Sequence[int]] = field(default_factory=dict)
