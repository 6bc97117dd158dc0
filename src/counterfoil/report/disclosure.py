"""What a policy lets anybody see. Text, JSON and report all ask here.

A policy that discloses the answer only shows no field of the document and no picture of it. Nor does it show what a
check measured on the document: the days until it expires, too, say something about the holder.
"""

from dataclasses import replace

from counterfoil.checks import Check
from counterfoil.document import Reading
from counterfoil.verification import Verification


def visible_checks(verification: Verification) -> tuple[Check, ...]:
    """Return the checks, without what they measured on a document that is not disclosed."""
    if verification.policy.discloses_document:
        return verification.checks
    return tuple(
        replace(check, score=None) if check.id.startswith("document.") else check for check in verification.checks
    )


def visible_reading(verification: Verification) -> Reading | None:
    """Return what was read from the document; None when the policy does not disclose it."""
    return verification.reading if verification.policy.discloses_document else None
