"""fastmrz: a picture of a document to the lines of its machine-readable zone. Needs ``TESSDATA_PREFIX``."""

from collections.abc import Sequence

import cv2
from fastmrz import FastMRZ  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.loop import serve

_reader = FastMRZ()


def read(paths: Sequence[str]) -> list[str] | None:
    """Return the lines."""
    lines = _reader.get_details(paths[0], ignore_parse=True).split()
    return lines or None


if __name__ == "__main__":
    cv2.setNumThreads(1)
    serve(("fastmrz", "opencv-python-headless"), read)
