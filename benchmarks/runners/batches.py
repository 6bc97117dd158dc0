"""The loop of every runner that screens: a batch of queries a line on standard input, hits a line on standard output.

It runs in the environment of each contestant, so it needs nothing but Python itself. The list's path is the one
argument; its lines are JSON with ``id``, ``name``, ``alias``, ``weakAlias``, ``birthDate``, ``nationality`` and
``idNumber``, all but the first lists of strings.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.runners.loop import cpu_seconds, peak_memory, reply, take_standard_output

Listed = Mapping[str, Any]
"""A line of the list."""

Query = Mapping[str, Any]
"""``id``, ``name`` and ``born``, which may be None."""

Hits = list[tuple[str, float]]
"""Ids of listed people and their scores, everyone who was a candidate, in any order."""


@dataclass(frozen=True)
class Batch:
    """What is asked at once.

    Attributes:
        queries: Whom to look for.
        candidates: Whom to score for each of them; None leaves that to the contestant's own index.
        is_timed: Whether to answer as in use; otherwise everyone who was a candidate comes back.
    """

    queries: Sequence[Query]
    candidates: Sequence[Sequence[str]] | None
    is_timed: bool


Screen = Callable[[Batch], Sequence[Hits]]
"""Returns the hits of each query of a batch."""

NAMES = ("name", "alias", "weakAlias")
"""Where a line of the list has names."""


def serve(packages: Sequence[str], build: Callable[[Sequence[Listed]], Screen]) -> None:
    """Build an index, then answer batches until standard input ends.

    The first line out is ``{"versions", "cpu", "wall"}``: what building took, from the lines of the list as JSON. A
    batch is ``{"queries": [...], "candidates": [[id, ...], ...] or null, "is_timed"}``,
    its answer ``{"cpu", "peak", "hits"}``.

    Args:
        packages: Distributions whose versions belong in the record.
        build: Makes the function that screens.
    """
    replies = take_standard_output()
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        listed = [json.loads(line) for line in lines]
    cpu, wall = cpu_seconds(), time.perf_counter()
    screen = build(listed)
    built = {"cpu": cpu_seconds() - cpu, "wall": time.perf_counter() - wall}
    reply(replies, {"versions": {name: metadata.version(name) for name in packages}} | built)
    for line in sys.stdin:
        batch = Batch(**json.loads(line))
        cpu = cpu_seconds()
        hits = screen(batch)
        reply(replies, {"cpu": cpu_seconds() - cpu, "peak": peak_memory(), "hits": hits})
