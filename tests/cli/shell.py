"""The ``counterfoil`` command as a shell sees it."""

import ctypes
import os
import resource
import sys
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("counterfoil")
DROP_FROM_BOUNDS, MAY_READ_ALL = 24, (1, 2)  # prctl(2) PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@dataclass(frozen=True)
class Ended:
    """How a command ended: its code, and what it wrote where."""

    code: int
    out: str
    err: str

    @property
    def one_line(self) -> str:
        """What was said on standard error, which is one line."""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("counterfoil: ")
        return self.err.removeprefix("counterfoil: ").strip()


def as_an_ordinary_user() -> None:
    """Take from root what lets it read and write past permissions."""
    if os.geteuid() == 0:
        for capability in MAY_READ_ALL:
            assert ctypes.CDLL(None).prctl(DROP_FROM_BOUNDS, capability, 0, 0, 0) == 0


def with_hardly_any_disk() -> None:
    """Let no file grow beyond 4 KiB, as on a disk that is nearly full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
