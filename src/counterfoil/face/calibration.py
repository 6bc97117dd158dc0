"""What a similarity stands for: the table of false match rates that tools/calibrate measured.

The table is a list of points (similarity, false match rate, 95 % interval), from low to high similarity. It speaks for
the worst case that was measured: the rate of large sets that mix everybody, read at less similarity by the margin that
the group with the most false matches asks for. One table holds for everybody; no label of a person is ever asked.
Between two points the lower one speaks, which errs to the strict side. Above the last point, where fewer than ten
errors were ever seen, the rate is "at most that of the last point", and a lower one cannot be asked for.
docs/explanation/scores.md says how the points come about and what they do not tell.
"""

import bisect
import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from types import MappingProxyType
from typing import Final

from counterfoil.errors import InputError

PIPELINE: Final = "counterfoil.face 2"
"""Version of everything that moves a score: detection, mesh, alignment, averaging. A change needs a new table."""


@dataclass(frozen=True, slots=True)
class Point:
    """The false match rate at one similarity.

    Attributes:
        similarity: Cosine, -1 to 1.
        fmr: Share of comparisons of different people that are at least as similar, in the worst case measured.
        low: Lower end of its 95 % interval.
        high: Upper end.
    """

    similarity: float
    fmr: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Source:
    """One set of pictures that the table rests on.

    Attributes:
        name: Of the set.
        people: How many.
        pictures: How many, those without a face included.
        impostors: Comparisons of different people.
        genuine: Comparisons of a person with themselves.
    """

    name: str
    people: int
    pictures: int
    impostors: int
    genuine: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """The table.

    Attributes:
        version: Of the pipeline, with the first digits of the table's own digest.
        models: Version of each network that the scores come from, by name.
        margin: Similarity by which the rates are read lower than where the mixed sets show them.
        points: From similarity -1 to the highest that the data support; the rate never rises.
        source: The sets that were measured.
        sha256: Of the table's file.
    """

    version: str
    models: Mapping[str, str]
    margin: float
    points: tuple[Point, ...]
    source: tuple[Source, ...]
    sha256: str

    @property
    def lowest(self) -> float:
        """The lowest false match rate that the data support."""
        return self.points[-1].fmr

    def rate(self, similarity: float) -> Point:
        """Return the rate at a similarity, -1 to 1, as the point that speaks for it.

        For the last point, which speaks for all that lies above it, the interval begins at 0.
        """
        index = bisect.bisect_right(self.points, similarity, key=lambda point: point.similarity) - 1
        point = self.points[index]
        return replace(point, low=0.0) if point == self.points[-1] else point

    def threshold(self, max_fmr: float) -> float:
        """Return the least similarity whose false match rate is at most `max_fmr`.

        Raises:
            InputError: The rate is no rate, or lower than the data support.
        """
        if not 0 < max_fmr <= 1:
            raise InputError(f"A false match rate lies above 0 and at most at 1, not at {max_fmr:g}")
        for point in self.points:
            if point.fmr <= max_fmr:
                return point.similarity
        raise InputError(
            f"A false match rate of {max_fmr:g} is lower than the calibration supports",
            remedy=f"Ask for {self.lowest:.4g} or more",
        )


@functools.cache
def calibration() -> Calibration:
    """Return the table that comes with this version."""
    raw = resources.files("counterfoil.face").joinpath("calibration.json").read_bytes()
    table = json.loads(raw)
    digest = hashlib.sha256(raw).hexdigest()
    sources = (Source(**{field: one[field] for field in Source.__slots__}) for one in table["sets"])
    points = (Point(**{field: one[field] for field in Point.__slots__}) for one in table["points"])
    return Calibration(
        version=f"{table['pipeline']} {digest[:12]}",
        models=MappingProxyType(table["models"]),
        margin=table["margin"],
        points=tuple(points),
        source=tuple(sources),
        sha256=digest,
    )
