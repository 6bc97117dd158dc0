"""PassportEye: a picture of a document to the lines of its machine-readable zone."""

from collections.abc import Sequence

from passporteye import read_mrz  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.loop import serve


def read(paths: Sequence[str]) -> list[str] | None:
    """Return the lines."""
    zone = read_mrz(paths[0])
    return zone.aux["raw_text"].split() if zone else None


if __name__ == "__main__":
    serve(("PassportEye", "scikit-image"), read)
