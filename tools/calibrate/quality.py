"""What quality predicts: false non-matches against the share of pictures that is sent back, and whom it sends back.

The error-versus-discard curve (ISO/IEC 29794-1; Grother, Tabassi 2007) leaves out the pictures that score lowest, and
asks how many genuine pairs of the rest are still rejected at the threshold that was fixed before. A score that
predicts errors makes the curve fall at once; chance leaves it flat.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance.intervals import wilson
from counterfoil.checks import Outcome
from counterfoil.face import components, find, judge, limits, unified
from counterfoil.images import load
from counterfoil.models import Networks
from tools.calibrate.seen import nearest_to_the_middle, unit
from tools.calibrate.sets import PictureSet

_SHARES: Final = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
_NEW: Final = ("face.light", "face.occlusion", "face.eyes", "face.utility")
_FMR: Final = 1e-4
_LIGHT: Final = (0.5, 0.35, 0.25, 0.2)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A set of pictures, each judged; held in memory for as long as the tool runs.

    Attributes:
        people: Who each is, as numbers.
        directions: N x 128, about no centre.
        scores: Of each component, of the norm, and of both unified scores, N each.
        passed: Of each check, N each.
    """

    people: NDArray[np.int64]
    directions: NDArray[np.float64]
    scores: dict[str, NDArray[np.float64]]
    passed: dict[str, NDArray[np.bool_]]


def judged(pictures: PictureSet, networks: Networks) -> tuple[Judged, tuple[str, ...]]:
    """Judge the face nearest to the middle of each picture; return also whose label each has."""
    rows = list(_rows(pictures, networks))
    labels = tuple(row[0] for row in rows)
    return Judged(
        np.unique(labels, return_inverse=True)[1],
        np.array([row[1] for row in rows]),
        {name: np.array([row[2][name] for row in rows], np.float64) for name in rows[0][2]},
        {name: np.array([row[3][name] for row in rows]) for name in rows[0][3]},
    ), labels


def _rows(
    pictures: PictureSet, networks: Networks
) -> Iterator[tuple[str, NDArray[np.float64], dict[str, float], dict[str, bool]]]:
    for path, person in zip(pictures.pictures, pictures.people, strict=True):
        picture = load(path)
        faces = nearest_to_the_middle(find(picture, networks), picture)[:1]
        for face in faces:
            planes = face.crop.transpose(2, 0, 1)[None].astype(np.float32)
            answers = [networks.run("sface", view)[0][0].astype(np.float64) for view in (planes, planes[..., ::-1])]
            norm = float(np.mean([np.linalg.norm(answer) for answer in answers]))
            found = components((face,), picture)
            scores = {one.id: float(one.score) for one in found}
            scores |= {"norm": norm, "unified": unified(found), "unified with norm": unified(found, norm)}
            passed = {one.id: one.outcome is Outcome.PASSED for one in judge((face,), picture)}
            passed["face.utility"] = norm >= limits.UTILITY
            yield person, unit(sum((unit(answer) for answer in answers), np.zeros(128))), scores, passed


def report(london: PictureSet, lfw: PictureSet, centre: NDArray[np.float64], networks: Networks) -> None:
    """Print the curves on LFW, what the checks send back there, and whom they send back of London's groups."""
    seen, _ = judged(lfw, networks)
    centred = unit(seen.directions - centre)
    first, second = np.triu_indices(len(centred), 1)
    similarities = (centred @ centred.T)[first, second]
    same = seen.people[first] == seen.people[second]
    threshold = float(np.quantile(similarities[~same], 1 - _FMR))
    first, second, lost = first[same], second[same], similarities[same] < threshold
    print(f"LFW: {len(centred)} pictures, {lost.size} genuine pairs, {int(lost.sum())} of them below {threshold:.3f}")
    print(f"{'FNMR in % when sent back:':28}" + "".join(f"{share:8.1%}" for share in _SHARES))
    chance = np.random.default_rng(0).random(len(centred))
    for name, scores in {"chance": chance, **seen.scores}.items():
        print(f"{name:28}" + "".join(f"{100 * rate:8.2f}" for rate in _curve(scores, first, second, lost)))
    _checks(seen, first, second, lost)
    _groups(london, networks)
    dimmed(london, networks)


def _curve(
    scores: NDArray[np.float64], first: NDArray[np.intp], second: NDArray[np.intp], lost: NDArray[np.bool_]
) -> Iterator[float]:
    """Yield the false non-matches of pairs of which neither picture is among the lowest; ties fall by chance."""
    order = np.lexsort((np.random.default_rng(1).random(len(scores)), scores))
    rank = np.empty(len(scores), np.int64)
    rank[order] = np.arange(len(scores))
    for share in _SHARES:
        kept = np.minimum(rank[first], rank[second]) >= round(share * len(scores))
        yield float(lost[kept].mean())


def _checks(seen: Judged, first: NDArray[np.intp], second: NDArray[np.intp], lost: NDArray[np.bool_]) -> None:
    """Print what each check, the new ones together, and all send back, for one half of the people and the other."""
    ways = {name: (name,) for name in seen.passed} | {"new checks": _NEW, "all checks": tuple(seen.passed)}
    print("\nsent back of LFW, and FNMR of the rest, for one half of the people and for the other")
    for way, names in ways.items():
        free = np.all([seen.passed[name] for name in names], axis=0)
        said = [f"{way:16}"]
        for half in (0, 1):
            mine = seen.people % 2 == half
            kept = free[first] & free[second] & mine[first]
            low, high = wilson(int(lost[kept].sum()), int(kept.sum()))
            sent = 1 - free[mine].mean()
            said.append(f"{sent:6.2%}  {lost[kept].mean():.2%} ({low:.2%} to {high:.2%}) of {int(kept.sum())}")
        print("   ".join(said))


def _groups(london: PictureSet, networks: Networks) -> None:
    """Print how many pictures of each group, as people said of themselves, a check sends back."""
    seen, labels = judged(london, networks)
    people = _people(london)
    print("\nsent back of London, by what people said of themselves")
    for column in ("face_eth", "face_gender"):
        told = np.array([people[label][column] for label in labels])
        for group in sorted(set(told)):
            mine = told == group
            for name in ("any check", *seen.passed):
                names = tuple(seen.passed) if name == "any check" else (name,)
                sent = int((~np.all([seen.passed[one] for one in names], axis=0))[mine].sum())
                if sent or name == "any check":
                    low, high = wilson(sent, int(mine.sum()))
                    print(f"{group:18} {name:16} {sent} of {int(mine.sum())} ({low:.1%} to {high:.1%})")
            means = {name: seen.scores[name][mine].mean() for name in seen.scores}
            print(f"{group:18} mean scores: " + ", ".join(f"{name} {mean:.0f}" for name, mean in means.items()))


def dimmed(london: PictureSet, networks: Networks) -> None:
    """Print how many pictures of each group the checks send back when there is less light."""
    people, seen = _people(london), []
    for path, label in zip(london.pictures, london.people, strict=True):
        picture = load(path)
        seen += [(people[label]["face_eth"], face, picture) for face in find(picture, networks)[:1]]
    print("\nsent back of London by any check but face.utility, by light left")
    for light in _LIGHT:
        sent: dict[str, list[bool]] = {}
        for group, face, picture in seen:
            dim = replace(face, crop=(face.crop * light).astype(np.uint8))
            sent.setdefault(group, []).append(any(one.outcome is not Outcome.PASSED for one in judge((dim,), picture)))
        print(
            f"{light:.0%}: " + ", ".join(f"{group} {sum(all_)} of {len(all_)}" for group, all_ in sorted(sent.items()))
        )


def _people(london: PictureSet) -> dict[str, dict[str, str]]:
    """Return what the people of London said of themselves, by their label."""
    with (london.pictures[0].parent / "people.csv").open(newline="", encoding="utf-8") as lines:
        return {row["face_id"]: row for row in csv.DictReader(lines)}
