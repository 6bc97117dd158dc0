"""What a verification came to: the result with what the document says, the signed receipt, the ledger of it."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from pydantic import Field

from counterfoil.errors import EvidenceGone, StateError
from counterfoil.records import ledger
from counterfoil.records.verifications import State
from counterfoil.report.published.shapes import VerificationOutput
from counterfoil.service.access.callers import ReadsResults
from counterfoil.service.api.looking_up import Named, required
from counterfoil.service.api.shapes.parts import Moment, Said, example
from counterfoil.service.state import Here

router = APIRouter(prefix="/v1/verifications/{verification}", tags=["results"])
_MOST_ENTRIES: Final = 500


class ResultOut(VerificationOutput):
    """What the latest attempt found, in the shape that the command line prints as well."""

    model_config = example(
        decision="reject",
        reasons=["document_expired"],
        advice=["This document has expired. Use one that is still valid."],
        checks=[
            {
                "id": "document.expiry",
                "question": "Is the document still valid?",
                "outcome": "failed",
                "score": -31,
                "threshold": 0,
                "reasons": ["document_expired"],
                "looked_at": ["mrz.expiry"],
                "judged_by": "counterfoil 0.1.0",
            }
        ],
        quality=[],
        policy={
            "name": "border",
            "version": 3,
            "purpose": "To confirm that a traveller is the holder of the travel document presented.",
            "max_fmr": 0.001,
            "sha256": "e8" * 32,
        },
        today="2026-11-26",
        evidence={
            "document": {"sha256": "7a" * 32, "format": "JPEG", "width": 1600, "height": 1200},
            "probe": {"sha256": "1c" * 32, "format": "JPEG", "width": 900, "height": 1200},
        },
        versions={"counterfoil": "0.1.0"},
    )


class ReceiptOut(Said):
    """The signed receipt of a decision."""

    model_config = example(receipt="eyJhbGciOiJFZDI1NTE5Iiwia2lkIjoi...", keys="/v1/keys")

    receipt: Annotated[str, Field(description="A JWS in compact form (RFC 7515), type `receipt+jwt`, signed Ed25519.")]
    keys: Annotated[str, Field(description="Where the keys are that verify it.")]


_ENTRY: Final[dict[str, Any]] = {
    "number": 17,
    "at": "2026-11-26T10:00:00+00:00",
    "kind": "verification.created",
    "actor": "key:key_01kb0c4z7m8q2r5t9v3x6y1w0a",
    "body": {"policy": "remote", "test": False},
    "previous": "0" * 64,
    "digest": "5f" * 32,
}


class EntryOut(Said):
    """One thing that happened to a verification."""

    model_config = example(**_ENTRY)

    number: Annotated[int, Field(description="Its place in the chain of the tenant.")]
    at: Annotated[Moment, Field(description="When it happened.")]
    kind: Annotated[str, Field(description="What happened, such as `verification.created`.")]
    actor: Annotated[str, Field(description="Who did it: a key, an account, the bearer, the worker, the schedule.")]
    body: Annotated[dict[str, Any], Field(description="Codes, ids and digests.")]
    previous: Annotated[str, Field(description="Digest of the entry before.")]
    digest: Annotated[str, Field(description="SHA-256 over all of the above.")]


class LedgerOut(Said):
    """What happened to a verification, oldest first."""

    model_config = example(entries=[_ENTRY], next=None)

    entries: Annotated[list[EntryOut], Field(description="The oldest first.")]
    next: Annotated[int | None, Field(description="Give it as `after` for the entries behind; null on the last page.")]


@router.get(
    "/result",
    operation_id="getResult",
    summary="Get the result",
    responses={200: {"description": "The result", "model": ResultOut}},
    response_class=Response,
)
def result(verification: Named, caller: ReadsResults, service: Here) -> Response:
    """Return what the latest attempt found, as sealed when it was judged.

    It says what the document says, where the policy lets it. Each time it is opened stands in the ledger.
    """
    database, vault = service.books.database, service.books.vault
    with database.reading() as connection:  # a store that is slow keeps no writer waiting
        required(connection, caller, verification)
        pieces = vault.find(connection, caller.tenant, verification, "result")
        if not pieces:
            raise StateError("There is no result yet", remedy="It is there once an attempt has been judged.")
        content = vault.open(connection, caller.tenant, pieces[-1].id)
    with database.writing() as connection:
        ledger.append(
            connection,
            tenant=caller.tenant,
            kind="result.opened",
            subject=verification,
            actor=caller.actor,
            body={"evidence": pieces[-1].id, "version": pieces[-1].version},
            now=service.clock(),
        )
    return Response(content, media_type="application/json")


@router.get("/receipt", operation_id="getReceipt", summary="Get the receipt")
def receipt(verification: Named, caller: ReadsResults, service: Here) -> ReceiptOut:
    """Return the signed statement of a decision: digests of what was seen, versions of what judged it."""
    with service.books.database.reading() as connection:
        found = required(connection, caller, verification)
    if found.state is State.ERASED:
        raise EvidenceGone("The verification has been erased")
    if not found.receipt:
        raise StateError("There is no receipt yet", remedy="It is there once the verification is decided.")
    return ReceiptOut(receipt=found.receipt, keys="/v1/keys")


@router.get("/ledger", operation_id="getLedgerOfVerification", summary="Get its entries in the ledger")
def entries(
    verification: Named,
    caller: ReadsResults,
    service: Here,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="Only entries behind this number.")] = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST_ENTRIES, description="How many at most.")] = 100,
) -> LedgerOut:
    """Return everything that happened to a verification, and who did it."""
    with service.books.database.reading() as connection:
        required(connection, caller, verification)
        found = ledger.entries(connection, caller.tenant, subject=verification, after=after, limit=limit + 1)
    shown = found[:limit]
    return LedgerOut(
        entries=[
            EntryOut(
                number=one.number,
                at=one.at,
                kind=one.kind,
                actor=one.actor,
                body=dict(one.body),
                previous=one.previous,
                digest=one.digest,
            )
            for one in shown
        ],
        next=shown[-1].number if len(found) > limit else None,
    )
