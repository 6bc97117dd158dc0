"""The way of a person through the capture page: session, consent, hand-off, handing in, what it came to."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from counterfoil.errors import ConsentError, CredentialsError
from counterfoil.records import verifications
from counterfoil.records.access import capture_tokens
from counterfoil.records.vault import Clock, Unsealed
from counterfoil.records.verifications import State, Verification
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.access.bearers import Bearer, FromBearer, FromOnlooker, drop_cookie, set_cookie, still_may
from counterfoil.service.access.origins import require_own_page
from counterfoil.service.api.shapes.bearing import (
    CaptureOut,
    ConsentIn,
    HandoffOut,
    OutcomeOut,
    SessionIn,
    SubmittedOut,
    outcome_out,
    progress_out,
)
from counterfoil.service.api.shapes.verification import capture_url
from counterfoil.service.capture.texts import best
from counterfoil.service.consenting import shown_text
from counterfoil.service.creating import new_link
from counterfoil.service.qr import qr_code
from counterfoil.service.state import Here, Service
from counterfoil.service.waiting import require_room

router = APIRouter(prefix="/v1/capture", tags=["capture"])

Language = Annotated[
    str | None,
    Query(max_length=16, pattern=r"^[A-Za-z0-9-]+$", description="In which texts are wanted: `en`, `es`, `fr`, `ar`."),
]


@router.post("/session", operation_id="openCapture", summary="Exchange a link for a session", dependencies=[ANYONE])
def open_session(body: SessionIn, request: Request, response: Response, service: Here) -> CaptureOut:
    """Exchange the token of a capture link for a session cookie. It opens once.

    Whatever browser had the verification open before has it no longer: a person goes on in one place. The browser that
    handed on (`POST /v1/capture/handoff`) may still see how far they are.
    """
    require_own_page(request, service.settings)
    now, lifetime = service.clock(), timedelta(minutes=service.settings.session_minutes)
    with service.books.database.writing() as connection:
        secret, session = capture_tokens.redeem_link(connection, body.token, now, lifetime=lifetime)
        found = verifications.known(connection, session.verification)
        if found is None:
            raise CredentialsError("This capture session is over, or never was")
        said = progress_out(service, connection, found, _language(None, found, request))
    set_cookie(response, secret, service.settings)
    return said


@router.delete("/session", operation_id="leaveCapture", summary="End the session", status_code=204)
def leave(bearer: FromBearer, response: Response, service: Here) -> None:
    """End the session of this browser. The verification stays as it is."""
    with service.books.database.writing() as connection:
        capture_tokens.end_session(connection, bearer.session, service.clock())
    drop_cookie(response, service.settings)


@router.get("", operation_id="getCapture", summary="See what is there and what is next")
def progress(bearer: FromOnlooker, request: Request, service: Here, language: Language = None) -> CaptureOut:
    """Return how far the person is: after a reload, the page goes on from here."""
    with service.books.database.reading() as connection:
        language = _language(language, bearer.verification, request)
        return progress_out(service, connection, bearer.verification, language, follows=bearer.follows)


@router.post("/consent", operation_id="consent", summary="Consent")
def consent(body: ConsentIn, bearer: FromBearer, service: Here) -> CaptureOut:
    """Agree to the text that was shown, which is sealed with the purpose in it. Before, nothing is captured."""
    one, now = bearer.verification, service.clock()
    if body.version != one.consent_version:
        raise ConsentError("Consent was given to another text than this verification's", remedy="Show the text anew.")
    shown = shown_text(one, body.language, service.settings)
    piece = Unsealed("consent", Clock.RECORDS, shown.whole.encode(), "text/plain; charset=utf-8")
    database, vault = service.books.database, service.books.vault
    sealed = vault.seal(database, tenant=one.tenant, subject=one.id, pieces=[piece], now=now)
    with database.writing() as connection:
        still_may(connection, bearer, now)
        (text,) = vault.register(connection, sealed)
        verifications.consent(connection, one.id, version=body.version, language=body.language, text=text, now=now)
        return _anew(service, bearer, connection, body.language)


@router.post("/manual", operation_id="chooseManual", summary="Choose the way without biometrics")
def manual(bearer: FromBearer, service: Here) -> CaptureOut:
    """Have a person look instead. It can be chosen at any time until something is handed in, and is no dead end."""
    with service.books.database.writing() as connection:
        verifications.choose_manual(
            connection, bearer.verification.id, now=service.clock(), retention=service.retention
        )
        return _anew(service, bearer, connection)


@router.post("/submit", operation_id="submitCapture", summary="Hand in what was captured")
def submit(bearer: FromBearer, service: Here) -> SubmittedOut:
    """Hand in: the document's front and the probe must be there. The answer comes with `GET /v1/capture/result`.

    Links that nobody has opened open nothing any more.
    """
    one = bearer.verification
    with service.books.database.writing() as connection:
        require_room(connection, service.settings.waiting_at_most)
        attempt = verifications.submit(connection, one.id, service.clock())
        capture_tokens.end_links(connection, one.id, service.clock())
    service.handover.hand_over(one.id, attempt)
    return SubmittedOut(state=State.PROCESSING, attempt=attempt)


@router.get("/result", operation_id="getCaptureResult", summary="See what it came to")
def result(bearer: FromOnlooker, request: Request, language: Language = None) -> OutcomeOut:
    """Return what the person is told: what it came to, and what to do next. Why in detail is for reviewers only."""
    return outcome_out(bearer.verification, _language(language, bearer.verification, request))


@router.post("/contest", operation_id="contestDecision", summary="Ask for a person")
def contest(bearer: FromBearer, service: Here) -> CaptureOut:
    """Have a person look at what the policy alone has rejected (GDPR Article 22(3))."""
    with service.books.database.writing() as connection:
        verifications.contest(connection, bearer.verification.id, now=service.clock(), retention=service.retention)
        return _anew(service, bearer, connection)


@router.post("/handoff", operation_id="handOff", summary="Go on with another device")
def handoff(bearer: FromBearer, service: Here) -> HandoffOut:
    """Make a link, and its QR code, to go on with another device.

    When it is opened, this session can only see how far the person is: `GET /v1/capture` and `GET /v1/capture/result`.
    """
    with service.books.database.writing() as connection:
        one = bearer.verification.id
        token, until = new_link(service, connection, one, actor="bearer", handed_on_by=bearer.session)
    url = capture_url(service.settings, token)
    return HandoffOut(url=url, qr=qr_code(url), expires_at=until)


def _anew(service: Service, bearer: Bearer, connection: Connection, language: str | None = None) -> CaptureOut:
    """Return how far the person is after a step."""
    one = verifications.known(connection, bearer.verification.id) or bearer.verification
    return progress_out(service, connection, one, best(language or one.language, ""))


def _language(asked: str | None, one: Verification, request: Request) -> str:
    return best(asked or one.language, request.headers.get("accept-language", ""))
