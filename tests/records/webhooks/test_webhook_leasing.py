"""A delivery is tried by one worker at a time, again and again, until it is heard or given up."""

import itertools
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from webhooks_made import FAILED, HEARD, NOW, add, announce, deliveries, leased, ledger_of, note

from counterfoil.network.reach import PUBLIC
from counterfoil.records import webhooks
from counterfoil.records.webhooks import DeliveryState, Outcome

DAY = timedelta(days=1)


def told(books, count=1, **otherwise):
    """Add an endpoint, and announce so much."""
    with books.database.writing() as connection:
        endpoint = add(books, connection, **otherwise)
        for number in range(count):
            announce(connection, f"ver_{number}")
    return endpoint


def endpoint_now(books, endpoint):
    with books.database.reading() as connection:
        return webhooks.find_endpoint(connection, endpoint.tenant, endpoint.id)


def test_what_is_leased_is_leased_to_nobody_else_until_the_lease_ends(books):
    endpoint = told(books)
    (one,) = leased(books)
    assert (one.attempt, one.url) == (1, endpoint.url)
    assert not leased(books)
    assert not leased(books, NOW + timedelta(seconds=59))
    (again,) = leased(books, NOW + timedelta(seconds=60))
    assert (again.delivery, again.message, again.attempt) == (one.delivery, one.message, 2)


def test_many_workers_at_once_lease_each_delivery_once(books):
    with books.database.writing() as connection:
        for _ in range(12):
            add(books, connection)
        for number in range(6):
            announce(connection, f"ver_{number}")
    taken: Counter[str] = Counter()
    start = threading.Barrier(4)

    def work():
        start.wait()
        return take_all(books, taken)

    with ThreadPoolExecutor(4) as workers:
        for ended in [workers.submit(work) for _ in range(4)]:
            ended.result()
    take_all(books, taken)  # who finds all of an endpoint's on their way leaves early
    assert len(taken) == 12 * 6
    assert set(taken.values()) == {1}


def take_all(books, taken):
    """Lease all that can be had, and put it down as heard."""
    while mine := leased(books, limit=3):
        taken.update(one.delivery for one in mine)
        for one in mine:
            note(books, one, HEARD)


def test_one_that_comes_back_late_changes_nothing(books):
    endpoint = told(books)
    (slow,) = leased(books)
    (quick,) = leased(books, NOW + timedelta(minutes=2))
    assert note(books, quick, HEARD) is DeliveryState.DELIVERED
    assert note(books, slow, FAILED) is None
    (delivery,) = deliveries(books, endpoint)
    assert (delivery.state, delivery.attempts, delivery.answered) == (DeliveryState.DELIVERED, 2, 200)
    assert endpoint_now(books, endpoint).failing_since is None


def test_it_is_tried_ten_times_in_just_over_three_days_and_then_dead(books):
    endpoint = told(books)
    now, waits = NOW, []
    for attempt in itertools.count(1):
        (one,) = leased(books, now)
        assert one.attempt == attempt
        if note(books, one, FAILED, now) is DeliveryState.DEAD:
            break
        (delivery,) = deliveries(books, endpoint)
        assert not leased(books, delivery.next_at - timedelta(seconds=1))
        waits.append(delivery.next_at - now)
        now = delivery.next_at
    hours = [round(wait.total_seconds() / 3600, 4) for wait in waits]
    assert hours == [0.0014, 0.0833, 0.5, 2, 5, 10, 14, 20, 24]
    assert not leased(books, now + 30 * DAY)
    (delivery,) = deliveries(books, endpoint)
    assert (delivery.state, delivery.attempts, delivery.answered, delivery.trouble) == (
        DeliveryState.DEAD,
        10,
        500,
        "status",
    )
    assert delivery.ended_at == now
    assert endpoint_now(books, endpoint).disabled_at is None


def test_a_receiver_may_ask_for_more_time_and_not_for_less(books):
    told(books)
    (one,) = leased(books)
    note(books, one, Outcome(answered=429, trouble="status", retry_after=3600))
    assert not leased(books, NOW + timedelta(minutes=59))
    (one,) = leased(books, NOW + timedelta(minutes=60))
    note(books, one, Outcome(answered=503, trouble="status", retry_after=1), NOW)
    assert not leased(books, NOW + timedelta(minutes=4))
    (one,) = leased(books, NOW + timedelta(minutes=5))
    note(books, one, Outcome(answered=503, trouble="status", retry_after=999_999), NOW)
    assert leased(books, NOW + DAY)


def test_four_at_once_go_to_one_endpoint_and_one_while_it_fails(books):
    endpoint = told(books, 12)
    first = leased(books)
    assert len(first) == 4
    assert not leased(books)
    note(books, first[0], HEARD)
    assert len(leased(books)) == 1
    for one in first[1:]:
        note(books, one, FAILED)
    assert endpoint_now(books, endpoint).failing_since == NOW
    assert not leased(books)  # one is on its way still
    later = NOW + timedelta(minutes=2)
    (only,) = leased(books, later)
    assert not leased(books, later)
    note(books, only, HEARD, later)
    assert endpoint_now(books, endpoint).failing_since is None
    assert len(leased(books, later)) == 4


def test_a_long_queue_for_one_endpoint_is_not_in_the_way_of_another(books):
    crowded = told(books, 30)
    other = told(books)
    mine = leased(books, limit=10)
    assert Counter(one.endpoint for one in mine) == {crowded.id: 4, other.id: 1}


def test_who_says_that_it_is_gone_is_told_nothing_more(books):
    endpoint = told(books, 2)
    first, _second = leased(books)
    assert note(books, first, Outcome(answered=410, trouble="status")) is DeliveryState.DEAD
    assert endpoint_now(books, endpoint).disabled_at == NOW
    assert {one.state for one in deliveries(books, endpoint)} == {DeliveryState.DEAD}
    assert ledger_of(books, endpoint)[-1] == ("webhook.disabled", "worker", {"because": "gone"})


def test_who_fails_for_five_days_is_told_nothing_more_and_can_catch_up(books):
    endpoint = told(books)
    now = NOW
    for day in range(7):
        now = NOW + day * DAY
        with books.database.writing() as connection:
            announce(connection, f"ver_day_{day}", now=now)
        for one in leased(books, now):
            note(books, one, FAILED, now)
        if endpoint_now(books, endpoint).disabled_at:
            break
    assert now == NOW + 5 * DAY
    assert ledger_of(books, endpoint)[-1] == ("webhook.disabled", "worker", {"because": "failing"})
    assert not leased(books, now + DAY)
    with books.database.writing() as connection:
        announce(connection, "ver_after", now=now)
        by = {"reach": PUBLIC, "actor": "key:k", "now": now}
        on = webhooks.change_endpoint(connection, "default", endpoint.id, is_disabled=False, **by)
        assert (on.disabled_at, on.failing_since) == (None, None)
        assert webhooks.replay_since(connection, "default", endpoint.id, NOW, now) == 8
    subjects = set()
    while mine := leased(books, now):
        for one in mine:
            assert note(books, one, HEARD, now) is DeliveryState.DELIVERED
    subjects = {one.subject for one in deliveries(books, endpoint, states=[DeliveryState.DELIVERED])}
    assert subjects == {"ver_0", "ver_after", *(f"ver_day_{day}" for day in range(6))}


def test_what_fails_on_our_side_costs_no_attempt(books):
    endpoint = told(books)
    (one,) = leased(books)
    with books.database.writing() as connection:
        webhooks.put_back(connection, one, "secret_unavailable", NOW)
    assert not leased(books, NOW + timedelta(seconds=59))
    (delivery,) = deliveries(books, endpoint)
    assert (delivery.attempts, delivery.trouble) == (0, "secret_unavailable")
    (one,) = leased(books, NOW + timedelta(seconds=60))
    assert one.attempt == 1
    assert endpoint_now(books, endpoint).failing_since is None


def test_what_kills_every_worker_that_takes_it_up_is_given_up(books):
    endpoint = told(books)
    now = NOW
    for _ in range(10):
        assert len(leased(books, now)) == 1
        now += timedelta(minutes=1)
    assert not leased(books, now)
    (delivery,) = deliveries(books, endpoint)
    assert (delivery.state, delivery.trouble) == (DeliveryState.DEAD, "abandoned")


@pytest.mark.parametrize("outcome", [HEARD, FAILED, Outcome(answered=410, trouble="status")])
def test_an_endpoint_removed_meanwhile_stays_removed(books, outcome):
    endpoint = told(books)
    (one,) = leased(books)
    with books.database.writing() as connection:
        webhooks.remove_endpoint(connection, books.vault, "default", endpoint.id, actor="key:k", now=NOW)
    assert note(books, one, outcome) is None
    assert endpoint_now(books, endpoint) is None
