"""Measuring the finished cast with Counterfoil itself: everyone's portrait against everyone's selfies."""

from pathlib import Path
from typing import Any

import numpy as np

from counterfoil import face, images
from counterfoil.models import ModelStore, Networks

SELFIES = tuple(f"selfie-{n}.jpg" for n in range(1, 6))


def _face(picture: Path, networks: Networks) -> face.Face:
    """Return the only face in a picture.

    Raises:
        ValueError: There is none, or more than one.
    """
    (found,) = face.find(images.load(picture), networks)
    return found


def measure(folder: Path, ids: list[str]) -> dict[str, Any]:
    """Return how alike Counterfoil finds portraits and selfies of the same and of different people.

    Args:
        folder: The folder of specimens.
        ids: Whom to measure.

    Returns:
        For each person the least genuine similarity, and the greatest impostor similarity of their portrait with whose
        selfie; and the extremes over all.
    """
    networks = Networks(ModelStore())
    portraits = [_face(folder / person / "portrait.jpg", networks) for person in ids]
    selfies = [[_face(folder / person / name, networks) for name in SELFIES] for person in ids]
    people: dict[str, dict[str, Any]] = {}
    for n, person in enumerate(ids):
        scores = np.array([[face.compare(portraits[n], one, networks).similarity for one in own] for own in selfies])
        others = scores.max(axis=1)
        others[n] = -1
        people[person] = {
            "least_genuine": round(float(scores[n].min()), 3),
            "greatest_impostor": round(float(others.max()), 3),
            "with": ids[int(others.argmax())],
        }
    return {
        "least_genuine": min(one["least_genuine"] for one in people.values()),
        "greatest_impostor": max(one["greatest_impostor"] for one in people.values()),
        "people": people,
    }
