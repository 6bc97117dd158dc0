"""Synthetic people before synthetic cameras, for the browser."""

import base64
import json
from pathlib import Path

from counterfoil.images.motion_jpeg import split

_SCRIPT = (Path(__file__).parent / "obedient_bearer.js").read_text("utf-8")
_CLIPS = ("turn", "nod", "blink", "closer")


def bearer_script(
    specimens: Path, person: str, document: str, *, obeys: bool = True, wide: int = 1600, rate: int = 12
) -> str:
    """Return a script that gives the page this person's cameras: one for the face, one for the document.

    Args:
        specimens: The folder of specimens.
        person: Such as ``p01``.
        document: The file of the picture that the document's camera sees.
        obeys: Whether they do what the page shows.
        wide: Pixels of the document's camera.
        rate: Frames a second of both.
    """
    folder = specimens / person
    clips = {name: [_coded(one) for one in split((folder / f"{name}.mjpeg").read_bytes(), name)] for name in _CLIPS}
    picture = _coded((folder / document).read_bytes())
    given = f"const BEARER = {json.dumps(clips)};\nconst DOCUMENT = {json.dumps(picture)};\n"
    return f"{given}const OBEYS = {json.dumps(obeys)};\nconst [WIDE, RATE] = [{wide}, {rate}];\n{_SCRIPT}"


def _coded(jpeg: bytes) -> str:
    return base64.b64encode(jpeg).decode()
