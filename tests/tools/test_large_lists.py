import csv
import subprocess
import sys
from pathlib import Path

from tools.large_lists import entities


def test_the_same_seed_gives_the_same_people_and_another_gives_others():
    assert list(entities(200)) == list(entities(200))
    assert list(entities(200)) != list(entities(200, seed=2))


def test_there_are_as_many_names_as_asked_for_and_no_id_twice():
    people = list(entities(1000))
    assert 1000 <= sum(len(one.names) for one in people) < 1010
    assert len({one.id for one in people}) == len(people)


def test_the_command_writes_them_in_the_format_of_the_project(tmp_path: Path):
    out = tmp_path / "large.csv"
    subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, "-m", "tools.large_lists", "50", str(out)], check=True
    )
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [one.names[0].text for one in entities(50)]
