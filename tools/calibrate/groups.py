"""The groups that people put themselves in, and what the worst of them asks of everybody.

Two people of one origin and sex look more alike than two people at random, to the network as to anyone, and a set that
mixes everybody hides it. Within a group of a few people no rate as low as 1e-4 can be measured. What can be measured
is how much further up the scale of similarity the group's rates lie than those of the large, mixed set, where the
group still shows errors enough. The largest such distance is added to every threshold, for everybody alike: a group
label is known when the table is made, and never when a face is judged.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from tools.calibrate.scores import Scores
from tools.calibrate.seen import Seen

ENOUGH: Final = 10
"""Pairs of people that must err before a group can tell a rate: its 95 % interval then spans half to twice the rate."""

HIGHEST: Final = 0.2
"""Rates above this tell of the middle of the distribution, not of the tail that a threshold lies in."""

_STEP: Final = 0.002


def within(seen: Seen, scores: Scores) -> Mapping[str, Scores]:
    """Return the impostor comparisons within each group, and within every two labels held together.

    Args:
        seen: With the labels of each picture's person.
        scores: Of the same set.
    """
    found: dict[str, Scores] = {}
    labels = {column: dict(zip(seen.people, values, strict=True)) for column, values in seen.groups.items()}
    for column, of_person in labels.items():
        for label in sorted(set(of_person.values())):
            members = {person for person, own in of_person.items() if own == label}
            found[f"{column} {label}"] = scores.among(members)
    if len(labels) > 1:
        every = [tuple(of_person[person] for of_person in labels.values()) for person in range(len(set(seen.people)))]
        kinds, number = np.unique([" ".join(own) for own in every], return_inverse=True)
        alike = number[scores.parties[:, 0]] == number[scores.parties[:, 1]]
        found["alike in all of these"] = Scores(np.empty(0), scores.impostor[alike], scores.parties[alike])
        for at, kind in enumerate(kinds):
            found[str(kind)] = scores.among(set(np.flatnonzero(number == at).tolist()))
    return {name: one for name, one in found.items() if one.impostor.size}


def margin(reference: Scores, groups: Mapping[str, Scores]) -> tuple[float, str]:
    """Return how much more similarity the worst group needs for the rates of the reference, and which group it is.

    Only places count where at least `ENOUGH` pairs of people err and the group's rate is at most `HIGHEST`.
    """
    worst, name = 0.0, "none"
    for group, scores in groups.items():
        for threshold in np.arange(0, 1, _STEP):
            if scores.pairs_of_people(threshold) < ENOUGH:
                break
            rate = scores.false_matches(threshold) / scores.impostor.size
            further = float(threshold) - reference.similarity_at(rate)
            if rate <= HIGHEST and further > worst:
                worst, name = further, group
    return worst, name
