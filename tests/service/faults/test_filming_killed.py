"""Killed after the last step of a challenge, the API has kept its clip whole or not at all, and then once."""

import random
import time

from bearers_filming import Filmer
from traffic import going

from counterfoil.images.motion_jpeg import split
from counterfoil.liveness import parse_challenge

SECONDS = 600
LONGEST = 0.3
"""Seconds from the last step that was seen to the kill: meanwhile the clip is looked at, sealed and registered."""


def test_a_clip_is_kept_once_whenever_the_server_is_killed_while_it_is_kept(sqlite_url, killable):
    own = killable(sqlite_url)
    filmer = Filmer(own, 0)
    with going([filmer]):
        assert filmer.at_the_end.wait(SECONDS), filmer.wrong
        time.sleep(random.uniform(0.0, LONGEST))  # noqa: S311 - another moment each time
        own.kill()
        own.start()
        until = time.monotonic() + SECONDS
        while not filmer.kept:
            assert time.monotonic() < until, filmer.wrong
            assert filmer.is_alive(), filmer.wrong
            time.sleep(0.05)
    with own.books.database.reading() as connection:
        for which in filmer.kept:
            kept = {}
            for kind in ("probe", "challenge"):
                (piece,) = own.books.vault.find(connection, own.tenant, which, kind)
                kept[kind] = own.books.vault.open(connection, own.tenant, piece.id)
            capture = parse_challenge(kept["challenge"], "challenge").capture
            assert len(list(split(kept["probe"], "probe"))) == len(capture.frames)
