"""Files that are there whole, on the disk, and for their owner alone."""

import os
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600
FOLDER_OF_OWNER: Final = 0o700


def write_new(path: Path, content: bytes | bytearray) -> None:
    """Write a new file to the disk; when that fails, no part of it stays.

    Raises:
        OSError: It is there already, or cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "wb", buffering=0) as file, memoryview(content) as whole:
            written = 0
            while written < len(whole):
                written += file.write(whole[written:]) or 0
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def flush_folder(folder: Path) -> None:
    """See that what was made or renamed in a folder is on the disk."""
    if os.name == "nt":
        return  # Windows opens no folders
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
