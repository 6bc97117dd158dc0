"""Why a threshold of one set does not hold for another: the capture, the groups, or chance?

At the thresholds that give LFW its nominal rates, the London set is asked how often it errs: about no centre, about the
centre of everybody else, and then only between people who gave the same answers about themselves.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from tools.calibrate import groups
from tools.calibrate.scores import Scores, all_pairs, held_out_pairs
from tools.calibrate.seen import Seen

_RATES: Final = (1e-2, 1e-3, 1e-4)
_NO_CENTRE: Final = np.zeros(128)


def report(london: Seen, lfw: Seen) -> None:
    """Print a line for each way: nominal rates, what London shows there, and how many pairs of people that rests on."""
    centre = london.directions.mean(axis=0)
    plain, reference = all_pairs(lfw, _NO_CENTRE), all_pairs(lfw, centre)
    held_out = held_out_pairs(london)
    _line("not centred", plain, all_pairs(london, _NO_CENTRE))
    _line("centred", reference, held_out)
    within: Mapping[str, Scores] = groups.within(london, held_out)
    for name, one in within.items():
        _line(f"centred, {name}", reference, one)


def _line(name: str, reference: Scores, judged: Scores) -> None:
    told = []
    for rate in _RATES:
        threshold = reference.similarity_at(rate)
        seen = judged.false_matches(threshold) / judged.impostor.size
        told.append(f"{rate:.0e}: {seen:.1e} ({seen / rate:.1f} times, {judged.pairs_of_people(threshold)} pairs)")
    print(f"{name:34} {'   '.join(told)}")
