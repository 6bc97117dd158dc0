"""Who hands in at the same moment: the room for those who wait is counted by one at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from counterfoil.errors import BusyError
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.database import Database
from counterfoil.records.tables import verifications
from counterfoil.service.waiting import require_room
from tests.beginning import begun
from tests.meanwhile import meanwhile

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
HANDING_IN = "UPDATE verifications"


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    yield database
    database.close()


def test_of_two_who_hand_in_at_once_the_second_finds_the_room_taken(database: Database) -> None:
    with database.writing() as connection:
        ensure_tenant(connection, now=NOW)
        first, second = (begun(connection, NOW).id for _ in range(2))

    def hand_in(which: str) -> None:
        with database.writing() as connection:
            require_room(connection, 1)
            connection.execute(update(verifications).where(verifications.c.id == which).values(state="processing"))

    with meanwhile(database, HANDING_IN, lambda: hand_in(second)) as ended:
        hand_in(first)
    assert [type(one) for one in ended] == [BusyError]
