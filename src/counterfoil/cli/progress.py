"""How far long work is: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from counterfoil.cli.terminal import note

_SECONDS_BETWEEN_LINES: Final = 30.0


@contextmanager
def progress(*, is_patient: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that is told what is done, how many are done, and of how many.

    Args:
        is_patient: Whether nothing is said, where there is no terminal, of work that is done within half a minute.
    """
    if not sys.stderr.isatty():
        yield _sparse_lines(is_patient=is_patient)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    bars: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:

        def told(what: str, done: int, of: int) -> None:
            if what not in bars:
                bars[what] = shown.add_task(what, total=of)
            shown.update(bars[what], completed=done)

        yield told


def _sparse_lines(*, is_patient: bool) -> Callable[[str, int, int], None]:
    spoke: dict[str, float] = {}

    def told(what: str, done: int, of: int) -> None:
        now = time.monotonic()
        if is_patient:
            spoke.setdefault(what, now)
        if what not in spoke or now - spoke[what] >= _SECONDS_BETWEEN_LINES:
            spoke[what] = now
            note(f"{what.lower()}: {done:,} of {of:,}")

    return told
