"""Names, files and lists that would rather not be screened, through the commands: one line each, no row lost."""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest
from shell import COMMAND

from tests import hostile

LISTED = "Vyacheslav Ilyich Barazanov"
BORN = [
    "1961-04-07",
    "1961-04",
    "1961",
    "7 Apr 1961",
    "07.04.1961",
    "c. 1961",
    "1960s",
    "1961年4月7日",
    "١٩٦١-٠٤-٠٧",  # noqa: RUF001 - digits of another script
    "",
]
BORN_WRONG = [
    "1961-13-07",
    "0000-00-00x",
    "31 Feb 1961",
    "yesterday",
    "1961-04-07" * 5000,
    "7",
    "99999",
    "-1",
    "NaN",
    "1961/",
]


def screened(folder: Path, rows: list[list[str]], run) -> tuple[dict[str, list[str]], dict[int, str]]:
    """Screen rows of a file; return the entities hit by id, and the reasons of those not screened by line."""
    with (folder / "in.csv").open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows([["id", "name", "birth_date"], *rows])
    ended = run("screen", "batch", "in.csv", "out.jsonl")
    assert ended.code == 0, ended.err
    lines = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    reasons = folder / "out.jsonl.skipped"
    skipped = [json.loads(line) for line in reasons.read_text("utf-8").splitlines()] if reasons.exists() else []
    hits = {line["id"]: [hit["entity"] for hit in line["hits"]] for line in lines}
    assert len(hits) + len(skipped) == len(rows)
    return hits, {row["line"]: row["reason"] for row in skipped}


@pytest.mark.usefixtures("as_a_process")
def test_of_all_strange_names_in_a_file_every_one_is_screened_or_reported(run, tmp_path):
    strange = {**hostile.READABLE, **hostile.UNREADABLE, **hostile.TOO_LONG}
    rows = [[key, name, ""] for key, name in strange.items()]
    hits, skipped = screened(tmp_path, [*rows, ["last", LISTED, ""]], run)
    assert hits["last"][0] == "inv-1"
    not_utf_8 = {"half a surrogate pair inside"}
    assert set(hits) == {*hostile.READABLE, "last"} - not_utf_8
    assert len(skipped) == len(strange) - len(hostile.READABLE) + len(not_utf_8)


def test_every_way_to_write_a_birth_date_is_taken_and_nonsense_is_reported(run, tmp_path):
    rows = [[f"right {n}", LISTED, born] for n, born in enumerate(BORN)]
    rows += [[f"wrong {n}", LISTED, born] for n, born in enumerate(BORN_WRONG)]
    hits, skipped = screened(tmp_path, rows, run)
    assert {key: found[:1] for key, found in hits.items()} == {f"right {n}": ["inv-1"] for n in range(len(BORN))}
    assert set(skipped) == {2 + len(BORN) + n for n in range(len(BORN_WRONG))}
    assert all("birth date" in reason for reason in skipped.values())


@pytest.mark.parametrize("name", ["", "...", "😀", "\u202e", "q " * 1000, "q" * 100_000])
def test_a_name_that_cannot_be_screened_ends_with_2_and_one_line(name, run):
    ended = run("screen", "name", name, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.one_line) < 200


@pytest.mark.parametrize("name", [b"Barazanov \xff\xfe", b"\x80", b"Barazanov\x07\x1b[2J"])
def test_bytes_that_are_no_text_and_escapes_of_a_terminal_do_not_reach_the_screen(name, tmp_path):
    command = [str(COMMAND).encode(), b"screen", b"name", name]
    ended = subprocess.run(  # noqa: S603 - our own
        command,
        cwd=tmp_path,
        env={**os.environ, "COUNTERFOIL_OFFLINE": "1"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode in (0, 2, 20)
    assert b"Traceback" not in ended.stderr
    assert b"\x1b[2J" not in ended.stdout + ended.stderr


@pytest.fixture
def own_lists(tmp_path, monkeypatch) -> Path:
    """An empty folder of lists."""
    monkeypatch.setenv("COUNTERFOIL_LISTS", str(tmp_path / "lists"))
    return tmp_path / "lists"


def test_without_a_list_nobody_is_screened_and_that_is_said(run, own_lists, tmp_path):
    (tmp_path / "in.csv").write_text("id,name\n1,Anyone\n", encoding="utf-8")
    for arguments in (["name", "Anyone"], ["batch", "in.csv", "out.jsonl"]):
        ended = run("screen", *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert "lists add" in ended.one_line
    assert not own_lists.exists()
    assert not (tmp_path / "out.jsonl").exists()


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS>
</CONSOLIDATED_LIST>"""
ENTRY = "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>Quille</FIRST_NAME></INDIVIDUAL>"
LISTS = {
    "an entity bomb": BOMB,
    "a file of the system": BOMB.replace('"aaaa"', 'SYSTEM "file:///etc/passwd"'),
    "a document type of the network": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x"><CONSOLIDATED_LIST/>',
    "cut off in an entry": f"<CONSOLIDATED_LIST><INDIVIDUALS>{ENTRY}{ENTRY[:40]}",
    "cut off after an entry": f"<CONSOLIDATED_LIST><INDIVIDUALS>{ENTRY}",
    "another encoding than it says": f"<CONSOLIDATED_LIST>{ENTRY}\xef</CONSOLIDATED_LIST>".encode("latin-1"),
    "no encoding there is": f'<?xml version="1.0" encoding="none-such"?><CONSOLIDATED_LIST>{ENTRY}</CONSOLIDATED_LIST>',
    "nobody": "<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>",
    "nothing": "",
    "noise": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("content", LISTS.values(), ids=LISTS)
def test_a_list_that_is_not_to_be_used_is_refused_in_one_line_and_leaves_nothing(content, run, own_lists, tmp_path):
    (tmp_path / "list.xml").write_bytes(content if isinstance(content, bytes) else content.encode())
    ended = run("lists", "add", "list.xml", "--format", "un-xml")
    assert (ended.code, ended.out) == (2, "")
    assert ended.one_line.startswith("list.xml")
    assert "Qu" not in ended.one_line
    assert not [path for path in own_lists.rglob("*") if path.is_file() and path.name[0] != "."]


def test_an_index_that_was_damaged_is_told_by_its_file_and_screens_nobody(run, own_lists, tmp_path):
    (tmp_path / "list.csv").write_text("id,name\n1,Quille Vandrey\n", encoding="utf-8")
    assert run("lists", "add", "list.csv").code == 0
    assert run("screen", "name", "Quille Vandrey").code == 20
    damaged = next(own_lists.rglob("part_letters.npy"))
    content = damaged.read_bytes()
    damaged.chmod(0o600)
    damaged.write_bytes(content[:-1] + b"z")
    ended = run("screen", "name", "Quille Vandrey")
    assert (ended.code, ended.out) == (2, "")
    assert "damaged" in ended.one_line
