"""One writer of a library at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterfoil.errors import FileError
from counterfoil.locking import lock


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock.

    Args:
        path: The lock file; it is made when it is not there, and stays.

    Raises:
        FileError: Another process holds it, or it cannot be made.
    """
    try:
        file = path.open("ab")
    except OSError as why:
        raise FileError(f"{path.parent} cannot be written: {why.strerror}", remedy="Choose another folder.") from None
    with file:
        try:
            lock(file)
        except OSError:
            raise FileError(
                f"{path.parent}: another process is writing there", remedy="Wait until it has ended."
            ) from None
        yield
