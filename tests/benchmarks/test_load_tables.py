import os
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.load import processes
from benchmarks.load.goals import cpu_share, goals, percentile, throughput_share
from benchmarks.load.record import Crowd, Rate, Record, Sessions, Waits
from benchmarks.load.table import section

ASKED = ("create", "session", "consent", "document", "probe", "submit")


def waits(arrivals: float, *decision: float) -> Waits:
    return Waits(arrivals, decision, dict.fromkeys(ASKED, (0.1, 0.2, 0.3)))


RECORD = Record(
    day="2026-11-26",
    machine="a machine, 2 cores",
    database="SQLite",
    workers=2,
    bare=(Rate(200, 50.0, 100.0), Rate(100, 50.0, 50.0)),
    served=(Rate(180, 50.0, 100.0), Rate(90, 50.0, 60.0)),
    unloaded=waits(0.0, 1.0, 1.0, 1.0),
    loaded=waits(2.5, 1.0, 2.0, 2.0),
    sessions=Sessions(500, 40, 2, 0, 3, 1_400_000_000, 1_100_000_000, 1_300_000_000),
    crowd=Crowd(10.0, 300, 100, {"submit": 190, "document": 10}, 0, {}, 20, 20, (3.0, 4.0, 5.0), 100, ledger=True),
)


def met(record: Record) -> list[bool]:
    return [goal.met for goal in goals(record)]


def test_rounds_that_followed_each_other_are_compared() -> None:
    assert throughput_share(RECORD) == pytest.approx(0.9)
    assert cpu_share(RECORD) == pytest.approx((0.9 + 0.75) / 2)


def test_every_goal_can_be_met_and_missed() -> None:
    assert met(RECORD) == [True] * 5
    slow = replace(RECORD, served=(Rate(150, 50.0, 100.0), Rate(75, 50.0, 60.0)))
    assert met(slow) == [False, True, True, True, True]
    assert met(replace(RECORD, loaded=waits(2.5, 1.0, 4.0, 4.0))) == [True, False, True, True, True]
    for wrong in ({"resident": 1_500_000_000}, {"dropped": 1}):
        assert met(replace(RECORD, sessions=replace(RECORD.sessions, **wrong))) == [True, True, False, True, True]
    for wrong in ({"without_retry_after": 1}, {"others": {"500": 1}}, {"longest_queue": 21}):
        assert met(replace(RECORD, crowd=replace(RECORD.crowd, **wrong))) == [True, True, True, False, True]
    for wrong in ({"judged": 99}, {"ledger": False}):
        assert met(replace(RECORD, crowd=replace(RECORD.crowd, **wrong))) == [True, True, True, True, False]


def test_a_time_in_which_nobody_was_judged_gives_no_rate() -> None:
    with pytest.raises(RuntimeError, match="nothing was judged in 40 s"):
        Rate(0, 40.0, 3.9)


def test_a_percentile_lies_between_what_was_measured() -> None:
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0
    assert percentile([float(number) for number in range(101)], 95) == 95.0


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    RECORD.save(tmp_path / "record.json")
    assert Record.load(tmp_path / "record.json") == RECORD


def test_the_section_says_what_was_measured_and_what_was_missed() -> None:
    text = section(replace(RECORD, crowd=replace(RECORD.crowd, judged=99)))
    assert "| resident memory with 500 sessions open, all processes, GB | less than 1.5 | 1.40 | yes |" in text
    assert "| of those who handed in, lost | 0 | 1 | **no** |" in text
    assert "190 at submit, 10 at document" in text


def test_a_tree_of_processes_holds_this_one_and_takes_memory() -> None:
    tree = processes.tree(os.getpid())
    assert tree[0] == os.getpid()
    assert processes.resident(tree) >= processes.proportional(tree) > 1_000_000
    assert processes.cpu(tree) > 0
