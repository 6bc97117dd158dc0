"""What hides a face: sunglasses, hair, a cap, a mask, a hand. From the surface of the face alone.

The surface is divided into cells that lie on the same part of every face. Of each cell it is known how light, how
varied, how red, how blue and how edged it is, against the middle of the same face: so the tone of a skin cancels and
what is not skin stands out. A small network of one hidden layer, learned from drawings on synthetic and consenting
people (`tools/occlusions`), says which parts are hidden and by what.
"""

from dataclasses import dataclass
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import limits
from counterfoil.face.quality.surface import COLUMNS, DARK, ROWS, Surface

KINDS: Final = ("sunglasses", "hair", "cap", "covering", "hand")
"""By what: `covering` is a mask or scarf, `hand` a hand or what it holds."""

_CELL: Final = 3  # points of the surface, each way
_HIDDEN: Final = 24


REGIONS: Final = ("eyes", "mouth", "rest")
"""What may be hidden: an eye, the mouth, or nose, cheeks and chin."""


@dataclass(frozen=True, slots=True)
class Occlusion:
    """What hides a face, in log odds: above 0 is more likely than not, as far as the drawings are like life.

    Attributes:
        regions: That each of `REGIONS` is hidden.
        kinds: That each of `KINDS` hides the face.
        closed: That eyes which are not hidden are closed.
    """

    regions: dict[str, float]
    kinds: dict[str, float]
    closed: float

    @property
    def kind(self) -> str:
        """What most likely hides the face, if anything does."""
        return max(KINDS, key=lambda kind: self.kinds[kind])

    @property
    def eyes_hidden(self) -> bool:
        """Whether so much hides the eyes that nobody can tell whether they are open."""
        return self.regions["eyes"] > limits.HIDDEN["eyes"] or self.kinds["sunglasses"] > limits.HIDDEN["sunglasses"]

    @property
    def excess(self) -> float:
        """How far the answer that is furthest above its limit lies above it; negative where none is."""
        return max(odds - limits.HIDDEN[name] for name, odds in (self.regions | self.kinds).items())


def cells(surface: Surface) -> NDArray[np.float32]:
    """Return what is known of the 70 cells of the inner face: 420 numbers, six of each, all of one kind together.

    The outer cells are left out: on a turned head they show what is behind it.
    """
    light = _parted(np.log2(surface.light + DARK))
    red, blue, edges = (_parted(plane) for plane in (surface.red, surface.blue, surface.edges))
    known = (
        light.mean(axis=1) - np.median(light),
        light.std(axis=1),
        red.mean(axis=1) - np.median(red),
        blue.mean(axis=1) - np.median(blue),
        np.log2(edges.mean(axis=1) + _CALM),
        red.std(axis=1),
    )
    return np.concatenate(known).astype(np.float32)


def look(surface: Surface) -> Occlusion:
    """Return what hides a face."""
    hidden = np.maximum(cells(surface) @ _FIRST + _FIRST_OFFSET, 0)
    odds = hidden @ _SECOND + _SECOND_OFFSET
    regions, closed, kinds = odds[: len(REGIONS)], odds[len(REGIONS)], odds[len(REGIONS) + 1 :]
    return Occlusion(_named(REGIONS, regions), _named(KINDS, kinds), float(closed))


def _named(names: tuple[str, ...], odds: NDArray[np.float32]) -> dict[str, float]:
    return {name: float(one) for name, one in zip(names, odds, strict=True)}


def _parted(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return 70 cells of nine points each, row by row."""
    inner = plane[: ROWS - _CELL, _CELL : COLUMNS - _CELL]
    rows, columns = (side // _CELL for side in inner.shape)
    return inner.reshape(rows, _CELL, columns, _CELL).transpose(0, 2, 1, 3).reshape(rows * columns, _CELL**2)


def _weights() -> tuple[NDArray[np.float32], ...]:
    """Return the network: weights and offsets of the hidden layer, weights and offsets of the outputs."""
    text = resources.files("counterfoil.face.quality").joinpath("occlusion.csv").read_text("ascii")
    lines = [line.split(",") for line in text.splitlines()]
    rows = np.array([line + ["0"] * (_HIDDEN + 1 - len(line)) for line in lines], np.float32)
    outputs = len(REGIONS) + 1 + len(KINDS)
    features = len(rows) - 1 - outputs
    first, offset, second = rows[:features, :_HIDDEN], rows[features, :_HIDDEN], rows[features + 1 :]
    return first, offset, np.ascontiguousarray(second[:, :_HIDDEN].T), second[:, _HIDDEN]


_CALM: Final = 0.01  # of an edge, that is added before the logarithm
_FIRST, _FIRST_OFFSET, _SECOND, _SECOND_OFFSET = _weights()
