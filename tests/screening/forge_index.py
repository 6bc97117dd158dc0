"""Screen against an index whose files were altered and whose manifest agrees: ``forge_index.py FOLDER SEED N``.

It runs as a process of its own, for what it looks for is a crash. Each alteration is announced before it is tried, so
that the last line tells which one it was.
"""

import hashlib
import json
import random
import shutil
import sys
from pathlib import Path

from counterfoil.errors import ListError
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Schema
from counterfoil.screening.index import Index
from counterfoil.screening.query import Query
from counterfoil.screening.screener import Screener

QUERIES = [
    Query(("Quille Vandrey",), birth_date=BirthDate(1961, 7, 4), document_numbers=("X1234567",), nationalities=("xx",)),
    Query(("Osvin Taradale", "霑", "عبد الونضري"), birth_date=BirthDate(1970)),
    Query(("Vandrey Shipping",), Schema.COMPANY),
]
_HEADER = 128
"""Bytes of a .npy file before its array."""
_PAST_HEADER = 0.8
"""How often the array is altered and not its header, of which almost every alteration is refused."""


def forge(path: Path, chance: random.Random) -> str:
    """Alter a file and return what was done."""
    content = bytearray(path.read_bytes())
    kind = chance.choice(["byte", "bytes", "cut", "longer", "word"])
    is_past_header = path.suffix == ".npy" and chance.random() < _PAST_HEADER
    at = chance.randrange(min(_HEADER, len(content) - 1) if is_past_header else 0, len(content))
    if kind == "byte":
        content[at] ^= 1 << chance.randrange(8)
    elif kind == "bytes":
        content[at : at + 16] = chance.randbytes(len(content[at : at + 16]))
    elif kind == "cut":
        del content[at:]
    elif kind == "longer":
        content += chance.randbytes(chance.randrange(1, 64))
    else:
        word = chance.choice([b"\xff" * 8, b"\0" * 8, b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\x01" + b"\0" * 7])
        content[at : at + len(word)] = word[: len(content[at : at + len(word)])]
    path.write_bytes(content)
    return f"{path.name} {kind} {at}"


def agree(folder: Path) -> None:
    """Make the manifest say what lies there."""
    manifest = json.loads((folder / "index.json").read_text())
    for name in manifest["files"]:
        content = (folder / name).read_bytes()
        manifest["files"][name] = [len(content), hashlib.sha256(content).hexdigest()]
    (folder / "index.json").write_text(json.dumps(manifest))


def outcome(folder: Path) -> str:
    """Return what comes of screening against an index."""
    try:
        screener = Screener([Index.open(folder)])
        hits = [hit for query in QUERIES for hit in screener.screen(query, floor=0.0)]
    except ListError:
        return "refused"
    return f"{len(hits)} hits"


def main() -> None:
    """Try N alterations, each of the index as it was built."""
    built, seed, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    forged = built.with_name("forged")
    for number in range(seed, seed + count):
        chance = random.Random(number)  # noqa: S311 - no secret
        shutil.rmtree(forged, ignore_errors=True)
        shutil.copytree(built, forged)
        file = chance.choice(sorted(path for path in forged.iterdir() if path.stat().st_size > 0))
        print(number, forge(file, chance), end=" ", flush=True)  # noqa: T201 - what it was asked for
        if file.name != "index.json":
            agree(forged)
        print(outcome(forged), flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
