"""Verifications, as they are asked for and told."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import ConfigDict, Field, model_validator

from counterfoil.decision import Verdict
from counterfoil.records.verifications import DecidedBy, Route, State, Verification
from counterfoil.service.api.shapes.parts import (
    Asked,
    Day,
    Language,
    Line,
    Moment,
    PageAddress,
    Said,
    VerificationId,
    example,
)
from counterfoil.service.settings import Settings

LONGEST_REFERENCE: Final = 128
_ID: Final = "ver_01kb0c4z7m8q2r5t9v3x6y1w0a"

_VERIFICATION: Final[dict[str, Any]] = {
    "id": _ID,
    "state": "created",
    "route": "biometric",
    "test": False,
    "policy": {"name": "remote", "sha256": "8d4e2f" + "0" * 58},
    "purpose": "To confirm who opens an account, from afar, as the law against money laundering requires.",
    "reference": "application-4711",
    "language": "en",
    "return_url": "https://example.org/verified",
    "verdict": None,
    "reasons": [],
    "decided_by": None,
    "attempts": {"made": 0, "allowed": 3},
    "created_at": "2026-11-26T10:00:00+00:00",
    "expires_at": "2026-11-29T10:00:00+00:00",
    "consented_at": None,
    "under_review_at": None,
    "decided_at": None,
    "changed_at": "2026-11-26T10:00:00+00:00",
    "biometrics_due_at": None,
    "records_due_at": None,
    "biometrics_erased_at": None,
    "erased_at": None,
}


class Magic(StrEnum):
    """How a verification of the test mode ends."""

    ACCEPT = "accept"
    REFER = "refer"
    REJECT = "reject"
    RETRY = "retry"
    EXPIRE = "expire"


class ExpectedIn(Asked):
    """Whose document is expected; what is left out is not asked about. It is sealed, and compared with the document."""

    name: Annotated[
        Line | None,
        Field(min_length=1, max_length=200, description="In any script and order.", examples=["Anna Maria Eriksson"]),
    ] = None
    birth_date: Annotated[date | None, Day, Field(description="The day of birth.", examples=["1974-08-12"])] = None
    document_number: Annotated[
        Line | None,
        Field(
            min_length=1,
            max_length=40,
            description="Case, spaces and punctuation do not count.",
            examples=["L898902C3"],
        ),
    ] = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.name is None and self.birth_date is None and self.document_number is None:
            raise ValueError("expected says nothing: leave it out, or name what you expect")
        return self


class VerificationIn(Asked):
    """What is to be verified, and for what."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "policy": "remote",
                    "reference": "application-4711",
                    "expected": {"name": "Anna Maria Eriksson", "birth_date": "1974-08-12"},
                    "language": "en",
                    "return_url": "https://example.org/verified",
                }
            ]
        },
    )

    policy: Annotated[str, Field(min_length=1, max_length=60, description="One that `GET /v1/policies` names.")]
    reference: Annotated[
        Line | None,
        Field(
            min_length=1,
            max_length=LONGEST_REFERENCE,
            description="What you call it: no name, no address. Told with webhooks, shown to reviewers, wiped when it "
            "is erased.",
        ),
    ] = None
    expected: Annotated[ExpectedIn | None, Field(description="Whose document it should be.")] = None
    language: Annotated[
        Language | None, Field(description="In which the person is greeted; the page offers others.")
    ] = None
    return_url: Annotated[
        PageAddress | None,
        Field(description="Where the person goes afterwards: https, or http on localhost. Nothing is added to it."),
    ] = None
    test: Annotated[
        Magic | None,
        Field(description="With a key of the test mode only: end so, without a person and without models."),
    ] = None


class PolicyOfOut(Said):
    """The policy of a verification."""

    name: Annotated[str, Field(description="Its name.")]
    sha256: Annotated[str, Field(description="Digest of its file.")]


class AttemptsOut(Said):
    """How often the person tried, and may."""

    made: Annotated[int, Field(description="How often something was handed in.")]
    allowed: Annotated[int, Field(description="After so many, a person looks.")]


class VerificationOut(Said):
    """A verification: how far it is. Nothing in it says who the person is."""

    model_config = example(**_VERIFICATION)

    id: Annotated[VerificationId, Field(description="Its id; later ones sort after earlier ones.")]
    state: Annotated[State, Field(description="How far it is.")]
    route: Annotated[Route, Field(description="`manual`: the person chose the way without biometrics.")]
    test: Annotated[bool, Field(description="Whether it belongs to the test mode, which judges nobody.")]
    policy: Annotated[PolicyOfOut, Field(description="What judges, as it was when it was created.")]
    purpose: Annotated[str, Field(description="Why, in the words that the person was shown.")]
    reference: Annotated[str | None, Field(description="What you call it.")]
    language: Annotated[str | None, Field(description="In which the person is greeted, or has agreed.")]
    return_url: Annotated[str | None, Field(description="Where the person goes afterwards.")]
    verdict: Annotated[
        Verdict | None,
        Field(description="`accept` or `reject` once it is decided; before, what the latest attempt came to."),
    ]
    reasons: Annotated[
        list[str],
        Field(description="Codes, for you and your reviewers. Tell the person none of them: the page says what to do."),
    ]
    decided_by: Annotated[DecidedBy | None, Field(description="The policy alone, or a reviewer.")]
    attempts: Annotated[AttemptsOut, Field(description="How often the person handed something in, and may.")]
    created_at: Annotated[Moment, Field(description="When you asked for it.")]
    expires_at: Annotated[Moment, Field(description="If the person has not handed anything in by then.")]
    consented_at: Annotated[Moment | None, Field(description="When the person agreed.")]
    under_review_at: Annotated[
        Moment | None,
        Field(description="When it last came to your people. Where it then `expired`, nobody decided in time."),
    ]
    decided_at: Annotated[Moment | None, Field(description="When the policy or a reviewer decided.")]
    changed_at: Annotated[Moment, Field(description="When something last happened to it.")]
    biometrics_due_at: Annotated[
        Moment | None,
        Field(
            description="When pictures and clips are to be erased, until they are. While it is `under_review`: when it "
            "ends undecided if nobody does anything more."
        ),
    ]
    records_due_at: Annotated[Moment | None, Field(description="When everything else is to be erased, until it is.")]
    biometrics_erased_at: Annotated[Moment | None, Field(description="When pictures and clips were erased.")]
    erased_at: Annotated[Moment | None, Field(description="When everything was erased.")]


class CreatedOut(VerificationOut):
    """A new verification, with the one link that opens its page."""

    model_config = example(
        **_VERIFICATION,
        capture_url="https://verify.example.org/verify#cft_5nQ2Y8...",
        capture_url_expires_at="2026-11-26T10:15:00+00:00",
    )

    capture_url: Annotated[
        str,
        Field(
            description="Send the person here. It opens once and is kept nowhere; ask for another at "
            "`POST /v1/verifications/{verification}/capture-links`.",
            examples=["https://verify.example.org/verify#cft_5nQ2Y8..."],
        ),
    ]
    capture_url_expires_at: Annotated[Moment, Field(description="Until when the link opens the page.")]


class PageOut(Said):
    """Some verifications, newest first."""

    model_config = example(verifications=[_VERIFICATION], next=None)

    verifications: Annotated[list[VerificationOut], Field(description="The newest first.")]
    next: Annotated[str | None, Field(description="Give it as `cursor` to get the page after; null on the last one.")]


class LinkOut(Said):
    """A link that opens the capture page once."""

    model_config = example(
        capture_url="https://verify.example.org/verify#cft_5nQ2Y8...", expires_at="2026-11-26T10:15:00+00:00"
    )

    capture_url: Annotated[str, Field(description="Send the person here. It opens once.")]
    expires_at: Annotated[Moment, Field(description="Until when it opens the page.")]


def verification_out(one: Verification) -> VerificationOut:
    """Return a verification in the published shape."""
    return VerificationOut.model_validate(_fields(one))


def created_out(one: Verification, token: str, expires_at: Moment, settings: Settings) -> CreatedOut:
    """Return a new verification in the published shape."""
    link = {"capture_url": capture_url(settings, token), "capture_url_expires_at": expires_at}
    return CreatedOut.model_validate({**_fields(one), **link})


def capture_url(settings: Settings, token: str) -> str:
    """Return the address of the capture page. The token stands in the fragment, which no browser sends anywhere."""
    return f"{settings.base_url}/verify#{token}"


def _fields(one: Verification) -> dict[str, object]:
    return {
        "id": one.id,
        "state": one.state,
        "route": one.route,
        "test": one.is_test,
        "policy": {"name": one.policy, "sha256": one.policy_sha256},
        "purpose": one.purpose,
        "reference": one.reference,
        "language": one.language,
        "return_url": one.return_url,
        "verdict": one.verdict,
        "reasons": list(one.reasons),
        "decided_by": one.decided_by,
        "attempts": {"made": one.attempt, "allowed": one.attempts_allowed},
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "consented_at": one.consented_at,
        "under_review_at": one.under_review_at,
        "decided_at": one.decided_at,
        "changed_at": one.changed_at,
        "biometrics_due_at": None if one.biometrics_erased_at else one.biometrics_due_at,
        "records_due_at": None if one.erased_at else one.records_due_at,
        "biometrics_erased_at": one.biometrics_erased_at,
        "erased_at": one.erased_at,
    }
