"""HEIC pictures put together of others, as phones do and as nobody should: written box by box (ISO/IEC 23008-12)."""

import io
import struct
from collections.abc import Mapping, Sequence

import pillow_heif
from PIL import Image

TILE = 1
"""The number of the one picture that is coded; those put together have the numbers after it."""


def put_together(side: int, wholes: Mapping[int, Sequence[int]], canvas: tuple[int, int], primary: int = 2) -> bytes:
    """Return a HEIC of one flat tile, and of grids that are put together of it or of each other.

    Args:
        side: Pixels of the tile.
        wholes: For each grid, by its number, what it is put together of: a square number of pictures.
        canvas: Width and height of each grid, whatever its tiles come to.
        primary: Which of them is the picture.
    """
    stream = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (side, side), (10, 20, 30))).save(stream, quality=10)
    plain = stream.getvalue()
    coded = _body(plain, b"mdat")
    sizes = [_full(b"ispe", struct.pack(">II", *size)) for size in ((side, side), canvas)]
    properties = _properties(_decoder(plain) + b"".join(sizes), wholes)

    def head(offset: int) -> bytes:
        items = _items(wholes, canvas, primary, (offset, len(coded)))
        return _box(b"ftyp", b"heic\0\0\0\0mif1heic") + _full(b"meta", items + properties)

    return head(len(head(0)) + 8) + _box(b"mdat", coded)


def _items(wholes, canvas, primary, tile):
    kinds = {TILE: b"hvc1", **dict.fromkeys(wholes, b"grid")}
    says, places = b"", struct.pack(">HHHHII", TILE, 0, 0, 1, *tile)
    for number, parts in wholes.items():
        rows = round(len(parts) ** 0.5)
        said = struct.pack(">BBBBII", 0, 1, rows - 1, rows - 1, *canvas)
        places += struct.pack(">HHHHII", number, 1, 0, 1, len(says), len(said))
        says += said
    infos = [_full(b"infe", struct.pack(">HH4sB", n, 0, kind, 0), 2, int(n != primary)) for n, kind in kinds.items()]
    refer = [_box(b"dimg", struct.pack(f">HH{len(its)}H", n, len(its), *its)) for n, its in wholes.items()]
    return (
        _full(b"hdlr", struct.pack(">I4sIIIB", 0, b"pict", 0, 0, 0, 0))
        + _full(b"pitm", struct.pack(">H", primary))
        + _full(b"iloc", struct.pack(">BBH", 0x44, 0, len(kinds)) + places, 1)
        + _full(b"iinf", struct.pack(">H", len(infos)) + b"".join(infos))
        + _full(b"iref", b"".join(refer))
        + _box(b"idat", says)
    )


def _properties(described, wholes):
    """The tile has the first property, which is essential, and the second; those put together have the third."""
    has = [struct.pack(">HB2B", TILE, 2, 0x81, 2), *(struct.pack(">HBB", n, 1, 3) for n in wholes)]
    associated = _full(b"ipma", struct.pack(">I", len(has)) + b"".join(has))
    return _box(b"iprp", _box(b"ipco", described) + associated)


def _decoder(plain):
    """The box that sets the decoder up, as the encoder wrote it."""
    at = plain.index(b"hvcC") - 4
    return plain[at : at + int.from_bytes(plain[at : at + 4], "big")]


def _body(plain, kind):
    at = plain.index(kind) + 4
    return plain[at : at - 8 + int.from_bytes(plain[at - 8 : at - 4], "big")]


def _box(kind, body):
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _full(kind, body, version=0, flags=0):
    return _box(kind, struct.pack(">I", version << 24 | flags) + body)
