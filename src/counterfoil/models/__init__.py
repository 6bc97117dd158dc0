"""Model files and the one runtime that runs them.

`REGISTRY` says which files exist, `ModelStore` keeps and fetches them, `Networks` runs them, and `spread`
lets several of these work at once.
"""

from counterfoil.models.networks import Networks
from counterfoil.models.registry import REGISTRY, Address, ModelFile, Origin, Wheel
from counterfoil.models.spreading import spread
from counterfoil.models.store import ModelStore, Progress

__all__ = ["REGISTRY", "Address", "ModelFile", "ModelStore", "Networks", "Origin", "Progress", "Wheel", "spread"]
