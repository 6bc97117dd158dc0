"""The ``counterfoil`` command as a shell sees it."""

import sys
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("counterfoil")
LIMITED = Path(__file__).with_name("limited.py")


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
