"""What a synthetic person can show: frames between which the pose is interpolated.

The committed clips hold one movement each, from the same camera in the same place. A pose between two frames is made
by moving both along the optical flow between them (Kroeger et al. 2016) and blending.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.attacks import Picture
from tools.specimens.develop import split
from tools.specimens.shots import BLINK_CLOSURE, CLOSER_SCALES, NOD_PITCHES, turn

SPECIMENS: Final = Path("tests/specimens")
PEOPLE: Final = tuple(f"p{n:02d}" for n in range(1, 17))

_OPEN, _SHUT = 1, BLINK_CLOSURE.index(1.0)
"""The frames of a blink between which the eyes close."""
GRID: Final[Mapping[str, tuple[float, ...]]] = {
    "turn": tuple(shot.yaw for shot in turn(0)),
    "nod": NOD_PITCHES,
    "closer": CLOSER_SCALES,
    "blink": BLINK_CLOSURE[_OPEN : _SHUT + 1],
}
"""Where on its axis each frame stands: degrees to the person's left, degrees down, times nearer, closure of eyes."""
NEUTRAL: Final = {"turn": 0.0, "nod": 0.0, "closer": 1.0, "blink": 0.0}
"""Where each axis shows a face that looks straight ahead with open eyes."""
_Flow = NDArray[np.float32]
_ALMOST: Final = 0.06
"""As near to a frame as this share of the step to the next, the frame itself is shown."""


class Bank:
    """One person's frames."""

    def __init__(self, person: str, specimens: Path = SPECIMENS) -> None:
        """Read a person's clips.

        Args:
            person: Whose.
            specimens: The folder of specimens.
        """
        self.person = person
        self.portrait = specimens / person / "portrait.jpg"
        self.selfies = tuple(specimens / person / f"selfie-{n}.jpg" for n in range(1, 6))
        self._frames = {axis: read_frames(specimens / person / f"{axis}.mjpeg") for axis in GRID}
        self._frames["blink"] = self._frames["blink"][_OPEN : _SHUT + 1]
        self._flow = cache(self._measured_flow)

    def show(self, axis: str, value: float) -> Picture:
        """Return the person in a pose, 240 x 320.

        Args:
            axis: One of `GRID`; the other axes are neutral.
            value: Where on that axis; what lies beyond its ends is shown as its end.
        """
        grid = GRID[axis]
        place = float(np.interp(value, grid, np.arange(len(grid))))
        before = min(int(place), len(grid) - 2)
        share = place - before
        if share < _ALMOST or share > 1 - _ALMOST:
            return self._frames[axis][round(place)]
        one, other = self._frames[axis][before], self._frames[axis][before + 1]
        forward, back = self._flow(axis, before)
        blended = cv2.addWeighted(
            _moved(one, np.float32(share) * forward), 1 - share, _moved(other, np.float32(1 - share) * back), share, 0
        )
        return np.asarray(blended, dtype=np.uint8)

    def _measured_flow(self, axis: str, before: int) -> tuple[_Flow, _Flow]:
        """Return the flow from a frame to the next and back, in pixels."""
        one, other = (cv2.cvtColor(self._frames[axis][n], cv2.COLOR_BGR2GRAY) for n in (before, before + 1))
        flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        nothing = np.zeros((*one.shape, 2), np.float32)
        forward, back = flow.calc(one, other, nothing.copy()), flow.calc(other, one, nothing.copy())
        return np.asarray(forward, dtype=np.float32), np.asarray(back, dtype=np.float32)


def read_frames(clip: Path) -> list[Picture]:
    """Return the pictures of one of the specimens' clips."""
    jpegs = split(clip.read_bytes())
    return [np.asarray(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8) for jpeg in jpegs]


def read_picture(file: Path) -> Picture:
    """Return a still."""
    return np.asarray(cv2.imread(str(file), cv2.IMREAD_COLOR), dtype=np.uint8)


def _moved(picture: Picture, by: _Flow) -> Picture:
    rows, columns = np.indices(picture.shape[:2], dtype=np.float32)
    x, y = columns - by[:, :, 0], rows - by[:, :, 1]
    return np.asarray(cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)
