"""Synthetic people before a camera."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from takes import MOVEMENTS, RATE, STILL, Taken, recorded

from counterfoil.images.motion_jpeg import split
from counterfoil.liveness import Asked, Step


@pytest.fixture(scope="session")
def jpegs(specimens: Path) -> Callable[[str, str], list[bytes]]:
    """Return the frames of one clip of one person as they are coded."""
    return lambda person, clip: list(split((specimens / person / f"{clip}.mjpeg").read_bytes(), clip))


@pytest.fixture
def taken(tmp_path: Path, jpegs: Callable[[str, str], list[bytes]]) -> Callable[..., Taken]:
    """Record a person who does the given steps; by default they are those that are asked for."""

    def taken(
        person: str, steps: Sequence[Step], *, doing: Sequence[Step] | None = None, source: str | None = "camera"
    ) -> Taken:
        shown: list[tuple[str, int]] = [("turn", 11 + n % 2) for n in range(10)]
        asked = []
        for step, done in zip(steps, steps if doing is None else doing, strict=True):
            asked.append(Asked(step, len(shown) / RATE, 3.0))
            shown += [STILL] * 4 + MOVEMENTS[done] + [("turn", 11 + n % 2) for n in range(4)]
        coded = [jpegs(person, clip)[frame] for clip, frame in shown]
        return recorded(tmp_path / "taken.mjpeg", coded, asked, source)

    return taken
