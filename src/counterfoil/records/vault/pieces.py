"""Rows of evidence, each with its key, and what of them is bound into the sealing."""

from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from counterfoil.records.tables import AnyRow, evidence, vault_keys
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.evidence import Evidence
from counterfoil.records.vault.sealing import bound

PIECES: Final = (
    select(evidence, vault_keys.c.clock, vault_keys.c.wrapped, vault_keys.c.wrapped_by)
    .select_from(evidence.join(vault_keys, evidence.c.key == vault_keys.c.id))
    .where(evidence.c.tenant == bindparam("tenant"))
)
"""The evidence of a tenant, each row with its key."""

_NEWEST: Final = (
    select(evidence.c.kind, func.max(evidence.c.version))
    .where(evidence.c.tenant == bindparam("tenant"), evidence.c.subject == bindparam("subject"))
    .group_by(evidence.c.kind)
)


def newest_versions(connection: Connection, tenant: str, subject: str) -> dict[str, int]:
    """Return the newest version of each kind of a subject's evidence."""
    newest = connection.execute(_NEWEST, {"tenant": tenant, "subject": subject})
    return {row[0]: row[1] for row in newest}


def read(row: AnyRow) -> Evidence:
    """Return the evidence of a row of that query.

    Raises:
        ValueError: It follows a clock that is none.
    """
    return Evidence(
        id=row.id,
        tenant=row.tenant,
        subject=row.subject,
        kind=row.kind,
        version=row.version,
        clock=Clock(row.clock),
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        sealed_at=row.sealed_at,
        erased_at=row.erased_at,
    )


def binding(piece: Evidence) -> bytes:
    """Return everything that a row says of a piece from its sealing on, but where its object lies."""
    return bound(
        piece.tenant,
        piece.subject,
        piece.kind,
        piece.version,
        piece.clock.value,
        piece.id,
        piece.media_type,
        piece.sha256,
        piece.size,
    )
