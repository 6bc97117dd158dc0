"""API keys: issued once, kept as a digest, limited to scopes, rotated without a gap.

A key belongs to a tenant and to one mode: ``cf_live_...`` or ``cf_test_...``. Its secret is shown when it is issued and
never again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from counterfoil.records import ledger
from counterfoil.records.canonical import JsonValue
from counterfoil.records.ids import new_id, new_token, token_digest
from counterfoil.records.tables import AnyRow, api_keys, tenants

USUAL_OVERLAP: Final = timedelta(days=1)
"""How long a rotated key still opens, so that every server can be given the new one meanwhile."""

_LONGEST_LIFE: Final = timedelta(days=10 * 366)
_UNEXPIRED: Final = or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > bindparam("now"))
_KEY: Final = (
    select(api_keys)
    .join(tenants, tenants.c.id == api_keys.c.tenant)
    .where(api_keys.c.digest == bindparam("digest"), api_keys.c.revoked_at.is_(None), _UNEXPIRED)
    .where(tenants.c.disabled_at.is_(None))
)

_HINT: Final = 12


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret.

    Attributes:
        id: Its name, ``key_...``.
        tenant: Whose it is.
        name: What people call it.
        hint: The beginning of its secret, to tell keys apart.
        scopes: What it may do.
        is_test: Whether it belongs to the test mode.
        created_at: When it was issued.
        expires_at: From when on it opens nothing; None when there is no such date.
        revoked_at: Since when it opens nothing; None while it is not revoked.
        last_used_on: The day it was last used on; None when it never was.
    """

    id: str
    tenant: str
    name: str
    hint: str
    scopes: frozenset[str]
    is_test: bool
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key at the one moment at which its secret is known.

    Attributes:
        key: The key.
        secret: What opens; kept nowhere.
    """

    key: ApiKey
    secret: str

    def __repr__(self) -> str:
        return f"IssuedKey({self.key.id})"


def is_life(expires_at: datetime, now: datetime) -> bool:
    """Return whether a new key may expire then: at some moment of the next ten years."""
    return now < expires_at < now + _LONGEST_LIFE


def issue_key(
    connection: Connection,
    *,
    tenant: str,
    name: str,
    scopes: Collection[str],
    is_test: bool,
    actor: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> IssuedKey:
    """Issue a key.

    Args:
        connection: A transaction that writes.
        tenant: Whose; there is such a tenant.
        name: What people will call it.
        scopes: What it may do.
        is_test: Whether it belongs to the test mode.
        actor: Who issues it.
        now: The clock.
        expires_at: From when on it opens nothing.
    """
    secret = new_token("cf_test" if is_test else "cf_live")
    row = {
        "id": new_id("key", now),
        "tenant": tenant,
        "name": name,
        "digest": token_digest(secret),
        "hint": secret[:_HINT],
        "scopes": sorted(scopes),
        "is_test": is_test,
        "created_at": now,
        "expires_at": expires_at,
    }
    key = _key(connection.execute(insert(api_keys).values(row).returning(*api_keys.c)).one())
    _note(connection, key, "issued", actor=actor, now=now, scopes=sorted(scopes), test=is_test)
    return IssuedKey(key, secret)


def key_of(connection: Connection, secret: str, now: datetime) -> ApiKey | None:
    """Return the key that a secret opens; None when it opens none (any more).

    The secret is found by its digest, so that no comparison of ours takes longer the more of it is right.
    """
    row = connection.execute(_KEY, {"digest": token_digest(secret), "now": now}).one_or_none()
    return _key(row) if row else None


def note_use(connection: Connection, key_id: str, today: date) -> None:
    """Remember that a key was used, to the day: a write a day, and no more known of its owner than that."""
    unnoted = or_(api_keys.c.last_used_on.is_(None), api_keys.c.last_used_on < today.isoformat())
    connection.execute(update(api_keys).where(api_keys.c.id == key_id, unnoted).values(last_used_on=today.isoformat()))


def find_key(connection: Connection, tenant: str, key_id: str) -> ApiKey | None:
    """Return a key of a tenant; None when the tenant has none of this id."""
    row = connection.execute(select(api_keys).where(api_keys.c.tenant == tenant, api_keys.c.id == key_id)).one_or_none()
    return _key(row) if row else None


def keys_of(connection: Connection, tenant: str) -> list[ApiKey]:
    """Return the keys of a tenant, oldest first, revoked and expired ones among them."""
    rows = connection.execute(select(api_keys).where(api_keys.c.tenant == tenant).order_by(api_keys.c.id))
    return [_key(row) for row in rows]


def rotate_key(
    connection: Connection, tenant: str, key_id: str, *, actor: str, now: datetime, overlap: timedelta = USUAL_OVERLAP
) -> IssuedKey | None:
    """Issue a key that may do the same for as long; the old one expires after the overlap.

    Args:
        connection: A transaction that writes.
        tenant: Whose.
        key_id: The old key.
        actor: Who rotates it.
        now: The clock.
        overlap: How long the old one still opens; not longer than it would have.

    Returns:
        The new key; None when the tenant has no such key that still opens.
    """
    mine = api_keys.c.tenant == tenant, api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None), _UNEXPIRED
    # Written before it is read: of two rotations at once, the second waits here.
    query = update(api_keys).where(*mine).values(name=api_keys.c.name).returning(*api_keys.c)
    old = connection.execute(query, {"now": now}).one_or_none()
    if old is None:
        return None
    ends = now + overlap if old.expires_at is None else min(old.expires_at, now + overlap)
    connection.execute(update(api_keys).where(api_keys.c.id == key_id).values(expires_at=ends))
    _note(connection, _key(old), "rotated", actor=actor, now=now, expires_at=ends.isoformat())
    return issue_key(
        connection,
        tenant=tenant,
        name=old.name,
        scopes=old.scopes,
        is_test=old.is_test,
        actor=actor,
        now=now,
        expires_at=old.expires_at,
    )


def revoke_key(connection: Connection, tenant: str, key_id: str, *, actor: str, now: datetime) -> bool:
    """Revoke a key at once; return whether the tenant had such a key that was not revoked."""
    mine = api_keys.c.tenant == tenant, api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None)
    revoked = connection.execute(
        update(api_keys).where(*mine).values(revoked_at=now).returning(*api_keys.c)
    ).one_or_none()
    if revoked is None:
        return False
    _note(connection, _key(revoked), "revoked", actor=actor, now=now)
    return True


def _note(connection: Connection, key: ApiKey, kind: str, *, actor: str, now: datetime, **body: JsonValue) -> None:
    ledger.append(
        connection, tenant=key.tenant, kind=f"api_key.{kind}", subject=key.id, actor=actor, body=body, now=now
    )


def _key(row: AnyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        tenant=row.tenant,
        name=row.name,
        hint=row.hint,
        scopes=frozenset(row.scopes),
        is_test=row.is_test,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_on=date.fromisoformat(row.last_used_on) if row.last_used_on else None,
    )
