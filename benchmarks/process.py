"""A contestant's process: asked and answering in lines of JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from benchmarks.contestants import ENVIRONMENT

_ROOT: Final = Path(__file__).parents[1]


class RunnerProcess:
    """A runner, started in the environment of its contestant. Use it as a context.

    Args:
        name: What the contestant is called.
        venv: The folder of its virtual environment; None for this one.
        arguments: The runner's module among `benchmarks.runners`, and what it is started with.
        folders: Variables that name folders.

    Attributes:
        first_reply: What it said when it was ready.

    Raises:
        RuntimeError: It ended before it was asked to.
    """

    def __init__(
        self, name: str, venv: Path | None, arguments: tuple[str, ...], folders: dict[str, str] | None = None
    ) -> None:
        runner, *others = arguments
        self._name = name
        self._process = subprocess.Popen(
            [str(venv / "bin/python") if venv else sys.executable, "-m", f"benchmarks.runners.{runner}", *others],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env=os.environ | ENVIRONMENT | (folders or {}),
            text=True,
        )
        self.first_reply = self._reply()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()

    def reply_to(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return what it answers.

        Raises:
            RuntimeError: It ended, or takes no requests.
        """
        if self._process.stdin is None:
            raise RuntimeError(f"{self._name} takes no requests")
        print(json.dumps(request), file=self._process.stdin, flush=True)
        return self._reply()

    def _reply(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError(f"{self._name} ended: see its message above, and make its environment first")
        reply: dict[str, Any] = json.loads(line)
        return reply
