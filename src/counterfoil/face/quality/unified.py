"""One score of all components (ISO/IEC 29794-1): how likely a face is to be recognised as its own.

Each component takes away what a defect of that kind took away from the similarity of a person's two pictures, in
`tools/calibrate quality`. The person's other picture is not needed to predict it.
"""

from collections.abc import Iterable, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final

from counterfoil.face import limits
from counterfoil.face.quality.component import Component


def unified(components: Iterable[Component], norm: float | None = None) -> int:
    """Return one score of all components.

    Args:
        components: What `counterfoil.face.components` returned.
        norm: Length of the network's answer to the face (`counterfoil.face.Comparison.norms`), once it is known. It
            predicts better than all components together.

    Returns:
        0 for a face that will not be recognised to 100 for one without defect.
    """
    weights = WEIGHTS if norm is None else WEIGHTS_BESIDE_NORM
    lost = sum(weights.get(one.id, 0.0) * (100 - one.score) / 100 for one in components)
    if norm is not None:
        lost += weights["norm"] * max(limits.CLEAR - norm, 0.0) / limits.CLEAR
    return round(100 * max(1 - lost, 0.0))


def _weights(column: int) -> Mapping[str, float]:
    text = resources.files("counterfoil.face.quality").joinpath("unified.csv").read_text("ascii")
    rows = [line.split(",") for line in text.splitlines()[1:]]
    return MappingProxyType({row[0]: float(row[column]) for row in rows})


WEIGHTS: Final = _weights(1)
"""Share of the score that each component can take away."""

WEIGHTS_BESIDE_NORM: Final = _weights(2)
"""The same where the norm is known, with the norm's own."""
