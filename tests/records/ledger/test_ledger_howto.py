"""The script in docs/how-to/audit.md verifies an export by itself, and finds what Counterfoil finds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from chains import KEY, changed, exported, fill

from counterfoil.records.database import Database

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "audit.md"


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code.count("\n") <= 40
    path = tmp_path_factory.mktemp("script") / "verify.py"
    path.write_text(code, encoding="utf-8")
    return path


@pytest.fixture
def judge(script, tmp_path):
    def judge(lines):
        path = tmp_path / "ledger.jsonl"
        path.write_bytes(b"".join(lines))
        done = subprocess.run(  # noqa: S603 - the script of our own page
            [sys.executable, "-I", script, path], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return judge


@pytest.fixture
def export(tmp_path):
    database = Database(tmp_path / "records.sqlite")
    fill(database, 6, signed={3, 6})
    return exported(database, tmp_path / "export.jsonl")


def test_the_script_verifies_an_export(judge, export):
    code, said = judge(export.lines)
    assert (code, said) == (
        0,
        f"6 entries follow one another; entry 6 and all before it are signed by {KEY.kid}\n",
    )


def test_the_script_finds_what_was_changed(judge, export):
    lines, at = export.lines, export.entry(4)
    for wrong in (
        [*lines[:at], changed(lines[at], subject="ver_other"), *lines[at + 1 :]],
        [*lines[:at], *lines[at + 1 :]],
        [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]],
    ):
        code, said = judge(wrong)
        assert (code, said) == (1, "Entry 4 is not the one that was written\n")
    assert judge(lines[:4]) == (1, "The file ends with entry 3, the ledger did not\n")
    forged = [changed(line, at="2020-01-01T00:00:00.000000Z") if b'"checkpoint"' in line else line for line in lines]
    assert "InvalidSignature" in judge(forged)[1]
