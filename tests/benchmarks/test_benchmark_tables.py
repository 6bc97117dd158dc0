from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import documented
from benchmarks.goals import goals
from benchmarks.record import Cold, Profile, Record, Result, Series
from benchmarks.table import page


def series(name: str, cpu: tuple[float, ...], right: int | None = 2) -> Series:
    return Series(
        contestant=name,
        versions={name: "1.0"},
        cpu=cpu,
        wall=cpu,
        right=right,
        items=3,
        peak=200_000_000,
        start_cpu=0.5,
        start_wall=0.6,
    )


@pytest.fixture
def record() -> Record:
    pairs = Result("pair-250", (series("counterfoil", (0.04, 0.05, 0.06)), series("deepface", (0.10, 0.10, 0.09))))
    pages = Result("page-flat", (series("counterfoil", (0.5,)), series("fastmrz", (1.0,), None)))
    profile = Profile("pair-250", 10, {"images.load": {"": 0.02}, "face.find": {"yunet": 0.2, "sface": 0.1, "": 0.01}})
    return Record(
        "2026-01-02", "a machine", ("a remark",), (pairs, pages), (profile,), Cold((1.0, 2.0), (3.0, 6.0), 800_000_000)
    )


def row(text: str, start: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_record_is_read_as_it_was_written(record: Record, tmp_path: Path) -> None:
    record.save(tmp_path / "record.json")
    assert Record.load(tmp_path / "record.json") == record


def test_a_run_without_the_cold_command_is_read_as_it_was_written(record: Record, tmp_path: Path) -> None:
    warm = replace(record, cold=None)
    warm.save(tmp_path / "record.json")
    assert Record.load(tmp_path / "record.json") == warm
    assert "cold" not in page(warm)


def test_ratios_are_taken_round_by_round_and_show_median_lowest_and_highest(record: Record) -> None:
    assert row(page(record), "deepface")[1:4] == ["100 (90 to 100)", "100", "2.00 (1.50 to 2.50)"]
    assert row(page(record), "counterfoil")[1:4] == ["50 (40 to 60)", "50", "1"]


def test_right_answers_are_counted_unless_they_are_not_judged(record: Record) -> None:
    assert row(page(record), "deepface")[4] == "2 of 3"
    assert row(page(record), "fastmrz")[4] == "not judged"


def test_a_goal_that_is_missed_says_so(record: Record) -> None:
    text = page(record)
    assert row(text, "pair-250: CPU time as a share of deepface's")[1:] == ["at most 0.50", "0.50", "yes"]
    assert row(text, "`counterfoil verify`, cold, s")[1:] == ["at most 5", "6.00", "**no**"]
    assert row(text, "`counterfoil verify`, peak of resident memory, MB")[1:] == ["at most 700", "800", "**no**"]


def test_the_overhead_is_our_own_time_over_the_networks(record: Record) -> None:
    overhead = next(goal for goal in goals(record) if "networks" in goal.what)
    assert (overhead.measured, overhead.met) == ("10%", True)
    slower = replace(record, profiles=(Profile("pair-250", 10, {"face.find": {"yunet": 0.2, "": 0.1}}),))
    assert [goal.met for goal in goals(slower) if "networks" in goal.what] == [False]


def test_a_profile_shows_milliseconds_an_item(record: Record) -> None:
    assert row(page(record), "`face.find`") == ["`face.find`", "yunet 20.0, sface 10.0", "30.0", "1.0"]
    assert row(page(record), "`images.load`") == ["`images.load`", "none", "0.0", "2.0"]


def test_the_remarks_and_the_versions_are_on_the_page(record: Record) -> None:
    text = page(record)
    assert "- a remark\n" in text
    assert "Versions: counterfoil 1.0, deepface 1.0." in text


def test_the_documentation_shows_the_latest_records() -> None:
    assert documented.PAGE.read_text(encoding="utf-8") == documented.page()
