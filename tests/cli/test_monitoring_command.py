"""``counterfoil screen register``, ``monitor``, ``alerts`` and ``decide`` as a shell sees them."""

import json
import shutil
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


@pytest.mark.usefixtures("as_a_process")
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


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("judged")


@pytest.fixture
def judged(screen, tmp_path, kept):
    """A database in which two people found that customer c1 is not the listed E1, made once and copied."""
    if any(kept.iterdir()):
        shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
        return screen
    for step in (
        "lists add list.csv --name harbour",
        "screen register customers.csv",
        "screen monitor",
        "screen decide 1 --by Anna --propose false-positive --reason Another",
        "screen decide 1 --by Bert --confirm",
    ):
        assert screen(*step.split()).code in (0, 20)
    shutil.copytree(tmp_path, kept, dirs_exist_ok=True)
    return screen


SAME_CUSTOMER = ("screen", "name", "Waldemar Ostrowin", "--born", "1961-04-07", "--json")


def test_a_customer_who_was_judged_raises_no_alert_when_screened_by_name(judged):
    assert judged(*SAME_CUSTOMER).code == 20
    again = judged(*SAME_CUSTOMER, "--customer", "c1")
    hit = json.loads(again.out)["hits"][0]
    assert (again.code, hit["alert"], hit["suppressed"]["by"]) == (0, False, ["Anna", "Bert"])
    told = judged(*SAME_CUSTOMER[:-1], "--customer", "c1", "--report", "found.html")
    assert "NO ALERT" in told.out
    assert "suppressed by Anna and Bert in alert 1, until" in told.out


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Waldemar Ostrowin", ["--born", "1961-04-07", "--customer", "c2"]),
        ("Waldemar Ostrovin", ["--born", "1961-04-07", "--customer", "c1"]),
    ],
)
def test_nothing_is_suppressed_for_another_customer_or_one_who_is_no_longer_the_same(name, known, judged):
    ended = judged("screen", "name", name, *known, "--json")
    assert ended.code == 20
    assert [hit["suppressed"] for hit in json.loads(ended.out)["hits"]] == [None]


def test_nothing_is_suppressed_once_the_entity_changed_or_the_finding_was_revoked(judged, tmp_path):
    (tmp_path / "list.csv").write_text(LISTED.replace("1961-04-07", "1961-04-07;1962"))
    assert judged("lists", "add", "list.csv", "--name", "harbour").code == 0
    assert judged(*SAME_CUSTOMER, "--customer", "c1").code == 20
    (tmp_path / "list.csv").write_text(LISTED)
    assert judged("lists", "add", "list.csv", "--name", "harbour").code == 0
    assert judged(*SAME_CUSTOMER, "--customer", "c1").code == 0
    assert judged("screen", "decide", "1", "--by", "Cleo", "--revoke", "--reason", "Doubt").code == 0
    assert judged(*SAME_CUSTOMER, "--customer", "c1").code == 20


def test_a_batch_heeds_dispositions_when_it_is_told_to(judged, tmp_path):
    def hits(out, *options):
        ended = judged("screen", "batch", "customers.csv", out, "--workers", "1", *options)
        assert ended.code == 0
        lines = map(json.loads, (tmp_path / out).read_text().splitlines())
        return ended.out, {
            line["id"]: [(hit["alert"], bool(hit["suppressed"])) for hit in line["hits"]] for line in lines
        }

    assert hits("all.jsonl")[1] == {"c1": [(True, False)], "c2": []}
    told, found = hits("heeded.jsonl", "--heed-dispositions")
    assert found == {"c1": [(False, True)], "c2": []}
    assert "0 with an alert" in told
    assert "1 with a hit that the good-guy list suppresses" in told
    assert hits("heeded.jsonl", "--heed-dispositions")[0] == told


def test_a_batch_is_not_gone_on_with_under_other_dispositions(judged):
    assert judged("screen", "batch", "customers.csv", "out.jsonl").code == 0
    other = judged("screen", "batch", "customers.csv", "out.jsonl", "--heed-dispositions")
    assert (other.code, "begun with another good_guy_list" in other.one_line) == (2, True)


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
