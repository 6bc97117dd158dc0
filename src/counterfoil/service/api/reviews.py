"""Reviews by API key: what a person decided in a system of the integrator's own.

Where two reviewers must agree, a key can only propose: the second pair of eyes is a person who signed in to the
console. Two keys may lie in one hand, and nobody could tell.
"""

from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import AfterValidator, ConfigDict, Field
from sqlalchemy import Connection

from counterfoil.decision import Verdict
from counterfoil.errors import ReviewError
from counterfoil.records import verifications
from counterfoil.service.access.callers import Reviews
from counterfoil.service.access.once import OnceOnly, do_once
from counterfoil.service.api.looking_up import Named, required
from counterfoil.service.api.shapes.parts import Asked
from counterfoil.service.api.shapes.verification import VerificationOut, verification_out
from counterfoil.service.reviewing import put_down, seal_reason
from counterfoil.service.state import Here

router = APIRouter(prefix="/v1/verifications/{verification}", tags=["reviews"])
_LONGEST_REASON: Final = 4000


class Found(StrEnum):
    """What a reviewer found."""

    ACCEPT = "accept"
    REJECT = "reject"


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("say why, for whoever reads it in five years")
    return text


class ReviewIn(Asked):
    """What a reviewer decided, and why."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"verdict": "accept", "reason": "The hit is another person: born in 1951, not in 1974."}]
        },
    )

    verdict: Annotated[Found, Field(description="What the reviewer found.")]
    reason: Annotated[
        str,
        Field(max_length=_LONGEST_REASON, description="In the reviewer's words. It is sealed."),
        AfterValidator(_said),
    ]


@router.post("/review", operation_id="reviewVerification", summary="Decide a case", response_model=VerificationOut)
def review(verification: Named, body: ReviewIn, caller: Reviews, once: OnceOnly, service: Here) -> Response:
    """Decide what is under review, or propose a decision where two reviewers must agree.

    A proposal is confirmed or sent back in the console, never by a key.
    """
    now = service.clock()
    with service.books.database.reading() as connection:
        required(connection, caller, verification)
    sealed = seal_reason(service, caller.tenant, verification, body.reason, now)

    def work(connection: Connection) -> VerificationOut:
        found = required(connection, caller, verification)
        if found.needs_second_review and verifications.proposed_by(connection, verification) is not None:
            raise ReviewError(
                "A decision has been proposed", remedy="A person confirms it, or sends it back, in the console."
            )
        (why,) = service.books.vault.register(connection, sealed)
        put_down(service, connection, verification, by=caller.key, verdict=Verdict(body.verdict), why=why, now=now)
        return verification_out(required(connection, caller, verification))

    return do_once(service, caller, once, 200, work, about=verification)
