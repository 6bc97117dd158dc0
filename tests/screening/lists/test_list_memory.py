"""A list of any size is read in the same memory: eight times the list takes little more than the list."""

import subprocess
import sys

import pytest

READ = """
import resource, sys
from pathlib import Path
from counterfoil.screening.lists import Format, read
count = sum(1 for _ in read(Path(sys.argv[1]), Format(sys.argv[2])))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
ENTRIES = 4_000
TIMES = 8


def un(count):
    yield '<CONSOLIDATED_LIST dateGenerated="2026-01-01"><INDIVIDUALS>'
    for n in range(count):
        reason = f"Reason {n} " * 60
        named = f"<DATAID>{n}</DATAID><FIRST_NAME>Exemplar {n}</FIRST_NAME>"
        yield f"<INDIVIDUAL>{named}<COMMENTS1>{reason}</COMMENTS1></INDIVIDUAL>"
    yield "</INDIVIDUALS></CONSOLIDATED_LIST>"


def ftm(count):
    for n in range(count):
        reason = f"Reason {n} " * 60
        yield f'{{"id": "{n}", "schema": "Person", "properties": {{"name": ["Exemplar {n}"], "notes": ["{reason}"]}}}}'


def uk(count):
    yield "Unique ID,Name 6,Name type,Designation Type,Other Information"
    for n in range(count):
        reason = f"Reason {n} " * 60
        yield f'UTO{n},EXEMPLAR {n},Primary Name,Individual,"{reason}"'


def memory(path, kind, count, entries):
    with path.open("w") as file:
        file.writelines(f"{line}\n" for line in entries(count))
    command = [sys.executable, "-c", READ, str(path), kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    read, kilobytes = map(int, done.stdout.split())
    assert read == count
    return kilobytes, path.stat().st_size / 1024


@pytest.mark.parametrize(("kind", "entries"), [("un-xml", un), ("ftm-json", ftm), ("uk-csv", uk)])
def test_memory_does_not_grow_with_the_list(kind, entries, tmp_path):
    less, size = memory(tmp_path / "small", kind, ENTRIES, entries)
    more, larger = memory(tmp_path / "large", kind, ENTRIES * TIMES, entries)
    assert larger > 7 * size > 15_000
    assert more - less < 0.1 * (larger - size)
