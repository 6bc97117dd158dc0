"""Clips in containers, decoded by the FFmpeg inside OpenCV, which gets nothing but bytes that were looked at first.

FFmpeg would guess among hundreds of formats, some of which (playlists, session descriptions, lists of files) open
other files and addresses. Here the first bytes must be those of one of four containers, FFmpeg is told that this
container is the only one and that it may open files but no address, and gets a copy under a name of ours, so that no
file name means anything to it. It is told to write nothing to standard error.
"""

import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ImageError
from counterfoil.images.clip import Frame, check_frame

_DEMUXERS: Final[Mapping[str, str]] = {"MP4": "mov", "MATROSKA": "matroska", "AVI": "avi", "GIF": "gif"}
_QUIET: Final = "-8"  # AV_LOG_QUIET
_OPENING: Final = threading.Lock()  # the environment and OpenCV's log level belong to the whole process


def kind(head: bytes) -> str | None:
    """Return which container the first 12 bytes of a file announce, None when it is none of those read.

    ISO/IEC 14496-12 (``ftyp``, but not the brands of still pictures), Matroska (EBML), RIFF and GIF89a.
    """
    if head[4:8] == b"ftyp" and head[8:11] not in (b"hei", b"hev", b"mif", b"msf", b"avi"):
        return "MP4"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "MATROSKA"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "AVI"
    return "GIF" if head[:4] == b"GIF8" else None


def codec(data: bytes, container: str, name: str) -> str:
    """Return the four characters that name what coded the frames.

    Raises:
        ImageError: No clip of that container with frames of a size that is read.
    """
    with _opened(data, container, name) as capture:
        letters = int(capture.get(cv2.CAP_PROP_FOURCC)).to_bytes(4, "little", signed=True).decode("latin-1").strip()
    return "".join(c for c in letters if c.isprintable()) or "?"


def frames(data: bytes, container: str, name: str) -> Iterator[Frame]:
    """Give the frames in order, each with the time that the container states.

    Raises:
        ImageError: The container cannot be opened, or a frame is too large.
    """
    with _opened(data, container, name) as capture:
        first: float | None = None
        while True:
            read, stored = capture.read()
            if not read or stored is None:
                return
            at = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
            first = at if first is None else first
            yield Frame(_rgb(stored, name), at - first)


def _rgb(stored: NDArray[np.generic], name: str) -> NDArray[np.uint8]:
    check_frame(stored.shape[1], stored.shape[0], name)
    pixels = np.asarray(cv2.cvtColor(np.asarray(stored, np.uint8), cv2.COLOR_BGR2RGB), np.uint8)
    pixels.setflags(write=False)
    return pixels


@contextmanager
def _opened(data: bytes, container: str, name: str) -> Iterator[cv2.VideoCapture]:
    with _as_file(data) as path:
        with _OPENING, _told(container):
            capture = cv2.VideoCapture(path, cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
        try:
            if not capture.isOpened():
                raise ImageError(f"{name} is cut off, damaged or coded in a way that is not read")
            width, height = (int(capture.get(side)) for side in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
            check_frame(width, height, name)
            yield capture
        finally:
            capture.release()


@contextmanager
def _as_file(data: bytes) -> Iterator[str]:
    """Give bytes a name that can be opened and means nothing.

    OpenCV 5.0 can read from a stream in memory, but crashes when what it reads is damaged. Where the system has files
    that exist in memory only, such a one is used, so that no clip is left on a disk.
    """
    if hasattr(os, "memfd_create"):
        with os.fdopen(os.memfd_create("clip"), "wb") as file:
            file.write(data)
            file.flush()
            yield f"/proc/self/fd/{file.fileno()}"
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "clip")  # noqa: PTH118 - OpenCV wants text
        with open(path, "wb") as file:  # noqa: PTH123 - the same
            file.write(data)
        yield path


@contextmanager
def _told(container: str) -> Iterator[None]:
    """Tell FFmpeg, which listens to the environment only, what it may do; leave the environment as it was."""
    wanted = {
        "OPENCV_FFMPEG_CAPTURE_OPTIONS": f"format_whitelist;{_DEMUXERS[container]}|protocol_whitelist;file",
        "OPENCV_FFMPEG_LOGLEVEL": _QUIET,
    }
    before = {name: os.environ.get(name) for name in wanted}
    level = cv2.utils.logging.getLogLevel()
    os.environ.update(wanted)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        yield
    finally:
        cv2.utils.logging.setLogLevel(level)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
