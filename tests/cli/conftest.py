"""Running the ``counterfoil`` command as a shell would."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from shell import COMMAND, Ended


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Ended]:
    """Run the command in an empty folder, offline unless told otherwise, and wait for it."""

    def run(*arguments: object, setting: Mapping[str, str] | None = None, before: Callable[[], None] | None = None):
        done = subprocess.run(  # noqa: S603 - our own command
            [COMMAND, *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "COUNTERFOIL_OFFLINE": "1", "COLUMNS": "200", **(setting or {})},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            preexec_fn=before,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run
