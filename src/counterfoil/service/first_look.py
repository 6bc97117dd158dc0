"""A first look at what was uploaded: is there a page, is there one face? It decides nothing; the worker judges.

The person is told at once what to do otherwise, while the document is still in their hand. While others wait to be
judged, pictures are taken by their headers and not looked at: that time is better spent on those who wait.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from counterfoil import document, face
from counterfoil.checks import Check, Outcome
from counterfoil.errors import ImageError
from counterfoil.images import Picture, decode, format_of, is_pdf, video
from counterfoil.images.clip import Frame
from counterfoil.models import Networks
from counterfoil.reasons import Reason

_PICTURES: Final = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "HEIF": "image/heic",
}
_CLIPS: Final = {
    "MP4": "video/mp4",
    "MATROSKA": "video/x-matroska",
    "AVI": "video/x-msvideo",
    "GIF": "image/gif",
}
_NAME: Final = "the upload"
_HEAD: Final = 16
_JPEG_2000: Final = (b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP")
"""How a file begins that is one: as bare code (ITU-T T.800, A.4.1), or in boxes (T.800, I.5.1)."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a first look found.

    Attributes:
        media_type: Of the bytes, whatever they were sent as.
        sha256: Digest of the bytes.
        reasons: What is amiss, most important first; empty when nothing is.
    """

    media_type: str
    sha256: str
    reasons: tuple[Reason, ...]


def look_at_document(content: bytes, networks: Networks | None, *, is_front: bool) -> Looked:
    """Look at one side of a document: is the photograph there, or at least a machine-readable zone?

    Args:
        content: A picture.
        networks: With the models of `face.MODELS`; None for no look.
        is_front: Whether it is the side with the photograph.

    Raises:
        ImageError: It is no picture that can be read safely.
    """
    _require_photograph(content)
    if networks is None:
        return _taken(content)
    picture = decode(content, _NAME)
    amiss = _of_front(picture, networks) if is_front else _of_back(picture)
    return Looked(_PICTURES[picture.format], picture.sha256, amiss)


def look_at_probe(content: bytes, networks: Networks | None) -> Looked:
    """Look at the bearer's face: is it there, alone, and clear enough?

    Args:
        content: A picture, or a clip, of which the first frame is looked at.
        networks: With the models of `face.MODELS`; None for no look.

    Raises:
        ImageError: It is neither.
    """
    if container := video.kind(content[:_HEAD]):
        first = next(_frames(content, container), None)
        if first is None:
            raise ImageError(f"{_NAME} holds no frame that can be read")
        sha256 = hashlib.sha256(content).hexdigest()
        picture = Picture(np.ascontiguousarray(first.pixels), _NAME, sha256, container)
        alone = slice(1)  # any frame but the best may be a little blurred
        return Looked(_CLIPS[container], sha256, _of_bearer(picture, networks, alone))
    _require_photograph(content)
    if networks is None:
        return _taken(content)
    picture = decode(content, _NAME)
    return Looked(_PICTURES[picture.format], picture.sha256, _of_bearer(picture, networks))


def _require_photograph(content: bytes) -> None:
    """Refuse from a stranger what no camera writes and what is dangerous to read.

    Drawing a page of a PDF is running a program that may take as long as it likes. A JPEG 2000 may say that its blocks
    are so small that listing them takes all the memory there is.
    """
    if is_pdf(content):
        raise ImageError(f"{_NAME} is a PDF", remedy="Hand over a photograph.")
    if content.startswith(_JPEG_2000):
        raise ImageError(f"{_NAME} is a JPEG 2000", remedy="Hand over a JPEG, PNG or WebP.")


def _taken(content: bytes) -> Looked:
    """Take a picture as it is: one that turns out to be damaged is asked for again when it is judged."""
    return Looked(_PICTURES[format_of(content, _NAME)], hashlib.sha256(content).hexdigest(), ())


def _frames(content: bytes, container: str) -> Iterator[Frame]:
    return video.frames(content, container, _NAME)


def _of_front(picture: Picture, networks: Networks) -> tuple[Reason, ...]:
    return _of_faces((face.portrait(face.find(picture, networks)),))


def _of_bearer(picture: Picture, networks: Networks | None, checks: slice = slice(None)) -> tuple[Reason, ...]:
    return _of_faces(face.judge(face.find(picture, networks), picture)[checks]) if networks else ()


def _of_back(picture: Picture) -> tuple[Reason, ...]:
    return () if document.framing(picture) else (Reason.DOCUMENT_NOT_FOUND,)


def _of_faces(checks: tuple[Check, ...]) -> tuple[Reason, ...]:
    amiss = (Outcome.FAILED, Outcome.INCONCLUSIVE)
    return tuple(reason for check in checks if check.outcome in amiss for reason in check.reasons)
