"""``counterfoil screen``: one name and whole files, as a shell sees it."""

import csv
import json
import os

import jsonschema
import pytest

from counterfoil.report.published.screening_shapes import BatchLineOutput
from tools.make_reference import FOLDER

LISTED = "Vyacheslav Ilyich Barazanov"
UNLISTED = "Hildegard Quastenberg"


def schema(name):
    return json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))


def test_a_hit_is_one_object_of_the_published_shape_and_asks_for_a_person(run):
    ended = run("screen", "name", LISTED, "--born", "7 Apr 1961", "--nationality", "Belarus", "--json")
    found = json.loads(ended.out)
    jsonschema.validate(found, schema("screen-name"), jsonschema.Draft202012Validator)
    assert (ended.code, ended.err) == (20, "")
    assert found["query"]["birth_date"] == "1961-04-07"
    assert found["query"]["nationalities"] == ["by"]
    best = found["hits"][0]
    assert (best["entity"], best["list"], best["alert"]) == ("inv-1", "invented", True)
    assert best["explanation"]["list_version"].startswith("invented/")
    assert found["lists"][0]["published"] == "2026-11-20"


def test_no_hit_ends_well(run):
    ended = run("screen", "name", UNLISTED, "--json")
    assert (ended.code, json.loads(ended.out)["hits"]) == (0, [])


def test_a_hit_below_the_alert_rate_is_shown_and_is_no_alert(run):
    weak = run("screen", "name", "Robert Fenwick", "--max-fpr", "0.5", "--alert-fpr", "0.002", "--json")
    assert weak.code == 0
    assert [hit["alert"] for hit in json.loads(weak.out)["hits"]][:1] == [False]


def test_a_person_reads_the_answer_first_then_the_two_names_in_rows(run):
    ended = run("screen", "name", "Viacheslav Barazanov", "--born", "1961-07-04")
    assert ended.out.startswith("A PERSON MUST LOOK. ")
    rows = [line.split() for line in ended.out.splitlines()]
    assert ["screened", "viacheslav", "-", "barazanov"] in rows
    assert "day and month exchanged" in ended.out
    assert "customers on no list" in ended.out
    assert "\x1b" not in ended.out


def test_a_company_is_compared_with_companies(run):
    found = json.loads(run("screen", "name", "Barazan Overland Trading", "--schema", "company", "--json").out)
    assert [hit["entity"] for hit in found["hits"]] == ["inv-4"]


@pytest.mark.usefixtures("as_a_process")
def test_a_report_is_written_for_its_owner_only(run, tmp_path):
    ended = run("screen", "name", LISTED, "--report", "hit.html")
    assert "report written" in ended.err
    assert (tmp_path / "hit.html").stat().st_mode & 0o077 == 0
    assert "A person must look" in (tmp_path / "hit.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--born", "31 Feb 1961"], "the birth date cannot be read"),
        (["--schema", "Robot"], "there is no such schema"),
        (["--list", "another"], "There is no list 'another'"),
        (["--list", "../x"], "This is no name for a list"),
        (["--report", "none/hit.html"], "there is no folder"),
    ],
)
def test_wrong_use_is_one_line_that_repeats_no_name(run, options, line):
    ended = run("screen", "name", LISTED, *options)
    assert (ended.code, ended.out) == (2, "")
    assert line in ended.one_line
    assert "Barazanov" not in ended.one_line


@pytest.mark.parametrize("name", ["", "...!", "🙂"])
def test_a_name_without_a_letter_is_refused_and_never_clean(run, name):
    ended = run("screen", "name", name, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "name" in ended.one_line


def test_without_a_list_nothing_is_screened(run, tmp_path):
    (tmp_path / "in.csv").write_text("id,name\n1,Ann\n")
    for words in (("name", LISTED), ("batch", "in.csv", "out.jsonl")):
        ended = run("screen", *words, setting={"COUNTERFOIL_LISTS": str(tmp_path / "none")})
        assert (ended.code, ended.out) == (2, "")
        assert "There is no list to screen against" in ended.one_line
        assert "counterfoil lists add" in ended.one_line
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.usefixtures("as_a_process")
def test_a_batch_writes_a_line_a_row_of_the_published_shape(run, tmp_path):
    with (tmp_path / "in.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["id", "name"], ["a", UNLISTED], ["b", LISTED], ["c", ""]])
    ended = run("screen", "batch", "in.csv", "out.jsonl")
    assert ended.code == 0
    assert ended.out.startswith("2 screened: 1 with an alert, 0 more with a hit below it. 1 rows were not screened")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(line["id"], len(line["hits"])) for line in written] == [("a", 0), ("b", 1)]
    for line in written:
        jsonschema.validate(line, schema("screen-batch"), jsonschema.Draft202012Validator)
        BatchLineOutput.model_validate(line)
    again = run("screen", "batch", "in.csv", "out.jsonl")
    assert (again.code, again.out) == (0, ended.out)


def test_the_output_is_never_the_input(run, tmp_path):
    (tmp_path / "in.csv").write_text("id,name\n1,Ann\n")
    ended = run("screen", "batch", "in.csv", "in.csv")
    assert ended.code == 2
    assert (tmp_path / "in.csv").read_text() == "id,name\n1,Ann\n"


def test_a_full_disk_is_said_and_the_run_goes_on_later(run, tmp_path):
    rows = "".join(f"{number},{LISTED}\n" for number in range(20))
    (tmp_path / "in.csv").write_text(f"id,name\n{rows}")
    full = run("screen", "batch", "in.csv", "out.jsonl", without="disk")
    assert full.code == 2
    assert "out.jsonl cannot be written" in full.one_line
    ended = run("screen", "batch", "in.csv", "out.jsonl")
    assert ended.code == 0
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 20


def test_parquet_without_what_reads_it_names_the_extra(run, tmp_path):
    (tmp_path / "in.parquet").write_bytes(b"PAR1")
    (tmp_path / "hide" / "pyarrow").mkdir(parents=True)
    (tmp_path / "hide" / "pyarrow" / "__init__.py").write_text("raise ModuleNotFoundError('pyarrow')")
    path = os.pathsep.join(filter(None, [str(tmp_path / "hide"), os.environ.get("PYTHONPATH")]))
    ended = run("screen", "batch", "in.parquet", "out.jsonl", setting={"PYTHONPATH": path})
    assert ended.code == 2
    assert "counterfoil[parquet]" in ended.one_line
