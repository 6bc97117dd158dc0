"""Axes of the drawings: round numbers along one, durations on another, and where one lies on it."""

import math
from collections.abc import Sequence
from itertools import pairwise


def ceiling(most: int) -> tuple[int, tuple[int, ...]]:
    """Return where an axis ends, and the numbers along it: at most five, round ones."""
    if most <= 0:
        return 1, (0, 1)
    step = 1
    for step in (base * 10**power for power in range(12) for base in (1, 2, 5)):
        if step * 4 >= most:
            break
    top = step * math.ceil(most / step)
    return top, tuple(range(0, top + 1, step))


def stretches(edges: Sequence[int]) -> list[str]:
    """Name what lies between durations in seconds, below the first and above the last included."""
    below = [f"below {short(edges[0])}"]
    between = [f"{short(low)} to {short(high)}" for low, high in pairwise(edges)]
    return [*below, *between, f"{short(edges[-1])} or more"]


def place_of(seconds: float, edges: Sequence[int]) -> float:
    """Percent from the left at which a duration lies among bars that are equally wide."""
    place = 100 / (len(edges) + 1)
    bounds = (0.0, *map(float, edges), edges[-1] * 4.0)
    for at, (low, high) in enumerate(pairwise(bounds)):
        if seconds < high:
            return round(place * (at + (seconds - low) / (high - low)), 2)
    return 100.0


def short(seconds: int) -> str:
    """Write a duration in its largest unit."""
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
