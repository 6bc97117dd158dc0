"""Counterfoil: the files of a document and of a probe to a decision, networks warm."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.runners.counterfoil_page import TODAY
from benchmarks.runners.loop import serve
from counterfoil import images
from counterfoil.decision import load_policy
from counterfoil.models import ModelStore, Networks
from counterfoil.verification import verify

_networks = Networks(ModelStore(), threads=1)
_policy = load_policy("bank")


def decide(paths: Sequence[str]) -> str:
    """Return the verdict."""
    page, probe = (images.load(Path(path)) for path in paths)
    return str(verify(page, probe, _policy, TODAY, _networks).decision.verdict.value)


if __name__ == "__main__":
    serve(("counterfoil", "openvino"), decide)
