"""From examples to the network of `counterfoil.face.quality.occlusion`: what it should say, learned, written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import Face
from counterfoil.face.quality.occlusion import KINDS, cells
from counterfoil.face.quality.surface import lay_out
from tools.occlusions.draw import CLOSED
from tools.occlusions.examples import Example
from tools.occlusions.learning import Layers, learn

Values = NDArray[np.float64]

_HIDDEN: Final = 24
_FREE: Final = np.array([0.1, 0.1, 0.05])  # eyes, mouth, rest: what may be hidden of a face that counts as free
_TAKEN: Final = np.array([0.3, 0.35, 0.15])  # what must be, of one that counts as hidden
_KIND: Final = {
    "sunglasses": "sunglasses",
    "hair": "hair",
    "cap": "cap",
    "mask": "covering",
    "scarf": "covering",
    "hand": "hand",
    "thing": "hand",
}
_OF_KIND: Final = 0.5  # how much an answer about the kind counts beside one about a region
_TURNS: Final = 4  # one person of so many judges


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What there is to learn.

    Attributes:
        people: Who is on each picture.
        things: What was drawn on it, joined by ``+``.
        given: N x 594: what is known of the cells.
        wanted: N x 9: eyes, mouth and rest hidden, eyes closed, and each kind.
        counted: N x 9: how much each answer counts.
    """

    people: NDArray[np.str_]
    things: NDArray[np.str_]
    given: Values
    wanted: Values
    counted: Values

    def of(self, kept: NDArray[np.bool_]) -> "Lesson":
        """Return a part."""
        return Lesson(self.people[kept], self.things[kept], self.given[kept], self.wanted[kept], self.counted[kept])

    @property
    def hidden(self) -> NDArray[np.int64]:
        """1 where something is hidden, 0 where nothing is, -1 where too little is to tell."""
        some = (self.wanted[:, :3] * self.counted[:, :3]).max(axis=1) > 0
        return np.where(some, 1, np.where(self.counted[:, :3].min(axis=1) > 0, 0, -1))


def lesson(examples: Iterable[Example]) -> Lesson:
    """Return what there is to learn from examples."""
    people, things, faces, hidden = [], [], [], []
    for one in examples:
        people.append(one.person)
        things.append(one.things)
        faces.append(known(one.face))
        hidden.append((one.drawn.eyes, one.drawn.mouth, one.drawn.rest))
    return taught(people, things, np.array(faces), np.array(hidden))


def known(face: Face) -> NDArray[np.float32]:
    """Return what is known of the cells of a face."""
    return cells(lay_out(face))


def taught(people: Sequence[str], things: Sequence[str], given: Values, hidden: Values) -> Lesson:
    """Return a lesson from what was drawn and from how much it hides (N x 3: eyes, mouth, rest)."""
    regions, sure = (hidden >= _TAKEN).astype(float), ((hidden <= _FREE) | (hidden >= _TAKEN)).astype(float)
    any_hidden = (regions * sure).max(axis=1) > 0
    drawn = [set(each.split("+")) for each in things]
    closed = np.array([float(CLOSED in each) for each in drawn])
    kinds = np.array([[float(any(_KIND.get(name) == kind for name in each)) for kind in KINDS] for each in drawn])
    eyes_seen = hidden[:, 0] <= _FREE[0]
    of_kinds = np.where((kinds > 0) & ~any_hidden[:, None], 0.0, _OF_KIND)
    return Lesson(
        np.array(people),
        np.array(things),
        np.asarray(given, np.float64),
        np.column_stack([regions, closed, kinds]),
        np.column_stack([sure, eyes_seen.astype(float), of_kinds]),
    )


def judges(people: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Return whose pictures are kept back to judge by: a quarter of London's people, the last four specimens."""
    return np.array(
        [
            int(person[-3:]) % _TURNS == 0 if person.startswith("london") else person in {"p13", "p14", "p15", "p16"}
            for person in people
        ]
    )


def network(taught_by: Lesson, seed: int = 0) -> Layers:
    """Learn a network."""
    rng = np.random.default_rng(seed)
    return learn(taught_by.given, taught_by.wanted, taught_by.counted, _HIDDEN, rng)


def write(layers: Layers, path: Path) -> None:
    """Write a network as numbers, a line for each feature, the standardisation folded into the first layer."""
    first = layers.first / layers.spread[:, None]
    offset = layers.first_offset - (layers.middle / layers.spread) @ layers.first
    rows = [*first, offset, *np.column_stack([layers.second.T, layers.second_offset])]
    path.write_text("".join(",".join(f"{value:.4g}" for value in row) + "\n" for row in rows), "ascii")
