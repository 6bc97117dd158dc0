"""Bearers who film themselves at the live socket, and come back whenever it breaks."""

import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
from traffic import Traffic
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

from counterfoil.images.motion_jpeg import split
from tests.service.live.live_page import LivePage

SPECIMEN = Path(__file__).parents[2] / "specimens" / "p01"
CLIPS = {
    name: list(split((SPECIMEN / f"{name}.mjpeg").read_bytes(), name)) for name in ("turn", "nod", "blink", "closer")
}
KEPT = {"probe", "challenge"}


class Filmer(Traffic):
    """Is guided, begins challenges, and does what is shown until the socket breaks or the clip is kept.

    Attributes:
        begun: How many challenges each verification was told that it had begun, by its id.
        asked: How often that was asked for, answered or not.
        kept: Verifications whose clip was kept.
        ready: Set when the first socket may be opened.
        at_the_end: Set when the last step of a challenge was done, before its clip is kept.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.begun: dict[str, int] = {}
        self.asked: dict[str, int] = {}
        self.kept: set[str] = set()
        self.ready, self.at_the_end = threading.Event(), threading.Event()

    def has_arrived(self) -> bool:
        """Return whether a challenge was begun."""
        return any(self.begun.values())

    def go(self, opened: ExitStack) -> None:
        """Film until a clip is kept, no challenge is left, or it is time to stop; once at least."""
        api, page = opened.enter_context(self.deployment.api()), opened.enter_context(self.deployment.page())
        created = self.created(api, {"policy": "remote"}, self.key())
        which = created["id"]
        self.begun[which] = self.asked[which] = 0
        self.consented(api, page, created)
        self.ready.set()
        while which not in self.kept and not (self.stopping.is_set() and self.begun[which]):
            said = self._film(page, which)
            if self._there(page) >= KEPT:
                self.kept.add(which)
            assert said != "kept" or which in self.kept
            if said == "spent":
                return

    def _there(self, page: httpx.Client) -> set[str]:
        """Return which parts of a recording are there: all of them or none."""
        there = KEPT & set(self.until_answered(page, "GET", "/v1/capture").json()["there"])
        assert there in (set(), KEPT)
        return there

    def _film(self, page: httpx.Client, which: str) -> str:
        """Return what the socket said last; nothing when it broke."""
        cookie = "; ".join(f"{name}={value}" for name, value in page.cookies.items())
        address = f"{self.deployment.url.replace('http', 'ws', 1)}/v1/capture/live"
        try:
            headers = {"Cookie": cookie}
            with connect(address, origin=self.deployment.url, additional_headers=headers, max_size=None) as socket:
                return self._speak(LivePage(socket), which)
        except ConnectionClosed as end:
            if end.rcvd:  # it was closed, and not by a kill
                raise
            self.not_answered()
        except (OSError, InvalidHandshake):
            self.not_answered()
        return ""

    def _speak(self, live: LivePage, which: str) -> str:
        if self.chance.random() < 1 / 2:
            assert live.ask(do="watch", shows="face")["kind"] == "watching"
            self.answered += 1
            assert live.show(CLIPS["turn"][11])["kind"] == "guidance"
            self.answered += 1
        self.asked[which] += 1
        said: str = live.ask(do="begin")["kind"]
        self.answered += 1
        if said != "begun":
            return said
        self.begun[which] += 1
        if live.perform(CLIPS, stopping=self.stopping)[-1]["state"] != "done":
            return "over"
        self.at_the_end.set()
        ended: str = live.hear()["kind"]
        return ended
