"""Is this the document that a purpose asks for? Its kind, and the holder's age by its birth date.

The age is a fact that the document states. It is never judged from a face.
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from counterfoil.checks import Check, Outcome
from counterfoil.document.mrz import Document, PartialDate
from counterfoil.reasons import Reason

_JUDGE: Final = "counterfoil.document.acceptance 1"


def kind(document: Document, formats: Collection[str]) -> Check:
    """Is this kind of document accepted?

    Args:
        document: What was read.
        formats: The accepted formats by their names in Doc 9303: TD1, TD2, TD3, MRV-A, MRV-B.
    """
    accepted = document.format in formats
    return Check(
        id="document.kind",
        outcome=Outcome.PASSED if accepted else Outcome.FAILED,
        reasons=() if accepted else (Reason.DOCUMENT_KIND,),
        looked_at=("mrz.format",),
        judged_by=_JUDGE,
    )


def age(document: Document, minimum: int, today: date) -> Check:
    """Has the holder completed that many years?

    A birth date with unknown parts is answered when every day that it can mean gives the same answer. Someone born on
    29 February completes a year on 1 March of a common year. The check carries no score: the age itself stays unsaid.

    Args:
        document: What was read.
        minimum: Completed years, at least 1.
        today: The day to judge on.
    """
    old_enough = _old_enough(document.birth, minimum, today)
    outcomes = {
        True: (Outcome.PASSED, ()),
        False: (Outcome.FAILED, (Reason.AGE_UNDER,)),
        None: (Outcome.INCONCLUSIVE, (Reason.AGE_UNKNOWN,)),
    }
    outcome, reasons = outcomes[old_enough]
    return Check(
        id="document.age",
        outcome=outcome,
        threshold=minimum,
        reasons=reasons,
        looked_at=("mrz.birth_date",),
        judged_by=_JUDGE,
    )


def _old_enough(birth: PartialDate | None, minimum: int, today: date) -> bool | None:
    """Yes, no, or None when the date does not tell."""
    earliest, latest = (birth.earliest(), birth.latest()) if birth else (None, None)
    if earliest is None or latest is None:
        return None
    answers = {_completed_years(born, today) >= minimum for born in (earliest, latest)}
    return answers.pop() if len(answers) == 1 else None


def _completed_years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
