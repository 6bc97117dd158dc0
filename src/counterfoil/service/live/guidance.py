"""What to tell somebody who points a camera at a document or at themselves: one thing at a time, the worst first.

Frames are looked at and let go. Nothing here decides anything: what is captured is judged later, by the same rooms.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil import document, face
from counterfoil.checks import Outcome
from counterfoil.images import Picture
from counterfoil.models import Networks
from counterfoil.service.live import limits

Side = Literal["page", "card_front", "card_back"]
"""What is shown: the page of a passport, the side of a card with the photograph, or the one with the lines."""

DOCUMENT_HINTS: Final = (
    "ready",
    "wait",
    "dark",
    "hold_still",
    "whole_page",
    "closer",
    "further",
    "blurred",
    "glare",
    "unreadable",
    "photograph",
)
"""What may be said of a document."""

FACE_HINTS: Final = ("ready", "wait", "face_hold_still")
"""What may be said of a face beside the codes of its reasons."""

_SMALL: Final = (32, 24)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to do next.

    Attributes:
        hint: One of `DOCUMENT_HINTS`; of a face one of `FACE_HINTS` or the code of a reason.
    """

    hint: str

    @property
    def ready(self) -> bool:
        """Whether the picture is good as it is."""
        return self.hint == "ready"


class Stillness:
    """Whether a camera is held still, from small grey frames."""

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None

    def moved(self, grey: NDArray[np.uint8]) -> bool:
        """Say whether the picture has moved since the last one; the first one has."""
        small = np.asarray(cv2.resize(grey, _SMALL, interpolation=cv2.INTER_AREA), np.float32)
        last, self._last = self._last, small
        return last is None or float(np.abs(small - last).mean()) > limits.MOVED


class DocumentGuide:
    """Guides one camera over one side of a document.

    Args:
        side: What is shown.
        networks: With the models of `document.MODELS` and `face.MODELS`.
    """

    def __init__(self, side: Side, networks: Networks) -> None:
        self._side = side
        self._networks = networks
        self._stillness = Stillness()

    def see(self, picture: Picture, today: date) -> Guidance:
        """Look at a frame.

        It is only called ready when its zone is read with every check digit agreeing and its portrait is found, so
        that what is captured then is good enough with near certainty.

        Raises:
            ModelError: A network is missing or altered.
        """
        grey = np.asarray(cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
        moved = self._stillness.moved(grey)
        if float(grey.mean()) < limits.DARK:
            return Guidance("dark")
        hint = self._of_card(picture) if self._side == "card_front" else self._of_zone(picture, today, moved=moved)
        return Guidance("hold_still" if hint == "ready" and moved else hint)

    def _of_zone(self, picture: Picture, today: date, *, moved: bool) -> str:
        seen = document.framing(picture)
        if seen is None:
            return "whole_page"
        if amiss := _amiss(seen, moved=moved):
            return amiss
        reading = document.read(picture, self._networks, today)
        if reading.mrz is None or not reading.mrz.valid:
            return "glare" if seen.glare > limits.GLARE else "unreadable"
        if self._side == "page" and not face.find(reading.page, self._networks):
            return "photograph"
        return "ready"

    def _of_card(self, picture: Picture) -> str:
        found = face.portrait(face.find(picture, self._networks))
        if found.score is None:
            return "glare" if document.glare(picture) > limits.GLARE else "photograph"
        return "ready" if found.outcome is Outcome.PASSED else "closer"


def _amiss(seen: document.Framing, *, moved: bool) -> str | None:
    """Return what to change about how a document lies in the picture; None when it may be worth reading."""
    if seen.room < limits.ROOM:
        return "further"
    if seen.fills < limits.FILLS:
        return "closer"
    if moved:
        return "hold_still"
    return "blurred" if seen.sharpness < limits.SHARP else None


class FaceGuide:
    """Guides one camera before one face.

    Args:
        networks: With the models of `face.MODELS`.
    """

    def __init__(self, networks: Networks) -> None:
        self._networks = networks
        self._stillness = Stillness()

    def see(self, picture: Picture) -> Guidance:
        """Look at a frame: the reason of the first check that the probe would not pass, or ready.

        Raises:
            ModelError: A network is missing or altered.
        """
        grey = np.asarray(cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
        moved = self._stillness.moved(grey)
        for check in face.judge(face.find(picture, self._networks), picture):
            if check.outcome is not Outcome.PASSED:
                return Guidance(check.reasons[0].code)
        return Guidance("face_hold_still" if moved else "ready")
