"""``counterfoil records move`` as a shell sees it."""

from datetime import UTC, datetime

import pytest

from counterfoil.records.database import Database
from counterfoil.records.ledger import append

NOW = datetime(2026, 11, 26, 14, 50, tzinfo=UTC)


@pytest.fixture
def command(run, tmp_path):
    """Run a command on records of its own, in which something has happened."""
    database = Database(tmp_path / "records.sqlite")
    with database.writing() as connection:
        append(connection, tenant="default", kind="capture_link.issued", now=NOW)
    database.close()
    setting = {
        "COUNTERFOIL_DATABASE": str(tmp_path / "records.sqlite"),
        "COUNTERFOIL_SIGNING_KEY": str(tmp_path / "signing.jwk"),
    }
    return lambda *arguments, **more: run(*arguments, setting={**setting, **more})


@pytest.mark.usefixtures("as_a_process")
def test_records_are_moved_and_verify_where_they_are_then(command, postgres_url):
    told = command("records", "move", "--to", postgres_url)
    assert (told.code, told.err) == (0, "")
    assert "Moved 2 rows, among them 0 verifications and 1 entry of the ledger." in told.out
    assert "COUNTERFOIL_DATABASE" in told.out
    assert "default: verified, 1 entry" in command("ledger", "verify", COUNTERFOIL_DATABASE=postgres_url).out


def test_what_is_no_postgres_is_refused_without_repeating_a_password(command, tmp_path):
    told = command("records", "move", "--to", f"sqlite:///bank:hunter2@{tmp_path}/other.sqlite")
    assert (told.code, told.out) == (2, "")
    assert "postgresql://user@host/name" in told.err
    assert "hunter2" not in told.err
    assert not (tmp_path / "other.sqlite").exists()
