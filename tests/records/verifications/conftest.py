"""A vault, a tenant, and verifications brought to any state by the steps that lead there."""

from pathlib import Path

import pytest
from verification_made import Desk

from counterfoil.records.access import tenants
from counterfoil.records.database import Database
from counterfoil.records.vault import Vault, open_vault
from counterfoil.records.vault.local_key import new_key_text


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return open_vault({"COUNTERFOIL_KEK": new_key_text(), "COUNTERFOIL_VAULT": str(tmp_path / "vault")})


@pytest.fixture
def desk(database: Database, vault: Vault) -> Desk:
    desk = Desk(database, vault)
    with database.writing() as connection:
        for name in ("default", "other"):
            tenants.ensure_tenant(connection, name, now=desk.now)
    return desk
