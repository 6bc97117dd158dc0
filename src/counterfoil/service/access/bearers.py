"""Who calls from the capture page: a browser that exchanged a capture link for a session cookie.

A browser whose person went on with another device follows: it may see how far they are, and everything else is refused.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Final

from fastapi import Depends, Security
from fastapi.security import APIKeyCookie
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import Response

from counterfoil.errors import CredentialsError, FollowingError
from counterfoil.records import verifications
from counterfoil.records.access import capture_tokens
from counterfoil.records.ids import token_digest
from counterfoil.records.verifications import Verification
from counterfoil.service.access.addresses import address
from counterfoil.service.access.cookies import cookie_name
from counterfoil.service.access.origins import require_own_page
from counterfoil.service.access.parameters import require_known_parameters
from counterfoil.service.settings import Settings
from counterfoil.service.state import Here, Service

COOKIE: Final = "counterfoil_capture"
COOKIE_SCHEME: Final = APIKeyCookie(
    name=COOKIE,
    scheme_name="CaptureSession",
    description="Set by `POST /v1/capture/session` in exchange for a capture link; over https it is called "
    "`__Host-counterfoil_capture`. Everything that changes something "
    "also carries `Counterfoil-Page: 1` and an `Origin` of this service.",
    auto_error=False,
)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever has the session of one verification.

    Attributes:
        session: The secret of the session, as the cookie holds it.
        verification: The one that it is for, as it was when the request came.
        follows: Whether they went on with another device.
    """

    session: str = field(repr=False)
    verification: Verification
    follows: bool


def bearer_of(connection: HTTPConnection, service: Service) -> Bearer:
    """Return who calls and may go on; for operations and WebSockets alike.

    Raises:
        CredentialsError: There is no session, or it is over.
        FollowingError: They went on with another device.
        OriginError: Something is to be changed, and no page of ours asked for it.
        BusyError: The session, or an address that tries sessions, asks too often.
    """
    found = onlooker_of(connection, service)
    if found.follows:
        raise _left_behind()
    return found


def still_may(connection: Connection, bearer: Bearer, now: datetime) -> None:
    """See that a bearer may still go on: a socket, or an upload, outlives what it was begun with.

    Raises:
        CredentialsError: The session has ended.
        FollowingError: They went on with another device.
    """
    session = capture_tokens.find_session(connection, bearer.session, now)
    if session is None:
        raise _over()
    if session.follows:
        raise _left_behind()


def onlooker_of(connection: HTTPConnection, service: Service) -> Bearer:
    """Return who calls, also when they may only see how far they are elsewhere.

    Raises:
        CredentialsError: There is no session, or it is over.
        OriginError: Something is to be changed, and no page of ours asked for it.
        BusyError: The session, or an address that tries sessions, asks too often.
    """
    where = address(connection)
    service.limits.addresses.require(where)
    require_own_page(connection, service.settings)
    cookie = connection.cookies.get(cookie_name(service.settings, COOKIE), "")
    with service.books.database.reading() as database:
        session = capture_tokens.find_session(database, cookie, service.clock()) if cookie else None
        found = verifications.known(database, session.verification) if session else None
    if session is None or found is None:
        service.limits.addresses.take(where)
        raise _over()
    service.limits.sessions.take(token_digest(cookie))
    return Bearer(cookie, found, session.follows)


def bearer(connection: HTTPConnection, service: Here, cookie: Annotated[str | None, Security(COOKIE_SCHEME)]) -> Bearer:
    """Return who calls and may go on, and have the reference say that it takes a session."""
    del cookie  # read by name, so that WebSockets go the same way; declared for the reference
    found = bearer_of(connection, service)
    require_known_parameters(connection)
    return found


def onlooker(
    connection: HTTPConnection, service: Here, cookie: Annotated[str | None, Security(COOKIE_SCHEME)]
) -> Bearer:
    """Return who calls, also when they only follow: for operations that read how far a person is, and no others."""
    del cookie  # as above
    found = onlooker_of(connection, service)
    require_known_parameters(connection)
    return found


FromBearer = Annotated[Bearer, Depends(bearer)]
FromOnlooker = Annotated[Bearer, Depends(onlooker)]


def _over() -> CredentialsError:
    return CredentialsError("This capture session is over, or never was", remedy="Ask for a new link.")


def _left_behind() -> FollowingError:
    return FollowingError("This was handed on to another device", remedy="Go on there, or ask for a new link.")


def set_cookie(response: Response, token: str, settings: Settings) -> None:
    """Give the browser its session."""
    response.set_cookie(
        cookie_name(settings, COOKIE),
        token,
        max_age=settings.session_minutes * 60,
        path="/",
        secure=settings.over_https,
        httponly=True,
        samesite="strict",
    )


def drop_cookie(response: Response, settings: Settings) -> None:
    """Take the session from the browser."""
    name = cookie_name(settings, COOKIE)
    response.delete_cookie(name, path="/", secure=settings.over_https, httponly=True, samesite="strict")
