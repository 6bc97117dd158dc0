"""Counterfoil: two files to a similarity. Needs the models in its store."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.runners.loop import serve
from counterfoil import face, images
from counterfoil.models import ModelStore, Networks

_networks = Networks(ModelStore(), threads=1)


def compare(paths: Sequence[str]) -> float:
    """Return the similarity of the largest faces; fails where no face is found."""
    first, second = (face.find(images.load(Path(path)), _networks)[0] for path in paths)
    return face.compare(first, second, _networks).similarity


if __name__ == "__main__":
    serve(("counterfoil", "openvino"), compare)
