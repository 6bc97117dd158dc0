"""CPU time of a comparison on one thread, with a clean portrait and with one that is restored, in one run."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from counterfoil.face import compare, find
from counterfoil.face.restoring import restored
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from tools.portraits.simulating import simulated

_SPECIMEN: Final = Path(__file__).parents[2] / "tests/specimens/p01"
_ROUNDS: Final = 40


def report(networks: Networks) -> None:
    """Print the least CPU time of each in milliseconds, and what a comparison costs against one that never restores."""
    picture = load(_SPECIMEN / "portrait.jpg")
    probe = find(load(_SPECIMEN / "selfie-1.jpg"), networks)[0]
    clean = find(picture, networks)[0]
    page = simulated(picture.pixels, clean.landmarks, "guilloche", "cost")
    printed = find(Picture(np.ascontiguousarray(page), "a simulated page", "0" * 64, "PNG"), networks)[0]
    if restored(printed) is printed.crop:
        raise SystemExit("The simulated portrait was not restored: there is nothing to measure")
    steps: tuple[Callable[[], object], ...] = (
        lambda: compare(clean, probe, networks),
        lambda: compare(printed, probe, networks),
        lambda: restored(clean),
        lambda: restored(printed),
    )
    times = np.array([[_spent(step) for step in steps] for _ in range(_ROUNDS)])
    whole_clean, whole_printed, judging, restoring = times.min(axis=0) * 1000
    before = whole_clean - judging
    print(f"comparison without restoring {before:.1f} ms")
    print(f"clean portrait {whole_clean:.1f} ms ({judging:.1f} ms to judge it), {whole_clean / before:.2f} times")
    print(
        f"under guilloche {whole_printed:.1f} ms ({restoring:.1f} ms to restore it), {whole_printed / before:.2f} times"
    )


def _spent(step: Callable[[], object]) -> float:
    before = time.process_time()
    step()
    return time.process_time() - before
