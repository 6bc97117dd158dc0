"""Two synthetic people, a portrait and a probe of each, kept here because the calibration is anchored to them."""

import numpy as np
import pytest
from made_up import ANCHORS
from numpy.typing import NDArray

from counterfoil.face import Face, find
from counterfoil.images import Picture, load
from counterfoil.models import Networks


@pytest.fixture(scope="session")
def pictures() -> dict[str, Picture]:
    return {path.stem: load(path) for path in sorted(ANCHORS.glob("*.jpg"))}


@pytest.fixture(scope="session")
def faces(pictures: dict[str, Picture], networks: Networks) -> dict[str, Face]:
    return {name: find(one, networks)[0] for name, one in pictures.items()}


@pytest.fixture(scope="session")
def portrait(pictures: dict[str, Picture]) -> NDArray[np.uint8]:
    """Pixels of a portrait, face in the middle."""
    return pictures["first-portrait"].pixels


@pytest.fixture(scope="session")
def portrait_face(faces: dict[str, Face]) -> Face:
    return faces["first-portrait"]
