"""What is said of groups: the shapes of the results of `counterfoil.assurance.grouping`."""

from collections.abc import Mapping
from dataclasses import dataclass

from counterfoil.assurance.intervals import Share


@dataclass(frozen=True, slots=True)
class Against:
    """A group's rate against that of all groups' pairs together (NIST SP 800-63A-4, 3.11: at most 1.25).

    Attributes:
        ratio: Quotient of both; None where it cannot be had.
        low: Lower end of its 95 % interval.
        high: Upper end.
        verdict: ``within`` or ``worse`` when the whole interval is, ``not shown`` when it straddles 1.25.
    """

    ratio: float | None
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class GroupRates:
    """The errors of one group at one threshold."""

    fmr: Share
    fnmr: Share
    fmr_against_all: Against
    fnmr_against_all: Against


@dataclass(frozen=True, slots=True)
class GroupValue:
    """One group.

    Attributes:
        value: Its label.
        people: How many persons bear it.
        genuine: Its pairs of one person.
        impostor: Its pairs of two persons.
        warnings: What to keep in mind.
        rates: Its errors, by the false match rate that the threshold is sold for.
    """

    value: str
    people: int
    genuine: int
    impostor: int
    warnings: tuple[str, ...]
    rates: Mapping[str, GroupRates]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of how unlike groups are.

    Attributes:
        name: Of the measure and the rate it is of.
        value: None where it has none.
        low: Lower end of its 95 % interval.
        high: Upper end.
        reason: Why it has no value; empty otherwise.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Between:
    """False matches between people of two groups.

    Attributes:
        values: Both labels.
        fmr: By the false match rate that the threshold is sold for.
    """

    values: tuple[str, str]
    fmr: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """A group column of the list.

    Attributes:
        name: Of the column.
        sided: Whether each side of a pair has its own value.
        unlabelled: Pairs without a label.
        values: Each group.
        differentials: How unlike they are, by the false match rate that the threshold is sold for.
        between: For a column with sides: false matches of people of two groups, the same group included.
    """

    name: str
    sided: bool
    unlabelled: int
    values: tuple[GroupValue, ...]
    differentials: Mapping[str, tuple[Measure, ...]]
    between: tuple[Between, ...]
