"""Running the ``counterfoil`` command as a shell would."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from shell import COMMAND, LIMITED, Ended

from counterfoil.models import REGISTRY, ModelStore


@pytest.fixture(autouse=True)
def lists_of_its_own(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no command see the lists of whoever runs the tests; what it sees is the list of invented people."""
    monkeypatch.setenv("COUNTERFOIL_LISTS", str(library))


@pytest.fixture(autouse=True)
def as_wide_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands that run in this process write as into a file, however wide the terminal of the tests is."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def run(tmp_path: Path, store: ModelStore) -> Callable[..., Ended]:
    """Run the command in an empty folder and offline, with the models in the user's cache, and wait for it."""
    assert not store.missing(REGISTRY)

    def run(*arguments: object, setting: Mapping[str, str] | None = None, without: str | None = None) -> Ended:
        program = [COMMAND] if without is None else [sys.executable, LIMITED, without, COMMAND]
        done = subprocess.run(  # noqa: S603 - our own command
            [*map(str, program), *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "COUNTERFOIL_OFFLINE": "1", "COLUMNS": "200", **(setting or {})},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run
