"""Read the bytes of a picture file without hanging on a pipe or filling the memory from a device."""

import os
import stat
from pathlib import Path

from counterfoil.errors import FileError
from counterfoil.files import read_from
from counterfoil.images.picture import MAX_BYTES


def read_bytes(path: Path, name: str, *, most: int = MAX_BYTES) -> bytes:
    """Return what a regular file holds, at most one byte more than the limit (for the caller to refuse).

    Args:
        path: The file.
        name: What messages call it.
        most: The limit in bytes.

    Raises:
        FileError: It is missing, no regular file, or may not be read.
    """
    try:
        with read_from(name, instead="a picture in it"), open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError(f"{name} is no regular file but a pipe or a device")
            return file.read(most + 1)
    except ValueError:
        raise FileError(f"{name} is no name that a file can have") from None


def _open_at_once(path: str, flags: int) -> int:
    # Opening a pipe that nobody writes to would otherwise wait for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
