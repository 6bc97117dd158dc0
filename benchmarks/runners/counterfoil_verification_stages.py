"""Counterfoil: a verification by the conductor's own steps, stage by stage."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.runners.counterfoil_page import TODAY
from benchmarks.runners.loop import serve
from benchmarks.runners.metered import MeteredNetworks, Spent
from counterfoil import document, face, images

_networks = MeteredNetworks()


def spend(paths: Sequence[str]) -> Spent:
    """Return what each stage of one verification cost."""
    stage = _networks.stage
    with stage("images.load"):
        page, probe = (images.load(Path(path)) for path in paths)
    with stage("document.read"):
        reading = document.read(page, _networks, TODAY)
    with stage("face.find, document"):
        portraits = face.find(reading.page, _networks)
    with stage("face.find, probe"):
        probes = face.find(probe, _networks)
    with stage("face.judge"):
        face.judge(probes, probe)
    with stage("face.compare"):
        face.compare(portraits[0], probes[0], _networks)
    return _networks.taken()


if __name__ == "__main__":
    serve(("counterfoil", "openvino"), spend)
