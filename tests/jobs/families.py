"""A warm parent and its children: workers, and those who hand in."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

import counterfoil


class Family:
    """A warm parent and its children. To be used in a ``with``: nobody of them outlives it.

    Attributes:
        children: The process ids of those who live.
        said: The lines that they have logged.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        here = Path(__file__).parent
        path = os.pathsep.join(map(str, (Path(counterfoil.__file__).parents[1], here, here.parents[1])))
        self._parent = subprocess.Popen(  # noqa: S603 - ours
            [sys.executable, here / "warm_parent.py"],
            env=os.environ | environment | {"PYTHONPATH": path, "COUNTERFOIL_OFFLINE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.children: list[int] = []
        self.said: list[str] = []
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def __enter__(self) -> Self:
        """Give the family."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all of them."""
        self.end()

    def bear(self, kind: str) -> int:
        """Start a child."""
        self._parent.stdin.write(f"{kind}\n")
        self._parent.stdin.flush()
        child = int(self._parent.stdout.readline())
        self.children.append(child)
        return child

    def kill(self, child: int) -> None:
        """End a child without a word."""
        os.kill(child, signal.SIGKILL)
        self.children.remove(child)

    def end(self) -> None:
        """End all of them."""
        for child in list(self.children):
            with contextlib.suppress(ProcessLookupError):
                self.kill(child)
        self._parent.kill()
        self._parent.wait()
        self._listening.join()  # the pipe ends with the last of them
        for stream in (self._parent.stdin, self._parent.stdout, self._parent.stderr):
            stream.close()

    def _listen(self) -> None:
        for line in self._parent.stderr:
            self.said.append(line)
