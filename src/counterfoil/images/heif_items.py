"""How much there is to decode in a HEIC: a picture may be put together of others, and of the same one again and again.

Phones put a photograph together of tiles (ISO/IEC 23008-12, 6.6.2.3). A grid of 256 by 256 that names one large tile in
each place is a file of a few kilobytes, and libheif decodes it 65,536 times even where the whole is 64 by 64 pixels.
libheif holds each picture against the size that the file states for it (``ispe``) before it decodes it, so that those
sizes tell beforehand what there is to do.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from counterfoil.images.picture import MAX_PIXELS

MOST_PIXELS: Final = 4 * MAX_PIXELS
"""For all that a file holds. A photograph of 48 megapixels as phones store it comes to some 130 million: the whole, its
tiles, and half as many for how bright things are and how far away."""

_MOST_PARTS: Final = 4_096
"""Pictures that others are put together of; a photograph of 48 megapixels has some 200."""

_Sizes = Mapping[int, int]
_Parts = Mapping[int, Sequence[int]]


def has_too_much(data: bytes) -> bool:
    """Return whether more than `MOST_PIXELS` are decoded for a HEIC, `MAX_PIXELS` at once, or nobody can tell how many.

    Args:
        data: The bytes of the file.
    """
    try:
        (meta,) = _boxes(data, b"meta")
        sizes, parts = _sizes(meta[4:]), _parts(meta[4:])
        if sum(map(len, parts.values())) > _MOST_PARTS or any(area > MAX_PIXELS for area in sizes.values()):
            return True
        known: dict[int, int] = {}
        each = {item: _pixels(item, sizes, parts, known) for item in sizes.keys() | parts.keys()}
    except (ValueError, KeyError, IndexError, RecursionError, struct.error):
        return True
    inner = {part for its in parts.values() for part in its}
    whole = sum(count for item, count in each.items() if item not in inner)
    return max(whole, *each.values(), 0) > MOST_PIXELS


def _pixels(item: int, sizes: _Sizes, parts: _Parts, known: dict[int, int]) -> int:
    """Return how many pixels are decoded for a picture and for all that it is put together of.

    Raises:
        KeyError: Nothing states the size of one that is not put together of others.
    """
    if item not in known:
        known[item] = MOST_PIXELS + 1  # until it is told: whatever leads back here has no end
        of = parts.get(item)
        own = sizes.get(item, 0) if of else sizes[item]
        known[item] = own + sum(_pixels(part, sizes, parts, known) for part in of or ())
    return known[item]


def _sizes(meta: bytes) -> _Sizes:
    """Return the pixels of each picture: of the largest of its sizes, should it have several."""
    (properties,) = _boxes(meta, b"iprp")
    (container,) = _boxes(properties, b"ipco")
    stated = [_area(body) if kind == b"ispe" else 0 for kind, body in _all_boxes(container)]
    found: dict[int, int] = {}
    for body in _boxes(properties, b"ipma"):
        for item, numbers in _associated(body):
            areas = [stated[number - 1] for number in numbers if number]
            found[item] = max([*areas, found.get(item, 0)])
    return {item: area for item, area in found.items() if area}


def _area(ispe: bytes) -> int:
    width, height = struct.unpack_from(">II", ispe, 4)
    return int(width) * int(height)


def _associated(ipma: bytes) -> Iterator[tuple[int, list[int]]]:
    """Give each item with the numbers of its properties (ISO/IEC 23008-12, 9.3)."""
    version, is_wide = ipma[0], ipma[3] & 1
    (count,) = struct.unpack_from(">I", ipma, 4)
    at, head, each = 8, ">IB" if version else ">HB", ">H" if is_wide else ">B"
    for _ in range(count):
        item, several = struct.unpack_from(head, ipma, at)
        at += struct.calcsize(head)
        numbers = [number for (number,) in struct.iter_unpack(each, ipma[at : at + several * struct.calcsize(each)])]
        at += several * struct.calcsize(each)
        yield item, [number & (0x7FFF if is_wide else 0x7F) for number in numbers]


def _parts(meta: bytes) -> _Parts:
    """Return what each picture is put together of (ISO/IEC 14496-12, 8.11.12: ``dimg``)."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for body in _boxes(meta, b"iref"):
        number = ">I" if body[0] else ">H"
        size = struct.calcsize(number)
        for reference in _boxes(body[4:], b"dimg"):
            (whole,) = struct.unpack_from(number, reference)
            found[whole] += [part for (part,) in struct.iter_unpack(number, reference[size + 2 :])]
    return found


def _boxes(data: bytes, wanted: bytes) -> list[bytes]:
    return [body for kind, body in _all_boxes(data) if kind == wanted]


def _all_boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the boxes in a row (ISO/IEC 14496-12, 4.2), each with what is in it.

    Raises:
        ValueError: One ends before it begins, or after the file.
    """
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + head)
            head = 16
        end = at + size if size else len(data)
        if not at + head <= end <= len(data):
            raise ValueError(kind)
        yield kind, data[at + head : end]
        at = end
