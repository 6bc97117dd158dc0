"""Who calls with an API key, and whether the key may do what is asked.

Keys are looked up by the digest of the whole token, so that no comparison of secrets can be timed. What a key must be
allowed is declared with the operation and stands in its OpenAPI entry; `counterfoil.service.guards` refuses to start
with an operation that declares nothing.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes

from counterfoil.errors import CredentialsError, ForbiddenError
from counterfoil.records.access import api_keys
from counterfoil.service.access.addresses import address
from counterfoil.service.access.parameters import require_known_parameters
from counterfoil.service.access.scopes import Scope
from counterfoil.service.state import Here

_BEARER: Final = HTTPBearer(
    scheme_name="ApiKey",
    description="`Authorization: Bearer cf_live_...`, or `cf_test_...` in test mode. Each operation names the scope "
    "that the key must have.",
    auto_error=False,
)
_HOW: Final = "Send Authorization: Bearer and a key that is neither expired nor revoked."


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever calls with an API key.

    Attributes:
        key: The key's id.
        tenant: Whose key it is: nothing of another is there for it.
        is_test: Whether it is a key of the test mode: then only what belongs to the test mode is there for it.
    """

    key: str
    tenant: str
    is_test: bool

    @property
    def actor(self) -> str:
        """Who did it, as the ledger writes it."""
        return f"key:{self.key}"


def caller(
    request: Request,
    scopes: SecurityScopes,
    service: Here,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
) -> Caller:
    """Return who calls.

    Raises:
        CredentialsError: There is no key, or it is not valid (any more).
        ForbiddenError: The key lacks a scope.
        BusyError: The key, or an address that tries keys, asks too often.
        RequestValidationError: The operation has no such parameter.
    """
    where = address(request)
    service.limits.addresses.require(where)
    key = _find(service, credentials.credentials) if credentials else None
    if key is None:
        service.limits.addresses.take(where)
        raise CredentialsError("There is no valid API key", remedy=_HOW)
    service.limits.keys.take(key.id)
    for scope in scopes.scopes:
        if scope not in key.scopes:
            raise ForbiddenError(f"The API key lacks the scope {scope}")
    require_known_parameters(request)
    return Caller(key.id, key.tenant, key.is_test)


def _find(service: Here, token: str) -> api_keys.ApiKey | None:
    now = service.clock()
    with service.books.database.reading() as connection:
        key = api_keys.key_of(connection, token, now)
    if key and key.last_used_on != now.date():
        with service.books.database.writing() as connection:
            api_keys.note_use(connection, key.id, now.date())
    return key


def _with(scope: Scope) -> object:
    return Security(caller, scopes=[scope.value])


ReadsVerifications = Annotated[Caller, _with(Scope.VERIFICATIONS_READ)]
WritesVerifications = Annotated[Caller, _with(Scope.VERIFICATIONS_WRITE)]
ReadsResults = Annotated[Caller, _with(Scope.RESULTS_READ)]
Reviews = Annotated[Caller, _with(Scope.REVIEWS_WRITE)]
Erases = Annotated[Caller, _with(Scope.ERASE)]
Screens = Annotated[Caller, _with(Scope.SCREENING)]
KeepsWebhooks = Annotated[Caller, _with(Scope.WEBHOOKS)]
KeepsKeys = Annotated[Caller, _with(Scope.KEYS)]
