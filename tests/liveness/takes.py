"""Clips of synthetic people as a capture page records them: JPEGs one after another, with when each arrived."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterfoil.images import Clip, load_clip
from counterfoil.liveness import Arrival, Asked, Capture, Challenge, Step
from counterfoil.liveness.capture import chain

RATE = 12.0
NONCE = "00112233445566778899aabbccddeeff"
STILL = ("turn", 12)


def there_and_back(clip: str, frames: Sequence[int]) -> list[tuple[str, int]]:
    return [(clip, frame) for frame in (*frames, *frames[::-1])]


MOVEMENTS: dict[Step, list[tuple[str, int]]] = {
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


def recorded(path: Path, coded: Sequence[bytes], asked: Sequence[Asked], source: str | None) -> Taken:
    """Write frames as a clip, with a challenge that carries the record of their capture."""
    path.write_bytes(b"".join(coded))
    links = chain(NONCE, [hashlib.sha256(frame).hexdigest() for frame in coded])
    arrivals = tuple(Arrival(at / RATE, link) for at, link in enumerate(links))
    capture = Capture(source, arrivals) if source else None
    return Taken(load_clip(path), Challenge(NONCE, tuple(asked), capture=capture))
