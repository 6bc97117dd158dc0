"""``counterfoil serve``, started as an operator starts it, in a folder of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from benchmarks.load import processes

_PROGRAM: Final = (sys.executable, "-c", "import sys; from counterfoil.cli import main; sys.exit(main())")
_ANSWERS_AT: Final = "Counterfoil answers at "
_UNLIMITED: Final = "1000000000"
_SECONDS_TO_END: Final = 60


class RunningService:
    """The service with its workers. Use it as a context.

    Args:
        folder: Where it keeps everything, the database too unless another is named.
        database: The URL of an empty database; None for SQLite.
        workers: How many processes judge.
        settings: More of its settings.

    Attributes:
        address: Where it answers.
        key: Opens the API.

    Raises:
        RuntimeError: It did not start.
    """

    def __init__(
        self, folder: Path, database: str | None, workers: int, settings: Mapping[str, str] | None = None
    ) -> None:
        self._environment = os.environ | {
            "XDG_DATA_HOME": str(folder),
            "COUNTERFOIL_DATABASE": database or str(folder / "records.sqlite"),
            # One address plays everybody here; how many requests one may make is not what is measured.
            "COUNTERFOIL_REQUESTS_PER_MINUTE_KEY": _UNLIMITED,
            "COUNTERFOIL_REQUESTS_PER_MINUTE_ADDRESS": _UNLIMITED,
            **(settings or {}),
        }
        self.key = json.loads(self.run("keys", "create", "load", "--json"))["secret"]
        self._log = (folder / "log").open("wb")
        self._process = subprocess.Popen(
            [*_PROGRAM, "serve", "--port", "0", "--workers", str(workers), "--policy", "counter"],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self.address = self._told(folder / "log")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._log.close()

    def run(self, *arguments: str) -> str:
        """Run another command of Counterfoil's on the same records; return what it says.

        Raises:
            RuntimeError: It failed.
        """
        done = subprocess.run(
            [*_PROGRAM, *arguments], env=self._environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"counterfoil {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    @property
    def processes(self) -> list[int]:
        """Its processes."""
        return processes.tree(self._process.pid)

    def _told(self, log: Path) -> str:
        for line in self._process.stdout or ():
            if line.startswith(_ANSWERS_AT):
                return line.removeprefix(_ANSWERS_AT).strip()
        raise RuntimeError(f"the service did not start: {log.read_text(encoding='utf-8')[-2000:]}")
