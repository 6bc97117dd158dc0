"""Log lines: to standard error, one object or one line of text each, with nothing personal in them.

Only what our own modules say is written, and warnings of the server's. Its access log is off, since it would print
addresses; so is everything that quotes statements, bodies or headers.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Final

_OURS: Final = "counterfoil"
_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


def set_up(form: str) -> None:
    """Send the log lines of this process to standard error.

    Args:
        form: ``json`` or ``text``.
    """
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(_Json() if form == "json" else _Text())
    root = logging.getLogger()
    root.handlers[:] = [lines]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(logging.INFO)


class _Json(logging.Formatter):
    """Writes a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_fields(record), default=str)


class _Text(logging.Formatter):
    """Writes a record as one line of text."""

    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        head = f"{fields.pop('at')} {fields.pop('level')} {fields.pop('from')}: {fields.pop('said')}"
        return " ".join([head, *(f"{name}={value}" for name, value in fields.items())])


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    said = record.getMessage().partition("\n")[0]
    extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    if record.exc_info and record.exc_info[0]:  # its message may quote anything: only its kind is written
        extra["raised"] = record.exc_info[0].__name__
    return {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "from": record.name,
        "said": said,
        **extra,
    }
