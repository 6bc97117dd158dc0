"""Counterfoil: the files of a document and of a probe to a decision, networks warm, a small list to screen against."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.runners.counterfoil_page import TODAY
from benchmarks.runners.loop import serve
from counterfoil import images
from counterfoil.cli.invented_list import invented_list
from counterfoil.decision import load_policy
from counterfoil.models import ModelStore, Networks
from counterfoil.screening.open_lists import OpenLists
from counterfoil.verification import verify

_networks = Networks(ModelStore(), threads=1)
_policy = load_policy("bank")


def decide(paths: Sequence[str], lists: OpenLists) -> str:
    """Return the verdict."""
    page, probe = (images.load(Path(path)) for path in paths)
    return str(verify(page, probe, _policy, TODAY, _networks, lists=lists).decision.verdict.value)


if __name__ == "__main__":
    with invented_list(TODAY) as invented:
        serve(("counterfoil", "openvino"), lambda paths: decide(paths, invented))
