"""From a list of pairs to an assessment: read, look at each picture once, compare, measure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil import __version__, face
from counterfoil.assurance import distribution, limits
from counterfoil.assurance.acquisition import STAGES, Acquired, Which, acquire
from counterfoil.assurance.assessment import Assessment, Compared, measure
from counterfoil.assurance.comparing import compare
from counterfoil.assurance.csv_rows import WrongRow
from counterfoil.assurance.distribution import Times
from counterfoil.assurance.intervals import Share, share
from counterfoil.assurance.pair_list import PairList
from counterfoil.assurance.subjects import subjects
from counterfoil.assurance.work_file import WorkFile
from counterfoil.assurance.worst import Worst, worst
from counterfoil.face.limits import UTILITY
from counterfoil.models import Networks

Told = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and of how many."""

LOOKING: Final = "Looking at pictures"
COMPARING: Final = "Making templates"
MEASURING: Final = "Measuring"


@dataclass(frozen=True, slots=True)
class PairCounts:
    """What became of the rows of the list.

    Attributes:
        rows: Of the list.
        wrong: Skipped since they were wrong.
        duplicates: Repeat an earlier pair.
        same_picture: Pairs whose two files hold the same bytes: left out, since they compare nothing.
        disagreeing: Pairs said to be of two people although other rows join their pictures: left out.
        not_acquired: Pairs of which a picture gave no face: not compared.
        genuine: Compared pairs of one person.
        impostor: Compared pairs of two people.
    """

    rows: int
    wrong: int
    duplicates: int
    same_picture: int
    disagreeing: int
    not_acquired: int
    genuine: int
    impostor: int


@dataclass(frozen=True, slots=True)
class Acquisition:
    """What became of the pictures.

    Attributes:
        pictures: Different files in the list.
        failed: Pictures without a template (failure to acquire, ISO/IEC 19795-1), with its interval.
        reasons: How many failed for which reason, by code.
        sent_back: Acquired pictures that a verification would send back: a check of quality failed.
        checks: How many acquired pictures failed each check.
    """

    pictures: int
    failed: Share
    reasons: Mapping[str, int]
    sent_back: Share
    checks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Latency:
    """What a picture takes, by stage; the last stage is ``all``."""

    cpu_ms: tuple[Times, ...]
    wall_ms: tuple[Times, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A finished run.

    Attributes:
        measured: How wrong the comparison is.
        pairs: What became of the rows.
        acquisition: What became of the pictures.
        latency: What they took.
        wrong: The first rows that were wrong and skipped.
        worst: The worst pairs, when they were asked for.
        versions: Of everything that judged.
    """

    measured: Assessment
    pairs: PairCounts
    acquisition: Acquisition
    latency: Latency
    wrong: tuple[WrongRow, ...]
    worst: Worst | None
    versions: Mapping[str, str]


def versions(networks: Networks, which: Which) -> Mapping[str, str]:
    """Return the versions of everything that similarities depend on, as they bind a work file."""
    return {
        "counterfoil": __version__,
        "pipeline": face.calibration().version,
        **{name: networks.version(name) for name in face.MODELS},
        "face": which.value,
    }


def sold_thresholds() -> Mapping[str, float]:
    """Return the thresholds of the calibration by those rates that it supports, from the loosest to the strictest."""
    table = face.calibration()
    return {name: table.threshold(rate) for name, rate in limits.RATES.items() if rate >= table.lowest}


def run(
    listed: PairList,
    folder: Path,
    which: Which,
    networks: Sequence[Networks],
    work: WorkFile,
    *,
    show_worst: bool,
    told: Told,
) -> Run:
    """Assess the comparison on a list of pairs.

    Args:
        listed: The list.
        folder: What its pictures' names are relative to.
        which: Which face of a picture with several is meant.
        networks: With ``face.MODELS``; one a thread.
        work: Where to keep what was seen, to go on from after an interruption.
        show_worst: Whether to name the worst pairs.
        told: What to tell of the progress.

    Raises:
        ModelError: A network is missing or altered.
        FileError: The work file cannot be written.
    """
    paths = [folder / name for name in listed.pictures]
    acquired = acquire(paths, which, networks, work, lambda done: told(LOOKING, done, len(paths)))
    people = subjects(listed.pairs, listed.same, len(paths))[listed.pairs]
    disagreeing = (people[:, 0] == people[:, 1]) & ~listed.same
    copied = _same_bytes(acquired.digests)[listed.pairs]
    same_picture = (copied[:, 0] == copied[:, 1]) & ~disagreeing
    usable = acquired.usable[listed.pairs].all(axis=1)
    chosen = usable & ~disagreeing & ~same_picture
    kept = listed.only(chosen)
    similarities, norms, template_ms = compare(
        acquired, kept.pairs, networks, work, lambda done, of: told(COMPARING, done, of)
    )
    told(MEASURING, 0, 1)
    compared = Compared(similarities, kept.same, people[chosen], kept.groups, _quality(acquired, norms, kept.pairs))
    measured = measure(compared, sold_thresholds())
    told(MEASURING, 1, 1)
    counts = PairCounts(
        rows=listed.rows,
        wrong=listed.wrong_rows,
        duplicates=listed.duplicates,
        same_picture=int(same_picture.sum()),
        disagreeing=int(disagreeing.sum()),
        not_acquired=int((~usable & ~disagreeing & ~same_picture).sum()),
        genuine=int(kept.same.sum()),
        impostor=int((~kept.same).sum()),
    )
    return Run(
        measured=measured,
        pairs=counts,
        acquisition=_acquisition(acquired, norms),
        latency=_latency(acquired, template_ms),
        wrong=listed.wrong,
        worst=worst(kept, similarities) if show_worst else None,
        versions=versions(networks[0], which),
    )


def _same_bytes(digests: Sequence[str]) -> NDArray[np.int64]:
    """Return a number for each picture that those with the same bytes share; files that were not read share none."""
    named = [digest or str(place) for place, digest in enumerate(digests)]
    return np.unique(named, return_inverse=True)[1] if named else np.zeros(0, np.int64)


def _quality(
    acquired: Acquired, norms: NDArray[np.float32], pairs: NDArray[np.int32]
) -> Mapping[str, NDArray[np.float32]]:
    """Return both quality scores of both pictures of each pair: as a capture can know it, and after a comparison."""
    before, after = np.zeros((2, len(norms)), np.float32)
    for picture in np.unique(pairs).tolist():
        scores = zip(acquired.components, acquired.scores[picture].tolist(), strict=True)
        components = [face.Component(name, 0.0, score, None) for name, score in scores if score >= 0]
        before[picture] = face.unified(components)
        after[picture] = face.unified(components, float(norms[picture]))
    return {"unified quality before a comparison": before[pairs], "with the network's own answer": after[pairs]}


def _acquisition(acquired: Acquired, norms: NDArray[np.float32]) -> Acquisition:
    usable = acquired.usable
    failed = np.column_stack([acquired.passed == 0, np.less(norms, UTILITY)])
    names = (*acquired.checks, "face.utility")
    return Acquisition(
        pictures=len(usable),
        failed=share(int((~usable).sum()), len(usable), reason="no pictures"),
        reasons=dict(sorted(Counter(code for code in acquired.failures if code).items())),
        sent_back=share(int(failed[usable].any(axis=1).sum()), int(usable.sum()), reason="no picture was acquired"),
        checks={name: int(failed[:, place].sum()) for place, name in enumerate(names)},
    )


def _latency(acquired: Acquired, template_ms: NDArray[np.float32]) -> Latency:
    both = []
    for took, template in zip((acquired.cpu_ms, acquired.wall_ms), template_ms, strict=True):
        columns = [*took.T[:-1], template]
        stages = [distribution.times(stage, column) for stage, column in zip(STAGES, columns, strict=True)]
        both.append(tuple(stage for stage in stages if stage is not None))
    return Latency(*both)
