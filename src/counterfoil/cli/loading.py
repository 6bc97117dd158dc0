"""Getting the models ready for a command: fetched when that is allowed, checked before any work begins."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from counterfoil.cli.terminal import note
from counterfoil.errors import ModelError
from counterfoil.models import REGISTRY, ModelStore, Networks

_MEGABYTE = 1_000_000


def networks(names: Iterable[str], threads: int = 1) -> Networks:
    """Return the networks, after fetching those models that are missing or altered.

    Nothing is fetched when ``COUNTERFOIL_MODELS`` is set, for then the files are the operator's to place, or when
    ``COUNTERFOIL_OFFLINE`` is.

    What turns and scales pictures gets as many threads as a network: one that waits for work takes a core meanwhile.

    Args:
        names: The models that the command needs.
        threads: How many threads one network may use.

    Raises:
        ModelError: A model is missing or altered and cannot be fetched.
    """
    import cv2

    cv2.setNumThreads(threads)
    store, wanted = ModelStore(), tuple(names)
    loaded = Networks(store, threads=threads)
    try:
        loaded.require(wanted)
    except ModelError:
        if os.environ.get("COUNTERFOIL_MODELS"):
            raise
        fetch(store, wanted)
    return loaded


def fetch(store: ModelStore, names: Iterable[str]) -> None:
    """Fetch what is missing, telling standard error how far it is.

    Raises:
        ModelError: No origin gave a file, or the network may not be used.
        FileError: The folder cannot be written.
    """
    with _progress() as told:
        store.fetch(names, told)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    if not sys.stderr.isatty():
        yield _a_line_a_model()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

    bars: dict[str, TaskID] = {}
    columns = (TextColumn("Fetching {task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def told(name: str, arrived: int, size: int) -> None:
            if name not in bars:
                bars[name] = progress.add_task(REGISTRY[name].title, total=size)
            progress.update(bars[name], completed=arrived)

        yield told


def _a_line_a_model() -> Callable[[str, int, int], None]:
    seen: set[str] = set()

    def told(name: str, arrived: int, size: int) -> None:
        del arrived
        if name not in seen:
            seen.add(name)
            note(f"fetching {REGISTRY[name].title}, {size / _MEGABYTE:.1f} MB")

    return told
