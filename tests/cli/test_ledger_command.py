"""``counterfoil ledger``, ``receipt`` and ``signing-key`` as a shell sees them."""

import json
import shutil
import sqlite3
import stat
from datetime import UTC, datetime

import pytest

from counterfoil.records.access import tenants
from counterfoil.records.database import Database
from counterfoil.records.ledger import append, entries
from counterfoil.records.receipts import issue_receipt
from counterfoil.records.signing_files import load
from tests.beginning import begun

NOW = datetime(2026, 11, 26, 14, 50, tzinfo=UTC)


@pytest.fixture
def command(run, tmp_path):
    """Run a command on a database and a key of its own."""
    setting = {
        "COUNTERFOIL_DATABASE": str(tmp_path / "records.sqlite"),
        "COUNTERFOIL_SIGNING_KEY": str(tmp_path / "signing.jwk"),
    }
    return lambda *arguments: run(*arguments, setting=setting)


def happened(tmp_path, many, tenant="default", kind="capture_link.issued"):
    with Database(tmp_path / "records.sqlite").writing() as connection:
        for at in range(many):
            append(connection, tenant=tenant, kind=kind, subject=f"ver_{at}", body={"at": at}, now=NOW)


def changed(tmp_path, number):
    with sqlite3.connect(tmp_path / "records.sqlite") as connection:
        connection.execute("UPDATE ledger_entries SET subject = 'ver_other' WHERE number = ?", (number,))
    connection.close()


def test_a_verification_that_was_changed_beside_the_ledger_is_named(command, tmp_path):
    database = Database(tmp_path / "records.sqlite")
    with database.writing() as connection:
        tenants.ensure_tenant(connection, "default", now=NOW)
        made = begun(connection, NOW)
    database.close()
    assert command("ledger", "verify").code == 0
    with sqlite3.connect(tmp_path / "records.sqlite") as connection:
        connection.execute("UPDATE verifications SET state = 'decided', verdict = 'accept'")
    connection.close()
    told = command("ledger", "verify")
    assert told.code == 30
    assert f"{made.id}: CHANGED beside the ledger" in " ".join(told.out.split())
    said = json.loads(command("ledger", "verify", "--json").out)
    assert (said["verified"], said["chains"][0]["fault"]) == (False, None)
    assert said["chains"][0]["disagreement"]["verification"] == made.id


def test_from_a_checkpoint_to_an_export_that_verifies_without_the_database(command, tmp_path):
    happened(tmp_path, 5)
    kept = command("ledger", "checkpoint")
    assert (kept.code, kept.err) == (0, "")
    assert json.loads(kept.out)["checkpoint"]["number"] == 5
    (tmp_path / "kept.jsonl").write_text(kept.out)
    happened(tmp_path, 3)

    told = command("ledger", "verify", "--checkpoint", "kept.jsonl")
    assert told.code == 0
    assert "default: verified, 8 entries" in told.out
    assert "3 entries not signed yet" in told.out

    wrote = command("ledger", "export", "--out", "ledger.jsonl")
    assert (wrote.code, wrote.out) == (0, "Wrote 9 entries. To verify: counterfoil ledger verify ledger.jsonl\n")
    assert stat.S_IMODE((tmp_path / "ledger.jsonl").stat().st_mode) == 0o600
    (tmp_path / "keys.json").write_text(command("signing-key", "show").out)
    (tmp_path / "records.sqlite").unlink()
    (tmp_path / "signing.jwk").unlink()

    own = command("ledger", "verify", "ledger.jsonl")
    assert own.code == 0
    assert "keys in the file itself" in own.out
    told = command("ledger", "verify", "ledger.jsonl", "--keys", "keys.json", "--checkpoint", "kept.jsonl", "--json")
    said = json.loads(told.out)
    assert (told.code, said["verified"], said["keys_from"]) == (0, True, "option")
    assert [(chain["entries"], chain["signed_to"]) for chain in said["chains"]] == [(9, 9)]


def test_the_first_bad_entry_is_named_and_the_exit_code_says_that_the_ledger_is_broken(command, tmp_path):
    happened(tmp_path, 5)
    happened(tmp_path, 2, tenant="other")
    changed(tmp_path, 3)
    told = command("ledger", "verify")
    assert told.code == 30
    assert "default: BROKEN at entry 3" in told.out
    assert "other: verified, 2 entries" in told.out
    said = json.loads(command("ledger", "verify", "--tenant", "default", "--json").out)
    assert [chain["fault"]["entry"] for chain in said["chains"]] == [3]

    signed = command("ledger", "checkpoint")
    assert signed.code == 30
    assert "Entry 3 was changed" in signed.one_line
    assert json.loads(signed.out)["checkpoint"]["tenant"] == "other"

    assert command("ledger", "export", "--tenant", "default", "--out", "broken.jsonl").code == 0
    assert command("ledger", "verify", "broken.jsonl").code == 30


def test_what_is_written_anew_is_found_by_a_checkpoint_that_was_kept_elsewhere(command, tmp_path):
    happened(tmp_path, 4)
    (tmp_path / "kept.jsonl").write_text(command("ledger", "checkpoint").out)
    (tmp_path / "records.sqlite").unlink()
    happened(tmp_path, 6, kind="verification.erased")
    assert command("ledger", "checkpoint").code == 0, "whoever has the key can sign it"
    assert command("ledger", "verify").code == 0
    told = command("ledger", "verify", "--checkpoint", "kept.jsonl")
    assert told.code == 30
    assert "BROKEN between entries 1 and 4" in told.out


def test_an_empty_ledger_is_no_fault_and_signs_nothing(command, tmp_path):
    told = command("ledger", "verify")
    assert (told.code, told.err) == (0, "")
    assert "nothing has happened yet" in told.out
    assert not (tmp_path / "signing.jwk").exists(), "verifying makes nothing"
    assert (command("ledger", "checkpoint").code, command("ledger", "checkpoint").out) == (0, "")
    assert "empty" in command("ledger", "export", "--out", "x.jsonl").one_line


@pytest.mark.parametrize(
    "arguments",
    [
        ("ledger", "verify", "noise"),
        ("ledger", "verify", "--tenant", "nobody"),
        ("ledger", "verify", "--keys", "noise"),
        ("ledger", "verify", "--checkpoint", "noise"),
        ("ledger", "export", "--out", "none/x.jsonl"),
        ("receipt", "verify", "noise", "--keys", "noise"),
        ("signing-key", "show"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_is_one_line_and_exit_code_2(command, tmp_path, arguments):
    happened(tmp_path, 1)
    (tmp_path / "noise").write_bytes(b"\x00\xff[")
    told = command(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.one_line


def test_a_ledger_whose_signing_key_is_gone_says_so(command, tmp_path):
    happened(tmp_path, 1)
    command("ledger", "checkpoint")
    (tmp_path / "signing.jwk").unlink()
    told = command("ledger", "verify")
    assert told.code == 2
    assert "signing.jwk" in told.one_line


def test_a_receipt_verifies_with_the_published_keys_and_nothing_else(command, tmp_path):
    happened(tmp_path, 1)
    command("ledger", "checkpoint")
    claims = {
        "iss": "https://verify.example",
        "verdict": "refer",
        "reasons": ["document_expired"],
        "policy": {"version": 2},
    }
    (tmp_path / "receipt.txt").write_text(issue_receipt(claims, load(tmp_path / "signing.jwk")) + "\n")
    assert command("signing-key", "rotate").code == 0
    (tmp_path / "keys.json").write_text(command("signing-key", "show").out)
    shutil.move(tmp_path / "signing.jwk", tmp_path / "elsewhere")

    told = command("receipt", "verify", "receipt.txt", "--keys", "keys.json")
    assert told.code == 0
    assert "policy.version" in told.out
    told = command("receipt", "verify", "receipt.txt", "--keys", "keys.json", "--json")
    assert json.loads(told.out)["claims"] == claims

    (tmp_path / "answer.json").write_text(json.dumps({"receipt": (tmp_path / "receipt.txt").read_text().strip()}))
    assert command("receipt", "verify", "answer.json", "--keys", "keys.json").code == 0

    header, stated, signature = (tmp_path / "receipt.txt").read_text().split(".")
    (tmp_path / "receipt.txt").write_text(f"{header}.{stated.swapcase()}.{signature}")
    refused = command("receipt", "verify", "receipt.txt", "--keys", "keys.json")
    assert (refused.code, refused.out) == (30, "")
    assert "changed" in refused.one_line


@pytest.mark.usefixtures("as_a_process")
def test_a_receipt_is_held_against_the_ledger_that_it_names(command, tmp_path):
    happened(tmp_path, 3)
    assert command("ledger", "export", "--out", "ledger.jsonl").code == 0
    (tmp_path / "keys.json").write_text(command("signing-key", "show").out)
    with Database(tmp_path / "records.sqlite").reading() as connection:
        entry = entries(connection, "default")[1]
    held = {}
    for name, named in {
        "right": {"number": 2, "digest": entry.digest},
        "wrong": {"number": 3, "digest": entry.digest},
        "later": {"number": 99, "digest": entry.digest},
    }.items():
        (tmp_path / name).write_text(issue_receipt({"ledger": named}, load(tmp_path / "signing.jwk")))
        held[name] = command("receipt", "verify", name, "--keys", "keys.json", "--ledger", "ledger.jsonl")
    assert [one.code for one in held.values()] == [0, 30, 30]
    assert "It stands in the ledger" in held["right"].out
    assert "entry 3 is not there, or not the one" in held["wrong"].one_line
