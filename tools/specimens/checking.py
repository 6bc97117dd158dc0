"""Checking that the generator still makes what is committed.

Documents, truth, and the development of rendered pictures come out byte for byte with the same Pillow on the same kind
of machine. Rendering does not have to: another processor sums light in another order. A picture that was rendered
again therefore only has to be as near as `TOLERANCE`.
"""

import io
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tools.specimens.cast import load_cast
from tools.specimens.develop import develop_clip, develop_still, split
from tools.specimens.documents import make_documents
from tools.specimens.likeness import draw_likeness
from tools.specimens.people import render
from tools.specimens.shots import CLIPS, PORTRAIT, selfies

TOLERANCE = 2.0
"""Largest mean difference (grey levels of 255) between a committed picture and the same one rendered again."""


def check_documents(ids: list[str], fonts: Path, specimens: Path) -> list[str]:
    """Draw documents again from the committed portraits.

    Returns:
        The files that differ from the committed ones.
    """
    different = []
    with tempfile.TemporaryDirectory() as scratch:
        again = Path(scratch)
        for person in ids:
            (again / person).mkdir()
            (again / person / "portrait.jpg").write_bytes((specimens / person / "portrait.jpg").read_bytes())
        make_documents(ids, fonts, again)
        for file in sorted(path for path in again.rglob("*") if path.is_file()):
            name = file.relative_to(again)
            if file.read_bytes() != (specimens / name).read_bytes():
                different.append(name.as_posix())
    return different


def check_render(person_id: str, assets: Path, specimens: Path) -> dict[str, float]:
    """Render a person's portrait, first selfie, and the metered frame of every clip again.

    Returns:
        The mean absolute difference from the committed picture (grey levels of 255) by file name.
    """
    seed = load_cast().seeds[person_id]
    person = draw_likeness(seed, assets)
    folder, differences = specimens / person_id, {}
    with tempfile.TemporaryDirectory() as scratch:
        stills = (PORTRAIT, selfies(seed, person.hair)[0])
        frames = {clip: clip.frames(seed)[clip.metered] for clip in CLIPS}
        render(person, (*stills, *frames.values()), Path(scratch), assets)
        for shot in stills:
            name = f"{shot.name}.jpg"
            developed = develop_still(shot, Path(scratch) / f"{shot.name}.png", seed)
            differences[name] = _difference(developed, (folder / name).read_bytes())
        for clip, shot in frames.items():
            name, rendered = f"{clip.name}.mjpeg", Path(scratch) / f"{shot.name}.png"
            developed = develop_clip((shot,), (rendered,), seed, rendered)
            differences[name] = _difference(developed, split((folder / name).read_bytes())[clip.metered])
    return differences


def _difference(again: bytes, committed: bytes) -> float:
    with Image.open(io.BytesIO(again)) as one, Image.open(io.BytesIO(committed)) as other:
        difference = np.asarray(one, dtype=np.float64) - np.asarray(other, dtype=np.float64)
    return float(np.abs(difference).mean())
