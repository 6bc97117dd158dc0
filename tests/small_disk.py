"""A disk of a few megabytes, which a test can fill."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk at a new folder."""
    place.mkdir()
    command = ["/bin/mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place]
    if subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603 - our own command
        pytest.skip("only root may mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["/bin/umount", "--lazy", place], check=True)  # noqa: S603


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave no room on a disk."""
    ballast = disk / "ballast"
    with pytest.raises(OSError, match="No space"), ballast.open("wb", buffering=0) as file:  # noqa: PT012 - until full
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        ballast.unlink()
