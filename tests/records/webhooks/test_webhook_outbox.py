"""A message and what it tells of are written together, for those who want to be told."""

import json

import pytest
from sqlalchemy import insert
from verifications_made_up import rows
from webhooks_made import NOW, add, announce, deliveries, leased

from counterfoil.records import webhooks
from counterfoil.records.tables import verifications
from counterfoil.records.verifications import erase
from counterfoil.records.webhooks import DeliveryState, Event


def test_a_message_is_there_when_its_transaction_is_and_not_before(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)

    def announce_and_fail():
        with books.database.writing() as connection:
            assert announce(connection)
            raise LookupError

    with pytest.raises(LookupError):
        announce_and_fail()
    assert not deliveries(books, endpoint)
    assert not leased(books)
    with books.database.writing() as connection:
        message = announce(connection)
    (delivery,) = deliveries(books, endpoint)
    assert (delivery.message, delivery.state, delivery.attempts) == (message, DeliveryState.PENDING, 0)
    assert delivery.next_at == NOW


def test_it_goes_to_whoever_wants_it_in_its_tenant_and_mode(books):
    with books.database.writing() as connection:
        wanting = [add(books, connection), add(books, connection, events=["verification.decided"])]
        others = [
            add(books, connection, events=["verification.expired"]),
            add(books, connection, is_test=True),
            add(books, connection, tenant="other"),
        ]
        off = add(books, connection)
        webhooks.change_endpoint(connection, "default", off.id, is_disabled=True, reach=None, actor="key:k", now=NOW)
        announce(connection)
    assert all(len(deliveries(books, endpoint)) == 1 for endpoint in wanting)
    assert not any(deliveries(books, endpoint) for endpoint in [*others, off])


def test_nothing_is_written_when_there_is_nobody_to_tell(books):
    with books.database.writing() as connection:
        add(books, connection, tenant="other")
        add(books, connection, is_test=True)
        assert announce(connection) is None


def test_a_message_says_what_happened_to_whom_by_id_and_nothing_more(books):
    with books.database.writing() as connection:
        add(books, connection)
        announce(connection)
    (one,) = leased(books)
    assert json.loads(one.body) == {
        "type": "verification.decided",
        "timestamp": "2026-11-26T09:00:00+00:00",
        "data": {"id": "ver_1", "reference": None, "test": False},
    }


def test_a_message_says_what_the_integrator_calls_it_until_it_is_erased(books):
    (row,) = rows(1, "default", NOW)
    row |= {"reference": "order 7", "state": "decided"}
    with books.database.writing() as connection:
        connection.execute(insert(verifications).values(row))
        for _ in range(2):
            add(books, connection)
        announce(connection, row["id"])
    first, before = leased(books, limit=1), {"id": row["id"], "reference": "order 7", "test": False}
    assert [json.loads(one.body)["data"] for one in first] == [before]
    with books.database.writing() as connection:
        erase(connection, books.vault, row["id"], actor="key:k", now=NOW)
    assert {json.loads(one.body)["data"]["reference"] for one in leased(books)} == {None}


@pytest.mark.parametrize("event", list(Event))
def test_every_event_can_be_announced(books, event):
    with books.database.writing() as connection:
        endpoint = add(books, connection, events=[event])
        announce(connection, event=event)
    assert [delivery.event for delivery in deliveries(books, endpoint)] == [event]


def test_an_event_that_there_is_not_is_a_defect(books):
    with books.database.writing() as connection, pytest.raises(ValueError, match="lost"):
        announce(connection, event="verification.lost")
