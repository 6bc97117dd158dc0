"""Two tenants."""

import pytest
from pairs_made import NOW

from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.database import Database


@pytest.fixture
def tenanted(database: Database) -> Database:
    with database.writing() as connection:
        ensure_tenant(connection, now=NOW)
        ensure_tenant(connection, "other", now=NOW)
    return database
