"""Books on SQLite and on Postgres, with two tenants."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from webhooks_made import NOW

from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.books import Books, open_books


@pytest.fixture
def books(database_url: str, tmp_path: Path) -> Iterator[Books]:
    books = open_books(
        {
            "COUNTERFOIL_DATABASE": database_url,
            "COUNTERFOIL_VAULT": str(tmp_path / "vault"),
            "COUNTERFOIL_KEK_FILE": str(tmp_path / "vault.key"),
            "COUNTERFOIL_SIGNING_KEY": str(tmp_path / "signing.jwk"),
        }
    )
    with books.database.writing() as connection:
        for tenant in ("default", "other"):
            ensure_tenant(connection, tenant, now=NOW)
    yield books
    books.close()
