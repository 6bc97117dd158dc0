"""Whose document was expected, and whether this is it.

An integrator that knows its customer says whom it expects. The name is read as screening reads names, so that another
spelling or script of one name agrees; birth date and number agree when they are the same.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from counterfoil.checks import Check, Outcome
from counterfoil.document import Document
from counterfoil.reasons import Reason
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.matching import Alignment, compare
from counterfoil.screening.matching.evidence import birth_verdict
from counterfoil.screening.names import mrz_names, read
from counterfoil.verification.holders import birth_date

EXPECTED: Final = "document.expected"

MOST_AGAINST: Final = 2.1
"""Log-odds that may speak against two names being one, where 0 is agreement letter by letter.

Of the 16 specimens' names as people write them, 16 lie at 0 from their own zones, and the nearest of the 240 pairs of
different specimens lies at 5.5. A variant costs up to 0.6 (``Mohammed Al Rashid`` for ``MUHAMMAD ALRASHEED``), names
left out up to 2.1 (``Jose Garcia`` for ``JOSE LUIS GARCIA LOPEZ``). Of 5,460 pairs of different given names beside the
same surname, 44 lie below, most of them forms of one name (``Elena``, ``Lena``: 0.4; ``Jan``, ``John``: 1.6): relatives
whose names sound alike are told apart by birth date and number (tests/verification/test_expected.py counts them).
"""

_JUDGE: Final = "counterfoil.verification.expecting 1"
_PARTIAL: Final = ("month", "year_only")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of the document; what is None is not asked about.

    Attributes:
        name: The person's name, in any script and order.
        birth_date: The day of birth.
        document_number: The number of the document; case, spaces and punctuation do not count.
    """

    name: str | None = None
    birth_date: date | None = None
    document_number: str | None = None


def check_expected(expected: Expected | None, holder: Document | None) -> Check:
    """Is it the document of the person who was expected?

    Args:
        expected: Whom to expect; None, or one that says nothing, leaves the check ``not_run``.
        holder: What the document says; None when it could not be read.

    Returns:
        ``document.expected``. Its score is how much speaks against the name, in log-odds; None when no name was
        compared.
    """
    if expected is None or expected == Expected():
        return _check(Outcome.NOT_RUN, (Reason.EXPECTED_NOBODY,))
    if holder is None:
        return _check(Outcome.INCONCLUSIVE, (Reason.EXPECTED_UNREAD,))
    against = _against(expected.name, holder) if expected.name else None
    differs = [
        *([Reason.EXPECTED_NAME] if against is not None and against > MOST_AGAINST else []),
        *([Reason.EXPECTED_BIRTH_DATE] if _born(expected, holder) is False else []),
        *([Reason.EXPECTED_NUMBER] if _numbered(expected, holder) is False else []),
    ]
    unread = (expected.name and against is None) or None in (_born(expected, holder), _numbered(expected, holder))
    if differs:
        return _check(Outcome.FAILED, tuple(differs), against)
    if unread:
        return _check(Outcome.INCONCLUSIVE, (Reason.EXPECTED_UNREAD,), against)
    return _check(Outcome.PASSED, (), against)


def _check(outcome: Outcome, reasons: tuple[Reason, ...], against: float | None = None) -> Check:
    return Check(
        id=EXPECTED,
        outcome=outcome,
        score=against,
        threshold=None if against is None else MOST_AGAINST,
        reasons=reasons,
        looked_at=("mrz.fields",),
        judged_by=_JUDGE,
    )


def _against(name: str, holder: Document) -> float | None:
    """Return what speaks against the names at their closest; None when one of them cannot be read."""
    spellings = mrz_names(holder.surname, holder.given_names, truncated=holder.names_truncated)
    found = [
        _differences(compare(said, shown), cut=holder.names_truncated)
        for said in read(_in_order(name))
        for spelling in spellings
        for shown in read(spelling)
    ]
    return max(0.0, min(found)) if found else None


def _in_order(name: str) -> str:
    """Put the given names first where a comma says that the surname stands there."""
    surname, comma, given = name.partition(",")
    return f"{given} {surname}" if comma and given.strip() and "," not in given else name


def _differences(alignment: Alignment, *, cut: bool) -> float:
    """Add up what two names do not share. Where all that a zone had room for met, the rest is not missing from it."""
    against = sum(alignment.meeting_costs) + alignment.order_cost
    if cut and not alignment.left_in_listed:
        return against
    left = sum(part.cost for part in (*alignment.left_in_query, *alignment.left_in_listed))
    return against + left + alignment.contradiction_cost


def _born(expected: Expected, holder: Document) -> bool | None:
    """Whether the birth dates agree; None when the document does not say enough. What is not asked agrees."""
    if expected.birth_date is None:
        return True
    shown = birth_date(holder.birth) if holder.birth else None
    if shown is None:
        return None
    day = expected.birth_date
    verdict = birth_verdict(BirthDate(day.year, day.month, day.day), shown)
    return None if verdict in _PARTIAL else verdict == "same"


def _numbered(expected: Expected, holder: Document) -> bool | None:
    """Whether the numbers agree; None when the document has none. What is not asked agrees."""
    if expected.document_number is None:
        return True
    return _bare(expected.document_number) == _bare(holder.number) if holder.number else None


def _bare(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())
