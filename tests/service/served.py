"""``counterfoil serve`` as a process of its own, with everything it starts."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

COMMAND = Path(sys.executable).with_name("counterfoil")


class Served:
    """A service that was started with one command, on a free port, with records of its own."""

    def __init__(self, folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.environment = {**os.environ, "XDG_DATA_HOME": str(folder), **(environment or {})}
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [COMMAND, "serve", "--port", "0", *options],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.out: list[str] = []
        self.err: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._readers = [
            threading.Thread(target=self._read, args=(self._process.stdout, self.out), daemon=True),
            threading.Thread(target=self._read, args=(self._process.stderr, self.err), daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Self:
        """Give the service."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it, whatever went wrong before."""
        self.stop()

    def _read(self, stream, kept):
        for line in stream:
            kept.append(line)
            self._lines.put(line)
        stream.close()

    def line(self, pattern: str) -> re.Match[str]:
        """Return the first line that fits, when it has come."""
        while True:
            if found := re.search(pattern, self._lines.get(timeout=300)):
                return found

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Stop it and all that it started, as a terminal and systemd do; return its exit code."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)
        try:
            code = self._process.wait(300)
        finally:
            self._process.kill()
        for reader in self._readers:
            reader.join()
        return code

    def kill_alone(self, seconds: float) -> bool:
        """Kill it and nothing that it started; return whether all of that has ended by itself within this time."""
        self._process.kill()
        self._process.wait()
        for reader in self._readers:
            reader.join(seconds)  # a pipe ends when the last process that writes to it has ended
        return not any(reader.is_alive() for reader in self._readers)

    @property
    def said(self) -> str:
        """Everything it wrote."""
        return "".join(self.out + self.err)
