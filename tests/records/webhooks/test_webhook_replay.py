"""Sending again, looking at what was sent, and forgetting it."""

from datetime import timedelta

import pytest
from webhooks_made import FAILED, HEARD, NOW, add, announce, deliveries, leased, note

from counterfoil.errors import InputError
from counterfoil.records import webhooks
from counterfoil.records.webhooks import DeliveryState, Event

HOUR = timedelta(hours=1)


def replay(books, endpoint, message, now=NOW):
    with books.database.writing() as connection:
        return webhooks.replay(connection, "default", endpoint.id, message, now)


def replay_since(books, endpoint, since=NOW, now=NOW, **otherwise):
    with books.database.writing() as connection:
        return webhooks.replay_since(connection, "default", endpoint.id, since, now, **otherwise)


def test_a_message_is_sent_again_under_its_own_id(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        message = announce(connection)
    (first,) = leased(books)
    note(books, first, HEARD)
    assert replay(books, endpoint, message)
    (second,) = leased(books)
    assert (second.message, second.body) == (first.message, first.body)
    assert second.delivery != first.delivery
    note(books, second, HEARD)
    assert [one.state for one in deliveries(books, endpoint)] == [DeliveryState.DELIVERED] * 2


def test_one_that_waits_is_tried_at_once_and_not_twice(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        message = announce(connection)
    (one,) = leased(books)
    assert replay(books, endpoint, message)
    assert not leased(books)  # it is on its way at this moment
    note(books, one, FAILED)
    assert not leased(books)
    assert replay(books, endpoint, message)
    (again,) = leased(books)
    assert (again.delivery, again.attempt) == (one.delivery, 2)


def test_a_message_of_the_other_mode_or_of_nobody_is_not_sent(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        add(books, connection, is_test=True)
        message = announce(connection, is_test=True)
    assert message
    assert replay(books, endpoint, message) is None
    assert replay(books, endpoint, "whm_00000000000000000000000000") is None
    assert replay_since(books, endpoint) == 0


def test_since_a_moment_only_what_was_missed_is_sent(books):
    with books.database.writing() as connection:
        early = add(books, connection, events=["verification.decided"])
        for number in range(4):
            announce(connection, f"ver_{number}", now=NOW + number * HOUR)
        announce(connection, "ver_other", event="verification.created", now=NOW + HOUR)
        late = add(books, connection)
    for one in leased(books, NOW + 4 * HOUR)[:3]:
        note(books, one, HEARD, NOW + 4 * HOUR)
    assert replay_since(books, early, NOW, NOW + 4 * HOUR) == 0  # the fourth is on its way
    assert replay_since(books, late, NOW + HOUR, NOW + 4 * HOUR) == 4
    assert replay_since(books, late, NOW + HOUR, NOW + 4 * HOUR) == 0
    assert {one.subject for one in deliveries(books, late)} == {"ver_1", "ver_2", "ver_3", "ver_other"}
    assert replay_since(books, early, NOW, NOW + 4 * HOUR, all_again=True) == 3


def test_a_ping_reaches_the_one_endpoint_whatever_it_wants(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection, events=["verification.decided"])
        add(books, connection)
        message = webhooks.ping(connection, "default", endpoint.id, NOW)
    (one,) = leased(books)
    assert (one.message, one.endpoint) == (message, endpoint.id)
    note(books, one, FAILED)
    assert replay_since(books, endpoint) == 0  # a ping tells of nothing that could be missed


def test_deliveries_are_shown_newest_first_a_page_at_a_time(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        for number in range(5):
            announce(connection, f"ver_{number}", now=NOW + number * HOUR)
    seen, after = [], None
    while True:
        with books.database.reading() as connection:
            page = webhooks.deliveries_to(connection, "default", endpoint.id, after=after, limit=2)
        seen += [one.subject for one in page.deliveries]
        after = page.next
        if after is None:
            break
    assert seen == ["ver_4", "ver_3", "ver_2", "ver_1", "ver_0"]


def test_they_are_filtered_by_state_event_and_subject(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        announce(connection, "ver_1")
        announce(connection, "ver_2", event="verification.created")
    for one in leased(books):
        if "ver_1" in one.body:
            note(books, one, HEARD)
    assert [one.subject for one in deliveries(books, endpoint, states=[DeliveryState.DELIVERED])] == ["ver_1"]
    assert [one.subject for one in deliveries(books, endpoint, events=[Event.CREATED])] == ["ver_2"]
    assert [one.subject for one in deliveries(books, endpoint, subject="ver_1")] == ["ver_1"]
    assert not deliveries(books, endpoint, states=[DeliveryState.DEAD])


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"limit": 201}, {"after": "whd_1"}, {"after": "' OR 1=1"}])
def test_a_page_that_there_is_not_is_refused(books, wrong):
    with books.database.reading() as connection, pytest.raises(InputError):
        webhooks.deliveries_to(connection, "default", "whe_1", **wrong)


def test_messages_are_forgotten_after_a_month(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        old = announce(connection, "ver_old", now=NOW)
        announce(connection, "ver_new", now=NOW + timedelta(days=1))
        assert webhooks.forget(connection, NOW + timedelta(days=30)) == 0
        assert webhooks.forget(connection, NOW + timedelta(days=30, seconds=1)) == 1
    assert [one.subject for one in deliveries(books, endpoint)] == ["ver_new"]
    assert replay(books, endpoint, old) is None
