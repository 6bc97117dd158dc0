"""Rates as metrics.json has them. Where nothing can be measured there is null, and a reason beside it.

Each has the interval of Wilson, that of resampled people where there is one, and ``low`` and ``high``: the lower of the
lower ends, the higher of the higher.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from counterfoil.output import Output

Fraction = Annotated[float | None, Field(ge=0, le=1)]
Interval = Annotated[list[float] | None, Field(min_length=2, max_length=2)]
Reason = Annotated[str, Field(description="Why it is null; empty when it is not.")]


class Measured(Output):
    """A shape that is filled from what was measured, attribute by attribute."""

    model_config = ConfigDict(from_attributes=True)


class ShareOutput(Measured):
    """How many of how many, with intervals of 95 %."""

    errors: int
    trials: int
    rate: Fraction
    low: Fraction
    high: Annotated[Fraction, Field(description="With no error at all: what can still not be ruled out.")]
    wilson: Annotated[Interval, Field(description="Takes trials for independent.")]
    bootstrap: Annotated[Interval, Field(description="From resampling people; null where it was not computed.")]
    reason: Reason


class AtRateOutput(Measured):
    """The false non-match rate at a false match rate that these very pairs give."""

    fnmr: Fraction
    low: Fraction
    high: Fraction
    threshold: Annotated[float | None, Field(description="Similarity from which the rate holds on these pairs.")]
    wilson: Annotated[Interval, Field(description="Takes pairs for independent, the threshold for given.")]
    bootstrap: Annotated[Interval, Field(description="From resampling people, the threshold read off anew each time.")]
    reason: Reason


class SoldOutput(Measured):
    """What these pairs say of a threshold that the calibration sells for a false match rate."""

    sold: Annotated[float, Field(description="The false match rate of the calibration.")]
    threshold: Annotated[float, Field(description="The similarity that it asks for.")]
    fmr: Annotated[ShareOutput, Field(description="Measured here.")]
    fnmr: Annotated[ShareOutput, Field(description="Measured here.")]
    verdict: Annotated[
        Literal["higher", "lower", "agrees", "not measurable"],
        Field(description="The false match rate measured here against what was sold."),
    ]


class EqualErrorOutput(Measured):
    """The equal error rate with its interval from resampled people."""

    rate: Fraction
    low: Fraction
    high: Fraction
    threshold: float | None
    reason: Reason
