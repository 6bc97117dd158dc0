"""A whole file, screened: in order, on several cores, and gone on with after a kill without a row lost or doubled."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from counterfoil.errors import FileError, InputError
from counterfoil.screening.batch import Rates, screen_file
from tests import invented

RATES = Rates(alert_fpr=0.01, max_fpr=0.05, limit=10)
LISTED = "Vyacheslav Ilyich Barazanov"
RUN = """
import sys
from datetime import date
from pathlib import Path
from counterfoil.screening.batch import Rates, screen_file
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.open_lists import OpenLists
if __name__ == "__main__":
    folder, source, out = map(Path, sys.argv[1:])
    day = date(2026, 11, 20)
    lists = OpenLists((ListVersion("invented", "20261120-1", day, day, day, ("0" * 64,), 4),), (folder,))
    screen_file(source, out, lists, Rates(0.01, 0.05, 10), workers=2)
"""


def write(path: Path, count: int, *, wrong=()) -> Path:
    draw = random.Random(7)  # noqa: S311 - the same invented names each time
    rows = ["id,name,birth_date"]
    for number in range(count):
        name = "".join(draw.choices("aeioklmnrst", k=12)).title()
        row = (
            f"c{number},{LISTED},1961-04-07" if number % 50 == 7 else f"c{number},{name},19{draw.randint(40, 99)}-05-06"
        )
        rows.append(f"c{number},,1970" if number in wrong else row)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_row_has_its_line_in_the_order_of_the_file(tmp_path, lists):
    source = write(tmp_path / "in.csv", 60)
    done = screen_file(source, tmp_path / "out.jsonl", lists, RATES, workers=1)
    found = lines(tmp_path / "out.jsonl")
    assert [(line["id"], line["line"]) for line in found] == [(f"c{n}", n + 2) for n in range(60)]
    assert [line["id"] for line in found if line["hits"]] == ["c7", "c57"]
    best = found[7]["hits"][0]
    assert (best["entity"], best["list"], best["alert"]) == ("inv-1", "invented", True)
    assert (done.screened, done.with_alert, done.skipped) == (60, 2, 0)


@pytest.mark.parametrize("end", ["\n", ""])
def test_it_tells_how_many_of_the_rows_are_done(tmp_path, lists, end):
    source = write(tmp_path / "in.csv", 20)
    source.write_text(source.read_text("utf-8").removesuffix("\n") + end, "utf-8")
    told = []
    screen_file(source, tmp_path / "out.jsonl", lists, RATES, workers=1, told=lambda *far: told.append(far))
    assert told[-1] == ("Screening", 20, 20)


def test_wrong_rows_are_reported_by_line_without_their_content_and_the_rest_is_done(tmp_path, lists):
    source = write(tmp_path / "in.csv", 40, wrong={3, 20})
    with source.open("ab") as file:
        file.write(b"c40,Ann,nonsense\nc41,Ann\nc42,...!,1970\nc43,\xff,1970\n,Ann,1970\n")
    done = screen_file(source, tmp_path / "out.jsonl", lists, RATES, workers=1)
    skipped = lines(tmp_path / "out.jsonl.skipped")
    assert [line["line"] for line in skipped] == [5, 22, 42, 43, 44, 45, 46]
    assert (done.screened, done.skipped) == (38, 7)
    assert "nonsense" not in (tmp_path / "out.jsonl.skipped").read_text("utf-8")


def test_rows_with_one_id_are_all_screened_and_told_apart_by_their_lines(tmp_path, lists):
    (tmp_path / "in.csv").write_text(f"id,name\nsame,Ann Quill\nsame,{LISTED}\n", encoding="utf-8")
    screen_file(tmp_path / "in.csv", tmp_path / "out.jsonl", lists, RATES)
    assert [(line["id"], line["line"], len(line["hits"])) for line in lines(tmp_path / "out.jsonl")] == [
        ("same", 2, 0),
        ("same", 3, 1),
    ]


def test_the_other_columns_are_read_and_several_values_are_parted_by_semicolons(tmp_path, lists):
    (tmp_path / "in.csv").write_text(
        "name;id;aliases;schema;nationality;document_number;born_in\n"
        f'Ann Quill;1;"x;{LISTED}";person;"Belarus;Iraq";MC 1234567;nowhere\n'
        "Barazan Overland Trading LLC;2;;company;;;\n",
        encoding="utf-8",
    )
    screen_file(tmp_path / "in.csv", tmp_path / "out.jsonl", lists, RATES)
    first, second = lines(tmp_path / "out.jsonl")
    assert first["hits"][0]["explanation"]["query_name"] == LISTED
    assert second["hits"][0]["entity"] == "inv-4"


def test_a_run_that_is_over_is_not_done_again(tmp_path, lists):
    source = write(tmp_path / "in.csv", 30, wrong={4})
    first = screen_file(source, tmp_path / "out.jsonl", lists, RATES, workers=1)
    before = (tmp_path / "out.jsonl").read_bytes()
    assert screen_file(source, tmp_path / "out.jsonl", lists, RATES, workers=1) == first
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert len(lines(tmp_path / "out.jsonl.skipped")) == 1


@pytest.mark.parametrize("cut", [0, 1, 400, 3000, -1, -30])
def test_a_run_that_stopped_anywhere_comes_to_the_same_bytes(tmp_path, lists, cut):
    source = write(tmp_path / "in.csv", 80, wrong={5, 6, 60, 79})
    screen_file(source, tmp_path / "whole.jsonl", lists, RATES, workers=1)
    for ending in ("", ".skipped", ".run"):
        whole = (tmp_path / f"whole.jsonl{ending}").read_bytes()
        (tmp_path / f"out.jsonl{ending}").write_bytes(whole[:cut] if not ending else whole)
    screen_file(source, tmp_path / "out.jsonl", lists, RATES, workers=1)
    for ending in ("", ".skipped"):
        assert (tmp_path / f"out.jsonl{ending}").read_bytes() == (tmp_path / f"whole.jsonl{ending}").read_bytes()


def test_a_killed_run_on_several_cores_goes_on_and_leaves_no_process_behind(tmp_path, lists):
    source = write(tmp_path / "in.csv", 2600, wrong={700})
    screen_file(source, tmp_path / "whole.jsonl", lists, RATES, workers=1)
    program = tmp_path / "run.py"
    program.write_text(RUN)
    command = [sys.executable, program, lists.folders[0], source, tmp_path / "out.jsonl"]
    started = subprocess.Popen(list(map(str, command)), start_new_session=True)  # noqa: S603 - our own program
    while not (tmp_path / "out.jsonl").exists() or not (tmp_path / "out.jsonl").stat().st_size:
        assert started.poll() is None
        time.sleep(0.01)
    started.send_signal(signal.SIGKILL)
    started.wait()
    while alive(started.pid):
        time.sleep(0.05)
    assert (tmp_path / "out.jsonl").stat().st_size < (tmp_path / "whole.jsonl").stat().st_size
    subprocess.run(list(map(str, command)), check=True)  # noqa: S603 - our own program
    for ending in ("", ".skipped"):
        assert (tmp_path / f"out.jsonl{ending}").read_bytes() == (tmp_path / f"whole.jsonl{ending}").read_bytes()


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("changed", "named"),
    [("input", "another input"), ("rates", "another settings"), ("lists", "another lists")],
)
def test_results_of_something_else_are_never_added_to(tmp_path, lists, changed, named):
    source, rates = write(tmp_path / "in.csv", 10), RATES
    screen_file(source, tmp_path / "out.jsonl", lists, rates, workers=1)
    if changed == "input":
        write(tmp_path / "in.csv", 11)
    elif changed == "rates":
        rates = replace(rates, alert_fpr=0.001)
    else:
        lists = invented.open_list(tmp_path, name="other")
    with pytest.raises(InputError, match=named):
        screen_file(source, tmp_path / "out.jsonl", lists, rates, workers=1)


def test_a_file_that_is_no_result_is_not_touched(tmp_path, lists):
    (tmp_path / "out.jsonl").write_text("mine")
    with pytest.raises(FileError, match="is there already"):
        screen_file(write(tmp_path / "in.csv", 3), tmp_path / "out.jsonl", lists, RATES)
    assert (tmp_path / "out.jsonl").read_text() == "mine"


def test_results_that_do_not_fit_the_input_are_refused(tmp_path, lists):
    source = write(tmp_path / "in.csv", 10)
    out = tmp_path / "out.jsonl"
    screen_file(source, out, lists, RATES, workers=1)
    out.write_text(out.read_text().replace('"c4"', '"c5"'))
    with pytest.raises(InputError, match="from line 6 on"):
        screen_file(source, out, lists, RATES, workers=1)


@pytest.mark.parametrize(
    "line", ["{}", "[]", "null", "7", '{"line": "x", "id": 1, "hits": []}', '{"line": 2, "id": "c0", "hits": [1]}', "{"]
)
def test_a_line_that_is_no_result_is_cut_off_with_all_that_follows_and_done_again(tmp_path, lists, line):
    source = write(tmp_path / "in.csv", 10)
    out = tmp_path / "out.jsonl"
    screen_file(source, out, lists, RATES, workers=1)
    whole = out.read_text()
    out.write_text(f"{line}\n{whole}")
    screen_file(source, out, lists, RATES, workers=1)
    assert out.read_text() == whole


def test_a_file_in_which_nearly_everything_is_wrong_is_refused(tmp_path, lists):
    source = tmp_path / "in.csv"
    source.write_text("id,name\n" + "1,\n" * 1600, encoding="utf-8")
    with pytest.raises(InputError, match=r"rows cannot be read, one of them on line \d+: there is no name"):
        screen_file(source, tmp_path / "out.jsonl", lists, RATES, workers=1)
    source.write_text("id,name\n1,\n", encoding="utf-8")
    with pytest.raises(InputError, match="no row of it can be screened"):
        screen_file(source, tmp_path / "other.jsonl", lists, RATES)


def test_a_file_of_no_rows_has_no_results(tmp_path, lists):
    (tmp_path / "in.csv").write_text("id,name\n", encoding="utf-8")
    assert screen_file(tmp_path / "in.csv", tmp_path / "out.jsonl", lists, RATES).screened == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_the_results_are_for_their_owner_only(tmp_path, lists):
    screen_file(write(tmp_path / "in.csv", 3), tmp_path / "out.jsonl", lists, RATES)
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob("out*")} == {0}


class TestParquet:
    def test_a_parquet_file_gives_what_the_csv_gives(self, tmp_path, lists):
        pyarrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        from datetime import date  # noqa: PLC0415

        columns = {
            "id": [1, 2, 3],
            "name": ["Ann Quill", LISTED, None],
            "birth_date": [None, date(1961, 7, 4), None],
            "nationality": [[], ["by", "iq"], None],
            "unused": [b"x", b"y", b"z"],
        }
        parquet.write_table(pyarrow.table(columns), tmp_path / "in.parquet")
        rows = ["id,name,birth_date,nationality", "1,Ann Quill,,", f"2,{LISTED},1961-07-04,by;iq", "3,,,", ""]
        (tmp_path / "in.csv").write_text("\n".join(rows))
        for kind in ("parquet", "csv"):
            screen_file(tmp_path / f"in.{kind}", tmp_path / f"{kind}.jsonl", lists, RATES)
        of_parquet, of_csv = (lines(tmp_path / f"{kind}.jsonl") for kind in ("parquet", "csv"))
        assert [line["hits"] for line in of_parquet] == [line["hits"] for line in of_csv]
        assert [line["line"] for line in of_parquet] == [1, 2]
        assert lines(tmp_path / "parquet.jsonl.skipped")[0]["line"] == 3

    @pytest.mark.parametrize("content", [b"", b"PAR1", b"id,name\n1,Ann\n"])
    def test_what_is_no_parquet_is_refused(self, tmp_path, lists, content):
        pytest.importorskip("pyarrow")
        (tmp_path / "in.parquet").write_bytes(content)
        with pytest.raises(InputError, match="no Parquet file"):
            screen_file(tmp_path / "in.parquet", tmp_path / "out.jsonl", lists, RATES)
