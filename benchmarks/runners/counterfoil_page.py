"""Counterfoil: a picture of a document to the lines of its machine-readable zone. Needs the models in its store."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.runners.loop import serve
from counterfoil import document, images
from counterfoil.models import ModelStore, Networks

TODAY: Final = date(2026, 11, 23)
"""A fixed day, so that every run judges the same dates."""

_networks = Networks(ModelStore(), threads=1)


def read(paths: Sequence[str]) -> list[str] | None:
    """Return the lines, repaired where the recogniser's own probabilities allow it."""
    zone = document.read(images.load(Path(paths[0])), _networks, TODAY).mrz
    return list(zone.lines) if zone else None


if __name__ == "__main__":
    serve(("counterfoil", "openvino"), read)
