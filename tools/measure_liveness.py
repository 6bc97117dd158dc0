"""Measure what liveness costs: CPU time a frame on one thread, and how much of it is the networks'.

usage: python -m tools.measure_liveness [--frames N]

The frames are those of a specimen's clips, enlarged to the sizes that people send, with the movements of a challenge. A
shared machine makes times longer and shares hardly different; so the shares are what to compare.
"""

import argparse
import itertools
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.images import Clip, Frame, load_clip
from counterfoil.liveness import Asked, Challenge, Step, judge
from counterfoil.models import ModelStore, Networks

SPECIMENS: Final = Path(__file__).parent.parent / "tests" / "specimens"
SIZES: Final = ((240, 320), (480, 640), (720, 960), (1080, 1440))
RATE: Final = 25.0
CHALLENGE: Final = Challenge("0" * 32, (Asked(Step.TURN_LEFT, 0.5, 3.0), Asked(Step.NOD, 3.5, 3.0)))


class Clocked(Networks):
    """Networks that note the CPU time of this thread, which runs them alone."""

    def __init__(self) -> None:
        super().__init__(ModelStore())
        self.spent: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()

    def run(self, name: str, *inputs: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        """Run a network once and note what it took."""
        began = time.process_time()
        outputs = super().run(name, *inputs)
        self.spent[name] += time.process_time() - began  # type: ignore[assignment]
        self.runs[name] += 1
        return outputs


def frames(size: tuple[int, int], count: int) -> list[Frame]:
    """Return frames of the first specimen: turning there and back, nodding, turning again, at 25 a second."""
    turn, nod = (list(load_clip(SPECIMENS / "p01" / f"{name}.mjpeg")) for name in ("turn", "nod"))
    shown = itertools.cycle([*turn[12:], *turn[:11:-1], *nod, *nod[::-1], *turn[12::-1], *turn[:12]])
    enlarged = [np.asarray(cv2.resize(one.pixels, size, interpolation=cv2.INTER_CUBIC), np.uint8) for one in turn + nod]
    by_identity = {id(one): pixels for one, pixels in zip(turn + nod, enlarged, strict=True)}
    return [Frame(by_identity[id(one)], at / RATE) for at, one in enumerate(itertools.islice(shown, count))]


def measured(size: tuple[int, int], count: int) -> str:
    """Return one row of the table."""
    networks = Clocked()
    looked = frames(size, count)

    def given() -> Iterator[Frame]:
        yield from looked

    clip = Clip("measured", "", "MP4", "", clocked=True, frames=given)
    judge(clip, CHALLENGE, networks)  # compiles the networks
    best, spent, runs = float("inf"), Counter[str](), Counter[str]()
    for _ in range(3):
        networks.spent.clear()
        networks.runs.clear()
        began = time.process_time()
        judge(clip, CHALLENGE, networks)
        took = time.process_time() - began
        if took < best:
            best, spent, runs = took, Counter(networks.spent), Counter(networks.runs)
    bare = sum(spent.values())
    parts = ", ".join(f"{name} {1000 * spent[name] / count:.1f} ({runs[name]} runs)" for name in sorted(spent))
    return f"{size[0]:>5} x {size[1]:<5} {1000 * best / count:6.1f} ms  networks {1000 * bare / count:5.1f} ms: {parts}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=200, help="how many frames to judge")
    count = parser.parse_args().frames
    cv2.setNumThreads(1)
    print("CPU time a frame, best of three:")
    for size in SIZES:
        print(measured(size, count), flush=True)


if __name__ == "__main__":
    main()
