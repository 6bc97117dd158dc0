"""Entries follow one another, for each tenant by itself, and say only what may be said."""

from datetime import UTC, datetime, timedelta

import pytest

from counterfoil.records.ledger import append, entries

NOW = datetime(2026, 11, 26, 14, 50, tzinfo=UTC)


def test_each_entry_names_the_digest_of_the_one_before(database):
    with database.writing() as connection:
        for number in range(3):
            append(connection, tenant="a", kind="verification.created", subject=f"ver_{number}", now=NOW)
    with database.reading() as connection:
        first, second, third = entries(connection, "a")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert first.previous == "0" * 64
    assert second.previous == first.digest
    assert third.previous == second.digest


def test_tenants_have_chains_of_their_own_and_see_only_theirs(database):
    with database.writing() as connection:
        append(connection, tenant="a", kind="x", now=NOW)
        append(connection, tenant="b", kind="x", now=NOW)
    with database.reading() as connection:
        (of_a,), (of_b,) = entries(connection, "a"), entries(connection, "b")
    assert of_a.number == of_b.number == 1
    assert of_a.digest != of_b.digest


def test_what_was_appended_is_what_is_read(database):
    later = NOW.astimezone(datetime.strptime("+0530", "%z").tzinfo) + timedelta(microseconds=7)
    body = {"reasons": ["document_expired"], "attempt": 2, "final": True, "note": None}
    body["nested"] = {"a": "é\u2028\x00😀"}
    with database.writing() as connection:
        put = append(connection, tenant="a", kind="x", subject="s", actor="bearer", body=body, now=later)
    with database.reading() as connection:
        (read,) = entries(connection, "a")
    assert read == put


def test_entries_of_one_subject_and_a_page_of_them_can_be_asked_for(database):
    with database.writing() as connection:
        for number in range(10):
            append(connection, tenant="a", kind="x", subject=f"ver_{number % 2}", now=NOW)
    with database.reading() as connection:
        assert [entry.number for entry in entries(connection, "a", subject="ver_0", after=3, limit=2)] == [5, 7]


def test_an_entry_whose_transaction_fails_never_was(database):
    def appended_and_failed() -> None:
        with database.writing() as connection:
            append(connection, tenant="a", kind="x", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        appended_and_failed()
    with database.writing() as connection:
        assert append(connection, tenant="a", kind="x", now=NOW).number == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": {"score": 0.5}},
        {"body": {"number": 2**53}},
        {"body": {"schlüssel": 1}},
        {"body": {"half": "\ud800"}},
        {"body": {"bytes": b"x"}},
        {"body": {"long": "x" * 70_000}},
        {"kind": "Verification Created"},
        {"kind": ""},
        {"tenant": ""},
        {"subject": "x" * 65},
        {"actor": "a\nb"},
    ],
    ids="-".join,
)
def test_what_an_entry_may_not_say_is_refused_and_leaves_nothing(database, wrong):
    with database.writing() as connection, pytest.raises(ValueError, match=r"."):
        append(connection, **({"tenant": "a", "kind": "x", "now": NOW} | wrong))
    with database.reading() as connection:
        assert not entries(connection, "a")
