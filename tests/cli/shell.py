"""The ``counterfoil`` command as a shell sees it."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("counterfoil")
LIMITED = Path(__file__).with_name("limited.py")
SECONDS = 300


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


def in_a_process(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    without: str | None = None,
    typed: str = "",
) -> Ended:
    """Run the command as a process of its own, which gives something up first where it is told to."""
    program = [COMMAND] if without is None else [sys.executable, LIMITED, without, COMMAND]
    done = subprocess.run(  # noqa: S603 - our own command
        [*map(str, program), *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
