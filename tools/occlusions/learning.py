"""A small network of one hidden layer, learned with Adam (Kingma, Ba 2015); no library does it in fewer lines."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

_ROUNDS: Final = 60
_BATCH: Final = 128
_RATE: Final = 2e-3
_DECAY: Final = 2e-3  # of the weights, each step, in shares of the rate
_DROPPED: Final = 0.5  # of the features, at random, so that no single patch decides
_MOMENTA: Final = (0.9, 0.999)


@dataclass(slots=True, eq=False)
class Layers:
    """Weights of a network: features to hidden units to outputs.

    Attributes:
        middle: Mean of each feature.
        spread: Standard deviation of each feature.
        first: Features x hidden.
        first_offset: Hidden.
        second: Hidden x outputs.
        second_offset: Outputs.
    """

    middle: Values
    spread: Values
    first: Values
    first_offset: Values
    second: Values
    second_offset: Values

    def logits(self, features: Values) -> Values:
        """Return N x outputs log odds for N x features."""
        hidden = np.maximum((features - self.middle) / self.spread @ self.first + self.first_offset, 0)
        return np.asarray(hidden @ self.second + self.second_offset)


def learn(features: Values, wanted: Values, counted: Values, hidden: int, rng: np.random.Generator) -> Layers:
    """Learn independent yes-or-no outputs.

    Args:
        features: N x F.
        wanted: N x outputs, 0 or 1.
        counted: N x outputs: how much each answer counts; 0 where the truth is neither.
        hidden: How many hidden units.
        rng: Chance.
    """
    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    known, outputs = (features - middle) / spread, wanted.shape[1]
    weights = [
        rng.normal(0, np.sqrt(2 / known.shape[1]), (known.shape[1], hidden)),
        np.zeros(hidden),
        rng.normal(0, np.sqrt(1 / hidden), (hidden, outputs)),
        np.zeros(outputs),
    ]
    steps = _ROUNDS * (len(known) // _BATCH)
    means, squares = ([np.zeros_like(one) for one in weights] for _ in range(2))
    for step in range(1, steps + 1):
        some = rng.integers(len(known), size=_BATCH)
        kept = (rng.random((_BATCH, known.shape[1])) >= _DROPPED) / (1 - _DROPPED)
        slopes = _slopes(weights, known[some] * kept, wanted[some], counted[some])
        rate = _RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        for at, slope in enumerate(slopes):
            means[at] += (1 - _MOMENTA[0]) * (slope - means[at])
            squares[at] += (1 - _MOMENTA[1]) * (slope**2 - squares[at])
            mean, square = means[at] / (1 - _MOMENTA[0] ** step), squares[at] / (1 - _MOMENTA[1] ** step)
            decay = _DECAY * weights[at] if weights[at].ndim > 1 else 0.0
            weights[at] -= rate * (mean / (np.sqrt(square) + 1e-8) + decay)
    return Layers(middle, spread, *weights)


def _slopes(weights: list[Values], given: Values, wanted: Values, counted: Values) -> tuple[Values, ...]:
    """Return the slopes of the mean cross entropy by each weight."""
    first, first_offset, second, second_offset = weights
    before = given @ first + first_offset
    hidden = np.maximum(before, 0)
    said = 1 / (1 + np.exp(-np.clip(hidden @ second + second_offset, -30, 30)))
    wrong = (said - wanted) * counted / len(given)
    back = (wrong @ second.T) * (before > 0)
    return given.T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0)
