"""What each defect costs: pictures of London's people made worse, against their other picture.

Both pictures of a person are of one sitting, so the similarity that a damaged picture loses is the damage's. From
components and losses come the weights of `counterfoil.face.unified`: least squares with no weight below zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.face import Component, Face, compare, components, find, limits
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from tools.occlusions.draw import CLOSED, HARMLESS, OCCLUDERS, drawn

Pixels = NDArray[np.uint8]

_EACH: Final = 14  # damaged pictures of one picture
_ROUNDS: Final = 20_000
_LEFT_OUT: Final = frozenset({"head_size", "single_face_present"})
"""What has nothing to do with the similarity of the face that is compared."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A picture made worse.

    Attributes:
        components: What is measured of it.
        norm: Length of the network's answer to it.
        lost: Similarity that it lost against the person's other picture, as a share.
    """

    components: tuple[Component, ...]
    norm: float
    lost: float


def damaged(london: Path, networks: Networks) -> Iterator[Damaged]:
    """Yield pictures of London's people, each made worse in one to three ways."""
    rng = np.random.default_rng(29794)
    for path in sorted(london.glob("neutral-*.jpg")):
        other = london / path.name.replace("neutral", "smiling")
        shown = load(path)
        face, (against, *_) = find(shown, networks)[0], find(load(other), networks)
        whole = compare(against, face, networks).similarity
        for _ in range(_EACH):
            picture = Picture(_made_worse(shown.pixels, face, rng), "damaged", "0" * 64, "PNG")
            faces = find(picture, networks)
            if faces:
                seen = compare(against, faces[0], networks)
                yield Damaged(components(faces, picture), seen.norms[1], 1 - seen.similarity / whole)


def write(london: Path, path: Path, networks: Networks) -> None:
    """Write the weights of the components, alone and beside the norm, and print how well they predict."""
    examples = list(damaged(london, networks))
    alone, beside = weights(examples), weights(examples, with_norm=limits.CLEAR)
    rows = [f"{name},{alone.get(name, 0.0):g},{weight:g}" for name, weight in beside.items()]
    path.write_text("\n".join(["component,alone,beside_norm", *rows]) + "\n", "ascii")
    lost = np.array([each.lost for each in examples])
    said = {"norm": [each.norm for each in examples]}
    for name, of_norm in (("alone", alone), ("beside the norm", beside)):
        said[name] = [_score(each, of_norm) for each in examples]
    for name, scores in said.items():
        print(f"{name:16} rank correlation with the similarity kept: {_ranked(np.array(scores), -lost):.2f}")
    print(f"{len(examples)} damaged pictures; they lost {lost.mean():.0%} of their similarity on average")


def _score(each: Damaged, of: dict[str, float]) -> float:
    norm = of.get("norm", 0.0) * max(1 - each.norm / limits.CLEAR, 0.0)
    return -norm - sum(of.get(one.id, 0.0) * (1 - one.score / 100) for one in each.components)


def _ranked(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return Spearman's rank correlation; ties are broken by order."""
    return float(np.corrcoef(one.argsort().argsort(), other.argsort().argsort())[0, 1])


def weights(examples: list[Damaged], *, with_norm: float | None = None) -> dict[str, float]:
    """Return what each component takes away from the score.

    Args:
        examples: What `damaged` yielded.
        with_norm: Length of an answer that is clear, to let the norm take part; None for the components alone.
    """
    names = [one.id for one in examples[0].components if one.id not in _LEFT_OUT]
    given = np.array([[1 - one.score / 100 for one in each.components if one.id in names] for each in examples])
    if with_norm is not None:
        norms = np.array([each.norm for each in examples])
        given, names = np.column_stack([given, np.maximum(1 - norms / with_norm, 0)]), [*names, "norm"]
    found = _not_negative(given, np.array([each.lost for each in examples]))
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def _not_negative(given: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least squares solution without a negative weight, by projected gradients."""
    square, product = given.T @ given, given.T @ wanted
    step, found = 1 / np.linalg.eigvalsh(square)[-1], np.zeros(len(product))
    for _ in range(_ROUNDS):
        found = np.maximum(found - step * (square @ found - product), 0)
    return found


def _made_worse(pixels: Pixels, face: Face, rng: np.random.Generator) -> Pixels:
    things = tuple(rng.choice([*OCCLUDERS, *HARMLESS, CLOSED], size=rng.integers(0, 2)))
    worse = drawn(pixels, face.landmarks, things, rng, worse_camera=bool(rng.random() < 0.5)).pixels  # noqa: PLR2004
    ways = rng.choice(4, size=rng.integers(0, 3), replace=False)
    for way in ways:
        worse = (_blurred, _smeared, _lit, _turned)[way](worse, face, rng)
    return np.ascontiguousarray(worse)


def _blurred(pixels: Pixels, face: Face, rng: np.random.Generator) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.2, 3.5) * face.width / 85), np.uint8)


def _smeared(pixels: Pixels, face: Face, rng: np.random.Generator) -> Pixels:
    long, angle = max(3, round(rng.uniform(2, 14) * face.width / 85)), rng.uniform(0, np.pi)
    smear, middle = np.zeros((long, long), np.float32), (long - 1) / 2
    reach = np.array([np.cos(angle), np.sin(angle)]) * middle
    ends = [tuple(round(float(value)) for value in middle + sign * reach) for sign in (-1, 1)]
    cv2.line(smear, ends[0], ends[1], 1.0)
    return np.asarray(cv2.filter2D(pixels, -1, smear / smear.sum()), np.uint8)


def _lit(pixels: Pixels, face: Face, rng: np.random.Generator) -> Pixels:
    """Give the picture a fifth to three times the light, or take it from one side."""
    if rng.random() < 0.5:  # noqa: PLR2004 - as often as the other
        return np.asarray(np.clip(pixels * 2 ** rng.uniform(-3.5, 1.6), 0, 255), np.uint8)
    middle, wide = face.landmarks[:, 0].mean(), np.ptp(face.landmarks[:, 0])
    along = (np.arange(pixels.shape[1]) - middle) / wide * rng.choice([-1, 1])
    light = 2 ** (rng.uniform(0, 5) * np.clip(along, -0.5, 0.5))
    return np.asarray(np.clip(pixels * light[None, :, None], 0, 255), np.uint8)


def _turned(pixels: Pixels, face: Face, rng: np.random.Generator) -> Pixels:
    """Tilt the picture about the face."""
    x, y = (float(value) for value in face.landmarks[:, :2].mean(axis=0))
    turn = cv2.getRotationMatrix2D((x, y), rng.uniform(-40, 40), 1)
    size = (pixels.shape[1], pixels.shape[0])
    return np.asarray(cv2.warpAffine(pixels, turn, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)
