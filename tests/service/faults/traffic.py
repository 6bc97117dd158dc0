"""People who use the service again and again, and repeat whatever was not answered."""

import io
import random
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import numpy as np
from killable import Killable
from PIL import Image

PAUSE = 0.05
"""Seconds until somebody tries again whom nobody has answered."""


def picture(chance: random.Random) -> bytes:
    """Return a small picture that nobody else sends."""
    holder = io.BytesIO()
    pixels = np.frombuffer(chance.randbytes(48 * 64 * 3), np.uint8).reshape(48, 64, 3)
    Image.fromarray(pixels).resize((640, 480)).save(holder, "JPEG", quality=80)
    return holder.getvalue()


class DroppedError(Exception):
    """The test has failed elsewhere: nobody needs to go on."""


class Traffic(threading.Thread):
    """Somebody who goes the same way again and again, and goes on to its end when they are told to stop.

    Attributes:
        answered: How many requests were.
        unanswered: How many were not, because the server was killed or not there.
        wrong: What else went wrong; it ends the way.
    """

    def __init__(self, deployment: Killable, seed: int) -> None:
        super().__init__(daemon=True)
        self.deployment = deployment
        self.chance = random.Random(f"{type(self).__name__} {seed}")  # noqa: S311 - what is sent, not secrets
        self.stopping = threading.Event()
        self.dropped = threading.Event()
        self.answered, self.unanswered = 0, 0
        self.wrong: list[Exception] = []

    def go(self, opened: ExitStack) -> None:
        """Go the way once."""
        raise NotImplementedError

    def has_arrived(self) -> bool:
        """Return whether they have come to the end of their way once."""
        raise NotImplementedError

    def run(self) -> None:
        """Go the way until told to stop, but once to its end."""
        try:
            while not (self.stopping.is_set() and self.has_arrived()):
                with ExitStack() as opened:
                    self.go(opened)
        except DroppedError:
            pass
        except Exception as wrong:  # noqa: BLE001 - told by the test's own thread
            self.wrong.append(wrong)

    def key(self) -> str:
        """Return something that nobody else sends."""
        return str(uuid.UUID(int=self.chance.getrandbits(128)))

    def until_answered(self, client: httpx.Client, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request until it is answered."""
        while True:
            try:
                answer = client.request(method, path, **more)
            except httpx.TransportError:
                self.not_answered()
            else:
                self.answered += 1
                return answer

    def not_answered(self) -> None:
        """Count it, and wait a moment."""
        self.unanswered += 1
        time.sleep(PAUSE)
        if self.dropped.is_set():
            raise DroppedError

    def created(self, api: httpx.Client, body: dict[str, Any], key: str) -> dict[str, Any]:
        """Create a verification."""
        answer = self.until_answered(api, "POST", "/v1/verifications", json=body, headers={"Idempotency-Key": key})
        assert answer.status_code == 201, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def consented(self, api: httpx.Client, page: httpx.Client, created: dict[str, Any]) -> None:
        """Open the capture link, which opens once and may have been opened unheard, and consent."""
        which, link = created["id"], created["capture_url"]
        while self._opened(page, link).status_code != 200:
            anew = self.until_answered(api, "POST", f"/v1/verifications/{which}/capture-links")
            assert anew.status_code in (200, 201), anew.text
            link = anew.json()["capture_url"]
        self.step(page, "POST", "/v1/capture/consent", json={"version": "1", "language": "en"})

    def step(self, client: httpx.Client, method: str, path: str, **more: Any) -> None:
        """Take a step that may be taken once: if it was done but not answered, the next try is told that it was."""
        before = self.unanswered
        answer = self.until_answered(client, method, path, **more)
        was_done = self.unanswered > before and answer.status_code == 409
        assert answer.status_code == 200 or was_done, answer.text

    def _opened(self, page: httpx.Client, link: str) -> httpx.Response:
        return self.until_answered(page, "POST", "/v1/capture/session", json={"token": link.partition("#")[2]})


@contextmanager
def going(people: Sequence[Traffic]) -> Iterator[None]:
    """Let people go their ways. At the end each goes on until theirs is over, but not after something has failed."""
    for one in people:
        one.start()
    try:
        yield
        for one in people:
            one.stopping.set()
        for one in people:
            one.join()
    finally:
        for one in people:
            one.stopping.set()
            one.dropped.set()
    assert not [one.wrong for one in people if one.wrong]
