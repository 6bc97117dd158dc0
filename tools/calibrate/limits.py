"""What bad pictures cost, and how the quality checks see them: the ground under `counterfoil.face.limits`.

One picture of each genuine pair is made worse in one way and by one degree. A limit is right where the share of
rejected genuine pairs begins to rise and good pictures still pass.
"""

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face import Face, calibration, compare, find, judge
from counterfoil.face.alignment import CROP
from counterfoil.images import Picture, decode, load
from counterfoil.models import Networks

_EYES_IN_CROP: Final = 38  # pixels between the eyes
_PAIRS: Final = 250
_QUANTILES: Final = (0.02, 0.1, 0.5, 0.9, 0.98)
_SHARPNESS, _EXPOSURE = "face.sharpness", "face.exposure"

Crop = NDArray[np.uint8]
Sample = tuple[Face, Face, Picture]  # the first is made worse; its picture


def report(folder: Path, networks: Networks) -> None:
    """Print a line for each way and degree: false non-matches at FMR 1e-4 and quantiles of the check's score."""
    samples = list(_samples(folder, networks))
    threshold = calibration().threshold(1e-4)
    for name, check, degrade in _degradations():
        worse = [(replace(first, crop=degrade(first.crop)), second, picture) for first, second, picture in samples]
        lost = np.mean([compare(second, first, networks).similarity < threshold for first, second, _ in worse])
        print(f"{name:18} {lost:7.2%}  {check} {_quantiles(worse, check)}")
    for check in ("face.size", "face.pose", _SHARPNESS, _EXPOSURE, "face.framing"):
        print(f"as they are: {check} {_quantiles(samples, check)}")


def _degradations() -> Iterator[tuple[str, str, Callable[[Crop], Crop]]]:
    """Yield ways to make a crop worse: name, the check that should notice, and how."""
    yield "as it is", _SHARPNESS, lambda crop: crop
    for sigma in (1.0, 1.5, 2.0, 2.5, 3.0):
        yield f"blurred by {sigma} px", _SHARPNESS, partial(_blurred, sigma)
    for eyes in (24, 20, 16, 12, 10, 8):
        yield f"{eyes} px between eyes", _SHARPNESS, partial(_smaller, eyes)
    for factor in (0.35, 0.2, 0.12, 0.07, 1.6, 2.2, 3.0, 4.0):
        yield f"light times {factor}", _EXPOSURE, partial(_lit, factor)


def _samples(folder: Path, networks: Networks) -> Iterator[Sample]:
    with (folder / "pairs.csv").open(newline="", encoding="utf-8") as lines:
        genuine = [row for row in csv.DictReader(lines) if row["same"] == "1"]
    for row in random.Random(0).sample(genuine, _PAIRS):  # noqa: S311  # a sample, no secret
        pictures = [load(folder / row[side]) for side in ("a", "b")]
        first, second = (find(picture, networks) for picture in pictures)
        if len(first) == len(second) == 1:
            yield first[0], second[0], pictures[0]


def _quantiles(samples: Sequence[Sample], check: str) -> str:
    scores = [one.score for face, _, picture in samples for one in judge((face,), picture) if one.id == check]
    return " ".join(f"{quantile:.4g}" for quantile in np.quantile(np.array(scores, np.float64), _QUANTILES))


def _blurred(sigma: float, crop: Crop) -> Crop:
    return np.asarray(cv2.GaussianBlur(crop, (0, 0), sigma), np.uint8)


def _smaller(eyes: int, crop: Crop) -> Crop:
    side = round(eyes * CROP / _EYES_IN_CROP)
    small = cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (CROP, CROP), interpolation=cv2.INTER_LINEAR), np.uint8)


def _lit(factor: float, crop: Crop) -> Crop:
    """Multiply the light, clip, and store as a JPEG, as a camera does."""
    lit = np.clip(crop * factor, 0, 255).astype(np.uint8)
    stored = cv2.imencode(".jpg", lit[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])[1]
    return decode(stored.tobytes(), "a crop").pixels
