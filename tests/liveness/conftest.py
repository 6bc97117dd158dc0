"""Clips of synthetic people as a capture page records them: JPEGs one after another, with when each arrived."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from counterfoil.images import Clip, load_clip
from counterfoil.images.motion_jpeg import split
from counterfoil.liveness import Arrival, Asked, Capture, Challenge, Step
from counterfoil.liveness.capture import chain

RATE = 12.0
NONCE = "00112233445566778899aabbccddeeff"
STILL = ("turn", 12)


def there_and_back(clip: str, frames: Sequence[int]) -> list[tuple[str, int]]:
    return [(clip, frame) for frame in (*frames, *frames[::-1])]


MOVEMENTS = {
    Step.TURN_LEFT: there_and_back("turn", (13, 15, 17, 19, 21)),
    Step.TURN_RIGHT: there_and_back("turn", (11, 8, 6, 4, 2)),
    Step.NOD: there_and_back("nod", (1, 3, 5, 7, 9)),
    Step.BLINK: [("blink", frame) for frame in range(12)],
    Step.COME_CLOSER: there_and_back("closer", (1, 3, 5, 7)),
}
"""The frames of the specimens' clips that show each step; two of three turned frames are left out, so that there and
back are no mirror images in time."""


@dataclass(frozen=True)
class Taken:
    """A recorded clip and the challenge that it answers."""

    clip: Clip
    challenge: Challenge


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


def recorded(path: Path, coded: Sequence[bytes], asked: Sequence[Asked], source: str | None) -> Taken:
    """Write frames as a clip, with a challenge that carries the record of their capture."""
    path.write_bytes(b"".join(coded))
    links = chain(NONCE, [hashlib.sha256(frame).hexdigest() for frame in coded])
    arrivals = tuple(Arrival(at / RATE, link) for at, link in enumerate(links))
    capture = Capture(source, arrivals) if source else None
    return Taken(load_clip(path), Challenge(NONCE, tuple(asked), capture=capture))
