"""``counterfoil lists``: lists are added, fetched, shown and compared; what goes wrong is one line."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.records.library.list_host import gives, hosting, says

SHAPES = Path(__file__).parents[2] / "docs" / "reference"
LIST = "id,name,birth_date\n1,Marin Exemplar,nonsense\n2,Mara Exempel,1970\nwrong\n"


@pytest.fixture
def lists(run, tmp_path):
    """Run ``counterfoil lists`` on a library of its own."""

    def lists(*arguments, **setting):
        return run("lists", *arguments, setting={"COUNTERFOIL_LISTS": str(tmp_path / "library"), **setting})

    return lists


def in_shape(name, text):
    """Return what was printed, after holding it against the shape that is published."""
    told = json.loads(text)
    jsonschema.validate(told, json.loads((SHAPES / f"{name}.schema.json").read_text("utf-8")))
    return told


@pytest.fixture
def watch(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text(LIST)
    return path


def test_a_list_is_added_and_what_was_not_read_is_told_by_line(lists, watch):
    ended = lists("add", watch)
    assert (ended.code, ended.err) == (0, "")
    assert "2 with 2 names" in ended.out
    assert "watch.csv, line 2: birth date: This is no birth date that can be read" in ended.out
    assert "watch.csv, line 4: entry: 1 columns where the header has 3" in ended.out


def test_adding_says_as_json_what_it_did(lists, watch):
    told = in_shape("lists-add", lists("add", watch, "--published", "2026-11-20", "--name", "watch", "--json").out)
    version = told["version"]
    assert (version["name"], version["format"], version["published"]) == ("watch", "own-csv", "2026-11-20")
    assert (version["entities"], version["names"], version["skipped"]) == (2, 2, {"birth_date": 1, "entity": 1})
    assert (told["new"], [left["line"] for left in told["left_out"]]) == (True, [2, 4])
    assert len(version["sources"][0]["sha256"]) == 64
    again = json.loads(lists("add", watch, "--name", "watch", "--json").out)
    assert (again["new"], again["version"]["id"]) == (False, version["id"])
    assert "Nothing new" in lists("add", watch, "--name", "watch").out


def test_lists_are_shown_all_or_one(lists, watch):
    assert "There are no lists" in lists("show").out
    assert json.loads(lists("show", "--json").out) == {"lists": []}
    lists("add", watch)
    watch.write_text("id,name\n1,Mario Esempio\n")
    lists("add", watch)
    assert "own-csv" in lists("show").out
    (newest,) = in_shape("lists-show", lists("show", "--json").out)["lists"]
    assert (newest["name"], newest["entities"]) == ("own-csv", 1)
    assert newest["age_days"] in (0, 1)  # at midnight, it is of yesterday
    one = in_shape("lists-show-one", lists("show", "own-csv", "--json").out)
    assert [version["entities"] for version in one["versions"]] == [2, 1]
    shown = lists("show", f"own-csv/{one['versions'][0]['id']}").out
    assert one["versions"][0]["sources"][0]["sha256"] in shown


def test_two_versions_are_compared(lists, watch):
    first = json.loads(lists("add", watch, "--json").out)["version"]["id"]
    watch.write_text("id,name\n1,Marin Exemplar\n3,Mario Esempio\n")
    assert lists("diff", "own-csv").code == 2
    second = json.loads(lists("add", watch, "--json").out)["version"]["id"]
    shown = lists("diff", f"own-csv/{first}").out
    assert "1 added, 1 removed, 0 changed" in shown
    assert lists("diff", "own-csv").out == shown
    assert "+ 3  Mario Esempio" in shown
    assert "- 2  Mara Exempel" in shown
    told = in_shape("lists-diff", lists("diff", f"own-csv/{second}", f"own-csv/{first}", "--json").out)
    assert [entity["id"] for entity in told["removed"]] == ["3"]
    assert [entity["birth_dates"] for entity in told["added"]] == [["1970"]]


@pytest.mark.usefixtures("as_a_process")
def test_a_version_is_only_removed_by_its_id(lists, watch):
    version = json.loads(lists("add", watch, "--json").out)["version"]["id"]
    assert lists("remove", "own-csv").code == 2
    assert lists("remove", f"own-csv/{version}").out == f"Removed own-csv/{version}.\n"
    assert "There are no lists" in lists("show").out


@pytest.mark.usefixtures("as_a_process")
def test_a_list_is_fetched(lists):
    with hosting() as host:
        host.answers = [gives(b"id,name\n1,Marin Exemplar\n", ETag='"1"'), says(304)]
        ended = lists("fetch", host.url, "--allow-http", "--json", COUNTERFOIL_OFFLINE="0", no_proxy="*")
        assert json.loads(ended.out)["version"]["origin"] == host.url.partition("?")[0]
        assert "Nothing new" in lists("fetch", host.url, "--allow-http", COUNTERFOIL_OFFLINE="0", no_proxy="*").out


@pytest.mark.parametrize("without", ["disk", "permissions"])
def test_a_library_that_cannot_be_written_is_told_and_left_as_it_was(without, run, tmp_path):
    library = tmp_path / "library"
    library.mkdir(mode=0o755 if without == "disk" else 0o555)
    path = tmp_path / "watch.csv"
    path.write_text("id,name\n" + "".join(f"{n},Exemplar {n}\n" for n in range(1_000)))
    ended = run("lists", "add", path, setting={"COUNTERFOIL_LISTS": str(library)}, without=without)
    assert (ended.code, ended.out) == (2, "")
    assert "cannot be written" in ended.one_line
    assert [each.name for each in library.iterdir() if each.name != ".lock"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "missing.csv"), "missing.csv does not exist"),
        (("add", "watch.csv", "--format", "pdf"), "No format is called 'pdf'. There are: auto, ofac-xml"),
        (("add", "watch.csv", "--format", "un-xml"), "watch.csv, line 1: this is no well-formed XML"),
        (("add", "watch.csv", "--name", "../x"), "This is no name for a list"),
        (("show", "other"), "There is no list 'other'"),
        (("fetch", "un"), "The network is off"),
    ],
)
@pytest.mark.usefixtures("watch")
def test_what_goes_wrong_is_one_line(arguments, said, lists):
    ended = lists(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.one_line
    assert "Marin" not in ended.err
