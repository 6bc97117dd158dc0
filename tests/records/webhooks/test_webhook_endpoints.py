"""Endpoints: added, changed, given a new secret, removed, by their own tenant only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from webhooks_made import NOW, URL, add, announce, deliveries, leased, ledger_of, rotate

from counterfoil.errors import StateError, WebhookError
from counterfoil.network.reach import PUBLIC, Reach
from counterfoil.records import webhooks
from counterfoil.records.tables import secrets as kept_secrets
from counterfoil.records.vault import KeyRing, Vault
from counterfoil.records.webhooks import DeliveryState
from tests.sealing import Slow, held_up


def change(connection, endpoint, **values):
    asked = {"tenant": "default", "reach": PUBLIC, "actor": "key:k", "now": NOW, **values}
    return webhooks.change_endpoint(connection, endpoint_id=endpoint.id, **asked)


def new_endpoint(books, _endpoint):
    secret = webhooks.secret_of_new_endpoint(books.vault, NOW)
    with books.database.writing() as connection:
        webhooks.add_endpoint(
            connection,
            books.vault,
            secret,
            tenant="default",
            url=URL,
            events=(),
            is_test=False,
            reach=PUBLIC,
            actor="key:k",
            now=NOW,
        )


def rotation(books, endpoint):
    assert rotate(books, endpoint)


def test_an_endpoint_is_kept_as_it_was_added(books):
    with books.database.writing() as connection:
        endpoint = add(
            books, connection, url="HTTPS://Hooks.Example:443/x", events=["webhook.test", "verification.decided"]
        )
    assert endpoint.url == "https://hooks.example/x"
    assert endpoint.events == ("verification.decided", "webhook.test")
    with books.database.reading() as connection:
        assert webhooks.find_endpoint(connection, "default", endpoint.id) == endpoint
        assert webhooks.endpoints_of(connection, "default") == [endpoint]
        assert webhooks.endpoints_of(connection, "default", is_test=True) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"url": "http://hooks.example/"}, "TLS"),
        ({"url": "https://127.0.0.1/"}, "private network"),
        ({"url": "https://169.254.169.254/latest/meta-data"}, "private network"),
        ({"url": "https://canary:canary@hooks.example/"}, "password"),
        ({"events": ["verification.lost"]}, "no such event"),
        ({"events": ["*"]}, "no such event"),
    ],
)
def test_what_will_not_do_is_refused_in_a_line_that_repeats_nothing_of_it(books, values, said):
    with books.database.writing() as connection:
        good = add(books, connection)
        for attempt in (lambda: add(books, connection, **values), lambda: change(connection, good, **values)):
            with pytest.raises(WebhookError, match=said) as refused:
                attempt()
            assert "canary" not in str(refused.value)
            assert "\n" not in str(refused.value)


def test_an_operator_may_let_a_private_network_be_told(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection, url="https://10.1.2.3:8443/", reach=Reach.of("10.1.0.0/16"))
    assert endpoint.url == "https://10.1.2.3:8443/"


def test_a_tenant_has_twenty_at_most(books):
    with books.database.writing() as connection:
        for _ in range(20):
            add(books, connection)
        with pytest.raises(WebhookError, match="20 endpoints"):
            add(books, connection)
        add(books, connection, tenant="other")


def test_another_tenant_neither_sees_nor_touches_it(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        message = announce(connection)
        other = add(books, connection, tenant="other")
        by = {"actor": "key:k", "now": NOW}
        assert webhooks.find_endpoint(connection, "other", endpoint.id) is None
        assert change(connection, endpoint, tenant="other", is_disabled=True) is None
        assert webhooks.remove_endpoint(connection, books.vault, "other", endpoint.id, **by) is False
        assert webhooks.replay(connection, "other", endpoint.id, message, NOW) is None
        assert webhooks.replay(connection, "other", other.id, message, NOW) is None
        assert webhooks.replay_since(connection, "other", endpoint.id, NOW, NOW) is None
        assert webhooks.replay_since(connection, "other", other.id, NOW, NOW) == 0
        assert webhooks.ping(connection, "other", endpoint.id, NOW) is None
        assert webhooks.deliveries_to(connection, "other", endpoint.id).deliveries == ()
        assert webhooks.find_endpoint(connection, "default", endpoint.id) == endpoint
    assert rotate(books, endpoint, "other") is None
    mine = webhooks.prepare_rotation(books.database, books.vault, "default", endpoint.id)
    with books.database.writing() as connection:
        assert webhooks.rotate_secret(connection, books.vault, "other", mine, **by) is None
    assert [kind for kind, _, _ in ledger_of(books, endpoint)] == ["webhook.added"]


def test_what_is_changed_is_changed_and_the_rest_stays(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        assert change(connection, endpoint) == endpoint
        changed = change(connection, endpoint, url="https://new.example/", events=["verification.decided"])
    assert (changed.url, changed.events, changed.disabled_at) == (
        "https://new.example/",
        ("verification.decided",),
        None,
    )
    assert ledger_of(books, endpoint)[1:] == [("webhook.changed", "key:k", {"changed": ["events", "url"]})]


def test_the_ledger_does_not_repeat_the_address(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        change(connection, endpoint, url=URL + "2")
    assert "canary" not in str(ledger_of(books, endpoint))


def test_a_disabled_one_is_told_nothing_until_it_is_enabled_again(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        announce(connection, "ver_before")
        off = change(connection, endpoint, is_disabled=True)
        announce(connection, "ver_meanwhile")
        assert off.disabled_at == NOW
        for attempt in (
            lambda: webhooks.ping(connection, "default", endpoint.id, NOW),
            lambda: webhooks.replay_since(connection, "default", endpoint.id, NOW, NOW),
        ):
            with pytest.raises(StateError):
                attempt()
    assert not leased(books)
    (before,) = deliveries(books, endpoint)
    assert (before.subject, before.state, before.trouble) == ("ver_before", DeliveryState.DEAD, "endpoint_disabled")
    with books.database.writing() as connection:
        assert change(connection, endpoint, is_disabled=False).disabled_at is None
        announce(connection, "ver_after")
        assert webhooks.replay_since(connection, "default", endpoint.id, NOW, NOW) == 2
    assert {one.subject for one in deliveries(books, endpoint, states=[DeliveryState.PENDING])} == {
        "ver_before",
        "ver_meanwhile",
        "ver_after",
    }


def signing(books, connection, endpoint, now):
    kept = webhooks.find_endpoint(connection, "default", endpoint.id)
    return webhooks.signing_secrets(connection, books.vault, endpoint.id, kept.previous_until, now)


def test_after_a_rotation_both_secrets_sign_for_a_day(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        (first,) = signing(books, connection, endpoint, NOW)
    second = rotate(books, endpoint)
    with books.database.reading() as connection:
        assert signing(books, connection, endpoint, NOW + timedelta(hours=23)) == (second, first)
        assert signing(books, connection, endpoint, NOW + timedelta(hours=24)) == (second,)
    third = rotate(books, endpoint)
    with books.database.reading() as connection:
        assert signing(books, connection, endpoint, NOW) == (third, second)
    assert all(secret.startswith("whsec_") and len(secret) == 50 for secret in (first, second, third))
    assert len({first, second, third}) == 3


def test_of_two_rotations_at_once_the_later_is_refused(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
    late = webhooks.prepare_rotation(books.database, books.vault, "default", endpoint.id)
    second = rotate(books, endpoint)
    with pytest.raises(StateError, match="at the same moment"), books.database.writing() as connection:
        webhooks.rotate_secret(connection, books.vault, "default", late, actor="key:k", now=NOW)
    with books.database.reading() as connection:
        assert signing(books, connection, endpoint, NOW)[0] == second


@pytest.mark.parametrize("step", [new_endpoint, rotation])
def test_while_a_key_service_is_waited_for_others_write(books, step):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
    keys = Slow(books.vault.ring.current)
    waiting = replace(books, vault=Vault(KeyRing([keys]), books.vault.store))
    with held_up(keys, lambda: step(waiting, endpoint)) as begun:
        with books.database.writing() as connection:
            announce(connection, "ver_meanwhile")
        assert not begun.done()
    assert "ver_meanwhile" in {one.subject for one in deliveries(books, endpoint)}


def test_a_secret_lies_in_the_database_sealed(books):
    with books.database.writing() as connection:
        endpoint = add(books, connection)
        (secret,) = signing(books, connection, endpoint, NOW)
        rows = connection.execute(select(kept_secrets)).all()
    assert len(rows) == 1
    assert secret.encode() not in rows[0].sealed


def test_a_removed_one_leaves_its_ledger_and_nothing_else(books):
    with books.database.writing() as connection:
        endpoint, staying = add(books, connection), add(books, connection)
    rotate(books, endpoint)
    with books.database.writing() as connection:
        announce(connection)
        assert webhooks.remove_endpoint(connection, books.vault, "default", endpoint.id, actor="key:k", now=NOW)
        assert not webhooks.remove_endpoint(connection, books.vault, "default", endpoint.id, actor="key:k", now=NOW)
        assert webhooks.endpoints_of(connection, "default") == [staying]
        assert not connection.execute(select(kept_secrets.c.id).where(kept_secrets.c.id != staying.id)).all()
    assert not deliveries(books, endpoint)
    assert [one.endpoint for one in leased(books)] == [staying.id]
    assert [kind for kind, _, _ in ledger_of(books, endpoint)] == [
        "webhook.added",
        "webhook.rotated",
        "webhook.removed",
    ]
