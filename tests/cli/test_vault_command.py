"""``counterfoil vault`` and ``counterfoil retention`` as a shell sees them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from counterfoil.decision import Verdict
from counterfoil.errors import VaultError
from counterfoil.records import verifications as steps
from counterfoil.records.access import tenants
from counterfoil.records.database import Database
from counterfoil.records.vault import Clock, Unsealed, open_vault
from tests.beginning import begun
from tests.sealing import seal_within

LONG_AGO = datetime.now(UTC) - timedelta(days=60)


@pytest.fixture
def setting(tmp_path):
    return {
        "COUNTERFOIL_DATABASE": str(tmp_path / "records.sqlite"),
        "COUNTERFOIL_VAULT": str(tmp_path / "vault"),
        "COUNTERFOIL_KEK_FILE": str(tmp_path / "vault.key"),
    }


@pytest.fixture
def command(run, setting):
    return lambda *arguments, **more: run(*arguments, setting={**setting, **more})


@pytest.fixture
def told(command):
    """Run a command with --json, and read what it prints."""

    def told(*arguments, **more):
        ended = command(*arguments, "--json", **more)
        assert (ended.code, ended.err) == (0, "")
        return json.loads(ended.out)

    return told


@pytest.fixture
def rejected(setting):
    """A verification that was rejected sixty days ago, whose biometrics are due for a month."""
    database, vault = Database(setting["COUNTERFOIL_DATABASE"]), open_vault(setting)
    with database.writing() as connection:
        tenants.ensure_tenant(connection, "default", now=LONG_AGO)
        one = begun(connection, LONG_AGO).id
        steps.consent(connection, one, version="1", language="en", now=LONG_AGO)
        for kind in ("document_front", "probe"):
            about = {"tenant": "default", "subject": one, "media_type": "image/jpeg", "now": LONG_AGO}
            piece = seal_within(vault, connection, kind=kind, clock=Clock.BIOMETRICS, content=bytes(5_000), **about)
            steps.capture(connection, one, kind=kind, evidence=piece, now=LONG_AGO)
        attempt = steps.submit(connection, one, LONG_AGO)
        seal_within(vault, connection, kind="result", clock=Clock.RECORDS, content=b"{}", **about)
        steps.conclude(connection, one, attempt=attempt, verdict=Verdict.REJECT, reasons=(), now=LONG_AGO)
    database.close()
    return one


def test_from_what_is_due_to_an_empty_store(command, told, rejected, tmp_path):
    assert told("vault", "status") | {"keys": None} == {
        "place": str(tmp_path / "vault"),
        "pieces": 3,
        "bytes": 10_002,
        "oldest": LONG_AGO.isoformat(),
        "erased": 0,
        "unswept": 0,
        "keys": None,
    }
    due = told("retention", "due")
    assert (due["biometrics"]["due"], due["records"]["due"], due["records"]["waiting"]) == (1, 0, 1)
    assert "counterfoil retention run" in command("retention", "due").out
    assert told("retention", "run") == {"undecided": 0, "biometrics": 1, "records": 0, "left": 0, "doubted": False}
    assert "2 objects wait to be deleted" in command("vault", "status").out
    assert told("vault", "sweep") == {"deleted": 2}
    assert told("retention", "due")["biometrics"]["due"] == 0
    assert rejected not in command("vault", "status").out


@pytest.mark.usefixtures("rejected")
def test_a_rotation_moves_every_key_and_the_former_may_go(told, tmp_path):
    before = told("vault", "status")["keys"]
    assert [(key["current"], key["wraps"]) for key in before] == [(True, 2)]
    rotated = told("vault", "rotate", "--new-key")
    assert (rotated["added"], rotated["moved"], rotated["former"]) == (True, 2, [before[0]["id"]])
    assert [key["wraps"] for key in told("vault", "status")["keys"]] == [2, 0]
    file = tmp_path / "vault.key"
    file.write_text(file.read_text().splitlines()[0])
    assert [key["id"] for key in told("vault", "status")["keys"]] == [rotated["current"]]


@pytest.mark.usefixtures("rejected")
def test_after_a_restore_what_is_altered_or_missing_is_named(command, told, tmp_path):
    assert told("vault", "verify") == {"pieces": 3, "faults": []}
    assert "3 pieces are what was sealed" in command("vault", "verify").out
    altered, lost, whole = sorted(path for path in (tmp_path / "vault").rglob("*") if path.is_file())
    altered.write_bytes(altered.read_bytes()[:-1])
    lost.unlink()
    ended = command("vault", "verify", "--json")
    assert (ended.code, ended.err) == (30, "")
    faults = json.loads(ended.out)["faults"]
    assert sorted(fault["said"].partition(fault["evidence"])[2] for fault in faults) == [
        " is missing from the store",
        " is not what was sealed",
    ]
    assert "2 pieces are altered or missing" in command("vault", "verify").out
    assert whole.exists()


@pytest.mark.usefixtures("as_a_process")
@pytest.mark.usefixtures("rejected")
def test_from_the_file_to_the_environment(command, told, setting):
    new = command("vault", "new-key").out.strip()
    elsewhere = {"COUNTERFOIL_KEK": new, "COUNTERFOIL_KEK_FILE": ""}
    former = {"COUNTERFOIL_KEK_FORMER": f"file:{setting['COUNTERFOIL_KEK_FILE']}"}
    assert told("vault", "rotate", **elsewhere, **former)["moved"] == 2
    assert [key["known"] for key in told("vault", "status", **elsewhere)["keys"]] == [True]
    assert new not in command("vault", "status", **elsewhere).out


@pytest.mark.usefixtures("rejected")
def test_a_key_that_is_not_known_is_shown(command, tmp_path):
    other = command("vault", "status", COUNTERFOIL_KEK_FILE=str(tmp_path / "other.key"))
    assert "NOT KNOWN HERE" in other.out
    rotated = command("vault", "rotate", COUNTERFOIL_KEK_FILE=str(tmp_path / "other.key"))
    assert rotated.code == 2
    assert "is not known here" in rotated.one_line


@pytest.mark.usefixtures("as_a_process")
def test_a_clock_that_jumped_is_told(command, setting):
    database = Database(setting["COUNTERFOIL_DATABASE"])
    assert command("retention", "run").code == 0
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE settings SET value = '2020-01-01T00:00:00+00:00'")
    database.close()
    assert "jumped ahead" in command("retention", "run").out
    assert "erased of 0" in command("retention", "run", "--clock-is-right").out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"COUNTERFOIL_KEK": "short"}, "one of them must wrap"),
        ({"COUNTERFOIL_KEK_FILE": "", "COUNTERFOIL_KEK": "short"}, "holds no key-encryption key"),
        ({"COUNTERFOIL_KEK_FILE": "", "COUNTERFOIL_KMS": "alias/x"}, "names no key"),
        ({"COUNTERFOIL_VAULT": "ftp://somewhere"}, "names no bucket"),
        ({"COUNTERFOIL_KEK_FORMER": "file:/nowhere"}, "cannot be read"),
    ],
)
def test_wrong_settings_are_one_line(command, wrong, said):
    ended = command("vault", "status", **wrong)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.one_line


def test_without_a_key_file_a_fresh_one_seals_nothing_beside_what_is_there(rejected, setting, tmp_path, monkeypatch):
    assert rejected
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another-home"))
    usual = {name: value for name, value in setting.items() if name != "COUNTERFOIL_KEK_FILE"}
    piece = Unsealed("probe", Clock.BIOMETRICS, b"x", "image/jpeg")
    database = Database(setting["COUNTERFOIL_DATABASE"])
    with pytest.raises(VaultError, match="Restore the key file"):
        open_vault(usual).seal(database, tenant="default", subject="ver_2", pieces=[piece], now=LONG_AGO)
    database.close()
