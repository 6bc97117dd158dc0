"""One picture of a face, graded."""

from dataclasses import dataclass
from pathlib import Path

from counterfoil import face, images
from counterfoil.checks import Check
from counterfoil.face import Component
from counterfoil.models import Networks


@dataclass(frozen=True, slots=True, eq=False)
class Grading:
    """How good a picture of a face is.

    Attributes:
        unified: One score of all, 0 to 100; None without a face.
        components: What was measured; empty without a face.
        checks: What `counterfoil.face.judge` says.
    """

    unified: int | None
    components: tuple[Component, ...]
    checks: tuple[Check, ...]


def grade_file(path: Path, networks: Networks) -> Grading:
    """Grade the picture in one file.

    Raises:
        InputError: It cannot be opened or is no picture.
        MissingExtraError: Its format needs an extra that is not installed.
    """
    picture = images.load(path)
    faces = face.find(picture, networks)
    components = face.components(faces, picture)
    return Grading(face.unified(components) if components else None, components, face.judge(faces, picture))
