"""Verifications: one bearer, one document, one purpose, from consent to decision (state.py draws the way)."""

from counterfoil.records.verifications.capturing import (
    CAPTURES,
    MOST_CAPTURES,
    capture,
    captured,
    captured_anew,
    captured_before,
    choose_manual,
    consent,
    require_capturing,
    submit,
)
from counterfoil.records.verifications.concluding import conclude, keep_receipt
from counterfoil.records.verifications.creating import create
from counterfoil.records.verifications.ending import (
    end_undecided,
    erase,
    erase_biometrics,
    expire,
    expire_early,
    relationship_ended,
)
from counterfoil.records.verifications.looking import (
    WITH_PEOPLE,
    Page,
    being_judged,
    due_biometrics,
    due_records,
    due_undecided,
    get,
    known,
    page,
    unfinished,
)
from counterfoil.records.verifications.retention import Retention
from counterfoil.records.verifications.reviewing import (
    Action,
    Review,
    contest,
    proposed_by,
    review,
    reviews_of,
    send_back,
)
from counterfoil.records.verifications.state import DecidedBy, Route, State
from counterfoil.records.verifications.verification import Verification

__all__ = [
    "CAPTURES",
    "MOST_CAPTURES",
    "WITH_PEOPLE",
    "Action",
    "DecidedBy",
    "Page",
    "Retention",
    "Review",
    "Route",
    "State",
    "Verification",
    "being_judged",
    "capture",
    "captured",
    "captured_anew",
    "captured_before",
    "choose_manual",
    "conclude",
    "consent",
    "contest",
    "create",
    "due_biometrics",
    "due_records",
    "due_undecided",
    "end_undecided",
    "erase",
    "erase_biometrics",
    "expire",
    "expire_early",
    "get",
    "keep_receipt",
    "known",
    "page",
    "proposed_by",
    "relationship_ended",
    "require_capturing",
    "review",
    "reviews_of",
    "send_back",
    "submit",
    "unfinished",
]
