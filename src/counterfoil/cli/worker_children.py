"""Workers as child processes: started, started again when one ends by itself, stopped with the service.

Nothing is written to their input. It ends with the service, however that ends, and so do they.
"""

import subprocess
import sys
import threading
from types import TracebackType
from typing import Final, Self

from counterfoil.cli.terminal import note

_RUN: Final = "import sys; from counterfoil.cli import main; sys.exit(main())"
_COMMAND: Final = (sys.executable, "-c", _RUN, "worker", "--while-input-lasts")
_SECONDS_TO_FINISH: Final = 20.0
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0


class WorkerChildren:
    """Runs ``counterfoil worker`` as long as it is entered.

    Args:
        count: How many.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._stopping = threading.Event()
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        """Start them."""
        for number in range(self._count):
            thread = threading.Thread(target=self._keep, args=(number,), daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        """Ask them to end, and wait; what they were judging is taken up again at the next start."""
        self._stopping.set()
        for child in tuple(self._running.values()):
            child.terminate()
        for child in tuple(self._running.values()):
            try:
                child.wait(_SECONDS_TO_FINISH)
            except subprocess.TimeoutExpired:
                child.kill()
        for thread in self._threads:
            thread.join()

    def _keep(self, number: int) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            with subprocess.Popen(_COMMAND, stdin=subprocess.PIPE) as child:  # noqa: S603 - ours
                self._running[number] = child
                if self._stopping.is_set():
                    child.terminate()
                code = child.wait()
            if not self._stopping.wait(pause):  # Ctrl+C reaches workers first, and then ends us as well
                note(f"a worker ended with code {code}; another starts")
                pause = min(2 * pause, _LONGEST_PAUSE)
