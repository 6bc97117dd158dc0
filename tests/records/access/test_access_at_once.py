"""What comes between the steps of opening a link, signing in, taking a key: writers go side by side on Postgres."""

from datetime import timedelta

import pytest
from account_door import PASSWORD, Door
from pairs_made import NOW

from counterfoil.decision import load_policy
from counterfoil.errors import AccountError, LinkError, SignInError
from counterfoil.records import leases, verifications
from counterfoil.records.access import account_sessions, accounts, idempotency
from counterfoil.records.access.capture_tokens import find_session, issue_link, redeem_link
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.database import Database
from counterfoil.records.vault import open_vault
from tests.meanwhile import meanwhile

SESSION = "INSERT INTO capture_sessions"
DAY = timedelta(days=1)


@pytest.fixture
def database(postgres_url):
    database = Database(postgres_url)
    with database.writing() as connection:
        ensure_tenant(connection, now=NOW)
    yield database
    database.close()


@pytest.fixture
def vault(tmp_path):
    return open_vault({"COUNTERFOIL_VAULT": str(tmp_path / "vault"), "COUNTERFOIL_KEK_FILE": str(tmp_path / "kek")})


@pytest.fixture
def door(database, vault):
    return Door(database, vault, NOW)


@pytest.fixture
def begun(database):
    def begin(now=NOW):
        with database.writing() as connection:
            return verifications.create(
                connection,
                tenant="default",
                policy=load_policy("remote"),
                consent_version="1",
                is_test=False,
                expires_at=now + timedelta(minutes=5),
                actor="key:key_1",
                now=now,
            ).id

    return begin


def link(database, verification):
    with database.writing() as connection:
        return issue_link(connection, verification, actor="key:key_1", now=NOW)


def redeem(database, token):
    with database.writing() as connection:
        return redeem_link(connection, token, NOW)[0]


def is_open(database, secret):
    with database.reading() as connection:
        return find_session(connection, secret, NOW) is not None


def test_of_two_links_that_are_opened_at_once_one_opens(database, begun):
    which = begun()
    first, second = link(database, which), link(database, which)
    with meanwhile(database, SESSION, lambda: redeem(database, second)) as later:
        earlier = redeem(database, first)
    assert is_open(database, earlier)
    assert isinstance(later[0], LinkError)


def test_a_link_that_is_opened_while_its_verification_is_erased_leaves_no_session(database, vault, begun):
    which = begun()
    token = link(database, which)

    def erase():
        with database.writing() as connection:
            return verifications.erase(connection, vault, which, actor="key:key_1", now=NOW)

    with meanwhile(database, SESSION, erase) as erased:
        secret = redeem(database, token)
    assert erased == [True]
    assert not is_open(database, secret)


def test_a_link_that_is_opened_while_many_expire_waits_for_none_of_them(database, begun):
    begun()
    which = begun()
    token, later = link(database, which), NOW + timedelta(minutes=10)

    def expire():
        with database.writing() as connection:
            return verifications.expire(connection, later)

    with meanwhile(database, "FROM ledger_heads", expire) as expired:
        secret = redeem(database, token)
    assert expired == [1]
    assert is_open(database, secret)
    assert expire() == 1
    assert not is_open(database, secret)


def test_a_link_of_what_was_erased_opens_nothing(database, vault, begun):
    which = begun()
    token = link(database, which)
    with database.writing() as connection:
        verifications.erase(connection, vault, which, actor="key:key_1", now=NOW)
    with pytest.raises(LinkError):
        redeem(database, token)


@pytest.mark.parametrize("words", ["FROM tenants", "INSERT INTO account_sessions"])
@pytest.mark.parametrize("how", ["reset", "disabled", "changed"])
def test_who_signs_in_while_the_account_changes_is_not_left_inside(door, how, words):
    account, codes = door.with_codes()

    def change():
        with door.database.writing() as connection:
            if how == "reset":
                accounts.reset(connection, door.vault, account, "another one altogether", actor="system", now=door.now)
            elif how == "disabled":
                accounts.set_enabled(connection, account, enabled=False, actor="system", now=door.now)
                accounts.set_enabled(connection, account, enabled=True, actor="system", now=door.now)
            else:
                accounts.change_password(connection, account, "another hash", door.now)

    with meanwhile(door.database, words, change):
        came_in = door.come_in(code=codes.at(door.now))
    with door.database.reading() as connection:
        assert account_sessions.find(connection, came_in.session, door.now) is None
    if how == "reset":
        with door.database.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM account_devices").scalar() == 0


def test_a_password_that_was_reset_meanwhile_is_not_overwritten(door):
    before = door.account()
    with door.database.writing() as connection:
        accounts.reset(connection, door.vault, before, "another one altogether", actor="system", now=door.now)
    with door.database.writing() as connection, pytest.raises(AccountError, match="changed meanwhile"):
        accounts.change_password(connection, before, "the hash of a thief's choice", door.now)
    assert door.come_in(password="another one altogether").account.id == before.id  # noqa: S106 - a test's


def test_an_idempotency_key_that_is_forgotten_meanwhile_is_taken(database):
    mine = idempotency.Caller("default", "key_1", "once")
    with database.writing() as connection:
        idempotency.begin(connection, mine, "a", NOW)

    def forget():
        with database.writing() as connection:
            return idempotency.forget(connection, NOW + DAY)

    with meanwhile(database, "FROM idempotency", forget) as forgotten, database.writing() as connection:
        assert idempotency.begin(connection, mine, "b", NOW + DAY - timedelta(seconds=1)) is None
    assert forgotten == [1]


def test_a_case_that_is_given_back_meanwhile_is_taken(database, begun):
    case = begun()
    with database.writing() as connection:
        leases.take(connection, case, "acc_anna", NOW)

    def give_back():
        with database.writing() as connection:
            leases.give_back(connection, case, "acc_anna")

    with meanwhile(database, "UPDATE review_leases", give_back), database.writing() as connection:
        assert leases.take(connection, case, "acc_bert", NOW).account == "acc_bert"


def test_a_browser_that_is_forgotten_while_its_owner_tries_is_refused(door):
    account, codes = door.with_codes()
    device = door.come_in(code=codes.at(door.now)).device
    door.later(minutes=2)

    def reset():
        with door.database.writing() as connection:
            accounts.reset(connection, door.vault, account, PASSWORD, actor="system", now=door.now)

    with meanwhile(door.database, "SELECT account_devices.failures", reset), pytest.raises(SignInError):
        door.come_in(code=codes.at(door.now), device=device)
