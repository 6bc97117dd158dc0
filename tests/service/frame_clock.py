"""The clock by which the live socket counts frames in tests: no recording depends on how fast the machine is."""

from collections.abc import Iterator

import pytest

from counterfoil.service.live import conversation

RATE = 12.0
"""Frames a second."""


class FrameClock:
    """Goes on by one step for each frame that arrives, however long that takes.

    Attributes:
        now: Seconds.
        step: Seconds from one frame to the next.
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.step = 1 / RATE

    def monotonic(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture(autouse=True)
def frame_clock() -> Iterator[FrameClock]:
    clock = FrameClock()
    with pytest.MonkeyPatch.context() as until_the_end:
        until_the_end.setattr(conversation, "time", clock)
        yield clock
