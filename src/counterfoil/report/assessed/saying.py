"""Rates, intervals and headlines of an assessment in words."""

from dataclasses import dataclass
from typing import Final

from counterfoil.assurance.assessment import Sold
from counterfoil.assurance.intervals import Share
from counterfoil.assurance.running import Run
from counterfoil.report.words import one_in

_SMALL: Final = 0.01

VERDICTS: Final = {
    "agrees": "agrees with what is sold",
    "lower": "errs less often than sold",
    "higher": "errs more often than sold",
    "not measurable": "too few pairs to tell",
}
"""What a measured false match rate says of a sold one."""

REASONS: Final = {
    "file_unusable": "the file is missing or cannot be read",
    "image_unusable": "the file is no picture that can be decoded",
    "extra_missing": "the format needs an extra that is not installed",
    "face_not_found": "no face was found",
}
"""Why a picture gave no face."""

STAGES: Final = {
    "read": "read and decode",
    "find": "find the face, measure and cut it out",
    "judge": "judge its quality",
    "template": "make the template, plain and mirrored",
}
"""What a picture goes through."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer in a few words.

    Attributes:
        tone: ``accept``, ``refer`` or ``reject``, for the colour.
        text: The headline.
        meaning: A sentence or two.
        steps: What to do now, a sentence each; never empty.
    """

    tone: str
    text: str
    meaning: str
    steps: tuple[str, ...]


def percent(rate: float | None) -> str:
    """Say a rate in percent with two significant digits.

    >>> percent(0.01317), percent(0.2), percent(0.0)
    ('1.3 %', '20 %', '0 %')
    """
    if rate is None:
        return "not measurable"
    return "0 %" if rate == 0 else f"{float(f'{100 * rate:.2g}'):g} %"


def small(rate: float | None) -> str:
    """Say a small rate in powers of ten.

    >>> small(0.000098), small(0.25)
    ('9.8e-5', '0.25')
    """
    if rate is None:
        return "not measurable"
    if rate >= _SMALL or rate == 0:
        return f"{rate:.2g}"
    mantissa, exponent = f"{rate:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def between(low: float | None, high: float | None) -> str:
    """Say an interval in percent; empty where there is none."""
    return "" if low is None or high is None else f"{percent(low)} to {percent(high)}"


def between_small(low: float | None, high: float | None) -> str:
    """Say an interval in powers of ten; empty where there is none."""
    return "" if low is None or high is None else f"{small(low)} to {small(high)}"


def resampled(ends: tuple[float | None, float | None] | None) -> str:
    """Say an interval from resampled people, which is none where there was no error to draw."""
    if not ends or ends[1] is None:
        return "none"
    return between(*ends) if ends[1] > 0 else "no errors to draw"


def counted(share: Share) -> str:
    """Say how many of how many."""
    return f"{share.errors:,} of {share.trials:,}"


def headline(run: Run) -> Headline:
    """Say what matters most: is a threshold worth what it is sold for, at the strictest rate that can be told."""
    told = {name: sold for name, sold in run.measured.sold.items() if sold.verdict != "not measurable"}
    higher = {name: sold for name, sold in told.items() if sold.verdict == "higher"}
    if higher:
        return _higher([*higher.values()][-1], run)
    if told:
        return _holds([*told.values()][-1], run)
    return Headline(
        "refer",
        "Too few pairs to check the thresholds",
        f"{run.pairs.impostor:,} pairs of two people and {run.pairs.genuine:,} of one were compared. "
        "What the thresholds are worth here cannot be told.",
        ("List more pairs of two people: ten divided by the rate, such as 100,000 for 1 in 10,000.", *_warnings(run)),
    )


def _higher(sold: Sold, run: Run) -> Headline:
    return Headline(
        "reject",
        f"Sold as {one_in(sold.sold)}, measured here {one_in(sold.fmr.rate or 0)}",
        f"Here two different people are taken for one more often than the threshold promises. {_refused(sold)}",
        (
            "Ask for a lower false match rate in the policy (max_fmr), and measure again what that costs.",
            "Look for wrong labels before you believe it: --worst names the pairs to look at.",
            *_warnings(run),
        ),
    )


def _holds(sold: Sold, run: Run) -> Headline:
    return Headline(
        "accept",
        f"The threshold sold as {one_in(sold.sold)} holds on these pictures",
        f"{one_in(sold.fmr.rate or 0).capitalize()} pairs of two people was taken for one "
        f"(95 % interval {between_small(sold.fmr.low, sold.fmr.high)}). {_refused(sold)}"
        if sold.fmr.errors
        else f"None of {sold.fmr.trials:,} pairs of two people was taken for one. {_refused(sold)}",
        _warnings(run) or ("Use it for pictures like these. For other cameras, lights or people, measure again.",),
    )


def _refused(sold: Sold) -> str:
    if sold.fnmr.rate is None:
        return "How often one person is refused cannot be told: the list has no such pairs."
    interval = between(sold.fnmr.low, sold.fnmr.high)
    return f"At that threshold {percent(sold.fnmr.rate)} of the pairs of one person are refused ({interval})."


def _warnings(run: Run) -> tuple[str, ...]:
    """Say what a reader must know before using the figures."""
    told = []
    worse = [
        f"{column.name} {value.value}"
        for column in run.measured.groups
        for value in column.values
        if any("worse" in (at.fmr_against_all.verdict, at.fnmr_against_all.verdict) for at in value.rates.values())
    ]
    if worse:
        told.append(f"Look at the groups that err over 25 % more often than all together: {', '.join(worse)}.")
    if run.pairs.disagreeing:
        told.append(f"{run.pairs.disagreeing:,} pairs contradict other rows of the list: mend its labels.")
    if run.acquisition.failed.errors:
        told.append(f"{run.acquisition.failed.errors:,} pictures gave no face; pairs with them are not in the rates.")
    return tuple(told)
