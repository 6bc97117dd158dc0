"""The whole command as a person starts it: a new process each time, nothing warm but the operating system's cache."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.record import Cold
from benchmarks.tasks import Item


def measure(items: tuple[Item, ...]) -> Cold:
    """Run ``counterfoil verify`` once for each item.

    Args:
        items: Each a document and a probe.

    Raises:
        RuntimeError: The command said that it was used wrongly, or broke.
    """
    cpu, wall, peak = [], [], 0
    for item in items:
        began = time.perf_counter()
        spent = _run(item)
        wall.append(time.perf_counter() - began)
        cpu.append(spent.ru_utime + spent.ru_stime)
        peak = max(peak, spent.ru_maxrss * 1024)
    return Cold(tuple(cpu), tuple(wall), peak)


def _run(item: Item) -> resource.struct_rusage:
    """Return what one command used; this process is small, so the peak is the command's own."""
    command = [str(Path(sys.executable).with_name("counterfoil")), "verify", "--json", "--policy", "bank"]
    process = subprocess.Popen(
        [*command, "--document", item.paths[0], "--probe", item.paths[1]], stdout=subprocess.DEVNULL
    )
    _, status, spent = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode in (1, 2):
        raise RuntimeError(f"counterfoil verify ended with {process.returncode}: see its message above")
    return spent
