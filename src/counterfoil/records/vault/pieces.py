"""Rows of evidence, each with its key, and what of them is bound into the sealing."""

from sqlalchemy import Connection, Select, func, select

from counterfoil.records.tables import AnyRow, evidence, vault_keys
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.evidence import Evidence
from counterfoil.records.vault.sealing import bound


def newest_versions(connection: Connection, tenant: str, subject: str) -> dict[str, int]:
    """Return the newest version of each kind of a subject's evidence."""
    its = evidence.c.tenant == tenant, evidence.c.subject == subject
    newest = select(evidence.c.kind, func.max(evidence.c.version)).where(*its).group_by(evidence.c.kind)
    return {row[0]: row[1] for row in connection.execute(newest)}


def pieces(tenant: str) -> Select[tuple[object, ...]]:
    """Return the query of a tenant's evidence, each row with its key."""
    with_key = evidence.join(vault_keys, evidence.c.key == vault_keys.c.id)
    columns = (evidence, vault_keys.c.clock, vault_keys.c.wrapped, vault_keys.c.wrapped_by)
    return select(*columns).select_from(with_key).where(evidence.c.tenant == tenant)


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
