"""Measuring the finished cast: everyone's portrait against everyone's selfies."""

from pathlib import Path
from typing import Any

import numpy as np

from tools.specimens.resemblance import Resemblance

SELFIES = tuple(f"selfie-{n}.jpg" for n in range(1, 6))


def measure(folder: Path, ids: list[str], models: Path) -> dict[str, Any]:
    """Return how alike SFace finds portraits and selfies of the same and of different people.

    Args:
        folder: The folder of specimens.
        ids: Whom to measure.
        models: The folder of the two networks.

    Returns:
        For each person the least genuine similarity, and the greatest impostor similarity of their portrait with whose
        selfie; the extremes over all; and the greatest similarity of two portraits.
    """
    resemblance = Resemblance(models)
    portraits = [folder / person / "portrait.jpg" for person in ids]
    selfies = [folder / person / name for person in ids for name in SELFIES]
    scores = resemblance.matrix(portraits, selfies).reshape(len(ids), len(ids), len(SELFIES))
    among = resemblance.matrix(portraits, portraits) - 2 * np.eye(len(ids))
    people: dict[str, dict[str, Any]] = {}
    for n, person in enumerate(ids):
        others = scores[n].max(axis=1)
        others[n] = -1
        people[person] = {
            "least_genuine": round(float(scores[n, n].min()), 3),
            "greatest_impostor": round(float(others.max()), 3),
            "with": ids[int(others.argmax())],
        }
    return {
        "least_genuine": min(one["least_genuine"] for one in people.values()),
        "greatest_impostor": max(one["greatest_impostor"] for one in people.values()),
        "greatest_between_portraits": round(float(among.max()), 3),
        "people": people,
    }
