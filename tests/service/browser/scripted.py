"""A live socket that says what a test wants, when it wants it: for what a real one does once in a thousand times."""

import json
from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from playwright.sync_api import Page, WebSocketRoute

PATIENCE: Final = 60
"""Seconds that a test waits for the page to say something."""

READY = {"kind": "guidance", "hint": "ready", "ready": True}


class ScriptedSocket:
    """Stands between a page and the service's live socket, and answers nothing by itself.

    Attributes:
        said: What the page has said, line by line.
        refusing: Whether new lines break off as soon as they are open.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines: list[WebSocketRoute] = []
        self.said: list[list[dict[str, Any] | bytes]] = []
        self.refusing = False
        page.route_web_socket("**/v1/capture/live", self._open)

    def _open(self, line: WebSocketRoute) -> None:
        said: list[dict[str, Any] | bytes] = []
        line.on_message(lambda what: said.append(what if isinstance(what, bytes) else json.loads(what)))
        self._lines.append(line)
        self.said.append(said)
        if self.refusing:
            line.close(code=1012)

    def frames(self, line: int = 0) -> int:
        """Return how many frames a line (from 0) was sent."""
        return sum(isinstance(one, bytes) for one in self.said[line]) if line < len(self.said) else 0

    def wait_for(self, what: dict[str, Any], line: int = 0) -> None:
        """Wait until a line was told something."""
        self._until(lambda: line < len(self.said) and what in self.said[line])

    def wait_for_a_frame(self, line: int = 0, *, beyond: int = 0) -> None:
        """Wait until a line was sent a frame beyond so many."""
        self._until(lambda: self.frames(line) > beyond)

    def _until(self, true: Callable[[], bool]) -> None:
        until = monotonic() + PATIENCE
        while not true():
            assert monotonic() < until, self.said
            self._page.wait_for_timeout(10)

    def say(self, *messages: dict[str, Any]) -> None:
        """Say something over the latest line."""
        for message in messages:
            self._lines[-1].send(json.dumps(message))

    def break_off(self, code: int) -> None:
        """Close the latest line."""
        self._lines[-1].close(code=code)
