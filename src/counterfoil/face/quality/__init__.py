"""How good a probe is: the checks that decide, the components of ISO/IEC 29794-5 that can be told, one score of all."""

from counterfoil.face.quality.component import Component
from counterfoil.face.quality.components import components
from counterfoil.face.quality.judging import judge, portrait
from counterfoil.face.quality.unified import unified
from counterfoil.face.quality.utility import utility

__all__ = ["Component", "components", "judge", "portrait", "unified", "utility"]
