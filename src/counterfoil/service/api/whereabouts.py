"""Where a person is on the way through a verification: what is next, what it came to, and what to do otherwise."""

from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

from counterfoil.decision import Verdict
from counterfoil.records.verifications import State, Verification
from counterfoil.service.capture.texts import texts

_OF_DOCUMENT: Final = ("document_", "portrait_", "name_", "expected_")
"""Reasons whose codes begin so are about the document."""


class Next(StrEnum):
    """What the person does next."""

    CONSENT = "consent"
    DOCUMENT = "document"
    PROBE = "probe"
    SUBMIT = "submit"
    WAIT = "wait"
    END = "end"


class Outcome(StrEnum):
    """What a person is told that it came to."""

    OPEN = "open"
    WAIT = "wait"
    RETRY = "retry"
    REVIEW = "review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    UNDECIDED = "undecided"
    ERASED = "erased"


def still_good(one: Verification, there: AbstractSet[str], anew: AbstractSet[str]) -> AbstractSet[str]:
    """Return the kinds of captures that need not be taken again.

    After an attempt that was not good enough, what it found fault with is to be captured anew. Reasons that are about
    neither side alone ask for the probe, which is the easier one.
    """
    if one.verdict is not Verdict.RETRY:
        return there
    of_document = any(code.startswith(_OF_DOCUMENT) for code in one.reasons)
    of_probe = not all(code.startswith(_OF_DOCUMENT) for code in one.reasons) or not one.reasons
    blamed = {*(("document_front",) if of_document else ()), *(("probe",) if of_probe else ())}
    return there - (blamed - anew)


def next_step(one: Verification, there: AbstractSet[str]) -> Next:
    """Return what the person does next.

    Args:
        one: The verification, as it is now.
        there: The kinds of captures that are there and still good.
    """
    if one.state is State.CREATED:
        return Next.CONSENT
    if one.state not in (State.CONSENTED, State.CAPTURING):
        return Next.WAIT if one.state is State.PROCESSING else Next.END
    if "document_front" not in there:
        return Next.DOCUMENT
    return Next.SUBMIT if "probe" in there else Next.PROBE


def outcome_of(one: Verification) -> Outcome:
    """Return what the person is told that it came to."""
    if one.state is State.DECIDED:
        return Outcome.ACCEPTED if one.verdict is Verdict.ACCEPT else Outcome.REJECTED
    if one.state is State.CAPTURING and one.verdict is Verdict.RETRY:
        return Outcome.RETRY
    if one.ended_undecided:
        return Outcome.UNDECIDED
    return {
        State.PROCESSING: Outcome.WAIT,
        State.UNDER_REVIEW: Outcome.REVIEW,
        State.EXPIRED: Outcome.EXPIRED,
        State.ERASED: Outcome.ERASED,
    }.get(one.state, Outcome.OPEN)


def advice(one: Verification, language: str) -> list[str]:
    """Return the public sentences of the reasons, each once. A code that has none says nothing."""
    said = texts(language)
    return list(dict.fromkeys(said[key] for code in one.reasons if (key := f"reason.{code}") in said))
