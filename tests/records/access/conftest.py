"""Two tenants, a vault, and the door of the console."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from account_door import Door
from pairs_made import NOW

from counterfoil.records.access.tenants import ensure_tenant, find_tenant, set_enabled
from counterfoil.records.database import Database
from counterfoil.records.vault import open_vault


@pytest.fixture
def tenanted(database: Database) -> Database:
    with database.writing() as connection:
        ensure_tenant(connection, now=NOW)
        ensure_tenant(connection, "other", now=NOW)
    return database


@pytest.fixture
def disable_default(tenanted: Database) -> Callable[[], None]:
    """Disables the tenant called default."""

    def disable_default() -> None:
        with tenanted.writing() as connection:
            tenant = find_tenant(connection, "default")
            assert tenant
            set_enabled(connection, tenant, enabled=False, actor="operator", now=NOW)

    return disable_default


@pytest.fixture
def door(tenanted: Database, tmp_path: Path, now: datetime) -> Door:
    vault = open_vault({"COUNTERFOIL_VAULT": str(tmp_path / "vault"), "COUNTERFOIL_KEK_FILE": str(tmp_path / "kek")})
    return Door(tenanted, vault, now)
