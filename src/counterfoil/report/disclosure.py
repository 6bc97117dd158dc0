"""What a policy lets anybody see. Text, JSON and report all ask here.

A policy that discloses the answer only shows no field of the document and no picture of it. Nor does it show what a
check measured on the document: the days until it expires, too, say something about the holder. Nor whom a list names
so: that says the holder's own name.
"""

from dataclasses import replace
from typing import Final

from counterfoil.checks import Check
from counterfoil.document import Reading
from counterfoil.screening.screened import Screened
from counterfoil.verification import Verification

_OF_THE_DOCUMENT: Final = ("document.", "screening.hits")


def visible_checks(verification: Verification) -> tuple[Check, ...]:
    """Return the checks, without what they measured on a document that is not disclosed."""
    if verification.policy.discloses_document:
        return verification.checks
    return tuple(
        replace(check, score=None) if check.id.startswith(_OF_THE_DOCUMENT) else check for check in verification.checks
    )


def visible_reading(verification: Verification) -> Reading | None:
    """Return what was read from the document; None when the policy does not disclose it."""
    return verification.reading if verification.policy.discloses_document else None


def visible_screening(verification: Verification) -> Screened | None:
    """Return whom the lists name so; None when nobody was screened or the policy does not disclose the document."""
    return verification.screened if verification.policy.discloses_document else None
