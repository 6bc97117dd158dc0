"""Similarities of a few synthetic people, written beside the table: a test sees by them that table and code agree."""

import itertools
import json
from pathlib import Path

from counterfoil.face import calibration, compare, find
from counterfoil.images import load
from counterfoil.models import Networks


def write(folder: Path, networks: Networks) -> None:
    """Compare every two pictures of a folder and write similarities.json into it."""
    faces = {path.name: find(load(path), networks)[0] for path in sorted(folder.glob("*.jpg"))}
    similarities = [
        {"a": a, "b": b, "similarity": round(compare(faces[a], faces[b], networks).similarity, 5)}
        for a, b in itertools.combinations(faces, 2)
    ]
    content = {"calibration": calibration().sha256, "similarities": similarities}
    (folder / "similarities.json").write_text(json.dumps(content, indent=1) + "\n", "ascii")
