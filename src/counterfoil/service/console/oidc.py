"""Signing in with a company's own provider: OpenID Connect, the code flow with PKCE (RFC 7636), state and nonce.

The provider is asked for its addresses and keys at each sign-in, so that a key it has replaced is never believed. Who
somebody is is its issuer and subject; what they may do is the role that one of its claims names.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from counterfoil.errors import ProviderError
from counterfoil.records.access.accounts import Role

_ALGORITHMS: Final = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
_SECONDS: Final = 10
_LARGEST: Final = 1_000_000
_LEEWAY: Final = 60
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider that the operator has set up.

    Attributes:
        issuer: Its address, as its tokens name it.
        client_id: Which client we are there.
        client_secret: Our secret there; empty for a public client.
        role_claim: Which claim of its tokens names the role, or a list of groups.
        roles: Which value of that claim stands for which role.
    """

    issuer: str
    client_id: str
    client_secret: str
    role_claim: str
    roles: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class Journey:
    """What a browser takes along to the provider and back; three values that nobody guesses."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def begin(cls) -> "Journey":
        """Return a new one."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    @classmethod
    def read(cls, cookie: str) -> "Journey | None":
        """Return the one that a cookie holds; None when it holds none."""
        parts = cookie.split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None  # noqa: PLR2004 - its three values

    def __str__(self) -> str:
        return f"{self.state}.{self.nonce}.{self.verifier}"


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the provider has named.

    Attributes:
        subject: Issuer and subject: nobody else, at this provider or another, has the same.
        name: By which colleagues know the person.
        role: What the person is there for.
    """

    subject: str
    name: str
    role: Role


def address(provider: Provider, journey: Journey, return_to: str) -> str:
    """Return where to send the browser.

    Args:
        provider: Whose sign-in.
        journey: What the browser takes along.
        return_to: Where the provider sends it back to.

    Raises:
        ProviderError: The provider does not answer as it should.
    """
    challenge = base64.urlsafe_b64encode(hashlib.sha256(journey.verifier.encode()).digest()).rstrip(b"=")
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": return_to,
        "scope": "openid profile",
        "state": journey.state,
        "nonce": journey.nonce,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    with _client() as client:
        place = _endpoint(_discover(client, provider), "authorization_endpoint")
    return f"{place}{'&' if urlsplit(place).query else '?'}{urlencode(asked)}"


def person(provider: Provider, journey: Journey, code: str, return_to: str, now: datetime) -> Person:
    """Exchange a code for whom it stands for.

    Args:
        provider: Whose sign-in.
        journey: What the browser took along; that its state came back has been checked.
        code: What the provider sent back.
        return_to: Where it was sent back to, as in `address`.
        now: The clock.

    Raises:
        ProviderError: The provider does not answer as it should, or its token is not for us, not for this sign-in, not
            signed by it, out of date, or names no role.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": return_to,
        "client_id": provider.client_id,
        "code_verifier": journey.verifier,
    }
    with _client() as client:
        described = _discover(client, provider)
        secret = (provider.client_id, provider.client_secret) if provider.client_secret else None
        answer = _json(client, "POST", _endpoint(described, "token_endpoint"), data=form, auth=secret)
        keys = _json(client, "GET", _endpoint(described, "jwks_uri"))
    claims = _claims(answer.get("id_token"), keys, provider, journey, now)
    return Person(f"{provider.issuer} {claims['sub']}", _name(claims), _role(claims, provider))


def is_same(state: str, came_back: str) -> bool:
    """Return whether the state that came back is the one that the browser took along."""
    return hmac.compare_digest(state.encode(), came_back.encode())


def _client() -> httpx.Client:
    return httpx.Client(timeout=_SECONDS, follow_redirects=False)


def _discover(client: httpx.Client, provider: Provider) -> Mapping[str, Any]:
    """Return what the provider says of itself (OpenID Connect Discovery 1.0, 4)."""
    found = _json(client, "GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise ProviderError("The provider calls itself otherwise than COUNTERFOIL_OIDC_ISSUER")
    return found


def _endpoint(described: Mapping[str, Any], name: str) -> str:
    place = described.get(name)
    if not isinstance(place, str) or urlsplit(place).scheme not in ("https", "http"):
        raise ProviderError(f"The provider names no {name}")
    return place


def _json(client: httpx.Client, method: str, place: str, **sent: Any) -> dict[str, Any]:
    try:
        answer = client.request(method, place, headers={"Accept": "application/json"}, **sent)
        found = answer.json() if answer.is_success and len(answer.content) <= _LARGEST else None
    except (httpx.HTTPError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise ProviderError(
            "The provider did not answer as it should", remedy="Try again; if it stays, ask who runs it."
        )
    return found


def _claims(
    token: object, keys: Mapping[str, Any], provider: Provider, journey: Journey, now: datetime
) -> Mapping[str, Any]:
    """Return what a token claims, once it is known to be signed, for us, and of this sign-in (Core 1.0, 3.1.3.7)."""
    try:
        claims = jwt.decode(str(token), KeySet.import_key_set(dict(keys)), algorithms=_ALGORITHMS).claims  # type: ignore[arg-type]
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": journey.nonce},
        ).validate(claims)
    except (JoseError, ValueError, TypeError, KeyError):
        raise ProviderError("The provider's token is not valid for this sign-in", remedy="Sign in again.") from None
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise ProviderError("The provider's token is for somebody else")
    return claims


def _role(claims: Mapping[str, Any], provider: Provider) -> Role:
    said = claims.get(provider.role_claim, [])
    values = said if isinstance(said, list) else [said]
    roles = {provider.roles[value] for value in values if isinstance(value, str) and value in provider.roles}
    if len(roles) != 1:
        what = "more than one role" if roles else "no role here"
        raise ProviderError(f"The provider gives you {what}", remedy="Ask whoever keeps its groups.")
    return roles.pop()


def _name(claims: Mapping[str, Any]) -> str:
    said = claims.get("preferred_username") or claims.get("name") or claims["sub"]
    seen = "".join(letter for letter in str(said) if letter.isprintable())
    return " ".join(seen.split())[:_LONGEST_NAME] or "unnamed"
