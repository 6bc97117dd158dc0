"""Each picture of a list looked at once: read it, find the face, judge it, cut it out."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil import face, images
from counterfoil.assurance.work_file import Sight, WorkFile
from counterfoil.checks import Outcome
from counterfoil.errors import InputError, MissingExtraError
from counterfoil.face import Face
from counterfoil.face.restoring import restored
from counterfoil.images import Picture
from counterfoil.images.file import read_bytes
from counterfoil.models import Networks, spread

STAGES: Final = ("read", "find", "judge", "template")
"""What a picture goes through; the last one while pairs are compared."""

NO_FACE: Final = "face_not_found"


class Which(StrEnum):
    """Which face of a picture with several is meant."""

    LARGEST = "largest"
    CENTRAL = "central"


@dataclass(frozen=True, slots=True, eq=False)
class Acquired:
    """What was acquired of N pictures.

    Attributes:
        digests: The sha256 of each; empty for a file that could not be read.
        failures: Why no face was acquired, as codes; empty where one was.
        checks: Ids of the checks of quality, in the order of the columns of `passed`.
        passed: N x checks: 1 passed, 0 failed, -1 not run.
        components: Ids of the components of quality, in the order of the columns of `scores`.
        scores: N x components int8, 0 to 100; -1 where nothing was acquired.
        cpu_ms: N x stages float32, CPU time of one thread; not a number where a stage was not reached.
        wall_ms: The same by the clock.
    """

    digests: tuple[str, ...]
    failures: tuple[str, ...]
    checks: tuple[str, ...]
    passed: NDArray[np.int8]
    components: tuple[str, ...]
    scores: NDArray[np.int8]
    cpu_ms: NDArray[np.float32]
    wall_ms: NDArray[np.float32]

    @property
    def usable(self) -> NDArray[np.bool_]:
        """N: a face was acquired."""
        return np.array([not failure for failure in self.failures], np.bool_)


def acquire(
    pictures: Sequence[Path],
    which: Which,
    networks: Sequence[Networks],
    work: WorkFile,
    told: Callable[[int], None] = lambda _: None,
) -> Acquired:
    """Look at each picture once; what the work file already holds is not looked at again.

    A file that is missing or no picture, and a picture without a face, is a failure to acquire, never an error.

    Args:
        pictures: The files.
        which: Which face is meant where there are several.
        networks: With ``face.MODELS``; one a thread.
        work: Where to keep what was seen.
        told: Called with the number of pictures done, after each, by one thread at a time.

    Raises:
        ModelError: A network is missing or altered.
        FileError: The work file cannot be written.
    """
    seen: dict[int, tuple[str, Sight]] = {}
    lock = threading.Lock()

    def look(numbered: tuple[int, Path], own: Networks) -> None:
        index, path = numbered
        found = _look(path, which, own, work)
        with lock:
            seen[index] = found
            told(len(seen))

    spread(enumerate(pictures), networks, look)
    return _gathered([seen[index] for index in range(len(pictures))])


def _look(path: Path, which: Which, networks: Networks, work: WorkFile) -> tuple[str, Sight]:
    """Return the digest of a file and what was seen on it."""
    took: dict[str, tuple[float, float]] = {}
    try:
        with _timed("read", took):
            raw = read_bytes(path, path.name)
            sha256 = hashlib.sha256(raw).hexdigest()
    except InputError as wrong:
        return "", Sight(wrong.code)
    known = work.get(sha256)
    if known is None:
        known = _see(raw, path.name, which, networks, took)
        work.keep(sha256, known)
    return sha256, replace(known, crop=None, restored=None)


def _see(raw: bytes, name: str, which: Which, networks: Networks, took: dict[str, tuple[float, float]]) -> Sight:
    try:
        with _timed("read", took):
            picture = images.decode(raw, name)
    except (InputError, MissingExtraError) as wrong:
        return Sight(wrong.code, took=took)
    with _timed("find", took):
        faces = face.find(picture, networks)
    if not faces:
        return Sight(NO_FACE, took=took)
    if which is Which.CENTRAL:
        faces = _central_first(faces, picture)
    with _timed("judge", took):
        checks, components = face.judge(faces, picture), face.components(faces, picture)
    outcomes = {check.id: check.outcome.value for check in checks}
    as_portrait = restored(faces[0])
    other = None if as_portrait is faces[0].crop else as_portrait
    scores = {component.id: component.score for component in components}
    return Sight("", faces[0].crop, other, outcomes, scores, took)


def _central_first(faces: tuple[Face, ...], picture: Picture) -> tuple[Face, ...]:
    """Take the face nearest to the middle for the one that is meant, and leave out those around it."""
    middle = np.array(picture.pixels.shape[1::-1]) / 2

    def away(one: Face) -> float:
        left, top, right, bottom = one.box
        return float(np.hypot(*(np.array([left + right, top + bottom]) / 2 - middle)))

    return (min(faces, key=away),)


@contextmanager
def _timed(stage: str, took: dict[str, tuple[float, float]]) -> Iterator[None]:
    """Add the time of a block to its stage."""
    cpu, wall = time.thread_time(), time.perf_counter()
    yield
    before = took.get(stage, (0.0, 0.0))
    took[stage] = (
        before[0] + 1e3 * (time.thread_time() - cpu),
        before[1] + 1e3 * (time.perf_counter() - wall),
    )


_AS_NUMBER: Final[Mapping[str, int]] = {Outcome.PASSED: 1, Outcome.FAILED: 0, Outcome.INCONCLUSIVE: 0}


def _gathered(seen: Sequence[tuple[str, Sight]]) -> Acquired:
    checks = tuple(dict.fromkeys(name for _, sight in seen for name in sight.outcomes))
    components = tuple(dict.fromkeys(name for _, sight in seen for name in sight.components))
    passed = np.full((len(seen), len(checks)), -1, np.int8)
    scores = np.full((len(seen), len(components)), -1, np.int8)
    took = np.full((2, len(seen), len(STAGES)), np.nan, np.float32)
    for row, (_, sight) in enumerate(seen):
        for name, outcome in sight.outcomes.items():
            passed[row, checks.index(name)] = _AS_NUMBER.get(outcome, -1)
        if sight.components:
            scores[row] = [sight.components.get(name, -1) for name in components]
        for stage, both in sight.took.items():
            took[:, row, STAGES.index(stage)] = both
    return Acquired(
        digests=tuple(sha256 for sha256, _ in seen),
        failures=tuple(sight.failure for _, sight in seen),
        checks=checks,
        passed=passed,
        components=components,
        scores=scores,
        cpu_ms=took[0],
        wall_ms=took[1],
    )
