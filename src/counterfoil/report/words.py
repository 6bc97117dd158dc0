"""What is said to people about a verification, in one place for the terminal and the report."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from counterfoil.checks import QUESTIONS, Check, Outcome
from counterfoil.decision import Policy, Verdict
from counterfoil.document import Document, PartialDate
from counterfoil.reasons import Reason
from counterfoil.screening.suppression import Suppression
from counterfoil.verification import Verification

OUTCOMES: Final = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.INCONCLUSIVE: "could not tell",
    Outcome.NOT_RUN: "not run",
}
"""Each outcome in words."""

FORMATS: Final = {
    "TD1": "Identity card (TD1)",
    "TD2": "Identity card (TD2)",
    "TD3": "Passport (TD3)",
    "MRV-A": "Visa (MRV-A)",
    "MRV-B": "Visa (MRV-B)",
}
"""Each format of Doc 9303 in words."""

_OF_SCREENING: Final = {
    Reason.SCREENING_HIT: "Compare the holder with each listed name, and tell the holder nothing of it.",
    Reason.SCREENING_NO_LISTS: "Import the lists that the law names with: counterfoil lists add. Nobody was screened.",
    Reason.SCREENING_LISTS_STALE: "Import the latest version of each list that is too old, and verify again.",
}
_HEADLINES: Final = {
    Verdict.ACCEPT: "Accept",
    Verdict.REFER: "A person must look",
    Verdict.RETRY: "Try again",
    Verdict.REJECT: "Reject",
}


@dataclass(frozen=True, slots=True)
class Announcement:
    """A decision in words.

    Attributes:
        headline: The verdict in a word or three.
        meaning: One sentence on what it means.
        next_steps: What to do now, a sentence each; never empty.
    """

    headline: str
    meaning: str
    next_steps: tuple[str, ...]


def announce(verification: Verification) -> Announcement:
    """Put a verification's decision into words."""
    verdict = verification.decision.verdict
    return Announcement(
        headline=_HEADLINES[verdict],
        meaning=_meaning(verdict, verification.policy),
        next_steps=_next_steps(verification),
    )


def question(check: Check) -> str:
    """Return the question that a check answers."""
    return QUESTIONS.get(check.id, check.id)


def why(check: Check) -> str:
    """Return the reviewer's reasons why a check did not pass; empty when it passed."""
    return " ".join(reason.detail for reason in check.reasons)


def one_in(rate: float) -> str:
    """Say a rate as people do.

    >>> one_in(0.0001)
    '1 in 10,000'
    """
    if rate <= 0:
        return "none seen"
    odds = 1 / rate
    digits = max(len(str(int(odds))) - 2, 0)
    return f"1 in {round(odds, -digits):,.0f}"


def odds(rate: float, interval: tuple[float, float]) -> str:
    """Say how often two different people are at least this alike, with the 95 % interval.

    >>> odds(0.001, (0.0005, 0.002))
    'about 1 in 1,000 (between 1 in 2,000 and 1 in 500)'
    >>> odds(0.00001, (0.0, 0.00002))
    'fewer than 1 in 50,000'
    """
    low, high = interval
    if low <= 0:
        return f"fewer than {one_in(high)}"
    if one_in(low) == one_in(high):
        return f"about {one_in(rate)}"
    return f"about {one_in(rate)} (between {one_in(low)} and {one_in(high)})"


def fields(document: Document) -> tuple[tuple[str, str], ...]:
    """Return what a document says, a name and a value each, in the order in which a reader asks."""
    more = " ... (the document had no room for all)" if document.names_truncated else ""
    stated = (
        ("Kind", FORMATS[document.format]),
        ("Code", document.code),
        ("Issued by", document.issuer),
        ("Number", document.number),
        ("Surname", f"{document.surname}{more}"),
        ("Given names", document.given_names),
        ("Nationality", document.nationality),
        ("Born", birth_day(document.birth)),
        ("Sex, as stated", document.sex or "not stated"),
        ("Valid until", day(document.expiry)),
        ("Optional fields", ", ".join(filter(None, document.optional))),
    )
    return tuple((name, value) for name, value in stated if value)


def suppressed(one: Suppression) -> str:
    """Say who found a hit to be another party, where, and how long that holds."""
    return f"suppressed by {' and '.join(one.by)} in alert {one.alert}, until {day(one.until.date())}"


def day(when: date | None) -> str:
    """Write a day so that no reader takes the month for the day.

    >>> day(date(2031, 4, 15))
    '15 April 2031'
    """
    return "not stated" if when is None else f"{when.day} {when:%B} {when.year}"


def birth_day(born: PartialDate | None) -> str:
    """Write a date of birth, of which the document may leave parts out."""
    if born is None:
        return "not stated"
    known = born.earliest()
    if known is None:
        return "year not stated"
    if born.month is None:
        return f"{born.year}, month and day not stated"
    return day(known) if born.day is not None else f"{known:%B} {born.year}, day not stated"


def _meaning(verdict: Verdict, policy: Policy) -> str:
    if verdict is Verdict.ACCEPT and policy.minimum_age is not None:
        return f"The bearer is the holder of the document, and the holder is {policy.minimum_age} or older."
    return {
        Verdict.ACCEPT: f"The bearer is the holder of the document, as far as the policy {policy.name!r} asks.",
        Verdict.REFER: "The evidence neither confirms nor rules out that all is well. This is no refusal.",
        Verdict.RETRY: "The pictures do not suffice to decide anything. This is no refusal.",
        Verdict.REJECT: f"The policy {policy.name!r} does not allow to go on with this document.",
    }[verdict]


def _next_steps(verification: Verification) -> tuple[str, ...]:
    verdict, reasons = verification.decision.verdict, verification.decision.reasons
    advice = tuple(dict.fromkeys(reason.public for reason in reasons))
    if verdict is Verdict.ACCEPT:
        return ("Go on. Nothing more is asked of the bearer.",)
    if verdict is Verdict.REFER:
        look = "Have a trained person look at the document, the bearer and the checks that did not pass."
        return (look, *(step for reason, step in _OF_SCREENING.items() if reason in reasons))
    if verdict is Verdict.RETRY:
        return advice
    return (*advice, "Whoever thinks this is wrong can ask for a person to look.")
