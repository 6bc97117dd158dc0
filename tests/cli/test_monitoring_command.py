"""``counterfoil screen register``, ``monitor``, ``alerts`` and ``decide`` as a shell sees them."""

import json
import subprocess
import sys

import pytest

HEADER = "id,schema,name,aliases,birth_date,nationality,document_number\n"
LISTED = HEADER + "E1,Person,Valdemar Ostrovin,,1961-04-07,,\nE2,Person,Amina Karowe,,,,\n"
CUSTOMERS = HEADER + "c1,Person,Waldemar Ostrowin,,1961-04-07,,\nc2,Person,Selma Quistgard,,,,\nc3,Person,...,,,,\n"


@pytest.fixture
def screen(run, tmp_path):
    """Run a command of screening on a database and lists of its own."""
    setting = {"COUNTERFOIL_DATABASE": str(tmp_path / "records.sqlite"), "COUNTERFOIL_LISTS": str(tmp_path / "lists")}
    (tmp_path / "list.csv").write_text(LISTED)
    (tmp_path / "customers.csv").write_text(CUSTOMERS)
    return lambda *arguments: run(*arguments, setting=setting)


def test_from_registration_to_a_suppression(screen):
    assert screen("lists", "add", "list.csv", "--name", "harbour").code == 0

    registered = screen("screen", "register", "customers.csv", "--json")
    told = json.loads(registered.out)
    assert (registered.code, told["added"], told["customers"]) == (0, 2, 2)
    assert [row["line"] for row in told["skipped"]] == [4]
    assert "line 4" in registered.err

    monitored = json.loads(screen("screen", "monitor", "--json").out)
    assert [(one["opened"], one["customers"], one["full_run_due"]) for one in monitored["runs"]] == [(1, 2, [])]

    queue = screen("screen", "alerts")
    assert "Valdemar Ostrovin" in queue.out
    one = screen("screen", "alerts", "1")
    assert "waldemar" in one.out
    assert "Next: counterfoil screen decide 1" in one.out

    proposed = ("screen", "decide", "1", "--by", "Anna", "--propose", "false-positive", "--reason", "Another person")
    assert screen(*proposed).code == 0
    same = screen("screen", "decide", "1", "--by", " anna", "--confirm")
    assert (same.code, same.out) == (2, "")
    assert "needs a second reviewer" in same.one_line
    confirmed = json.loads(screen("screen", "decide", "1", "--by", "Bert", "--confirm", "--json").out)
    assert confirmed["alert"]["state"] == "closed"
    assert confirmed["suppression"]["confirmed_by"] == "Bert"

    again = screen("screen", "monitor", "--full")
    assert "suppressed by Anna and Bert in alert 1" in again.out
    assert "Another person" in screen("screen", "alerts", "--suppressed").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("monitor", "no list to screen against"),
        ("alerts 7", "There is no alert 7"),
        ("decide 7 --by anna --confirm", "There is no alert 7"),
        ("decide 7 --by anna", "exactly one of --propose"),
        ("decide 7 --by anna --confirm --revoke", "exactly one of --propose"),
        ("decide 7 --by anna --propose true-match --expires 2027-01-01", "--expires goes with --confirm"),
        ("register missing.csv", "does not exist"),
    ],
)
def test_wrong_use_is_one_line_and_2(arguments, said, screen):
    ended = screen("screen", *arguments.split())
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.one_line


def test_no_other_command_pays_for_the_database():
    lines = "import sys; from counterfoil.cli import main; main(['screen', 'monitor', '--help'])"
    told = f"{lines}; print([name for name in ('sqlalchemy', 'alembic') if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr == "[]\n"
