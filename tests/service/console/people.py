"""People at the console: accounts with codes set up, and browsers that are signed in."""

from dataclasses import dataclass, replace

import httpx
import pyotp
from deployment import NO_TLS, Deployment

from counterfoil.records.access import account_sessions, accounts
from counterfoil.records.access.accounts import Account, Role
from counterfoil.records.access.signing_in import offer_codes, set_up_codes
from counterfoil.service.console.visiting import form_token

PASSWORD = "orchard tallow minnow cleft"  # noqa: S105 - a test's


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in.

    Attributes:
        account: Whose account.
        codes: Their phone.
        token: The session's.
        browser: Sends the session's cookie and where its pages are from, as a browser does.
    """

    account: Account
    codes: pyotp.TOTP
    token: str
    browser: httpx.Client

    def get(self, place: str) -> httpx.Response:
        return self.browser.get(f"/console{place}")

    def post(self, place: str, **form: str) -> httpx.Response:
        """Send a form of this session."""
        return self.browser.post(f"/console{place}", data=self.form(**form))

    def form(self, **form: str) -> dict[str, str]:
        """Return a form of this session, filled in."""
        return {"form": form_token(self.token), **form}


def person(deployment: Deployment, tenant: str, role: Role, name: str = "", *, actor: str = "system") -> Person:
    """Make an account as somebody would, set up its codes, and sign in."""
    now, books = deployment.clock(), deployment.books
    with books.database.writing() as connection:
        account = accounts.create(
            connection, tenant=tenant, name=name or role.value, role=role, password=PASSWORD, actor=actor, now=now
        )
    offered = offer_codes(books.database, books.vault, account, now)
    codes = pyotp.TOTP(offered.secret)
    with books.database.writing() as connection:
        set_up_codes(connection, offered, account, codes.at(now), now)
        token = account_sessions.begin(connection, account.id, now)
    browser = httpx.Client(
        base_url=deployment.url,
        headers={"Origin": deployment.url},
        cookies={"counterfoil_console": token},
        timeout=60,
        verify=NO_TLS,
    )
    return Person(account, codes, token, browser)


def signed_in_anew(deployment: Deployment, who: Person) -> Person:
    """Sign somebody in again, in the same browser, after their session has run out."""
    with deployment.books.database.writing() as connection:
        token = account_sessions.begin(connection, who.account.id, deployment.clock())
    who.browser.cookies.clear()
    who.browser.cookies.set("counterfoil_console", token)
    return replace(who, token=token)
