"""One writer at a time: a lock on a file, which the system lets go of when the process ends, however it ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterfoil.errors import FileError


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
            _lock(file.fileno())
        except OSError:
            raise FileError(
                f"{path.parent}: another process is writing there", remedy="Wait until it has ended."
            ) from None
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
