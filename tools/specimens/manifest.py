"""The manifest: who and what is there, with the digest of every file."""

import hashlib
import json
from pathlib import Path

from tools.specimens import VERSION
from tools.specimens.cast import load_cast
from tools.specimens.holders import HOLDERS

NAME = "manifest.json"


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder but the manifest, by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def write_manifest(folder: Path) -> None:
    """Write the manifest of the people whose folder is there."""
    cast = load_cast()
    people = [
        {"id": holder.id, "document": holder.id, "format": holder.format, "seed": cast.seeds[holder.id]}
        for holder in HOLDERS
        if (folder / holder.id / "truth.json").exists()
    ]
    manifest = {"generator": f"tools/specimens {VERSION}", "people": people, "files": digests(folder)}
    (folder / NAME).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
