"""API keys: shown once, kept as digests, rotated without a gap, and nobody else's."""

from datetime import timedelta

import pytest
from pairs_made import NOW
from sqlalchemy import select

from counterfoil.records import ledger
from counterfoil.records.access.api_keys import (
    find_key,
    issue_key,
    key_of,
    keys_of,
    note_use,
    revoke_key,
    rotate_key,
)
from counterfoil.records.tables import metadata

DAY = timedelta(days=1)


@pytest.fixture
def issue(tenanted):
    def issue(tenant="default", **otherwise):
        usual = {"name": "shop", "scopes": ["verifications:write"], "is_test": False, "actor": "account:acc_1"}
        with tenanted.writing() as connection:
            return issue_key(connection, tenant=tenant, now=NOW, **{**usual, **otherwise})

    return issue


def opened(database, secret, now=NOW):
    with database.reading() as connection:
        return key_of(connection, secret, now)


def test_a_secret_opens_its_key_and_nothing_like_it_does(tenanted, issue):
    issued = issue()
    found = opened(tenanted, issued.secret)
    assert found == issued.key
    assert (found.scopes, found.is_test, found.tenant) == (frozenset(["verifications:write"]), False, "default")
    for wrong in ("", issued.secret[:-1], issued.secret + "x", issued.secret.upper(), issued.key.hint):
        assert opened(tenanted, wrong) is None


def test_a_secret_says_its_mode_and_is_kept_nowhere(tenanted, issue):
    live, test = issue(), issue(is_test=True)
    assert live.secret.startswith("cf_live_")
    assert test.secret.startswith("cf_test_")
    assert live.secret not in repr(live)
    with tenanted.reading() as connection:
        rows = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
    assert not any(issued.secret in row for row in rows for issued in (live, test))
    assert len(live.secret) - len(live.key.hint) > 32


def test_a_revoked_key_opens_nothing(tenanted, issue):
    issued = issue()
    with tenanted.writing() as connection:
        assert not revoke_key(connection, "other", issued.key.id, actor="a", now=NOW)
        assert revoke_key(connection, "default", issued.key.id, actor="a", now=NOW)
        assert not revoke_key(connection, "default", issued.key.id, actor="a", now=NOW)
    assert opened(tenanted, issued.secret) is None


def test_a_key_expires(tenanted, issue):
    issued = issue(expires_at=NOW + DAY)
    assert opened(tenanted, issued.secret, NOW + DAY - timedelta(seconds=1)) is not None
    assert opened(tenanted, issued.secret, NOW + DAY) is None


def test_a_rotated_key_goes_on_until_the_overlap_ends(tenanted, issue):
    old = issue()
    with tenanted.writing() as connection:
        assert rotate_key(connection, "other", old.key.id, actor="a", now=NOW) is None
        new = rotate_key(connection, "default", old.key.id, actor="a", now=NOW, overlap=DAY)
    assert (new.key.scopes, new.key.name) == (old.key.scopes, old.key.name)
    assert opened(tenanted, old.secret, NOW + DAY / 2) is not None
    assert opened(tenanted, old.secret, NOW + DAY) is None
    assert opened(tenanted, new.secret, NOW + DAY) is not None
    with tenanted.writing() as connection:
        assert rotate_key(connection, "default", old.key.id, actor="a", now=NOW + DAY) is None


def test_a_rotated_key_lives_no_longer_than_the_old_one_would_have(tenanted, issue):
    old = issue(expires_at=NOW + 3 * DAY)
    with tenanted.writing() as connection:
        new = rotate_key(connection, "default", old.key.id, actor="a", now=NOW)
        last = rotate_key(connection, "default", old.key.id, actor="a", now=NOW)
    assert new.key.expires_at == NOW + 3 * DAY
    assert last.key.expires_at == NOW + DAY, "a key that was replaced already opens for the overlap only"


def test_a_disabled_tenants_keys_open_nothing(tenanted, issue, disable_default):
    mine, other = issue(), issue("other")
    disable_default()
    assert opened(tenanted, mine.secret) is None
    assert opened(tenanted, other.secret) is not None


def test_nobody_sees_the_keys_of_another_tenant(tenanted, issue):
    mine, other = issue(), issue("other")
    with tenanted.reading() as connection:
        assert keys_of(connection, "default") == [mine.key]
        assert find_key(connection, "default", mine.key.id) == mine.key
        assert find_key(connection, "default", other.key.id) is None


def test_use_is_noted_to_the_day_and_never_back(tenanted, issue):
    issued = issue()
    for day in (NOW, NOW + DAY, NOW):
        with tenanted.writing() as connection:
            note_use(connection, issued.key.id, day.date())
    assert opened(tenanted, issued.secret).last_used_on == (NOW + DAY).date()


def test_everything_is_in_the_ledger(tenanted, issue):
    issued = issue()
    with tenanted.writing() as connection:
        rotate_key(connection, "default", issued.key.id, actor="account:acc_2", now=NOW)
        revoke_key(connection, "default", issued.key.id, actor="account:acc_3", now=NOW)
        told = ledger.entries(connection, "default", subject=issued.key.id)
    assert [(entry.kind, entry.actor) for entry in told] == [
        ("api_key.issued", "account:acc_1"),
        ("api_key.rotated", "account:acc_2"),
        ("api_key.revoked", "account:acc_3"),
    ]
