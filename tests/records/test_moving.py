"""Moving the records into Postgres: every row as it was, or nothing at all."""

import pytest
from filling import ROWS, fill
from pairs_made import NOW
from sqlalchemy import select, update

from counterfoil.errors import CounterfoilError, InputError, LedgerError, RecordsError
from counterfoil.records import ledger
from counterfoil.records.database import Database
from counterfoil.records.moving import TABLES, move
from counterfoil.records.signing import jwks
from counterfoil.records.signing_files import load_or_create
from counterfoil.records.tables import accounts, customers, ledger_entries, metadata, verifications, workers


@pytest.fixture
def where(sqlite_template, tmp_path):
    """A file with rows in every table, and a chain that is signed in the middle."""
    path = tmp_path / "records.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(path)
    with database.writing() as connection:
        fill(connection)
    for at in range(5):
        with database.writing() as connection:
            ledger.append(connection, tenant="bank", kind="capture_link.issued", body={"at": at}, now=NOW)
        if at == 2:
            ledger.checkpoint(database, "bank", load_or_create(tmp_path / "signing.jwk"), NOW)
    database.close()
    return path


@pytest.fixture
def target(postgres_url):
    database = Database(postgres_url)
    yield database
    database.close()


@pytest.fixture
def keys(tmp_path):
    return jwks([load_or_create(tmp_path / "signing.jwk")])


def moved(where, target, keys):
    source = Database(where, is_sole=True)
    try:
        return move(source, target, keys, lambda _done, _of: None)
    finally:
        source.close()


def rows_of(database):
    with database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table is not workers
        }


def is_empty(database):
    with database.reading() as connection:
        return not any(connection.execute(select(table).limit(1)).first() for table in metadata.sorted_tables)


def changed(where, statement):
    database = Database(where)
    with database.writing() as connection:
        connection.execute(statement)
    database.close()


def test_every_row_of_every_table_is_there_as_it_was_and_the_file_still_is(where, target, keys):
    before = where.read_bytes()
    done = moved(where, target, keys)
    assert where.read_bytes() == before
    source = Database(where)
    assert rows_of(target) == rows_of(source)
    source.close()
    assert done.tenants == ["bank"]
    assert set(done.rows.values()) == {ROWS, 5, 1}
    assert set(done.rows) == {table.name for table in TABLES}
    with target.reading() as connection:
        assert connection.execute(select(workers)).first() is None


def test_rows_that_are_numbered_go_on_behind_the_last_one(where, target, keys):
    moved(where, target, keys)
    with target.writing() as connection:
        last = connection.execute(select(customers).order_by(customers.c.id.desc())).mappings().first()
        new = {name: value for name, value in last.items() if name != "id"} | {"external_id": "new"}
        assert connection.execute(customers.insert().values(new)).inserted_primary_key == (last["id"] + 1,)
        assert ledger.append(connection, tenant="bank", kind="keys.rotated", now=NOW).number == 6


def test_nothing_is_done_while_anybody_has_the_file_open_and_nobody_opens_it_meanwhile(where, target, keys):
    other = Database(where)
    with pytest.raises(RecordsError, match=r"in use.*Stop the service"):
        moved(where, target, keys)
    other.close()
    assert is_empty(target)
    sole = Database(where, is_sole=True)
    with pytest.raises(RecordsError, match="in use"):
        Database(where, is_sole=True)
    sole.close()
    Database(where).close()


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        (update(ledger_entries).where(ledger_entries.c.number == 2).values(actor="another"), LedgerError),
        (update(accounts).values(name=accounts.c.name + "n" * 128), InputError),
    ],
    ids=["a ledger that is broken", "a text that Postgres does not take"],
)
def test_what_fails_leaves_nothing_behind(where, target, keys, statement, error):
    changed(where, statement)
    with pytest.raises(error):
        moved(where, target, keys)
    assert is_empty(target)


def test_a_verification_that_was_changed_beside_the_ledger_is_not_moved(where, target, keys):
    changed(where, update(verifications).where(verifications.c.id == "x-1").values(tenant="x-1", state="erased"))
    database = Database(where)
    with database.writing() as connection:
        ledger.append(connection, tenant="x-1", kind="keys.rotated", now=NOW)
    database.close()
    with pytest.raises(LedgerError, match=r"x-1 was changed beside the ledger"):
        moved(where, target, keys)
    assert is_empty(target)


def test_nothing_is_mixed_into_records_that_are_there(where, target, keys):
    with target.writing() as connection:
        ledger.append(connection, tenant="other", kind="keys.rotated", now=NOW)
    before = rows_of(target)
    with pytest.raises(RecordsError, match=r"ledger_\w+ is not empty"):
        moved(where, target, keys)
    assert rows_of(target) == before


def test_what_is_not_there_or_in_postgres_already_is_not_moved(sqlite_template, tmp_path, target):
    (tmp_path / "none.sqlite").write_bytes(sqlite_template.read_bytes())
    with pytest.raises(RecordsError, match="no records to move"):
        moved(tmp_path / "none.sqlite", target, {"keys": []})
    with pytest.raises(CounterfoilError, match="in Postgres already"):
        move(target, target, {"keys": []}, print)
