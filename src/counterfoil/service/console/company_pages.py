"""Signing in by way of the company's own provider: there, and back again. `oidc` says what is believed of it."""

from typing import Final

from fastapi import Depends, Request, Response

from counterfoil.errors import NotFoundError, ProviderError
from counterfoil.records.access import account_sessions, accounts
from counterfoil.service.access.addresses import address
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.access.cookies import cookie_name
from counterfoil.service.console import oidc
from counterfoil.service.console.routing import console_router
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import from_our_page, give_session
from counterfoil.service.settings import Settings
from counterfoil.service.state import Here

router = console_router()

_JOURNEY: Final = "counterfoil_journey"
_JOURNEY_SECONDS: Final = 600


@router.post("/provider", dependencies=[ANYONE, Depends(from_our_page)])
def go_to_provider(request: Request, here: Here) -> Response:
    """Send the browser to the company's own sign-in."""
    provider, journey = _provider(here.settings), oidc.Journey.begin()
    with here.limits.providers.place(address(request)):
        place = oidc.address(provider, journey, _return_to(here.settings))
    # A form may only lead to our own pages (form-action), so that the browser goes there from a page of ours.
    answer = page("onward.html", place=place, text="Go on to sign in", visitor=None)
    answer.set_cookie(
        cookie_name(here.settings, _JOURNEY),
        str(journey),
        max_age=_JOURNEY_SECONDS,
        path="/",
        secure=here.settings.over_https,
        httponly=True,
        samesite="lax",  # it must come back with a browser that another site sends
    )
    return answer


@router.get("/provider/return", dependencies=[ANYONE])
def come_back(request: Request, here: Here, state: str = "", code: str = "") -> Response:
    """Let in whom the company's own sign-in has named."""
    provider = _provider(here.settings)
    journey = oidc.Journey.read(request.cookies.get(cookie_name(here.settings, _JOURNEY), ""))
    if journey is None or not code or not oidc.is_same(journey.state, state):
        raise ProviderError("This sign-in was not begun in this browser, or too long ago", remedy="Sign in again.")
    now = here.clock()
    with here.limits.providers.place(address(request)):
        person = oidc.person(provider, journey, code, _return_to(here.settings), now)
    with here.books.database.writing() as connection:
        account = accounts.of_oidc_subject(
            connection,
            tenant=here.settings.oidc_tenant,
            subject=person.subject,
            name=person.name,
            role=person.role,
            now=now,
        )
        session = account_sessions.begin(connection, account.id, now)
    # The way here began on another site, so the browser does not send the new cookie until a page of ours leads on.
    answer = page("onward.html", place="/console", text="Go on to the console", visitor=None)
    give_session(answer, here.settings, session)
    answer.delete_cookie(cookie_name(here.settings, _JOURNEY), path="/", secure=here.settings.over_https)
    return answer


def _return_to(settings: Settings) -> str:
    return f"{settings.base_url}/console/provider/return"


def _provider(settings: Settings) -> oidc.Provider:
    if not settings.oidc_issuer:
        raise NotFoundError("There is no sign-in of the company's own here")
    return oidc.Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        role_claim=settings.oidc_role_claim,
        roles={value: accounts.Role(role) for value, role in settings.oidc_roles.items()},
    )
