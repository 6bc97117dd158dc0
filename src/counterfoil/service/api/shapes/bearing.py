"""What the capture page sends and is told."""

from typing import Annotated

from pydantic import ConfigDict, Field
from sqlalchemy import Connection

from counterfoil.decision import Verdict
from counterfoil.records import verifications
from counterfoil.records.verifications import DecidedBy, Route, State, Verification
from counterfoil.service.api.policies import needs_liveness
from counterfoil.service.api.shapes.parts import Asked, Moment, Said, example
from counterfoil.service.api.whereabouts import Next, Outcome, advice, next_step, outcome_of, still_good
from counterfoil.service.capture.consent import purpose_text
from counterfoil.service.capture.texts import LANGUAGES
from counterfoil.service.consenting import shown_text
from counterfoil.service.state import Service


class SessionIn(Asked):
    """The token of a capture link: what follows the # of its address."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"token": "cft_" + "A" * 43}]}
    )

    token: Annotated[
        str,
        Field(
            pattern=r"^cft_[A-Za-z0-9_-]{43}$", description="`cft_` and 43 letters, digits, `-` or `_`. It opens once."
        ),
    ]


class ConsentIn(Asked):
    """Which text was agreed to."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"version": "1", "language": "en"}]}
    )

    version: Annotated[str, Field(min_length=1, max_length=64, description="The `version` of the text that was shown.")]
    language: Annotated[str, Field(description="In which it was shown.", json_schema_extra={"enum": list(LANGUAGES)})]


class SectionOut(Said):
    """A part of the consent text."""

    heading: Annotated[str, Field(description="Its title, plain text.")]
    text: Annotated[str, Field(description="What it says, plain text.")]


class ConsentOut(Said):
    """The text of consent to show."""

    version: Annotated[str, Field(description="Send it back when the person agrees.")]
    language: Annotated[str, Field(description="In which the text is, a key of `languages`.")]
    sections: Annotated[list[SectionOut], Field(description="Its parts, to be shown in this order.")]
    sha256: Annotated[str, Field(description="Digest of the whole text as it is sealed once it is agreed to.")]


class CaptureOut(Said):
    """How far the person is, and everything that the page needs to go on."""

    model_config = example(
        verification="ver_01kb0c4z7m8q2r5t9v3x6y1w0a",
        state="created",
        route="biometric",
        test=False,
        purpose="To confirm who opens an account, from afar, as the law against money laundering requires.",
        policy="remote",
        needs_challenge=True,
        consent={
            "version": "1",
            "language": "en",
            "sections": [{"heading": "What is taken", "text": "A picture of your document and a short film."}],
            "sha256": "4e" * 32,
        },
        languages={"en": "English", "fr": "Français"},
        there=[],
        next="consent",
        follows=False,
        advice=[],
        attempts_left=3,
        expires_at="2026-11-29T10:00:00+00:00",
        return_url="https://example.org/verified",
    )

    verification: Annotated[str, Field(description="The id, to quote to whoever asked.")]
    state: Annotated[State, Field(description="How far the verification is.")]
    route: Annotated[Route, Field(description="`manual`: the person chose the way without biometrics.")]
    test: Annotated[bool, Field(description="Whether it belongs to the test mode, which judges nobody.")]
    purpose: Annotated[str, Field(description="Why, in the language that was asked for where it is known in it.")]
    policy: Annotated[str, Field(description="The name of the policy that judges.")]
    needs_challenge: Annotated[
        bool, Field(description="Whether only the live challenge will do: a picture then goes to a person.")
    ]
    consent: Annotated[ConsentOut, Field(description="The text to agree to.")]
    languages: Annotated[
        dict[str, str], Field(description="What the page is written in: codes of BCP 47 with the languages' own names.")
    ]
    there: Annotated[list[str], Field(description="What is captured: `document_front`, `document_back`, `probe` ...")]
    next: Annotated[Next, Field(description="Which step of the page comes now.")]
    follows: Annotated[
        bool,
        Field(description="Whether the person went on with another device: this browser only sees how far they are."),
    ]
    advice: Annotated[list[str], Field(description="After an attempt that was not good enough: what to do otherwise.")]
    attempts_left: Annotated[int, Field(description="How often the person may still hand in, 0 or more.")]
    expires_at: Annotated[Moment, Field(description="Until when the person has time.")]
    return_url: Annotated[
        str | None, Field(description="Where the person goes afterwards; null when you named no place.")
    ]


class SubmittedOut(Said):
    """That it was handed in."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [{"state": "processing", "attempt": 1}]})

    state: Annotated[State, Field(description="How far the verification is now.")]
    attempt: Annotated[int, Field(description="Which attempt it is, counted from 1.")]


class OutcomeOut(Said):
    """What the person is told."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "outcome": "retry",
                    "advice": ["Photograph the document again, closer and in better light."],
                    "attempts_left": 2,
                    "may_contest": False,
                    "return_url": "https://example.org/verified",
                }
            ]
        },
    )

    outcome: Annotated[
        Outcome,
        Field(
            description="`open`: nothing was handed in yet; `review`: a person looks; `undecided`: a person should "
            "have looked, and nobody decided in time."
        ),
    ]
    advice: Annotated[list[str], Field(description="What the person can do; nothing that would help an attacker.")]
    attempts_left: Annotated[int, Field(description="How often the person may still hand in, 0 or more.")]
    may_contest: Annotated[bool, Field(description="Whether the person may ask for a person: `POST .../contest`.")]
    return_url: Annotated[str | None, Field(description="Where the person goes now; null when you named no place.")]


class HandoffOut(Said):
    """A link to go on with another device."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "url": "https://verify.example.org/verify#cft_5nQ2Y8...",
                    "qr": "<svg ...>",
                    "expires_at": "2026-11-26T10:15:00+00:00",
                }
            ]
        },
    )

    url: Annotated[str, Field(description="The address to open on the other device. It opens once.")]
    qr: Annotated[str, Field(description="The address as a QR code: an SVG image without scripts.")]
    expires_at: Annotated[Moment, Field(description="Until when it opens.")]


def progress_out(
    service: Service, connection: Connection, one: Verification, language: str, *, follows: bool = False
) -> CaptureOut:
    """Return how far a person is.

    Args:
        service: What the service holds.
        connection: A transaction.
        one: The verification, as it is now.
        language: One of the page's.
        follows: Whether whoever asks went on with another device.
    """
    there = verifications.captured(connection, one.id)
    text = shown_text(one, language, service.settings)
    policy = service.policies.get(one.policy)
    return CaptureOut(
        verification=one.id,
        state=one.state,
        route=one.route,
        test=one.is_test,
        purpose=purpose_text(one.purpose, language),
        policy=one.policy,
        needs_challenge=policy is None or needs_liveness(policy),
        consent=ConsentOut(
            version=text.version,
            language=text.language,
            sections=[SectionOut(heading=heading, text=said) for heading, said in text.sections],
            sha256=text.sha256,
        ),
        languages=dict(LANGUAGES),
        there=sorted(there),
        next=next_step(one, still_good(one, there, verifications.captured_anew(connection, one.tenant, one.id))),
        follows=follows,
        advice=advice(one, language) if one.verdict is Verdict.RETRY else [],
        attempts_left=max(one.attempts_allowed - one.attempt, 0),
        expires_at=one.expires_at,
        return_url=one.return_url,
    )


def outcome_out(one: Verification, language: str) -> OutcomeOut:
    """Return what a person is told of an outcome."""
    outcome = outcome_of(one)
    return OutcomeOut(
        outcome=outcome,
        advice=advice(one, language) if outcome in (Outcome.RETRY, Outcome.REJECTED) else [],
        attempts_left=max(one.attempts_allowed - one.attempt, 0),
        may_contest=outcome is Outcome.REJECTED and one.decided_by is DecidedBy.POLICY,
        return_url=one.return_url,
    )
