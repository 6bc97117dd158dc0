"""How a verification ends before its time, and how what is kept of it does: at once, or when the law says so."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, ConfigDict, Field
from sqlalchemy import Connection

from counterfoil.errors import InvalidRequestError
from counterfoil.records import verifications
from counterfoil.service.access.callers import Erases, WritesVerifications
from counterfoil.service.access.once import OnceOnly, do_once
from counterfoil.service.api.looking_up import Named, required
from counterfoil.service.api.shapes.parts import Asked, Moment, Said, example
from counterfoil.service.api.shapes.verification import VerificationOut, verification_out
from counterfoil.service.state import Here

router = APIRouter(prefix="/v1/verifications/{verification}", tags=["verifications"])
_DAY = timedelta(days=1)
_EARLIEST_YEAR = 1990


class EndedIn(Asked):
    """When a business relationship ended."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"at": "2026-11-26T00:00:00Z"}]}
    )

    at: Annotated[AwareDatetime, Field(description="Not in the future.")]


class DueOut(Said):
    """When records are erased."""

    model_config = example(records_due_at="2031-11-26T00:00:00+00:00")

    records_due_at: Annotated[Moment, Field(description="When everything that is kept is to be erased.")]


@router.post(
    "/expire",
    operation_id="expireVerification",
    summary="Call a verification off",
    response_model=VerificationOut,
)
def expire(verification: Named, caller: WritesVerifications, once: OnceOnly, service: Here) -> Response:
    """Let a verification expire now, because nobody waits for it any more: its link and its page open nothing.

    Pictures that were taken are erased at the schedule's next look. What was handed in cannot be called off (409).
    Calling off again changes nothing.
    """

    def work(connection: Connection) -> VerificationOut:
        required(connection, caller, verification)
        verifications.expire_early(
            connection, verification, actor=caller.actor, now=service.clock(), retention=service.retention
        )
        return verification_out(required(connection, caller, verification))

    return do_once(service, caller, once, 200, work, about=verification)


@router.post("/erase", operation_id="eraseVerification", summary="Erase a verification", response_model=VerificationOut)
def erase(verification: Named, caller: Erases, once: OnceOnly, service: Here) -> Response:
    """Destroy the keys of everything that is kept of a person: nobody can read it again, from no backup either.

    What remains is that there was a verification, under which policy, how it ended and that it was erased. While it is
    being processed, the answer is 409: ask again a moment later. Erasing again changes nothing.
    """

    def work(connection: Connection) -> VerificationOut:
        required(connection, caller, verification)
        verifications.erase(connection, service.books.vault, verification, actor=caller.actor, now=service.clock())
        return verification_out(required(connection, caller, verification))

    return do_once(service, caller, once, 200, work, about=verification)


@router.post(
    "/relationship-ended",
    operation_id="endRelationship",
    summary="Say that the business relationship ended",
    response_model=DueOut,
)
def relationship_ended(
    verification: Named, body: EndedIn, caller: WritesVerifications, once: OnceOnly, service: Here
) -> Response:
    """Start the clock of the records that due diligence must keep: they are erased when it has run out.

    A later call sets another moment. Without any, the records of an accepted person are kept.
    """
    at = _past(body.at, service.clock())

    def work(connection: Connection) -> DueOut:
        required(connection, caller, verification)
        due = verifications.relationship_ended(
            connection, verification, at, actor=caller.actor, now=service.clock(), retention=service.retention
        )
        return DueOut(records_due_at=due)

    return do_once(service, caller, once, 200, work, about=verification)


def _past(at: datetime, now: datetime) -> datetime:
    if at > now + _DAY or at.year < _EARLIEST_YEAR:
        raise InvalidRequestError("body.at: this should be a moment that has passed")
    return at
