"""What to believe of a document by its machine-readable zone alone: five checks.

Check digits prove nothing about who printed them: they show that the text was read as it was printed. So a zone that
was read surely and disagrees with its own digits failed, and one that was mended to agree is inconclusive, except for
the confusions that print and recogniser leave open anyway (`_is_optical`).
"""

import math
from datetime import date
from typing import Final

from counterfoil.checks import Check, Outcome
from counterfoil.document.mrz.formats import LAYOUTS, Span
from counterfoil.document.mrz.grammar import LOOKALIKES, alike
from counterfoil.document.mrz.interpreting import Cause, Edit, MrzReading
from counterfoil.document.mrz.limits import BELIEF
from counterfoil.document.mrz.optical.limits import RECOGNITION
from counterfoil.document.mrz.optical.reading import Found, Sight
from counterfoil.document.mrz.optical.recognising import MODEL
from counterfoil.models import Networks
from counterfoil.reasons import Reason

_JUDGE: Final = "counterfoil.document.findings 1"
_IDS: Final = ("document.check_digits", "document.fields", "document.names", "document.expiry")


def judge(sight: Sight, networks: Networks, today: date) -> tuple[Check, ...]:
    """Judge what was read.

    Args:
        sight: What looking for a zone came to.
        networks: For the version of the recogniser.
        today: The day on which to judge validity.

    Returns:
        ``document.mrz``, ``document.check_digits``, ``document.fields``, ``document.names``, ``document.expiry``; those
        after the first are ``not_run`` when no zone could be read.
    """
    recogniser = networks.version(MODEL)
    if sight.found is None:
        skipped = (Check(name, Outcome.NOT_RUN, reasons=(Reason.CHECK_SKIPPED,), judged_by=_JUDGE) for name in _IDS)
        return (_missing(sight, recogniser), *skipped)
    reading = sight.found.reading
    return (
        _readable(sight.found, recogniser),
        check_digits(reading),
        fields(reading),
        names(reading, recogniser),
        expiry(reading, today),
    )


def _missing(sight: Sight, recogniser: str) -> Check:
    reason = Reason.DOCUMENT_UNREADABLE if sight.glimpsed else Reason.DOCUMENT_NOT_FOUND
    return Check(
        id="document.mrz",
        outcome=Outcome.INCONCLUSIVE,
        threshold=math.exp(RECOGNITION.unreadable),
        reasons=(reason,),
        looked_at=("document",),
        judged_by=recogniser,
    )


def _readable(found: Found, recogniser: str) -> Check:
    """The score is the mean probability of a character on the line that was read worst."""
    return Check(
        id="document.mrz",
        outcome=Outcome.PASSED,
        score=math.exp(found.certainty),
        threshold=math.exp(RECOGNITION.unreadable),
        looked_at=("document",),
        judged_by=recogniser,
    )


def check_digits(reading: MrzReading) -> Check:
    """Do all check digits agree with what they cover, as read?

    The score is the share of check digits that agree before any was used to mend the text.
    """
    as_read = [digit.passed for digit in reading.formed.check_digits]
    mended = [edit for edit in reading.edits if edit.cause is Cause.CHECK_DIGIT]
    agree = all(digit.passed for digit in reading.check_digits)
    if agree and _open(reading):
        outcome, reason = Outcome.INCONCLUSIVE, Reason.DOCUMENT_UNREADABLE
    elif agree and (not mended or _is_optical(mended)):
        outcome, reason = Outcome.PASSED, None
    elif agree:
        outcome, reason = Outcome.INCONCLUSIVE, Reason.DOCUMENT_REPAIRED
    else:
        sure = not reading.doubtful and _least(reading, _covered(reading)) >= BELIEF.sure
        outcome, reason = Outcome.FAILED if sure else Outcome.INCONCLUSIVE, Reason.DOCUMENT_CHECK_DIGIT
    return Check(
        id="document.check_digits",
        outcome=outcome,
        score=sum(as_read) / len(as_read),
        threshold=1.0,
        reasons=(reason,) if reason else (),
        looked_at=("mrz.check_digits", "mrz.edits"),
        judged_by=_JUDGE,
    )


def _is_optical(mended: list[Edit]) -> bool:
    """Were only lookalikes exchanged between which the recogniser itself wavered, and few of them?

    Then the check digits settle what the print leaves open, which is what they are for. Whoever alters a digit in the
    print prints it sharply, and the recogniser does not waver.
    """
    wavered = all(alike(edit.read, edit.written, LOOKALIKES) and edit.cost <= BELIEF.wavering for edit in mended)
    return wavered and len(mended) <= BELIEF.most_optical


def fields(reading: MrzReading) -> Check:
    """Does every field hold what its place allows: a date, a known state, a sex? The score counts those that do not."""
    flaws = [flaw for flaw in reading.flaws if flaw.field != "names"]
    layout = LAYOUTS[reading.format]
    sure = all(_least(reading, [layout.fields[flaw.field]]) >= BELIEF.sure for flaw in flaws)
    failed = Outcome.FAILED if sure else Outcome.INCONCLUSIVE
    return Check(
        id="document.fields",
        outcome=failed if flaws else Outcome.PASSED,
        score=len(flaws),
        threshold=0,
        reasons=(Reason.DOCUMENT_FIELD_INVALID,) if flaws else (),
        looked_at=tuple(f"mrz.{flaw.field}" for flaw in flaws) or ("mrz.fields",),
        judged_by=_JUDGE,
    )


def names(reading: MrzReading, recogniser: str) -> Check:
    """Was every character of the name field, which no check digit covers, read with certainty?

    The score is the probability of the least certain one.
    """
    least = _least(reading, [LAYOUTS[reading.format].fields["names"]])
    sound = least >= BELIEF.name and not any(flaw.field == "names" for flaw in reading.flaws)
    return Check(
        id="document.names",
        outcome=Outcome.PASSED if sound else Outcome.INCONCLUSIVE,
        score=least,
        threshold=BELIEF.name,
        reasons=() if sound else (Reason.NAME_UNCERTAIN,),
        looked_at=("mrz.names",),
        judged_by=recogniser,
    )


def expiry(reading: MrzReading, today: date) -> Check:
    """Is the document still valid? The day of expiry itself is (Doc 9303-3, 4.8). The score counts the days left."""
    day = reading.mrz.document.expiry
    trusted = all(digit.passed for digit in reading.check_digits if digit.name == "expiry")
    left = (day - today).days if day and trusted else None
    outcome: Outcome = Outcome.PASSED
    reason: Reason | None = None
    if day is None:
        outcome, reason = Outcome.INCONCLUSIVE, Reason.DOCUMENT_FIELD_INVALID
    elif left is None:
        outcome, reason = Outcome.INCONCLUSIVE, Reason.DOCUMENT_CHECK_DIGIT
    elif left < 0:
        outcome, reason = Outcome.FAILED, Reason.DOCUMENT_EXPIRED
    return Check(
        id="document.expiry",
        outcome=outcome,
        score=left,
        threshold=0,
        reasons=(reason,) if reason else (),
        looked_at=("mrz.expiry",),
        judged_by=_JUDGE,
    )


def _open(reading: MrzReading) -> bool:
    """Is a character open of a field that check digits cover, but not in a way that tells it from its rival?"""
    fields = LAYOUTS[reading.format].fields
    spans = [fields[name] for name in ("number", "birth", "expiry", "optional", "optional_2") if name in fields]
    return any(row == span.line and span.start <= at < span.stop for row, at in reading.undecided for span in spans)


def _covered(reading: MrzReading) -> list[Span]:
    """What the check digits that disagree cover, and the digits themselves."""
    layout = LAYOUTS[reading.format]
    failed = [digit.name for digit in reading.check_digits if not digit.passed]
    spans = [layout.fields[f"{name}_digit"] for name in failed]
    spans += [layout.fields[name] for name in failed if name != "composite"]
    return spans if failed != ["composite"] else [*spans, *layout.composite]


def _least(reading: MrzReading, spans: list[Span]) -> float:
    """The probability of the least certain character at these positions."""
    return min(min(reading.probabilities[span.line][span.start : span.stop]) for span in spans)
