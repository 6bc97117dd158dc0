"""What a tree of processes takes, as Linux counts it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_KIB: Final = 1024

# Fields of /proc/PID/stat after the name, which may hold spaces: proc(5) counts from 1, the state being the third.
_PARENT: Final = 1
_CPU: Final = slice(11, 15)
"""utime, stime, and the same of children that were waited for."""


def tree(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for process in _all():
        if (fields := _stat(process)) is not None:
            children.setdefault(int(fields[_PARENT]), []).append(process)
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def cpu(processes: list[int]) -> float:
    """Return the CPU seconds that processes, and children of theirs that have ended, have taken."""
    taken = [fields for process in processes if (fields := _stat(process)) is not None]
    return sum(sum(map(int, fields[_CPU])) for fields in taken) / _TICKS


def resident(processes: list[int]) -> int:
    """Return the resident memory of processes in bytes; what they share counts once for each."""
    sizes = [text.split() for process in processes if (text := _read(process, "statm"))]
    return sum(int(size[1]) for size in sizes) * _PAGE


def proportional(processes: list[int]) -> int:
    """Return the resident memory of processes in bytes; what they share counts once."""
    lines = [line for process in processes for line in _read(process, "smaps_rollup").splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * _KIB


def _all() -> Iterator[int]:
    return (int(folder.name) for folder in _PROC.iterdir() if folder.name.isdigit())


def _stat(process: int) -> list[str] | None:
    text = _read(process, "stat")
    return text.rpartition(")")[2].split() if text else None


def _read(process: int, name: str) -> str:
    try:
        return (_PROC / str(process) / name).read_text(encoding="utf-8")
    except OSError:
        return ""  # it has ended meanwhile
