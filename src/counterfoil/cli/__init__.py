"""The ``counterfoil`` command. Each command is a thin skin over the library; errors end here, in one line."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Final

from counterfoil.cli.terminal import note
from counterfoil.errors import CounterfoilError

_DEFECT: Final = 1
_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the ``counterfoil`` command.

    Args:
        arguments: What follows the command's name; by default what the process was started with.

    Returns:
        The exit code: 0 accept or success, 10 retry, 20 refer, 30 reject, 2 wrong use or unreadable input, 1 a defect
        of ours, 130 when interrupted, 141 when the reader of the output has gone.
    """
    try:
        return _run(arguments)
    except CounterfoilError as wrong:
        note(str(wrong))
        return wrong.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as defect:  # noqa: BLE001 - the one place where a defect of ours becomes a line and an exit code
        return _own_up(defect)


def _run(arguments: Sequence[str] | None) -> int:
    import typer

    from counterfoil.cli.app import app

    try:
        code = app(args=arguments, prog_name="counterfoil", standalone_mode=False)
    except typer.TyperException as wrong_use:
        # Without a message it was no argument at all, and the help has been printed.
        if message := wrong_use.format_message().replace("Value error, ", ""):
            note(f"{message.rstrip('.')}.{_where_to_read_on(wrong_use)}")
        return 2
    return code if isinstance(code, int) else 0


def _where_to_read_on(wrong_use: Exception) -> str:
    context = getattr(wrong_use, "ctx", None)
    return f" See: {context.command_path} --help" if context else ""


def _own_up(defect: Exception) -> int:
    """Say that we are wrong, and where. The message of the error stays out: it may quote a document."""
    if os.environ.get("COUNTERFOIL_TRACEBACK") == "1":
        traceback.print_exception(defect, file=sys.stderr)
        return _DEFECT
    frames = traceback.extract_tb(defect.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}counterfoil{os.sep}" in frame.filename] or frames
    place = f"{os.path.basename(ours[-1].filename)}, line {ours[-1].lineno}"  # noqa: PTH119 - pathlib is not loaded here
    note(
        f"This is a defect of Counterfoil, not of what you gave it ({type(defect).__name__} in {place}). "
        "Nothing was decided. For the traceback, which may quote the document, set COUNTERFOIL_TRACEBACK=1."
    )
    return _DEFECT
