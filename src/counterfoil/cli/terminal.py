"""What reaches the terminal: results on standard output, everything else on standard error, one line a trouble."""

import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO

from counterfoil.errors import FileError

if TYPE_CHECKING:
    from rich.console import RenderableType

_READER_GONE: Final = 141
"""128 + SIGPIPE: what a shell reports of a program whose reader has gone."""

_COLUMNS_OF_A_FILE: Final = 120


def printable(text: str) -> str:
    """Return a text with line breaks and control characters, which file names may carry, written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def note(text: str) -> None:
    """Write one line to standard error.

    Args:
        text: What to say, in any characters.
    """
    try:
        sys.stderr.write(f"counterfoil: {printable(text)}\n")
        sys.stderr.flush()
    except OSError:
        # Standard error is gone or full: nobody is left to tell, and the exit code still says it.
        _let_go(sys.stderr)


def emit(text: str) -> None:
    """Write a result to standard output, whole, with a line break at its end.

    Raises:
        SystemExit: The reader has gone (code 141), as in ``counterfoil ... | head -1``.
        FileError: Standard output cannot take it, such as a file on a full disk.
    """
    # What the terminal's encoding lacks is written as an escape, not a reason to stop.
    encoding = sys.stdout.encoding
    writable = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        sys.stdout.write(writable if writable.endswith("\n") else f"{writable}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
        raise SystemExit(_READER_GONE) from None
    except OSError as wrong:
        _let_go(sys.stdout)
        raise FileError(f"Standard output cannot be written ({wrong.strerror})") from wrong


def show(*parts: "RenderableType") -> None:
    """Write what Rich can render to standard output: in colour on a terminal that wants it, else plain."""
    from rich.console import Console

    on_terminal = sys.stdout.isatty()
    width = None if on_terminal or "COLUMNS" in os.environ else _COLUMNS_OF_A_FILE
    page = io.StringIO()
    console = Console(file=page, force_terminal=on_terminal, width=width, highlight=False, emoji=False, markup=False)
    for part in parts:
        console.print(part)
    emit("\n".join(line.rstrip() for line in page.getvalue().splitlines()))


def _let_go(stream: TextIO) -> None:
    """Point a stream that failed at nothing, so that Python's last flush at exit stays quiet."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)
