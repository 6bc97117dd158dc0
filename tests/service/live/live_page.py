"""A page at the live socket, as far as the socket can see."""

import json
import time
from collections.abc import Callable, Sequence
from threading import Event
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.connection import Connection

from tests.service.frame_clock import RATE
from tests.swaying import swaying

PATIENCE = 120
"""Seconds that a page waits for the socket to say something."""
THERE_AND_BACK = {
    "turn_left": ("turn", (13, 15, 17, 19, 21)),
    "turn_right": ("turn", (11, 8, 6, 4, 2)),
    "nod": ("nod", (1, 3, 5, 7, 9)),
    "come_closer": ("closer", (1, 3, 5, 7)),
}


def movement(step: str) -> list[tuple[str, int]]:
    """Return the frames that show a step, after a moment of looking straight ahead."""
    if step == "blink":
        shown = [("blink", frame) for frame in range(12)]
    else:
        clip, there = THERE_AND_BACK[step]
        shown = [(clip, frame) for frame in (*there, *there[::-1])]
    return [("turn", 12)] * 4 + shown


class LivePage:
    """Speaks with the socket: one frame, one answer.

    Args:
        socket: The connection.
        pause: Waits for the next frame of the camera; does nothing where the server's clock goes by frames.
    """

    def __init__(self, socket: Connection, pause: Callable[[float], None] = time.sleep) -> None:
        self.socket = socket
        self._pause = pause

    def say(self, **message: Any) -> None:
        self.socket.send(json.dumps(message))

    def hear(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.socket.recv(timeout=PATIENCE))
        return said

    def ask(self, **message: Any) -> dict[str, Any]:
        self.say(**message)
        return self.hear()

    def show(self, frame: bytes) -> dict[str, Any]:
        self.socket.send(frame)
        return self.hear()

    def closed(self) -> tuple[int, str]:
        """Return the code and the reason with which the socket was closed, after whatever it still said."""
        try:
            while True:
                self.socket.recv(timeout=PATIENCE)
        except ConnectionClosed as end:
            return (end.rcvd.code, end.rcvd.reason) if end.rcvd else (1006, "")

    def wait_for_a_step(self, frame: bytes) -> dict[str, Any]:
        """Send a frame over and over, as a camera does, until the first step is shown."""
        while (said := self.show(frame))["state"] != "step":
            self._pause(1 / RATE)
        return said

    def record(
        self, frames: dict[str, Sequence[bytes]], *, wanted: str = "kept", **how: Any
    ) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Go through challenges until one ends as wanted; return its prompts, and what was said of it.

        Now and then a person does too little, and is asked again.
        """
        for _ in range(8):
            assert self.ask(do="begin") == {"kind": "begun"}
            prompts = self.perform(frames, **how)
            if prompts[-1]["state"] == "done" and (said := self.hear())["kind"] == wanted:
                return prompts, said
        raise AssertionError(f"no challenge of eight was {wanted}")

    def perform(
        self,
        frames: dict[str, Sequence[bytes]],
        *,
        stopping: Event | None = None,
        on_step: Callable[[], None] = lambda: None,
    ) -> list[dict[str, Any]]:
        """Send frames as a camera does, doing what is shown, until the challenge ends; return every new prompt.

        Args:
            frames: Clips of each movement.
            stopping: Ends it before its time when it is set.
            on_step: What happens when a step was shown.
        """
        heard: list[dict[str, Any]] = []
        shown: list[tuple[str, int]] = []
        for number in range(600):
            began = time.monotonic()
            clip, frame = shown.pop(0) if shown else ("turn", 11 + number // 3 % 2)
            said = self.show(swaying(frames[clip][frame], number / RATE))
            if not heard or said != heard[-1]:
                heard.append(said)
                if said["step"]:
                    shown += movement(said["step"])
                    on_step()
            if said["state"] in ("done", "over") or (stopping and stopping.is_set()):
                return heard
            self._pause(max(0.0, 1 / RATE - (time.monotonic() - began)))
        raise AssertionError("the challenge never ended")
