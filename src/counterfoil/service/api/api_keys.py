"""API keys by API: a key may make others of its tenant and mode, with no scope that it lacks, and for no longer."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, ConfigDict, Field
from sqlalchemy import Connection

from counterfoil.errors import ForbiddenError, InvalidRequestError, NotFoundError
from counterfoil.records.access import api_keys
from counterfoil.records.access.api_keys import ApiKey, IssuedKey
from counterfoil.service.access.callers import Caller, KeepsKeys
from counterfoil.service.access.once import OnceOnly, do_once
from counterfoil.service.access.scopes import Scope
from counterfoil.service.api.shapes.parts import Asked, Line, Moment, Said
from counterfoil.service.state import Here

router = APIRouter(prefix="/v1/api-keys", tags=["keys"])

KeyId = Annotated[
    str,
    Path(
        pattern=r"^key_[0-9a-hjkmnp-tv-z]{26}$",
        description="The key's id.",
        examples=["key_01kb0c4z7m8q2r5t9v3x6y1w0a"],
    ),
]
_KEY: Final[dict[str, Any]] = {
    "id": "key_01kb0c4z7m8q2r5t9v3x6y1w0a",
    "name": "shop backend",
    "hint": "cf_live_8f3a",
    "scopes": ["results:read", "verifications:read", "verifications:write"],
    "test": False,
    "created_at": "2026-11-26T10:00:00+00:00",
    "expires_at": None,
    "revoked_at": None,
    "last_used_on": "2026-11-26",
}


class KeyIn(Asked):
    """A key that is wanted."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"name": "shop backend", "scopes": ["verifications:write"]}]},
    )

    name: Annotated[Line, Field(min_length=1, max_length=100, description="What people will call it.")]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(Scope), description="What it may do.")]
    expires_at: Annotated[AwareDatetime | None, Field(description="From when on it opens nothing.")] = None


class ApiKeyOut(Said):
    """A key without its secret."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [_KEY]})

    id: Annotated[str, Field(description="Its id.")]
    name: Annotated[str, Field(description="What people call it.")]
    hint: Annotated[str, Field(description="The beginning of its secret, to tell keys apart.")]
    scopes: Annotated[list[str], Field(description="What it may do.")]
    test: Annotated[bool, Field(description="Whether it belongs to the test mode.")]
    created_at: Annotated[Moment, Field(description="When it was made.")]
    expires_at: Annotated[Moment | None, Field(description="From when on it opens nothing.")]
    revoked_at: Annotated[Moment | None, Field(description="When it was revoked.")]
    last_used_on: Annotated[date | None, Field(description="The last day on which it opened something.")]


class IssuedOut(ApiKeyOut):
    """A key with its secret, the one time that it is told."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [_KEY | {"secret": "cf_live_8f3aQ2Y8..."}]})

    secret: Annotated[str, Field(description="What opens. It is kept nowhere.")]


class ApiKeysOut(Said):
    """The keys of a tenant and mode, revoked and expired ones among them."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [{"keys": [_KEY]}]})

    keys: Annotated[list[ApiKeyOut], Field(description="The oldest first.")]


@router.get("", operation_id="listApiKeys", summary="List API keys")
def page(caller: KeepsKeys, service: Here) -> ApiKeysOut:
    """Return the keys of the caller's tenant and mode, oldest first."""
    with service.books.database.reading() as connection:
        found = api_keys.keys_of(connection, caller.tenant)
    return ApiKeysOut(keys=[ApiKeyOut.model_validate(_fields(one)) for one in found if one.is_test == caller.is_test])


@router.post("", operation_id="createApiKey", summary="Make an API key", status_code=201, response_model=IssuedOut)
def create(body: KeyIn, caller: KeepsKeys, once: OnceOnly, service: Here) -> Response:
    """Make a key of the caller's own tenant and mode. It may not do what the caller may not, nor for longer."""
    _require_life(body.expires_at, service.clock())

    def work(connection: Connection) -> IssuedOut:
        mine = _required(connection, caller, caller.key)
        _require_no_more(mine, {scope.value for scope in body.scopes}, body.expires_at)
        issued = api_keys.issue_key(
            connection,
            tenant=caller.tenant,
            name=body.name,
            scopes=sorted({scope.value for scope in body.scopes}),
            is_test=caller.is_test,
            actor=caller.actor,
            now=service.clock(),
            expires_at=body.expires_at,
        )
        return _issued(issued)

    return do_once(service, caller, once, 201, work)


@router.get("/{key}", operation_id="getApiKey", summary="Get an API key")
def get(key: KeyId, caller: KeepsKeys, service: Here) -> ApiKeyOut:
    """Return a key without its secret."""
    with service.books.database.reading() as connection:
        return ApiKeyOut.model_validate(_fields(_required(connection, caller, key)))


@router.post(
    "/{key}/rotate", operation_id="rotateApiKey", summary="Rotate an API key", status_code=201, response_model=IssuedOut
)
def rotate(key: KeyId, caller: KeepsKeys, once: OnceOnly, service: Here) -> Response:
    """Make a key that may do the same and expires when the old one would have; the old one opens for another day."""

    def work(connection: Connection) -> IssuedOut:
        _require_within(connection, caller, key)
        rotated = api_keys.rotate_key(connection, caller.tenant, key, actor=caller.actor, now=service.clock())
        if rotated is None:
            raise NotFoundError("There is no such key that still opens")
        return _issued(rotated)

    return do_once(service, caller, once, 201, work)


@router.delete("/{key}", operation_id="revokeApiKey", summary="Revoke an API key", status_code=204)
def revoke(key: KeyId, caller: KeepsKeys, service: Here) -> None:
    """Let a key open nothing from now on. Revoking it again changes nothing."""
    with service.books.database.writing() as connection:
        _required(connection, caller, key)
        api_keys.revoke_key(connection, caller.tenant, key, actor=caller.actor, now=service.clock())


def _required(connection: Connection, caller: Caller, name: str) -> ApiKey:
    found = api_keys.find_key(connection, caller.tenant, name)
    if found is None or found.is_test != caller.is_test:
        raise NotFoundError("There is no such key")
    return found


def _require_within(connection: Connection, caller: Caller, name: str) -> None:
    """See that a key may do no more than whoever is given a new one like it."""
    wanted = _required(connection, caller, name)
    _require_no_more(_required(connection, caller, caller.key), wanted.scopes, wanted.expires_at)


def _require_no_more(mine: ApiKey, scopes: AbstractSet[str], expires_at: datetime | None) -> None:
    if lacking := sorted(scopes - mine.scopes):
        raise ForbiddenError(f"A key cannot give what it lacks: {', '.join(lacking)}")
    if mine.expires_at and (expires_at is None or expires_at > mine.expires_at):
        raise ForbiddenError("A key cannot make one that outlives it", remedy="Name an earlier expires_at.")


def _require_life(expires_at: datetime | None, now: datetime) -> None:
    if expires_at is not None and not api_keys.is_life(expires_at, now):
        raise InvalidRequestError("body.expires_at: this should be a moment of the next ten years")


def _issued(issued: IssuedKey) -> IssuedOut:
    return IssuedOut.model_validate({**_fields(issued.key), "secret": issued.secret})


def _fields(key: ApiKey) -> dict[str, object]:
    return {
        "id": key.id,
        "name": key.name,
        "hint": key.hint,
        "scopes": sorted(key.scopes),
        "test": key.is_test,
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "revoked_at": key.revoked_at,
        "last_used_on": key.last_used_on,
    }
