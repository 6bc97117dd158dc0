"""The face laid out flat: what every measure of light and of occlusion looks at.

A grid of points in the frame of the mean mesh is carried along by the mesh of a face, so that a cell of the grid lies
on the same part of every face (a lid, a nostril, the left cheek), however the head is turned and the mouth is opened.
Values are taken from the aligned crop, for that is what is compared.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face import geometry
from counterfoil.face.alignment import crop_matrix
from counterfoil.face.faces import Face
from counterfoil.face.landmarks import MEAN_MESH

Values = NDArray[np.float32]

STEP: Final = 3.0
"""Pixels of the crop between two points of the grid."""

COLUMNS: Final = 27
ROWS: Final = 33

DARK: Final = 12.0
"""Luma that is added before a quotient or logarithm, so that noise in the dark counts little."""

_CALM: Final = 0.8  # standard deviation in pixels of the blur that takes the noise away
_LUMA: Final = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
_XS: Final = 56.0 + STEP * (np.arange(COLUMNS) - (COLUMNS - 1) / 2)
_YS: Final = 20.0 + STEP * np.arange(ROWS)
GRID: Final = np.stack(np.meshgrid(_XS, _YS), axis=-1).reshape(-1, 2)
"""The points in the frame of the mean mesh, row by row: 891 x 2."""


_FOLLOWED: Final = 6
"""Points of the mesh that each point of the grid follows: the nearest."""


def _followed() -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return which points of the mesh each point of the grid follows, and how much: 891 x 6 each, shares of one."""
    apart = np.linalg.norm(GRID[:, None] - MEAN_MESH[None, :, :2], axis=2)
    which = np.argsort(apart, axis=1)[:, :_FOLLOWED]
    near = 1 / (np.take_along_axis(apart, which, axis=1) + 1.0) ** 3
    return which, np.asarray(near / near.sum(axis=1, keepdims=True), np.float32)


_WHICH, _HOW_MUCH = _followed()


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A face laid out flat.

    Attributes:
        luma: 112 x 112, 0 to 255: of the crop.
        red: 33 x 27: how much redder than grey each point is, in shares of its luma.
        blue: How much bluer, likewise.
        light: Luma at each point of the grid.
        edges: How steeply the logarithm of the luma changes at each point, smoothed over some pixels.
        at: 891 x 2: where the points lie in the crop.
    """

    luma: Values
    red: Values
    blue: Values
    light: Values
    edges: Values
    at: Values


def lay_out(face: Face) -> Surface:
    """Return the surface of a face."""
    mesh = geometry.apply(crop_matrix(face.landmarks), face.landmarks[:, :2])
    moved = (mesh - MEAN_MESH[:, :2])[_WHICH]
    at = np.asarray(GRID + (_HOW_MUCH[..., None] * moved).sum(axis=1), np.float32)
    crop = cv2.GaussianBlur(face.crop, (0, 0), _CALM).astype(np.float32)
    luma = crop @ _LUMA
    steep = np.log2(luma + DARK)
    across, down = cv2.Sobel(steep, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(steep, cv2.CV_32F, 0, 1, scale=0.125)
    edges = cv2.blur(cv2.magnitude(across, down), (3, 3))
    layers = np.dstack([luma, (crop[..., 0] - luma) / (luma + DARK), (crop[..., 2] - luma) / (luma + DARK), edges])
    xs, ys = (np.ascontiguousarray(at[:, axis]).reshape(ROWS, COLUMNS) for axis in (0, 1))
    taken = np.asarray(cv2.remap(layers, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)
    return Surface(_plain(face.crop), taken[..., 1], taken[..., 2], taken[..., 0], taken[..., 3], at)


def _plain(crop: NDArray[np.uint8]) -> Values:
    return np.asarray(crop.astype(np.float32) @ _LUMA, np.float32)
