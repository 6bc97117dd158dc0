"""How alike SFace finds rendered people: the measure by which the cast was chosen.

It is for choosing synthetic people only. It compares pictures that the generator itself made, keeps no template, and
has nothing to do with how Counterfoil compares faces.
"""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

_DETECTOR = "face_detection_yunet_2023mar_int8bq.onnx"
_EMBEDDER = "face_recognition_sface_2021dec_int8bq.onnx"
_DIMENSIONS = 128
_BACKGROUND = (226, 229, 231)

Pixels = NDArray[np.uint8]


def _unit(vector: NDArray[Any]) -> NDArray[np.float64]:
    flat = vector.ravel().astype(np.float64)
    unit: NDArray[np.float64] = flat / np.linalg.norm(flat)
    return unit


def _mean_direction() -> NDArray[np.float64]:
    """Return the vector that Counterfoil subtracts: an aggregate, nobody's face."""
    text = resources.files("counterfoil.face").joinpath("centre.csv").read_text("ascii")
    return np.array(text.split(), np.float64)


class Resemblance:
    """Cosine similarity of faces by YuNet's five points and SFace, averaged over each face and its mirror image."""

    def __init__(self, models: Path, *, centred: bool = False) -> None:
        """Load the two networks.

        Args:
            models: A folder that holds their ONNX files.
            centred: Whether to subtract what all faces have in common, as Counterfoil does.
        """
        self._centre = _mean_direction() if centred else np.zeros(_DIMENSIONS)
        self._detector = cv2.FaceDetectorYN.create(str(models / _DETECTOR), "", (320, 320), 0.6)
        self._embedder = cv2.FaceRecognizerSF.create(str(models / _EMBEDDER), "")

    def _template(self, picture: Path) -> NDArray[np.float64]:
        with Image.open(picture) as opened:
            figure = opened.convert("RGBA")
        flat = Image.new("RGB", figure.size, _BACKGROUND)
        flat.paste(figure, mask=figure.getchannel("A"))
        pixels = np.ascontiguousarray(np.asarray(flat)[:, :, ::-1])
        self._detector.setInputSize((flat.width, flat.height))
        faces = self._detector.detect(pixels)[1]
        if faces is None:
            raise ValueError(f"{picture}: YuNet finds no face")
        crop = self._embedder.alignCrop(pixels, faces[0])
        plain, mirrored = (_unit(self._embedder.feature(view)) for view in (crop, np.ascontiguousarray(crop[:, ::-1])))
        return _unit(_unit(plain + mirrored) - self._centre)

    def matrix(self, rows: Sequence[Path], columns: Sequence[Path]) -> NDArray[np.float64]:
        """Return the similarity (-1 to 1) of every picture in `rows` with every one in `columns`.

        Raises:
            ValueError: A picture without a face.
        """
        left = np.stack([self._template(picture) for picture in rows])
        right = left if rows == columns else np.stack([self._template(picture) for picture in columns])
        similarity: NDArray[np.float64] = left @ right.T
        return similarity
