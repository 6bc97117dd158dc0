"""The secrets that sign for endpoints.

A secret is shown when it is made and never again. After a rotation the one before signs as well for a day, so that
receivers can be given the new one without losing a message. Secrets are sealed and opened with no transaction open that
writes, since a key service may be slow; they are kept in the transaction that adds or rotates.
"""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, update

from counterfoil.errors import StateError, VaultError
from counterfoil.records.database import Database
from counterfoil.records.ids import new_id
from counterfoil.records.tables import webhook_endpoints
from counterfoil.records.vault import SealedSecret, Vault, is_kept
from counterfoil.records.webhooks.endpoint import find_endpoint, locked_of, note_change

OVERLAP: Final = timedelta(days=1)
"""How long the secret before the present one signs as well."""

_BYTES: Final = 32
_PREFIX: Final = "whsec_"


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret that was made and is kept nowhere yet.

    Attributes:
        endpoint: The id of the endpoint that it signs for.
        text: As its receiver is given it.
        sealed: As it will be kept.
    """

    endpoint: str
    text: str = field(repr=False)
    sealed: SealedSecret


@dataclass(frozen=True, slots=True)
class Rotation:
    """A secret that is to take the place of another.

    Attributes:
        new: The secret to come.
        present: What signs now, as it is kept.
        previous: The same, as it will be kept while both sign.
    """

    new: NewSecret
    present: SealedSecret
    previous: SealedSecret


def secret_of_new_endpoint(vault: Vault, now: datetime) -> NewSecret:
    """Make a secret for an endpoint that is to be added, and its id. Call it with no transaction open.

    Raises:
        VaultError: The key-encryption key cannot be reached.
    """
    return _new(vault, new_id("whe", now))


def prepare_rotation(database: Database, vault: Vault, tenant: str, endpoint_id: str) -> Rotation | None:
    """Make a secret for an endpoint that has one. Call it with no transaction open.

    Returns:
        None when the tenant has no such endpoint.

    Raises:
        VaultError: The present secret cannot be opened, or the key-encryption key cannot be reached.
    """
    with database.reading() as connection:
        endpoint = find_endpoint(connection, tenant, endpoint_id)
        present = vault.find_secret(connection, endpoint_id) if endpoint else None
    if present is None:
        return None
    previous = vault.seal_secret(_previous(endpoint_id), vault.open_secret(present))
    return Rotation(_new(vault, endpoint_id), present, previous)


def rotate_secret(
    connection: Connection, vault: Vault, tenant: str, rotation: Rotation, *, actor: str, now: datetime
) -> str | None:
    """Put a new secret in the place of an endpoint's; the one before signs as well for `OVERLAP`.

    Args:
        connection: A transaction that writes.
        vault: Where secrets are kept.
        tenant: Whose endpoint.
        rotation: What was prepared.
        actor: Who rotates.
        now: The clock.

    Returns:
        The new secret; None when the tenant has no such endpoint any more.

    Raises:
        StateError: Somebody else has rotated it since.
    """
    new = rotation.new
    endpoint = locked_of(connection, tenant, new.endpoint)
    if endpoint is None:
        return None
    if not is_kept(connection, rotation.present):
        raise StateError("The endpoint was given another secret at the same moment", remedy="Send it again.")
    vault.put_secret(connection, rotation.previous, now)
    vault.put_secret(connection, new.sealed, now)
    until = now + OVERLAP
    its = webhook_endpoints.c.id == new.endpoint
    connection.execute(update(webhook_endpoints).where(its).values(previous_until=until))
    note_change(connection, endpoint, "rotated", {"previous_until": until.isoformat()}, actor=actor, now=now)
    return new.text


def signing_secrets(
    connection: Connection, vault: Vault, endpoint_id: str, previous_until: datetime | None, now: datetime
) -> tuple[str, ...]:
    """Return the secrets that sign for an endpoint now, the present one first.

    Args:
        connection: A transaction that only reads: a key service may be slow.
        vault: Where secrets are kept.
        endpoint_id: Which endpoint.
        previous_until: Until when the secret before signs as well.
        now: The clock.

    Raises:
        VaultError: They cannot be opened, or the endpoint is gone.
    """
    names = [endpoint_id] if previous_until is None or previous_until <= now else [endpoint_id, _previous(endpoint_id)]
    kept = [vault.find_secret(connection, name) for name in names]
    if None in kept:
        raise VaultError(f"There is no secret of {endpoint_id}")
    return tuple(vault.open_secret(one).decode() for one in kept if one)


def drop_secrets(connection: Connection, vault: Vault, endpoint_id: str) -> None:
    """Remove every secret of an endpoint."""
    for name in (endpoint_id, _previous(endpoint_id)):
        vault.drop_secret(connection, name)


def _new(vault: Vault, endpoint_id: str) -> NewSecret:
    text = _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()
    return NewSecret(endpoint_id, text, vault.seal_secret(endpoint_id, text.encode()))


def _previous(endpoint_id: str) -> str:
    return f"{endpoint_id}/previous"
