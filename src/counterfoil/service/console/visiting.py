"""Who is at the console: the session behind a cookie, what its account may do, and that a form is ours.

Every route names the action that it is; a route that names none does not start. A form is taken when the browser says
that a page of ours sent it (``Origin``), and it carries the session's own token. The cookie is ``SameSite=Strict``.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import Depends, Form, Request, Response

from counterfoil.errors import CounterfoilError, NotFoundError, OriginError
from counterfoil.records.access import account_sessions, accounts
from counterfoil.records.access.account_sessions import Session
from counterfoil.records.access.accounts import Account
from counterfoil.service.access.cookies import cookie_name
from counterfoil.service.access.origins import require_origin
from counterfoil.service.console.permissions import Action, may
from counterfoil.service.settings import Settings
from counterfoil.service.state import Here, Service

_SESSION: Final = "counterfoil_console"
_DEVICE: Final = "counterfoil_device"
_DEVICE_SECONDS: Final = 90 * 24 * 3600


class GoElsewhereError(CounterfoilError):
    """The browser has to go to another page first; never seen by anybody.

    Args:
        place: Where.
    """

    code = "elsewhere"
    status = 303

    def __init__(self, place: str) -> None:
        super().__init__("This page comes after another one")
        self.place = place


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in.

    Attributes:
        account: Who.
        session: By which session.
        form_token: What every form of this session carries.
    """

    account: Account
    session: Session
    form_token: str

    def may(self, action: Action) -> bool:
        """Return whether the account may do something."""
        return may(self.account.role, action)


def allowed(action: Action) -> Callable[..., Visitor]:
    """Return the dependency of a route that is this action: it gives the visitor, or refuses.

    A page that somebody may not see is not there (404): the refusal tells nothing.
    """

    def visitor(request: Request, here: Here) -> Visitor:
        found = signed_in(request, here)
        if not found.account.has_second_factor:
            raise GoElsewhereError("/console/codes")
        if not found.may(action):
            raise NotFoundError("There is nothing at this address, or nothing that your role may see")
        return found

    visitor.action = action  # type: ignore[attr-defined]  # read by `console.action_of`
    return visitor


def setting_up_codes(request: Request, here: Here) -> Visitor:
    """Return the visitor who has yet to set up one-time codes; whoever has goes on."""
    found = signed_in(request, here)
    if found.account.has_second_factor:
        raise GoElsewhereError("/console")
    return found


setting_up_codes.action = Action.OWN_ACCOUNT  # type: ignore[attr-defined]


def signed_in(request: Request, here: Service) -> Visitor:
    """Return who is signed in.

    Raises:
        GoElsewhereError: Nobody; the browser goes to sign in, and comes back to the page that it asked for.
    """
    token, now = request.cookies.get(cookie_name(here.settings, _SESSION)), here.clock()
    with here.books.database.reading() as connection:
        session = account_sessions.find(connection, token, now) if token else None
        account = accounts.find(connection, session.tenant, session.account) if session else None
    if token is None or session is None or account is None:
        wanted = request.url.path if request.method == "GET" else "/console"
        raise GoElsewhereError(f"/console/sign-in?next={quote(wanted)}")
    if session.is_due(now):
        with here.books.database.writing() as connection:
            account_sessions.note_use(connection, session, now)
    return Visitor(account, session, form_token(token))


def form_token(session_token: str) -> str:
    """Return what forms of a session carry: only whoever holds the session's token can make it."""
    return hashlib.sha256(b"counterfoil console form\n" + session_token.encode()).hexdigest()


def from_our_page(request: Request, here: Here) -> None:
    """Refuse what a page of another origin, or no page at all, had a browser send.

    Raises:
        OriginError: It did.
    """
    require_origin(request, here.settings)


def from_our_form(
    request: Request, here: Here, form: Annotated[str, Form(max_length=64)] = "", _: None = Depends(from_our_page)
) -> None:
    """Refuse a form that is not of this session.

    Raises:
        OriginError: It is not.
    """
    token = request.cookies.get(cookie_name(here.settings, _SESSION), "")
    if not hmac.compare_digest(form.encode(), form_token(token).encode()):
        raise OriginError("This form is of an earlier sign-in", remedy="Open the page again.")


OurForm: Final = Depends(from_our_form)
"""What every route that changes something depends on."""


def device_token(request: Request, settings: Settings) -> str | None:
    """Return the token of a browser from which somebody has signed in before."""
    return request.cookies.get(cookie_name(settings, _DEVICE))


def give_session(answer: Response, settings: Settings, session: str, device: str | None = None) -> None:
    """Put a session, and what makes the browser known, into its cookies."""
    _set(answer, settings, _SESSION, session, None)
    if device is not None:
        _set(answer, settings, _DEVICE, device, _DEVICE_SECONDS)


def take_session(answer: Response, settings: Settings) -> None:
    """Take the session's cookie away."""
    _set(answer, settings, _SESSION, "", 0)


def _set(answer: Response, settings: Settings, name: str, value: str, seconds: int | None) -> None:
    answer.set_cookie(
        cookie_name(settings, name),
        value,
        max_age=seconds,
        path="/",
        secure=settings.over_https,
        httponly=True,
        samesite="strict",
    )
