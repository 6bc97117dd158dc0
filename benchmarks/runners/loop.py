"""The loop of every runner: a request a line on standard input, what it cost a line on standard output.

It runs in the environment of each contestant, so it needs nothing but Python itself.

CPU seconds are those of the process and of every process it started and waited for, so a reader that leaves the work
to Tesseract is charged for it.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import TextIO

Work = Callable[[Sequence[str]], object]
"""Takes the paths of one item's pictures and returns what was found, as JSON can carry it; None for nothing."""


def serve(packages: Sequence[str], work: Work) -> None:
    """Answer requests until standard input ends.

    A request is ``{"items": [[path, ...], ...]}``. The answer is ``{"cpu", "wall", "answers", "failures", "peak",
    "spent"}``: seconds for the whole round, what was found in each item, by item number why the work broke off, the
    peak of resident memory in bytes, and the CPU seconds of the process since it was started. The first line, before
    any request, is ``{"versions": {package: version}}``.

    Args:
        packages: Distributions whose versions belong in the record.
        work: What is measured.
    """
    replies = take_standard_output()
    reply(replies, {"versions": {name: metadata.version(name) for name in packages}})
    for line in sys.stdin:
        items = json.loads(line)["items"]
        failures: dict[int, str] = {}
        cpu, wall = cpu_seconds(), time.perf_counter()
        answers = [_answer(work, item, number, failures) for number, item in enumerate(items)]
        cpu, wall = cpu_seconds() - cpu, time.perf_counter() - wall
        cost = {"cpu": cpu, "wall": wall, "peak": peak_memory(), "spent": cpu_seconds()}
        reply(replies, cost | {"answers": answers, "failures": failures})


def cpu_seconds() -> float:
    """Return the CPU seconds of this process, all its threads, and the children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_memory() -> int:
    """Return the peak of resident memory of this process in bytes, children not counted.

    ``getrusage`` would not do: what it tells after an exec begins at the parent's size.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kibibytes) * 1024


def _answer(work: Work, item: Sequence[str], number: int, failures: dict[int, str]) -> object:
    try:
        return work(item)
    except Exception as why:  # noqa: BLE001  a peer may fail on a picture in any way; it is noted, and the round goes on
        failures[number] = f"{type(why).__name__}: {why}"
        return None


def take_standard_output() -> TextIO:
    """Keep standard output for replies; whatever else is printed goes to standard error."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return replies


def reply(replies: TextIO, message: object) -> None:
    """Write a message as one line of JSON."""
    print(json.dumps(message), file=replies, flush=True)
