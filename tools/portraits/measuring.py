"""How often portraits under each condition are falsely rejected and falsely matched, as they are and restored.

One picture becomes the portrait, through `tools.portraits.simulating` and the real finding, aligning and restoring; all
other pictures of its set are probes as they are. Directions are made as in `tools.calibrate.seen`, are compared by the
million, live for as long as the tool runs and are never written. Some similarities are checked against
`counterfoil.face.compare`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.assurance.intervals import wilson
from counterfoil.face import Face, calibration, compare, find
from counterfoil.face.restoring import restored
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from tools.calibrate.seen import Directions, direction, unit
from tools.calibrate.sets import PictureSet
from tools.portraits.simulating import simulated

HALVES: Final = ("tune", "report")
_FMR: Final = 1e-4
_CHECKED: Final = 5  # portraits a condition whose similarity is held against that of counterfoil.face.compare
_SAME: Final = 1e-6
_CENTRE: Final = np.array(resources.files("counterfoil.face").joinpath("centre.csv").read_text("ascii").split(), float)


@dataclass(frozen=True, slots=True, eq=False)
class Probes:
    """The pictures of a set that show a face, as they are.

    Attributes:
        pictures: Where each is.
        people: Who is on each.
        landmarks: N x 468 x 3, of the face nearest to the middle.
        directions: N x 128, of that face, about the centre.
    """

    pictures: tuple[Path, ...]
    people: NDArray[np.str_]
    landmarks: NDArray[np.float32]
    directions: Directions


@dataclass(frozen=True, slots=True, eq=False)
class Portraits:
    """The portraits of one condition in which a face was found.

    Attributes:
        sources: Which picture of the probes each was made from.
        plain: N x 128 directions about the centre, of the crops as they are.
        restored: Of the crops as they are compared.
        touched: How many crops were restored.
        missed: In how many further portraits no face was found.
    """

    sources: NDArray[np.int64]
    plain: Directions
    restored: Directions
    touched: int
    missed: int


def half_of(person: str) -> str:
    """Return the half of the people, ``tune`` or ``report``, to which a person belongs."""
    return HALVES[hashlib.sha256(person.encode()).digest()[-1] % 2]


def look(pictures: PictureSet, networks: Networks) -> Probes:
    """Find in each picture the face nearest to its middle, which is whom the sets' labels mean."""
    kept, people, landmarks, directions = [], [], [], []
    for path, person in zip(pictures.pictures, pictures.people, strict=True):
        picture = load(path)
        face = subject(picture, networks)
        if face is not None:
            kept.append(path)
            people.append(person)
            landmarks.append(face.landmarks)
            directions.append(_direction(face.crop, networks))
    return Probes(tuple(kept), np.array(people), np.array(landmarks), np.array(directions))


def subject(picture: Picture, networks: Networks) -> Face | None:
    """Return the face nearest to the middle."""
    middle = np.array(picture.pixels.shape[1::-1]) / 2
    faces = find(picture, networks)
    return min(faces, key=lambda face: float(np.hypot(*(_middle(face) - middle))), default=None)


def chosen(probes: Probes, half: str | None, limit: int) -> NDArray[np.int64]:
    """Return which pictures become portraits: of people with several pictures, of one half or all, at most `limit`."""
    names, counts = np.unique(probes.people, return_counts=True)
    several = set(names[counts > 1])
    able = [at for at, person in enumerate(probes.people) if person in several and half in {None, half_of(str(person))}]
    return np.sort(np.random.default_rng(0).permutation(np.array(able))[:limit])


def make(probes: Probes, sources: NDArray[np.int64], condition: str, networks: Networks) -> Portraits:
    """Simulate a portrait of each source, find it and see it both ways.

    Raises:
        SystemExit: The similarities made here are not those of `counterfoil.face.compare`.
    """
    kept, plain, compared, touched = [], [], [], 0
    for source in sources:
        path = probes.pictures[source]
        page = simulated(load(path).pixels, probes.landmarks[source], condition, path.name)
        face = subject(Picture(np.ascontiguousarray(page), "a simulated page", "0" * 64, "PNG"), networks)
        if face is None:
            continue
        crop = restored(face)
        kept.append(source)
        plain.append(_direction(face.crop, networks))
        compared.append(plain[-1] if crop is face.crop else _direction(crop, networks))
        touched += crop is not face.crop
        if len(kept) <= _CHECKED:
            _require_agreement(face, compared[-1], path, networks)
    return Portraits(np.array(kept), np.array(plain), np.array(compared), touched, len(sources) - len(kept))


def rows(name: str, probes: Probes, portraits: Portraits) -> list[str]:
    """Return two lines of the table, for the crops as they are and restored."""
    lines = []
    standard = calibration().threshold(_FMR)
    for how, directions in (("plain", portraits.plain), ("restored", portraits.restored)):
        genuine, impostor = _similarities(directions, portraits.sources, probes)
        own = float(np.quantile(impostor, 1 - _FMR))
        false_matches = int(np.count_nonzero(impostor >= standard))
        low, high = wilson(false_matches, impostor.size)
        touched = portraits.touched if how == "restored" else 0
        lines.append(
            f"| {name} | {how} | {touched} of {len(portraits.sources)} | {portraits.missed} | "
            f"{_share(genuine, standard)} | {_share(genuine, own)} | {own:.3f} | "
            f"{false_matches / impostor.size:.1e} ({low:.1e} to {high:.1e}) | {genuine.size:,} | {impostor.size:,} |"
        )
    return lines


def report(probes: Probes, conditions: Sequence[str], half: str | None, limit: int, networks: Networks) -> None:
    """Print the table of a set, a condition at a time."""
    print("| condition | portrait | restored | not found | FNMR at the standard threshold of FMR 1e-4 | ", end="")
    print("FNMR at the condition's own | which is | FMR at the standard one | genuine | impostor |")
    print("|" + "---|" * 10)
    sources = chosen(probes, half, limit)
    for condition in conditions:
        print(*rows(condition, probes, make(probes, sources, condition, networks)), sep="\n", flush=True)


def _similarities(
    directions: Directions, sources: NDArray[np.int64], probes: Probes
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the similarities of portraits with other pictures of the same person, and with other people."""
    similarities = directions @ probes.directions.T
    same = probes.people[sources][:, None] == probes.people
    itself = sources[:, None] == np.arange(len(probes.people))
    return similarities[same & ~itself], similarities[~same]


def _share(genuine: NDArray[np.float64], threshold: float) -> str:
    missed = int(np.count_nonzero(genuine < threshold))
    low, high = wilson(missed, genuine.size)
    return f"{missed / genuine.size:.2%} ({low:.2%} to {high:.2%})"


def _middle(face: Face) -> NDArray[np.float64]:
    left, top, right, bottom = face.box
    return np.array([left + right, top + bottom]) / 2


def _direction(crop: NDArray[np.uint8], networks: Networks) -> NDArray[np.float64]:
    return unit(direction(crop, networks) - _CENTRE)


def _require_agreement(portrait: Face, made: Directions, path: Path, networks: Networks) -> None:
    probe = subject(load(path), networks)
    if probe is None:
        return
    similarity = float(made @ _direction(probe.crop, networks))
    if abs(similarity - compare(portrait, probe, networks).similarity) > _SAME:
        raise SystemExit("counterfoil.face.compare says otherwise: its recipe and this tool's differ")
