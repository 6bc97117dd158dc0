"""Find a face, judge whether it can be compared, and compare two faces that their owner presented, one to one.

A face leaves this room as geometry, an aligned picture and a similarity with the false match rate that it stands for.
What the network makes of a face never does; there is no gallery, and nothing here could search one.
"""

from typing import Final

from counterfoil.face.calibration import Calibration, calibration
from counterfoil.face.comparison import Comparison, compare, match
from counterfoil.face.copying import distinct
from counterfoil.face.faces import Face
from counterfoil.face.finding import find
from counterfoil.face.following import Follower, Sighting
from counterfoil.face.listed import compare_listed
from counterfoil.face.quality import Component, components, judge, portrait, unified, utility

MODELS: Final = ("yunet", "face-mesh", "sface")
"""The models that finding and comparing faces needs."""

__all__ = [
    "MODELS",
    "Calibration",
    "Comparison",
    "Component",
    "Face",
    "Follower",
    "Sighting",
    "calibration",
    "compare",
    "compare_listed",
    "components",
    "distinct",
    "find",
    "judge",
    "match",
    "portrait",
    "unified",
    "utility",
]
