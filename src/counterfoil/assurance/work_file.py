"""What was seen of each picture, kept on disk until the report is written, so that a run that was killed goes on.

It holds aligned crops, without loss, and what the checks found: pixels that the pictures show anyway. It holds no
template: those live in one call of `counterfoil.face.compare_listed` and are made anew by a resumed run.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import FileError

NAME: Final = "assessing.sqlite"
"""Of the work file in the folder of the report."""

_TABLES: Final = """
DROP TABLE IF EXISTS picture;
DELETE FROM bound;
CREATE TABLE picture
    (sha256 TEXT PRIMARY KEY, failure TEXT NOT NULL, crop BLOB, restored BLOB, found TEXT NOT NULL) WITHOUT ROWID;
-- found: outcomes of checks, scores of components, and times, as JSON; layout 1
"""
_SECONDS_BETWEEN_COMMITS: Final = 1.0
_OWNER_ONLY: Final = 0o600
_FAST: Final = [cv2.IMWRITE_PNG_COMPRESSION, 1]


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What was seen of one picture.

    Attributes:
        failure: Why no face was acquired, as a code; empty when one was.
        crop: 112 x 112 x 3 RGB of the face; None after a failure.
        restored: The same as it is compared when it is the portrait; None where that is the crop itself.
        outcomes: Of the checks of its quality, by their ids.
        components: Scores of the components of its quality, 0 to 100, by their ids.
        took: Milliseconds of CPU and of the clock, by stage.
    """

    failure: str
    crop: NDArray[np.uint8] | None = None
    restored: NDArray[np.uint8] | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)
    components: Mapping[str, int] = field(default_factory=dict)
    took: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class WorkFile:
    """The work file of one run. Use it as a context; it may be shared between threads.

    Args:
        folder: Where it lies.
        versions: Of everything that what it holds depends on; what another version saw is dropped.

    Raises:
        FileError: It cannot be written, or another run is using it.
    """

    def __init__(self, folder: Path, versions: Mapping[str, str]) -> None:
        self._path = folder / NAME
        self._bound = json.dumps({**versions, "tables": _TABLES}, sort_keys=True)
        self._lock = threading.Lock()
        self._committed = time.monotonic()

    def __enter__(self) -> Self:
        with self._told_plainly():
            try:
                self._open()
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:  # half written by a machine that lost power, or no work file at all
                self._base.close()
                self._remove()
                self._open()
        return self

    def __exit__(self, *_: object) -> None:
        with self._told_plainly(), self._lock:
            self._base.commit()
            self._base.close()

    def get(self, sha256: str) -> Sight | None:
        """Return what was seen of the picture with this digest, without its crops; None when nothing was yet."""
        query = "SELECT failure, found FROM picture WHERE sha256 = ?"
        with self._told_plainly(), self._lock:
            row = self._base.execute(query, (sha256,)).fetchone()
        if row is None:
            return None
        found = json.loads(row[1])
        took = {stage: (cpu, wall) for stage, (cpu, wall) in found["took"].items()}
        return Sight(row[0], outcomes=found["outcomes"], components=found["components"], took=took)

    def keep(self, sha256: str, sight: Sight) -> None:
        """Keep what was seen of a picture. At most the last second is lost when the process is killed."""
        crops = [None if crop is None else _png(crop) for crop in (sight.crop, sight.restored)]
        told = {"outcomes": sight.outcomes, "components": sight.components, "took": sight.took}
        found = json.dumps({key: dict(value) for key, value in told.items()})
        with self._told_plainly(), self._lock:
            row = (sha256, sight.failure, *crops, found)
            self._base.execute("INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?, ?)", row)
            if time.monotonic() - self._committed > _SECONDS_BETWEEN_COMMITS:
                self._base.commit()
                self._committed = time.monotonic()

    def restored(self) -> frozenset[str]:
        """Return the digests of the pictures that are compared otherwise when they are the portrait."""
        with self._told_plainly(), self._lock:
            rows = self._base.execute("SELECT sha256 FROM picture WHERE restored IS NOT NULL").fetchall()
        return frozenset(sha256 for (sha256,) in rows)

    def crops(self, wanted: Iterator[tuple[str, bool]]) -> Iterator[NDArray[np.uint8]]:
        """Return crops, one at a time.

        Args:
            wanted: Digests of pictures, and whether the restored crop of each is meant.
        """
        for sha256, is_restored in wanted:
            with self._told_plainly(), self._lock:
                query = "SELECT crop, restored FROM picture WHERE sha256 = ?"
                png = self._base.execute(query, (sha256,)).fetchone()[is_restored]
            yield np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED), np.uint8)

    def remove(self) -> None:
        """Take the file away: the report is written. The work file must be closed."""
        self._remove()

    def _open(self) -> None:
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))
        self._path.chmod(_OWNER_ONLY)
        self._base = sqlite3.connect(self._path, timeout=0, check_same_thread=False)
        for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute("CREATE TABLE IF NOT EXISTS bound (versions TEXT NOT NULL)")
        if self._base.execute("SELECT versions FROM bound").fetchone() != (self._bound,):
            self._base.executescript(_TABLES)
            self._base.execute("INSERT INTO bound VALUES (?)", (self._bound,))
            self._base.commit()

    def _remove(self) -> None:
        for ending in ("-wal", "-shm", ""):
            self._path.with_name(f"{NAME}{ending}").unlink(missing_ok=True)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as why:
            if "locked" in str(why):
                raise FileError(f"{NAME}: another assessment is writing there", remedy="Name another folder") from None
            raise FileError(f"{NAME}: cannot be written ({why})", remedy="Choose a folder with room") from None
        except OSError as why:
            raise FileError(f"{NAME}: cannot be written ({why.strerror})", remedy="Choose another folder") from None


def _png(crop: NDArray[np.uint8]) -> bytes:
    return cv2.imencode(".png", crop, _FAST)[1].tobytes()
