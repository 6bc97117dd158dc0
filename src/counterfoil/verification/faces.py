"""Which faces are compared: the one on the document, and the one that its owner presents."""

from counterfoil import face
from counterfoil.checks import Check, Outcome
from counterfoil.face import Face
from counterfoil.images import Picture
from counterfoil.models import Networks


def find_portrait(page: Picture, networks: Networks) -> tuple[Face | None, Check]:
    """Find the holder's portrait on a page: the largest face, since a smaller one beside it is its ghost image.

    Returns:
        The portrait, None when there is no face, and the check ``document.portrait``.
    """
    faces = face.find(page, networks)
    return (faces[0] if faces else None), face.portrait(faces)


def find_bearer(picture: Picture, networks: Networks) -> tuple[Face | None, tuple[Check, ...]]:
    """Find the face that its owner presents, but only when it is clear which one that is.

    Returns:
        The face, None when there is not exactly one, and what `counterfoil.face.judge` says of it.
    """
    faces = face.find(picture, networks)
    judged = face.judge(faces, picture)
    alone = all(check.outcome is Outcome.PASSED for check in judged if check.id == "face.single")
    return (faces[0] if faces and alone else None), judged
