"""A clip is not copied more often than it must be."""

import os
import tracemalloc

import pytest
from vault_made import seal

SIZE = 40_000_000
SPARE = 4_000_000
"""For everything else."""


@pytest.fixture
def peak():
    """Run something, and tell how many bytes it held at most."""
    tracemalloc.start()

    def peak(work):
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        work()
        return tracemalloc.get_traced_memory()[1] - before

    yield peak
    tracemalloc.stop()


def test_sealing_holds_the_clip_and_the_sealed_clip_opening_both_again(database, vault, peak):
    clip = os.urandom(1 << 20) * (SIZE >> 20)
    pieces = []
    with database.writing() as connection:
        held = peak(lambda: pieces.append(seal(vault, connection, content=clip)))
        assert held < len(clip) + SPARE
        held = peak(lambda: vault.open(connection, "default", pieces[0].id))
        assert held < 2 * len(clip) + SPARE
