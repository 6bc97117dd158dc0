"""What the pipeline sees in a set of pictures, held in memory for as long as the tool runs and never written.

`counterfoil.face` gives nothing to remember a face by, not even to this tool, so the directions that are compared by
the million are made here, from the same crops by the same recipe; `agreement` proves the likeness against
`counterfoil.face.compare` itself.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import Face, compare, find
from counterfoil.face.restoring import restored
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from tools.calibrate.sets import PictureSet

Directions = NDArray[np.float64]  # N x 128, unit length, before the centre is subtracted


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The faces of a set.

    Attributes:
        faces: One a picture in which any was found.
        people: Who each is, as numbers.
        directions: Of the faces.
        failed: In how many pictures no face was found.
        groups: What each face's owner said of themselves, by question.
    """

    faces: tuple[Face, ...]
    people: NDArray[np.int64]
    directions: Directions
    failed: int
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def look(pictures: PictureSet, networks: Networks) -> Seen:
    """Find in each picture the face nearest to its middle, which is whom the sets' labels mean."""
    faces: list[Face] = []
    people: list[str] = []
    kept: list[int] = []
    for at, (path, person) in enumerate(zip(pictures.pictures, pictures.people, strict=True)):
        picture = load(path)
        found = nearest_to_the_middle(find(picture, networks), picture)
        faces.extend(found[:1])
        people.extend([person] * len(found[:1]))
        kept.extend([at] * len(found[:1]))
    numbers = np.unique(people, return_inverse=True)[1]
    directions = np.array([direction(face.crop, networks) for face in faces])
    groups = {column: tuple(labels[at] for at in kept) for column, labels in pictures.groups.items()}
    return Seen(tuple(faces), numbers, directions, len(pictures.pictures) - len(faces), groups)


def nearest_to_the_middle(faces: tuple[Face, ...], picture: Picture) -> tuple[Face, ...]:
    """Return faces by their distance from the middle of the picture."""
    middle = np.array(picture.pixels.shape[1::-1]) / 2
    return tuple(sorted(faces, key=lambda face: float(np.hypot(*(_centre(face) - middle)))))


def direction(crop: NDArray[np.uint8], networks: Networks) -> NDArray[np.float64]:
    """Return the unit direction of a crop, plain and mirrored averaged."""
    planes = crop.transpose(2, 0, 1)[None].astype(np.float32)
    views = (networks.run("sface", view)[0][0].astype(np.float64) for view in (planes, planes[..., ::-1]))
    return unit(sum((unit(view) for view in views), np.zeros(128)))


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return vectors of length one."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def agreement(seen: Seen, centre: NDArray[np.float64], networks: Networks, pairs: int = 50) -> float:
    """Return the largest difference between a similarity made here and one of `counterfoil.face.compare`."""
    centred = unit(seen.directions - centre)
    some = itertools.islice(itertools.pairwise(range(len(seen.faces))), pairs)
    return max(
        abs(float(_restored(seen.faces[a], centre, networks) @ centred[b]) - compared.similarity)
        for a, b in some
        if (compared := compare(seen.faces[a], seen.faces[b], networks))
    )


def _restored(portrait: Face, centre: NDArray[np.float64], networks: Networks) -> NDArray[np.float64]:
    """Return the direction, about the centre, of a face on the portrait's side of a comparison."""
    return unit(direction(restored(portrait), networks) - centre)


def _centre(face: Face) -> NDArray[np.float64]:
    left, top, right, bottom = face.box
    return np.array([left + right, top + bottom]) / 2
