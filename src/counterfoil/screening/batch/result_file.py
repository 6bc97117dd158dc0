"""The file of results: it grows line by line, and says itself how far a run that was killed had come.

Three files belong to a run. OUT has a line for each row that was screened. OUT.skipped has one for each that was not,
and is there only when there is one. OUT.run says of which input, lists and matcher the others are, so that nothing is
ever added to results of something else. What a process was writing when it was killed is cut off and done again.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

from counterfoil.errors import FileError, InputError
from counterfoil.locking import lock
from counterfoil.screening.batch.work import Worked

_SECONDS_BETWEEN_SYNCS: Final = 2.0
_OWNER_ONLY: Final = 0o600
_BEGIN_AGAIN: Final = "Name another file, or remove it with its .run file to begin again."


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A row that an earlier run has done.

    Attributes:
        line: Its line in the input.
        id: Its id.
        has_hit: Whether there is a hit.
        has_alert: Whether a hit is an alert.
        has_suppressed: Whether a hit is suppressed.
    """

    line: int
    id: str
    has_hit: bool
    has_alert: bool
    has_suppressed: bool


class ResultFile:
    """The results of one run. Use it as a context.

    Args:
        path: OUT.
        run: What the results are of: digests, versions and settings.

    Raises:
        FileError: It cannot be written, another run is writing it, or it is no file of results.
        InputError: It holds results of something else; the message says of what.
    """

    def __init__(self, path: Path, run: Mapping[str, Any]) -> None:
        self.path = path
        self._run = dict(run)
        self._record = path.with_name(f"{path.name}.run")
        self._skipped_path = path.with_name(f"{path.name}.skipped")
        self._end = 0
        self._last_line = 0
        self._synced = 0.0

    def __enter__(self) -> Self:
        with self._told_plainly():
            if self.path.exists() and not self._record.exists():
                raise FileError(f"{self.path.name} is there already, and is no run to go on with", remedy=_BEGIN_AGAIN)
            self._file = _opened(self.path)
            try:
                lock(self._file)
            except OSError:
                self._file.close()
                raise FileError(f"{self.path.name}: another run is writing there", remedy="Wait for its end.") from None
            try:
                self._agree()
            except BaseException:
                self._file.close()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def done(self) -> Iterator[DoneLine]:
        """Give the rows that are done, up to where the file was cut off."""
        self._file.seek(0)
        while line := self._file.readline():
            try:
                told: Any = json.loads(line) if line.endswith(b"\n") else None
                hits = told["hits"]
                alert, suppressed = (any(hit[key] for hit in hits) for key in ("alert", "suppressed"))
                found = DoneLine(int(told["line"]), told["id"], bool(hits), alert, suppressed)
            except (ValueError, KeyError, TypeError):
                return
            yield found
            self._end, self._last_line = self._end + len(line), found.line

    def go_on(self) -> int:
        """Cut off what is not whole, after `done` has been read; return the last line of the input that is done."""
        with self._told_plainly():
            self._file.truncate(self._end)
            self._file.seek(self._end)
            kept = [line for line in self._earlier_skipped() if line["line"] <= self._last_line]
            if kept or self._skipped_path.exists():
                _replace(self._skipped_path, "".join(json.dumps(line) + "\n" for line in kept))
        self.skipped_before = len(kept)
        return self._last_line

    def append(self, worked: Worked) -> None:
        """Write what came of some rows: those that were skipped first, so that the results never run ahead of them."""
        with self._told_plainly():
            if worked.skipped:
                with _opened(self._skipped_path) as file:
                    file.seek(0, os.SEEK_END)
                    lines = (json.dumps({"line": line, "reason": reason}) + "\n" for line, reason in worked.skipped)
                    file.write("".join(lines).encode())
            self._file.write(worked.lines)
            self._file.flush()
            if time.monotonic() - self._synced > _SECONDS_BETWEEN_SYNCS:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()

    def finish(self, counts: Mapping[str, int]) -> None:
        """Say in the record that the end was reached."""
        with self._told_plainly():
            os.fsync(self._file.fileno())
            _replace(self._record, json.dumps({**self._run, "finished": dict(counts)}, indent=1) + "\n")

    def _agree(self) -> None:
        """Find out whether the results that are there are of the same run; begin one when there are none."""
        if not self._record.exists():
            _replace(self._record, json.dumps(self._run, indent=1) + "\n")
            return
        try:
            there = json.loads(self._record.read_text("utf-8"))
        except (ValueError, OSError):
            raise FileError(f"{self._record.name} cannot be read", remedy=_BEGIN_AGAIN) from None
        for key, value in self._run.items():
            if not isinstance(there, dict) or there.get(key) != value:
                raise InputError(f"{self.path.name} was begun with another {key}", remedy=_BEGIN_AGAIN)

    def _earlier_skipped(self) -> Iterator[dict[str, Any]]:
        if not self._skipped_path.exists():
            return
        for line in self._skipped_path.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                yield json.loads(line)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as why:
            raise FileError(
                f"{self.path.name} cannot be written ({why.strerror})",
                remedy="Choose a place with room and write permission; what is there is kept, and gone on with.",
            ) from why


def _opened(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY), "r+b")


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    with _opened(part) as file:
        file.truncate()
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
