"""Counterfoil: the same comparison as `counterfoil_pair`, stage by stage."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.runners.loop import serve
from benchmarks.runners.metered import MeteredNetworks, Spent
from counterfoil import face, images

_networks = MeteredNetworks()


def compare(paths: Sequence[str]) -> Spent:
    """Return what each stage of one comparison cost."""
    faces: list[face.Face] = []
    for path in paths:
        with _networks.stage("images.load"):
            picture = images.load(Path(path))
        with _networks.stage("face.find"):
            faces += face.find(picture, _networks)[:1]
    with _networks.stage("face.compare"):
        face.compare(faces[0], faces[1], _networks)
    return _networks.taken()


if __name__ == "__main__":
    serve(("counterfoil", "openvino"), compare)
