"""Drawing and photographing everyone's document, and writing down the truth about it."""

import json
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from tools.specimens.holders import EXPIRED, HOLDERS, Holder
from tools.specimens.layouts import LAYOUTS
from tools.specimens.lettering import Lettering
from tools.specimens.lighting import KINDS, Kind
from tools.specimens.page import draw_document
from tools.specimens.photograph import Photograph, photograph
from tools.specimens.sheet import Sheet, booklet, copied_card, single
from tools.specimens.truth import truth

_CARD_SIDES = 2
_TURNS = (0, 0, 0, 90, 0, 0, 180, 0, 0, 270)
"""Turns (degrees clockwise) that are dealt out in this order: most people hold their telephone upright."""


def _sheet(holder: Holder, portrait: Image.Image, lettering: Lettering) -> Sheet:
    sides = draw_document(holder, portrait, lettering)
    if len(sides) == _CARD_SIDES:
        return copied_card(*sides)
    if holder.format == "TD3":
        return booklet(sides[0], LAYOUTS["TD3"].ink)
    return single(sides[0])


def _pose(holder: Holder, kind: Kind) -> tuple[int, int]:
    """Return how far a photograph is turned, and how far its stored pixels are turned against that."""
    if kind == "flat":
        return 0, 0
    count = (len(KINDS) - 1) * int(holder.id[1:]) + KINDS.index(kind)
    return _TURNS[count % len(_TURNS)], _TURNS[(7 * count + 3) % len(_TURNS)]


def _photographs(holder: Holder, sheet: Sheet) -> dict[str, tuple[str, Photograph]]:
    taken: dict[str, tuple[str, Photograph]] = {}
    for kind in KINDS:
        rotation, stored = _pose(holder, kind)
        taken[f"document-{kind}.jpg"] = (kind, photograph(sheet, kind, f"{holder.id} {kind}", rotation, stored))
    return taken


def _write(folder: Path, truth_name: str, holder: Holder, taken: dict[str, tuple[str, Photograph]]) -> None:
    for name, (_, picture) in taken.items():
        (folder / name).write_bytes(picture.jpeg)
    text = json.dumps(truth(holder, taken), ensure_ascii=False, indent=1) + "\n"
    (folder / truth_name).write_text(text, encoding="utf-8")


def make_documents(ids: Iterable[str], fonts: Path, out: Path) -> None:
    """Draw, scan and photograph documents, and write their truth.

    Args:
        ids: Whose.
        fonts: A folder below which the fonts lie.
        out: The folder of specimens, which holds everyone's portrait.
    """
    lettering = Lettering(fonts)
    wanted = set(ids)
    for holder in (one for one in HOLDERS if one.id in wanted):
        folder = out / holder.id
        with Image.open(folder / "portrait.jpg") as opened:
            portrait = opened.convert("RGB")
        _write(folder, "truth.json", holder, _photographs(holder, _sheet(holder, portrait, lettering)))
        if holder.id == EXPIRED.id:
            old = photograph(_sheet(EXPIRED, portrait, lettering), "flat", "expired")
            _write(folder, "expired-truth.json", EXPIRED, {"expired-flat.jpg": ("flat", old)})
        print(holder.id, holder.format, flush=True)
