"""Accounts: who comes in, who does not, and what ends it."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from account_door import PASSWORD
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select, update

from counterfoil.errors import AccountError, SignInError
from counterfoil.records import ledger
from counterfoil.records.access import account_sessions, accounts, passwords, tries
from counterfoil.records.access.accounts import Role
from counterfoil.records.access.signing_in import offer_codes, use_code
from counterfoil.records.tables import account_devices, secrets, settings
from counterfoil.records.tables import account_sessions as sessions
from counterfoil.records.tables import accounts as table
from counterfoil.records.vault import KeyRing, Vault
from tests.sealing import Slow, held_up


def kinds(door, tenant="default"):
    with door.database.reading() as connection:
        return [entry.kind for entry in ledger.entries(connection, tenant)]


def session_of(door, token):
    with door.database.reading() as connection:
        return account_sessions.find(connection, token, door.now)


def writes_of(door, name):
    """What a wrong password writes at the door of a name."""
    found = []

    def hear(_connection, _cursor, statement, *_):
        found.append(statement.split()[0])

    event.listen(door.database.engine, "before_cursor_execute", hear)
    try:
        with pytest.raises(SignInError):
            door.come_in(name, "wrong")
    finally:
        event.remove(door.database.engine, "before_cursor_execute", hear)
    return [one for one in found if one in {"INSERT", "UPDATE", "DELETE"}]


def _unset(door, account):
    """An account as it is before its codes are set up."""
    return replace(door.again(account), totp_last_step=None)


class TestMakingThem:
    def test_the_password_is_kept_as_an_argon2id_hash_of_46_mib(self, door):
        kept = door.account().password
        assert kept.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
        assert PASSWORD not in kept

    def test_capitals_make_no_other_name(self, door):
        door.account("ann")
        with pytest.raises(AccountError, match="name"):
            door.account("ANN")

    def test_another_tenant_may_have_the_same_name_and_finds_only_its_own(self, door):
        ours, theirs = door.account("ann"), door.account("ann", tenant="other")
        with door.database.reading() as connection:
            assert accounts.find(connection, "other", ours.id) is None
            assert accounts.find_by_name(connection, "other", "Ann").id == theirs.id
            assert [one.id for one in accounts.of_tenant(connection, "default")] == [ours.id]

    @pytest.mark.parametrize("name", ["", "a", "with space", "ann\x07", "änn", "x" * 101, "<b>"])
    def test_a_name_that_is_none_is_refused(self, door, name):
        with pytest.raises(AccountError):
            door.account(name)

    @pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "this is ann's password", "x" * 257])
    def test_a_weak_password_is_refused(self, door, password):
        with pytest.raises(AccountError), door.database.writing() as connection:
            accounts.create(
                connection, tenant="default", name="ann", role=Role.AUDITOR, password=password, actor="x", now=door.now
            )

    def test_it_stands_in_the_ledger_without_the_name(self, door):
        door.account("ann.example")
        with door.database.reading() as connection:
            entry = ledger.entries(connection, "default")[-1]
        assert (entry.kind, entry.actor, dict(entry.body)) == ("account.created", "system", {"role": "reviewer"})
        assert "ann" not in repr(entry)


class TestComingIn:
    def test_the_first_time_leads_nowhere_but_to_setting_up_codes(self, door):
        door.account()
        entered = door.come_in()
        assert not entered.account.has_second_factor
        assert entered.device is None

    def test_then_a_code_is_asked_for(self, door):
        _, codes = door.with_codes()
        with pytest.raises(SignInError):
            door.come_in()
        entered = door.come_in(code=codes.at(door.now))
        assert entered.account.has_second_factor
        assert session_of(door, entered.session).account == entered.account.id

    def test_a_code_is_taken_once(self, door):
        _, codes = door.with_codes()
        code = codes.at(door.now)
        door.come_in(code=code)
        with pytest.raises(SignInError):
            door.come_in(code=code)

    def test_a_code_older_than_one_that_was_taken_is_not(self, door):
        _, codes = door.with_codes()
        earlier = codes.at(door.now - timedelta(seconds=30))
        door.come_in(code=codes.at(door.now))
        with pytest.raises(SignInError):
            door.come_in(code=earlier)

    @pytest.mark.parametrize(("seconds", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
    def test_a_clock_may_be_half_a_minute_off(self, door, seconds, taken):
        _, codes = door.with_codes()
        code = codes.at(door.now + timedelta(seconds=seconds))
        if taken:
            door.come_in(code=f"{code[:3]} {code[3:]}")
        else:
            with pytest.raises(SignInError):
                door.come_in(code=code)

    def test_whatever_is_wrong_the_answer_is_the_same(self, door):
        _, codes = door.with_codes()
        said = set()
        for name, password, code in (
            ("nobody", PASSWORD, codes.at(door.now)),
            ("ann", "wrong wrong wrong", codes.at(door.now)),
            ("ann", PASSWORD, "000000"),
        ):
            with pytest.raises(SignInError) as refused:
                door.come_in(name, password, code)
            said.add(str(refused.value))
        assert len(said) == 1

    def test_whatever_is_wrong_as_much_is_written(self, door):
        """What a disk keeps takes time, and a stranger with a watch must not learn which names there are."""
        door.with_codes("ann")
        door.with_codes("bob")
        for name in ("anybody", *["bob"] * tries.FREE):
            with pytest.raises(SignInError):
                door.come_in(name, "wrong")
        written = [writes_of(door, name) for name in ("ann", "nobody", "bob")]
        assert written == [["UPDATE"]] * 3
        with door.database.reading() as connection:
            before = connection.execute(select(settings)).all()
        writes_of(door, "nobody")
        with door.database.reading() as connection:
            assert connection.execute(select(settings)).all() != before, "SQLite writes nothing that is as it was"

    def test_a_disabled_account_does_not(self, door):
        account, codes = door.with_codes()
        entered = door.come_in(code=codes.at(door.now))
        with door.database.writing() as connection:
            accounts.set_enabled(connection, account, enabled=False, actor="x", now=door.now)
        assert session_of(door, entered.session) is None
        door.later(minutes=1)
        with pytest.raises(SignInError):
            door.come_in(code=codes.at(door.now))

    def test_nobody_of_a_disabled_tenant_does(self, door, disable_default):
        _, codes = door.with_codes()
        entered = door.come_in(code=codes.at(door.now))
        disable_default()
        assert session_of(door, entered.session) is None
        door.later(minutes=1)
        with pytest.raises(SignInError):
            door.come_in(code=codes.at(door.now))

    def test_a_hash_of_other_parameters_is_made_anew(self, door):
        account, codes = door.with_codes()
        weaker = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
        with door.database.writing() as connection:
            connection.execute(update(table).where(table.c.id == account.id).values(password=weaker))
        assert passwords.is_outdated(weaker)
        door.come_in(code=codes.at(door.now))
        assert not passwords.is_outdated(door.again(account).password)
        door.later(minutes=1)
        door.come_in(code=codes.at(door.now))

    def test_codes_cannot_be_set_up_a_second_time(self, door):
        account, _ = door.with_codes()
        with pytest.raises(AccountError):
            offer_codes(door.database, door.vault, account, door.now)

    def test_they_are_the_same_until_they_are_set_up(self, door):
        account = door.account()
        offered = {offer_codes(door.database, door.vault, account, door.now).secret for _ in range(3)}
        assert len(offered) == 1

    def test_those_of_before_a_reset_are_taken_no_more(self, door):
        account, _ = door.with_codes()
        before = offer_codes(door.database, door.vault, _unset(door, account), door.now)
        with door.database.writing() as connection:
            door.vault.drop_secret(connection, before.kept.name)
        now = offer_codes(door.database, door.vault, _unset(door, account), door.now)
        with door.database.writing() as connection:
            for codes, is_taken in ((before, False), (now, True)):
                typed = pyotp.TOTP(codes.secret).at(door.now)
                assert use_code(connection, codes, account, typed, door.now) is is_taken

    @pytest.mark.parametrize("step", ["offered", "opened", "come_in"])
    def test_while_a_key_service_is_waited_for_others_write(self, door, step):
        account, codes = (door.account(), None) if step == "offered" else door.with_codes()
        keys = Slow(door.vault.ring.current)
        door.vault = Vault(KeyRing([keys]), door.vault.store)

        def act():
            if step == "come_in":
                return door.come_in(code=codes.at(door.now)).account.id
            return offer_codes(door.database, door.vault, _unset(door, account), door.now).kept.name

        with held_up(keys, act) as begun:
            assert door.account("meanwhile").name == "meanwhile"
            assert not begun.done()
        assert account.id in begun.result()

    def test_the_secret_of_the_codes_lies_sealed(self, door):
        _, codes = door.with_codes()
        with door.database.reading() as connection:
            kept = connection.execute(select(secrets)).all()
        assert kept
        assert codes.secret.encode() not in repr(kept).encode()


class TestTheDoorShuts:
    def fail(self, door, times=1, device=None):
        for _ in range(times):
            with pytest.raises(SignInError):
                door.come_in("ann", "wrong wrong wrong", device=device)

    def test_after_five_tries_even_the_right_password_waits(self, door):
        _, codes = door.with_codes()
        self.fail(door, tries.FREE)
        with pytest.raises(SignInError):
            door.come_in(code=codes.at(door.now))
        door.later(seconds=31)
        door.come_in(code=codes.at(door.now))
        assert kinds(door).count("account.locked") == 1

    def test_whoever_comes_in_starts_anew(self, door):
        _, codes = door.with_codes()
        self.fail(door, tries.FREE - 1)
        door.come_in(code=codes.at(door.now))
        self.fail(door, tries.FREE - 1)
        door.later(minutes=1)
        door.come_in(code=codes.at(door.now))

    def test_tries_before_a_shut_door_do_not_keep_it_shut(self, door):
        account, codes = door.with_codes()
        self.fail(door, tries.FREE)
        until = door.again(account).locked_until
        self.fail(door, 6)
        assert door.again(account).locked_until == until
        door.later(seconds=31)
        door.come_in(code=codes.at(door.now))

    def test_strangers_cannot_lock_the_owner_out_of_a_browser_that_is_known(self, door):
        _, codes = door.with_codes()
        device = door.come_in(code=codes.at(door.now)).device
        for _ in range(8):
            self.fail(door, 1)
            door.later(minutes=16)
        self.fail(door, 1)
        entered = door.come_in(code=codes.at(door.now), device=device)
        assert entered.device is None

    def test_a_browser_that_is_known_has_tries_of_its_own_to_lose(self, door):
        _, codes = door.with_codes()
        device = door.come_in(code=codes.at(door.now)).device
        door.later(minutes=1)
        self.fail(door, tries.FREE, device)
        with pytest.raises(SignInError):
            door.come_in(code=codes.at(door.now), device=device)

    def test_a_browser_known_to_another_account_is_a_strangers(self, door):
        _, ann = door.with_codes("ann")
        _, bob = door.with_codes("bob")
        device = door.come_in("ann", code=ann.at(door.now)).device
        assert door.come_in("bob", code=bob.at(door.now), device=device).device is not None

    @given(st.integers(tries.FREE, 10_000))
    def test_the_pause_grows_and_never_beyond_a_quarter_of_an_hour(self, failures):
        assert timedelta(seconds=30) <= tries.pause(failures) <= tries.pause(failures + 1) <= timedelta(minutes=15)


class TestSessions:
    def enter(self, door):
        _, codes = door.with_codes()
        return door.come_in(code=codes.at(door.now)).session

    def test_only_the_digest_of_a_token_is_kept(self, door):
        token = self.enter(door)
        with door.database.reading() as connection:
            assert token not in repr(connection.execute(select(sessions)).all())
            assert connection.execute(select(account_devices)).all()

    @pytest.mark.parametrize("token", ["", "cfs_", "cfs_" + "A" * 43])
    def test_no_other_token_opens_anything(self, door, token):
        self.enter(door)
        assert session_of(door, token) is None

    def test_it_ends_half_an_hour_after_it_was_last_used(self, door):
        token = self.enter(door)
        for _ in range(3):
            door.later(minutes=29)
            with door.database.writing() as connection:
                account_sessions.note_use(connection, session_of(door, token), door.now)
        door.later(minutes=30)
        assert session_of(door, token) is None

    def test_it_ends_after_twelve_hours_whatever_is_done(self, door):
        token = self.enter(door)
        for _ in range(47):
            door.later(minutes=15)
            with door.database.writing() as connection:
                account_sessions.note_use(connection, session_of(door, token), door.now)
        door.later(minutes=15)
        assert session_of(door, token) is None

    def test_a_new_password_ends_every_session(self, door):
        token = self.enter(door)
        with door.database.writing() as connection:
            account = accounts.find_by_name(connection, "default", "ann")
            accounts.change_password(
                connection, account, passwords.make_hash("another four words yet", "ann"), door.now
            )
        assert session_of(door, token) is None

    def test_a_reset_ends_sessions_codes_locks_and_known_browsers(self, door):
        token = self.enter(door)
        with door.database.writing() as connection:
            account = accounts.find_by_name(connection, "default", "ann")
            accounts.reset(connection, door.vault, account, "another four words yet", actor="x", now=door.now)
        assert session_of(door, token) is None
        assert not door.again(account).has_second_factor
        with door.database.reading() as connection:
            assert not connection.execute(select(account_devices)).all()
        assert not door.come_in("ann", "another four words yet").account.has_second_factor


class TestTheCompanysOwnSignIn:
    def named(self, door, role=Role.REVIEWER, tenant="default"):
        with door.database.writing() as connection:
            return accounts.of_oidc_subject(
                connection, tenant=tenant, subject="https://id.example 17", name="Ann", role=role, now=door.now
            )

    def test_an_account_is_made_once_and_its_role_follows_the_company(self, door):
        first = self.named(door)
        assert first.has_second_factor
        assert self.named(door, Role.AUDITOR).role is Role.AUDITOR
        assert self.named(door, Role.AUDITOR).id == first.id
        assert kinds(door).count("account.role_changed") == 1

    def test_a_disabled_one_stays_outside(self, door):
        account = self.named(door)
        with door.database.writing() as connection:
            accounts.set_enabled(connection, account, enabled=False, actor="x", now=door.now)
        with pytest.raises(AccountError):
            self.named(door)

    def test_no_password_opens_it(self, door):
        self.named(door)
        with pytest.raises(SignInError):
            door.come_in("Ann")
        account = self.named(door)
        with pytest.raises(AccountError), door.database.writing() as connection:
            accounts.reset(connection, door.vault, account, "another four words yet", actor="x", now=door.now)

    def test_another_tenant_cannot_claim_it(self, door):
        self.named(door)
        with pytest.raises(AccountError):
            self.named(door, tenant="other")

    def test_the_first_who_come_find_their_tenant_made(self, door):
        assert self.named(door, tenant="never-mentioned-before").tenant == "never-mentioned-before"

    def test_nobody_of_a_disabled_tenant_comes_in(self, door, disable_default):
        disable_default()
        with pytest.raises(AccountError):
            self.named(door)
