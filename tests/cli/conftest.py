"""Running the ``counterfoil`` command as a shell would."""

import io
import os
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from shell import Ended, in_a_process

from counterfoil.cli import main
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
def as_a_process() -> None:
    """Have ``run`` start a process for each command: what it loads, and what is there when it ends, is its own."""


@pytest.fixture
def run(request: pytest.FixtureRequest, tmp_path: Path, store: ModelStore) -> Callable[..., Ended]:
    """Run the command in an empty folder and offline, with the models in the user's cache, and wait for it.

    It runs in this process, which has loaded everything, unless the test asks for a process or takes something from it.
    """
    assert not store.missing(REGISTRY)
    is_always_a_process = "as_a_process" in request.fixturenames

    def run(
        *arguments: object, setting: Mapping[str, str] | None = None, without: str | None = None, typed: str = ""
    ) -> Ended:
        own = {"COUNTERFOIL_OFFLINE": "1", "COLUMNS": "200", **(setting or {})}
        given = [str(one) for one in arguments]
        if is_always_a_process or without or any(name.startswith("PYTHON") for name in own):
            return in_a_process(given, tmp_path, {**os.environ, **own}, without=without, typed=typed)
        return _here(given, tmp_path, own, typed)

    return run


def _here(arguments: list[str], folder: Path, own: Mapping[str, str], typed: str) -> Ended:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr("sys.stdin", io.StringIO(typed))
        for name, value in own.items():
            patch.setenv(name, value)
        code = main(arguments)
    for stream in (out, err):
        stream.flush()
    return Ended(code, *(stream.buffer.getvalue().decode("utf-8", "backslashreplace") for stream in (out, err)))
