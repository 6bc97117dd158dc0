"""A kill at any moment leaves the library as it was or with the new version whole, and the next writer clears up."""

import signal
import subprocess
import sys
from datetime import UTC, datetime

from own_lists import own_list

from counterfoil.records.library import Library
from counterfoil.screening.index import Index

ADD = """
import os, signal, sys
from datetime import datetime, timezone
from pathlib import Path
from counterfoil.records.library import Library

left, event = int(sys.argv[3]), None
WATCHED = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "shutil.rmtree", "os.chmod"}

def watch(event, arguments):
    global left
    if event in WATCHED and arguments and str(sys.argv[2]) in str(arguments):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
Library(Path(sys.argv[2])).add(Path(sys.argv[1]), now=datetime(2026, 11, 27, tzinfo=timezone.utc))
print(left)
"""


def add_and_be_killed(path, folder, after):
    command = [sys.executable, "-c", ADD, str(path), str(folder), str(after)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_a_writer_that_is_killed_at_any_step_leaves_nothing_half(tmp_path):
    library = Library(tmp_path / "lists")
    first = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=datetime(2026, 11, 26, tzinfo=UTC))
    path = own_list(tmp_path / "b.csv", "Mara Exempel", "Mario Esempio")
    whole = add_and_be_killed(path, tmp_path / "counted" / "lists", 100_000)
    steps = 100_000 - int(whole.stdout)
    assert steps > 30
    seen = set()
    for step in range(1, steps + 1, max(1, steps // 8)):
        ended = add_and_be_killed(path, library.folder, step)
        assert ended.returncode == -signal.SIGKILL
        versions = library.versions()
        assert versions[0] == first
        seen.add(len(versions))
        assert [len(Index.open(version.index)) for version in versions] == [1, 2][: len(versions)]
        if len(versions) == 2:
            library.remove(versions[1])
    for step in range(1, steps + 1, max(1, steps // 4)):
        alone = Library(tmp_path / f"alone-{step}")
        add_and_be_killed(path, alone.folder, step)
        assert [alone.current(name).entities for name in alone.names()] in ([], [2])
    final = library.add(path, now=datetime(2026, 11, 28, tzinfo=UTC))
    assert library.versions() == (first, final)
    assert sorted(path.name for path in library.folder.iterdir()) == [".lock", "own-csv"]
