"""What metrics.json says of groups: the system's errors within each, and how unlike they are."""

from typing import Annotated, Literal

from pydantic import Field

from counterfoil.cli.rate_output import Measured, Reason, ShareOutput


class AgainstOutput(Measured):
    """A group's rate against that of all groups' pairs together."""

    ratio: float | None
    low: float | None
    high: float | None
    verdict: Annotated[
        Literal["within", "worse", "not shown", "not measurable"],
        Field(description="At most 1.25, above it, or an interval that holds both (NIST SP 800-63A-4, 3.11)."),
    ]


class GroupRatesOutput(Measured):
    """The errors of one group at one threshold."""

    fmr: ShareOutput
    fnmr: ShareOutput
    fmr_against_all: AgainstOutput
    fnmr_against_all: AgainstOutput


class GroupValueOutput(Measured):
    """One group: the pairs within it."""

    value: str
    people: int
    genuine: int
    impostor: int
    warnings: list[str]
    rates: Annotated[dict[str, GroupRatesOutput], Field(description="By the rate that the threshold is sold for.")]


class MeasureOutput(Measured):
    """One measure of how unlike groups are."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    reason: Reason


class BetweenOutput(Measured):
    """False matches between people of two groups."""

    values: Annotated[list[str], Field(min_length=2, max_length=2)]
    fmr: Annotated[dict[str, ShareOutput], Field(description="By the rate that the threshold is sold for.")]


class GroupColumnOutput(Measured):
    """A group column of the list."""

    name: str
    sided: Annotated[bool, Field(description="Each side of a pair has its own value.")]
    unlabelled: Annotated[int, Field(description="Pairs without a label.")]
    values: list[GroupValueOutput]
    differentials: Annotated[
        dict[str, list[MeasureOutput]], Field(description="By the rate that the threshold is sold for.")
    ]
    between: Annotated[list[BetweenOutput], Field(description="Empty for a column without sides.")]
