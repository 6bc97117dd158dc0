"""What is particular to Postgres: several processes at once, a server that goes and comes back, and what it refuses."""

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pairs_made import PAIR, evidence
from sqlalchemy import text

from counterfoil.errors import InputError, RecordsError
from counterfoil.records.alerts import Effect, find_alerts, raise_alert
from counterfoil.records.customers.register import salt_of
from counterfoil.records.database import Database
from counterfoil.records.tables import metadata
from tests.at_once import at_once
from tests.postgres_server import PostgresServer

OPEN = "import sys; from counterfoil.records.database import Database; sys.stdin.readline(); Database(sys.argv[1])"


@pytest.fixture
def on_postgres(postgres_url):
    database = Database(postgres_url)
    yield database
    database.close()


def test_three_processes_that_start_at_once_make_one_layout(empty_postgres_url):
    started = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", OPEN, empty_postgres_url], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [process.communicate("go\n")[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    database = Database(empty_postgres_url)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_a_reader_sees_one_moment_and_cannot_write(on_postgres):
    with on_postgres.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM settings")).scalar()
        with on_postgres.writing() as other:
            salt_of(other)
        assert connection.execute(text("SELECT count(*) FROM settings")).scalar() == before
    with pytest.raises(RecordsError), on_postgres.reading() as connection:
        connection.execute(text("DELETE FROM settings"))


def test_a_writer_that_waited_sees_what_the_other_wrote(on_postgres, now):
    """The same hit found by many at once raises one alert."""

    def find():
        with on_postgres.writing() as connection:
            return raise_alert(connection, PAIR, evidence(), now).effect

    assert sorted(at_once(*[find] * 8)) == [Effect.OPENED] + [Effect.REPEATED] * 7
    with on_postgres.reading() as connection:
        assert len(find_alerts(connection)) == 1


def test_the_salt_is_drawn_once_whoever_asks_first(on_postgres):
    def draw():
        with on_postgres.writing() as connection:
            return salt_of(connection)

    (salt,) = set(at_once(*[draw] * 8))
    assert isinstance(salt, bytes)


def test_what_no_database_keeps_is_refused(on_postgres):
    with pytest.raises(InputError), on_postgres.writing() as connection:
        connection.execute(text("INSERT INTO settings VALUES ('a', :value)"), {"value": "nul \0"})
    with pytest.raises(InputError), on_postgres.writing() as connection:
        connection.execute(text("INSERT INTO settings VALUES (:name, 'b')"), {"name": "long" * 9})


def test_a_server_that_goes_is_told_in_one_line_and_one_that_comes_back_is_used_again():
    server = PostgresServer()
    try:
        database = Database(server.url("postgres"))
        server.stop()
        with pytest.raises(RecordsError) as wrong, database.reading() as connection:
            connection.execute(text("SELECT 1"))
        assert "\n" not in str(wrong.value)
        server.start()
        with database.writing() as connection:
            salt_of(connection)
        database.close()
    finally:
        server.close()


def test_one_who_may_not_make_tables_is_told_so(empty_postgres_url):
    opened = Database(empty_postgres_url)
    with opened.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.execute(text("CREATE ROLE guest LOGIN"))
        connection.execute(text("GRANT USAGE ON SCHEMA public TO guest"))
    opened.close()
    with pytest.raises(RecordsError) as wrong:
        Database(empty_postgres_url.replace("postgres@", "guest:secret-word@"))
    assert "secret-word" not in str(wrong.value)
    assert "permission denied" in str(wrong.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://name:secret-word@localhost:1/x",
        "postgres://name:secret-word@localhost:1/x",
        "postgresql://localhost:1/x?password=secret-word&user=name",
        "postgresql://name:pass@secret-word@localhost:1/x",
        "postgresql://name:secret-word@localhost:port/x",
        "postgresql://name:secret-word@localhost:1/x?no_such_option=1",
    ],
)
def test_a_password_is_never_told_however_it_is_written(url):
    with pytest.raises(RecordsError) as wrong:
        Database(url)
    assert "secret-word" not in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_the_short_url_means_our_driver(postgres_url):
    database = Database(postgres_url.replace("postgresql+psycopg", "postgresql"))
    assert database.engine.dialect.driver == "psycopg"
    database.close()
