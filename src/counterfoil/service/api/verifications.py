"""Verifications: created, listed, looked at, opened again with a new link."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, Field
from sqlalchemy import Connection

from counterfoil.errors import StateError
from counterfoil.records import verifications
from counterfoil.records.paging import LARGEST_PAGE
from counterfoil.records.verifications import State, Verification
from counterfoil.records.verifications.state import BEFORE_PROCESSING
from counterfoil.service.access.callers import ReadsVerifications, WritesVerifications
from counterfoil.service.access.once import OnceOnly, do_once
from counterfoil.service.api.looking_up import Named, required
from counterfoil.service.api.shapes.parts import Asked, Line, VerificationId
from counterfoil.service.api.shapes.verification import (
    LONGEST_REFERENCE,
    CreatedOut,
    LinkOut,
    PageOut,
    VerificationIn,
    VerificationOut,
    capture_url,
    created_out,
    verification_out,
)
from counterfoil.service.creating import Wanted, begin, new_link, prepare
from counterfoil.service.state import Here

router = APIRouter(prefix="/v1/verifications", tags=["verifications"])


class Looking(Asked):
    """Which verifications are wanted. A filter that there is not is refused, or a misspelt one would find them all."""

    state: Annotated[list[State] | None, Field(description="Only those in these states; may be said again.")] = None
    reference: Annotated[
        Line | None, Field(min_length=1, max_length=LONGEST_REFERENCE, description="Only those that you call so.")
    ] = None
    created_from: Annotated[AwareDatetime | None, Field(description="Only those created then or later.")] = None
    created_before: Annotated[AwareDatetime | None, Field(description="Only those created before.")] = None
    cursor: Annotated[VerificationId | None, Field(description="The `next` of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 50


@router.post(
    "",
    operation_id="createVerification",
    summary="Create a verification",
    status_code=201,
    response_model=CreatedOut,
)
def create(body: VerificationIn, caller: WritesVerifications, once: OnceOnly, service: Here) -> Response:
    """Begin to verify one person for one purpose.

    Send the person to `capture_url`, or show it as a QR code. Then wait for a webhook, or ask for the verification.
    """
    prepared = prepare(service, _wanted(body), tenant=caller.tenant, is_test=caller.is_test)
    handed_in: list[Verification] = []

    def work(connection: Connection) -> CreatedOut:
        begun = begin(service, connection, prepared, actor=caller.actor)
        handed_in.append(begun.verification)
        return created_out(begun.verification, begun.token, begun.link_expires_at, service.settings)

    answer = do_once(service, caller, once, 201, work, about=prepared.which)
    for one in handed_in:
        if one.state is State.PROCESSING:  # a test that ends at once
            service.handover.hand_over(one.id, one.attempt)
    return answer


@router.get("", operation_id="listVerifications", summary="List verifications")
def page(caller: ReadsVerifications, service: Here, looking: Annotated[Looking, Query()]) -> PageOut:
    """Return verifications of the key's mode, newest first, a page at a time."""
    with service.books.database.reading() as connection:
        found = verifications.page(
            connection,
            caller.tenant,
            states=looking.state or (),
            is_test=caller.is_test,
            reference=looking.reference,
            created_from=looking.created_from,
            created_before=looking.created_before,
            after=looking.cursor,
            limit=looking.limit,
        )
    return PageOut(verifications=[verification_out(one) for one in found.verifications], next=found.next)


@router.get("/{verification}", operation_id="getVerification", summary="Get a verification")
def get(verification: Named, caller: ReadsVerifications, service: Here) -> VerificationOut:
    """Return how far a verification is."""
    with service.books.database.reading() as connection:
        return verification_out(required(connection, caller, verification))


@router.post(
    "/{verification}/capture-links",
    operation_id="createCaptureLink",
    summary="Make another link to the capture page",
    status_code=201,
    response_model=LinkOut,
)
def link(verification: Named, caller: WritesVerifications, once: OnceOnly, service: Here) -> Response:
    """Make a link that opens the capture page once, for a person whose link ran out or who changes the device.

    Opening it ends the session of the browser that opened the one before, and every link that nobody has opened.
    """

    def work(connection: Connection) -> LinkOut:
        _require_open(required(connection, caller, verification))
        token, until = new_link(service, connection, verification, actor=caller.actor)
        return LinkOut(capture_url=capture_url(service.settings, token), expires_at=until)

    return do_once(service, caller, once, 201, work, about=verification)


def _require_open(one: Verification) -> None:
    has_page = *BEFORE_PROCESSING, State.PROCESSING, State.UNDER_REVIEW, State.DECIDED
    if one.state not in has_page and not one.ended_undecided:
        raise StateError(f"The verification is {one.state.value}, and its page has nothing to show")


def _wanted(body: VerificationIn) -> Wanted:
    expected = body.expected.model_dump(exclude_none=True) if body.expected else {}
    return Wanted(
        policy=body.policy,
        reference=body.reference,
        expected=tuple(expected.items()),
        language=body.language,
        return_url=body.return_url,
        magic=body.test,
    )
