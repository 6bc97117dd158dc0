"""Whatever somebody with access to the database does to a chain is found, and the first bad entry is named."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from chains import KEY, KEYS, NOW, change, fill, verify
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from counterfoil.errors import LedgerError
from counterfoil.records.database import Database
from counterfoil.records.ledger import Problem, Verified, append, checkpoint, verify_ledger
from counterfoil.records.ledger.checkpoint import signed
from counterfoil.records.ledger.entry import Link, digest_of, written
from counterfoil.records.ledger.storage import stored_checkpoints
from counterfoil.records.signing import SigningKey, jwks

MANY = 12
COLUMNS = "tenant, number, at, kind, subject, actor, body, previous, digest"
WORDS = ("kind", "subject", "actor", "body", "previous", "digest", "at", "number")


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture(scope="module")
def kept_database(tmp_path_factory):
    """One chain for many examples: each puts back what it changed."""
    database = Database(tmp_path_factory.mktemp("chain") / "records.sqlite")
    fill(database, MANY, signed={4, 8})
    return database


class _TakenBackError(Exception):
    """Ends a transaction that must leave nothing."""


def verified_after(database, *statements):
    """What verifying says inside a transaction in which something was changed, and which is then taken back."""
    with suppress(_TakenBackError), database.writing() as connection:
        for statement, values in statements:
            assert connection.execute(text(statement), values).rowcount
        outcome = verify_ledger(connection, "a", KEYS)
        raise _TakenBackError
    return outcome


def test_a_chain_that_nobody_touched_verifies(kept_database):
    outcome = verify(kept_database)
    assert isinstance(outcome, Verified)
    assert (outcome.entries, outcome.checkpoints, outcome.signed_to) == (MANY, 2, 8)


def test_a_chain_without_entries_verifies(database):
    assert verify(database).entries == 0


anything = st.text(max_size=30) | st.binary(max_size=30) | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)


@given(st.integers(1, MANY), st.sampled_from(WORDS), anything)
def test_any_change_of_any_field_names_the_entry(kept_database, number, word, value):
    if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
        return  # the driver refuses to store it
    with kept_database.reading() as connection:
        query = text(f"SELECT {word} = :value FROM ledger_entries WHERE number = :number")  # noqa: S608
        if connection.execute(query, {"number": number, "value": value}).scalar():
            return  # no change
        taken = text("SELECT 1 FROM ledger_entries WHERE number = :value")
        if word == "number" and connection.execute(taken, {"value": value}).scalar():
            return  # the primary key refuses it
    statement = f"UPDATE ledger_entries SET {word} = :value WHERE number = :number"  # noqa: S608
    fault = verified_after(kept_database, (statement, {"value": value, "number": number}))
    assert (fault.number, fault.since) == (number, number)


@pytest.mark.parametrize("number", [0, -5, 0.5, "x", b"1"])
def test_a_row_that_was_put_outside_of_the_chain_is_found(kept_database, number):
    statement = f"INSERT INTO ledger_entries ({COLUMNS}) SELECT {COLUMNS.replace('number', ':n')} FROM ledger_entries "  # noqa: S608
    fault = verified_after(kept_database, (f"{statement} WHERE number = 3", {"n": number}))
    assert fault.problem is Problem.STRAY


@given(st.integers(1, MANY))
def test_an_entry_that_was_removed_is_named(kept_database, number):
    fault = verified_after(kept_database, ("DELETE FROM ledger_entries WHERE number = :n", {"n": number}))
    assert (fault.number, fault.problem) == (number, Problem.MISSING)


@given(st.integers(0, MANY - 1))
def test_a_chain_that_was_cut_names_the_first_entry_that_is_gone(kept_database, left):
    fault = verified_after(kept_database, ("DELETE FROM ledger_entries WHERE number > :n", {"n": left}))
    assert (fault.number, fault.problem) == (left + 1, Problem.MISSING)


@given(st.integers(0, 7))
def test_a_chain_that_was_cut_with_its_head_is_missed_by_the_checkpoints_behind_it(kept_database, left):
    with kept_database.reading() as connection:
        query = text("SELECT digest FROM ledger_entries WHERE number = :n")
        digest = connection.execute(query, {"n": left}).scalar() or "0" * 64
    fault = verified_after(
        kept_database,
        ("DELETE FROM ledger_entries WHERE number > :n", {"n": left}),
        ("UPDATE ledger_heads SET number = :n, digest = :d", {"n": left, "d": digest}),
    )
    assert (fault.number, fault.problem) == (left + 1, Problem.MISSING)


@given(st.data())
def test_two_entries_that_changed_places_are_found_at_the_first(kept_database, data):
    first = data.draw(st.integers(1, MANY - 1))
    second = data.draw(st.integers(first + 1, MANY))
    fault = verified_after(
        kept_database,
        ("UPDATE ledger_entries SET number = 99 WHERE number = :n", {"n": first}),
        ("UPDATE ledger_entries SET number = :m WHERE number = :n", {"m": first, "n": second}),
        ("UPDATE ledger_entries SET number = :m WHERE number = 99", {"m": second}),
    )
    assert (fault.number, fault.problem) == (first, Problem.CHANGED)


@given(st.integers(2, MANY))
def test_an_entry_that_was_put_between_two_others_is_named(kept_database, place):
    columns = COLUMNS.replace("number", ":n")
    copy = f"INSERT INTO ledger_entries ({COLUMNS}) SELECT {columns} FROM ledger_entries WHERE number = :before"  # noqa: S608
    fault = verified_after(
        kept_database,
        ("UPDATE ledger_entries SET number = -number - 1 WHERE number >= :n", {"n": place}),
        ("UPDATE ledger_entries SET number = -number WHERE number < 0", {}),
        (copy, {"n": place, "before": place - 1}),
    )
    assert (fault.number, fault.problem) == (place, Problem.CHANGED)


def rewritten(database, number, **words):
    """Change an entry as somebody would who knows how digests are made, and leave the ones behind it as they are."""
    with database.reading() as connection:
        row = connection.execute(text("SELECT * FROM ledger_entries WHERE number = :n"), {"n": number}).one()._asdict()
    at = row["at"]
    said = {**row, "at": written(at) if isinstance(at, datetime) else at.replace(" ", "T") + "Z", **words}
    del said["digest"]
    digest = digest_of(**said)
    for word, value in words.items():
        change(database, f"UPDATE ledger_entries SET {word} = :v WHERE number = :n", v=value, n=number)  # noqa: S608
    change(database, "UPDATE ledger_entries SET digest = :v WHERE number = :n", v=digest, n=number)
    return digest


def written_anew(database, start, *, with_head=True):
    """Change an entry and write everything behind it anew, as somebody would who can write but not sign."""
    previous = None
    for number in range(start, MANY + 1):
        words = {"subject": "ver_other"} if previous is None else {"previous": previous}
        previous = rewritten(database, number, **words)
    if with_head:
        change(database, "UPDATE ledger_heads SET digest = :d", d=previous)


@pytest.mark.parametrize("number", [1, 5, 11, 12])
def test_an_entry_whose_digest_was_made_to_fit_is_named_by_the_one_behind_it_or_the_head(database, number):
    fill(database, MANY)
    rewritten(database, number, subject="ver_other")
    fault = verify(database)
    assert fault.number == number
    assert fault.problem is (Problem.OTHER_END if number == MANY else Problem.REPLACED)


@pytest.mark.parametrize("number", [1, 5, 11, 12])
def test_an_entry_that_was_made_to_follow_another_one_is_named(database, number):
    fill(database, MANY)
    rewritten(database, number, previous="f" * 64)
    assert verify(database).number == number


@pytest.mark.parametrize(("start", "signed", "since"), [(2, 4, 1), (4, 4, 1), (5, 8, 5), (8, 8, 5)])
def test_who_writes_the_rest_of_a_chain_anew_is_caught_by_the_next_checkpoint(database, start, signed, since):
    fill(database, MANY, signed={4, 8})
    written_anew(database, start)
    fault = verify(database)
    assert (fault.number, fault.since, fault.problem) == (signed, since, Problem.REWRITTEN)


def test_who_has_the_key_as_well_is_caught_by_a_checkpoint_that_was_kept_elsewhere(database):
    fill(database, MANY)
    kept = checkpoint(database, "a", KEY, NOW)
    change(database, "DELETE FROM ledger_checkpoints")
    written_anew(database, 5)
    checkpoint(database, "a", KEY, NOW)
    assert isinstance(verify(database), Verified), "the database alone cannot show it"
    fault = verify(database, kept=[kept])
    assert (fault.number, fault.since, fault.problem) == (MANY, 1, Problem.REWRITTEN)


def test_checkpoints_that_the_key_was_stolen_for_vouch_for_nothing_before_the_one_kept_elsewhere(database):
    fill(database, MANY, signed={4, 8, 12})
    with database.reading() as connection:
        fourth, _, twelfth = stored_checkpoints(connection, "a")
    change(database, "DELETE FROM ledger_checkpoints WHERE number > 4")
    written_anew(database, 6)
    with database.reading() as connection:
        digest = connection.execute(text("SELECT digest FROM ledger_entries WHERE number = 8")).scalar()
    forged = signed("a", Link(8, digest), fourth.at, KEY)
    change(
        database,
        "INSERT INTO ledger_checkpoints SELECT tenant, 8, :d, at, key, :s FROM ledger_checkpoints",
        d=digest,
        s=forged.signature,
    )
    assert verify(database, kept=[twelfth]).since == 1
    assert verify(database, kept=[twelfth, fourth]).since == 5


def test_a_chain_that_was_cut_behind_the_last_checkpoint_is_missed_by_one_kept_elsewhere(database):
    fill(database, MANY)
    kept = checkpoint(database, "a", KEY, NOW)
    change(database, "DELETE FROM ledger_checkpoints")
    change(database, "DELETE FROM ledger_entries WHERE number > 9")
    change(
        database,
        "UPDATE ledger_heads SET number = 9, digest = (SELECT digest FROM ledger_entries WHERE number = 9)",
    )
    assert isinstance(verify(database), Verified), "the database alone cannot show it"
    assert (verify(database, kept=[kept]).number, verify(database, kept=[kept]).problem) == (10, Problem.MISSING)


@pytest.mark.parametrize("word", ["digest", "at", "key", "signature"])
def test_a_checkpoint_that_was_changed_is_forged(database, word):
    fill(database, 6, signed={3, 6})
    other = SigningKey.generate()
    value = {"digest": "f" * 64, "at": "2020-01-01 00:00:00.000000", "key": other.kid, "signature": "AAAA"}[word]
    change(database, f"UPDATE ledger_checkpoints SET {word} = :v WHERE number = 3", v=value)  # noqa: S608
    assert (verify(database).number, verify(database).problem) == (3, Problem.FORGED_CHECKPOINT)


def test_a_checkpoint_that_was_moved_is_forged(database):
    fill(database, 6, signed={3})
    change(database, "UPDATE ledger_checkpoints SET number = 4")
    assert (verify(database).number, verify(database).problem) == (4, Problem.FORGED_CHECKPOINT)


def test_a_checkpoint_of_a_key_that_is_not_known_is_forged(database):
    fill(database, 6, signed={3}, key=SigningKey.generate())
    assert (verify(database).number, verify(database).problem) == (3, Problem.FORGED_CHECKPOINT)


def test_a_checkpoint_of_a_key_that_was_retired_is_good(database):
    fill(database, 6, signed={3})
    assert isinstance(verify(database, keys=jwks([KEY.replaced()])), Verified)


def test_an_entry_behind_the_head_is_named(database):
    fill(database, 6)
    change(
        database, "UPDATE ledger_heads SET number = 4, digest = (SELECT digest FROM ledger_entries WHERE number = 4)"
    )
    assert (verify(database).number, verify(database).problem) == (5, Problem.BEHIND_END)


def test_a_chain_without_its_head_is_found(database):
    fill(database, 6)
    change(database, "DELETE FROM ledger_heads")
    assert (verify(database).number, verify(database).problem) == (1, Problem.BEHIND_END)


def test_entries_of_another_tenant_count_for_nothing(database):
    fill(database, 3)
    fill(database, 5, tenant="b")
    change(database, "UPDATE ledger_entries SET number = 6, tenant = 'b' WHERE tenant = 'a' AND number = 3")
    assert (verify(database).number, verify(database).problem) == (3, Problem.MISSING)
    assert (verify(database, tenant="b").number, verify(database, tenant="b").problem) == (6, Problem.CHANGED)


def test_nothing_is_signed_over_a_chain_that_is_broken(database):
    fill(database, 6, signed={3})
    change(database, "UPDATE ledger_entries SET actor = 'system' WHERE number = 5")
    with pytest.raises(LedgerError, match=r"Entry 5 was changed"):
        checkpoint(database, "a", KEY, NOW)


def test_nothing_is_signed_behind_a_checkpoint_that_was_put_there(database):
    fill(database, 6, signed={3})
    change(database, "UPDATE ledger_checkpoints SET number = 999")
    with pytest.raises(LedgerError, match="Entry 999"):
        checkpoint(database, "a", KEY, NOW)


def test_nothing_new_is_nothing_to_sign(database):
    assert checkpoint(database, "a", KEY, NOW) is None
    with database.writing() as connection:
        append(connection, tenant="a", kind="x", now=NOW)
    made = checkpoint(database, "a", KEY, NOW + timedelta(hours=1))
    assert (made.number, made.at) == (1, "2026-11-26T15:50:00.000000Z")
    assert checkpoint(database, "a", KEY, NOW + timedelta(hours=2)) is None
