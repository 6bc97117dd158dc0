"""Faces with and without things before them, as the pipeline sees them: what the model learns from.

The people are the synthetic specimens and those of the London set, who consented. Nobody is labelled but by what was
drawn on them.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face import Face, find
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from tools.occlusions.draw import CLOSED, HARMLESS, OCCLUDERS, Drawn, drawn

_FACE_WIDTH: Final = 128  # pixels of the mesh that things are drawn on
_ROOM: Final = 0.55  # around it, in widths
_SELFIES: Final = range(1, 6)
_TURN: Final = range(0, 90, 12)  # frames of turn.mjpeg
_BLINK: Final = {0: False, 4: True, 5: True, 6: True, 7: True}  # frames of blink.mjpeg, and whether the eyes are closed
_CLOSED_TIMES: Final = 5  # each frame with closed eyes, in other light and from other cameras
_TIMES: Final = 2  # each occluder on each picture
_PAIRS: Final = 4  # of things on each picture


@dataclass(frozen=True, slots=True)
class Source:
    """A picture of a person with nothing drawn on it.

    Attributes:
        person: Which one, such as ``london-001`` or ``p03``.
        pixels: The face with some room about it, of a fixed width.
        landmarks: 468 x 3, in `pixels`, as `counterfoil.face.Face` has them.
        closed: Whether the eyes are closed, as in the middle of a blink.
    """

    person: str
    pixels: NDArray[np.uint8]
    landmarks: NDArray[np.float64]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A face as the pipeline sees it, and what hides it.

    Attributes:
        person: Of the source.
        things: What was drawn, joined by ``+``; empty for nothing.
        face: What `counterfoil.face.find` made of it.
        drawn: What is hidden.
    """

    person: str
    things: str
    face: Face
    drawn: Drawn


def sources(specimens: Path, london: Path, networks: Networks) -> Iterator[Source]:
    """Yield the pictures that are drawn on: London's, and the specimens' portraits, selfies and frames of clips."""
    for path in sorted(london.glob("*-[0-9]*.jpg")):
        yield from _source(f"london-{path.stem.partition('-')[2]}", load(path), networks)
    for folder in sorted(specimens.glob("p[0-9]*")):
        for name in ("portrait", *(f"selfie-{number}" for number in _SELFIES)):
            yield from _source(folder.name, load(folder / f"{name}.jpg"), networks)
        for pixels in _frames(folder / "turn.mjpeg", _TURN):
            yield from _source(folder.name, picture(pixels), networks)
        for pixels, closed in zip(_frames(folder / "blink.mjpeg", _BLINK), _BLINK.values(), strict=True):
            yield from _source(folder.name, picture(pixels), networks, closed=closed)


def examples(source: Source, rng: np.random.Generator, networks: Networks) -> Iterator[Example]:
    """Yield a source as it is, with each thing that may be drawn, and with some of them together."""
    for things, worse in _plans(rng, closed=source.closed):
        made = drawn(source.pixels, source.landmarks, things, rng, worse_camera=worse)
        for face in find(picture(made.pixels), networks)[:1]:
            yield Example(source.person, "+".join((*things, CLOSED) if source.closed else things), face, made)


def _plans(rng: np.random.Generator, *, closed: bool) -> list[tuple[tuple[str, ...], bool]]:
    """Return what to draw on one source, and whether light and camera vary too."""
    if closed:
        return [((), True)] * _CLOSED_TIMES
    occluders, harmless = list(OCCLUDERS), list(HARMLESS)
    plans: list[tuple[tuple[str, ...], bool]] = [((), False), ((), True), ((), True), (("beard",), True)]
    plans += [((name,), True) for name in harmless]
    plans += [((name,), True) for name in occluders for _ in range(_TIMES)]
    for _ in range(_PAIRS):
        second = str(rng.choice(occluders if rng.random() < 0.5 else harmless))
        plans.append(((str(rng.choice(harmless)), second), True))
    return [*plans, ((CLOSED,), True), ((CLOSED,), True), ((CLOSED, str(rng.choice(harmless))), True)]


def picture(pixels: NDArray[np.uint8]) -> Picture:
    """Return pixels as `counterfoil.images` would give them."""
    return Picture(np.ascontiguousarray(pixels), "drawn", "0" * 64, "PNG")


def _source(person: str, shown: Picture, networks: Networks, *, closed: bool = False) -> Iterator[Source]:
    for face in find(shown, networks)[:1]:
        low, high = face.landmarks[:, :2].min(axis=0), face.landmarks[:, :2].max(axis=0)
        wide = float(high[0] - low[0])
        height, width = shown.pixels.shape[:2]
        left, top = (max(0, int(edge - _ROOM * wide)) for edge in low)
        right, bottom = (min(size, int(edge + _ROOM * wide)) for edge, size in zip(high, (width, height), strict=True))
        scale = _FACE_WIDTH / wide
        part = shown.pixels[top:bottom, left:right]
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        pixels = cv2.resize(part, None, fx=scale, fy=scale, interpolation=method)
        yield Source(
            person,
            np.asarray(pixels, np.uint8),
            np.asarray((face.landmarks - (left, top, 0)) * scale, np.float64),
            closed,
        )


def _frames(clip: Path, wanted: Container[int]) -> Iterator[NDArray[np.uint8]]:
    """Yield frames of a clip, RGB."""
    stream = cv2.VideoCapture(str(clip))
    at = 0
    while True:
        there, frame = stream.read()
        if not there:
            break
        if at in wanted:
            yield np.asarray(frame[..., ::-1], np.uint8)
        at += 1
    stream.release()
