"""What one challenge may take of the memory."""

import secrets

import pytest

from counterfoil.errors import BodyTooLargeError
from counterfoil.service.live.running import Running


def test_frames_that_are_more_than_a_clip_may_hold_end_the_challenge(frames, networks):
    few = frames["nod"][:3]
    running = Running(secrets.randbelow, networks, most_bytes=sum(map(len, few[:2])))
    for at, coded in enumerate(few[:2]):
        running.see(coded, float(at))
    with pytest.raises(BodyTooLargeError, match="MiB"):
        running.see(few[2], 2.0)
    assert running.clip == b"".join(few[:2])
