"""Two who erase the same at once, and what comes in while they do: on Postgres, where writers go side by side."""

import pytest
from verification_made import Desk

from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.database import Database
from counterfoil.records.verifications import State
from tests.meanwhile import meanwhile


@pytest.fixture
def desk(postgres_url, vault):
    database = Database(postgres_url)
    desk = Desk(database, vault)
    with database.writing() as connection:
        ensure_tenant(connection, now=desk.now)
    yield desk
    database.close()


def test_of_two_who_erase_one_does_and_the_other_finds_it_done(desk):
    one = desk.brought_to(State.DECIDED)
    with meanwhile(desk.database, "UPDATE verifications", lambda: desk.erase(one)) as second:
        assert desk.erase(one)
    assert second == [False]
    assert desk.kinds(one).count("erased") == 1


def test_of_two_who_erase_biometrics_one_does_and_the_other_finds_it_done(desk):
    one = desk.brought_to(State.DECIDED)
    with meanwhile(desk.database, "UPDATE verifications", lambda: desk.erase_biometrics(one)) as second:
        assert desk.erase_biometrics(one)
    assert second == [False]
    assert desk.kinds(one).count("biometrics_erased") == 1


def test_biometrics_that_are_due_go_with_the_rest_when_somebody_erases_everything(desk):
    one = desk.brought_to(State.DECIDED)
    with meanwhile(desk.database, "UPDATE verifications", lambda: desk.erase_biometrics(one)) as second:
        assert desk.erase(one)
    assert second == [False]
