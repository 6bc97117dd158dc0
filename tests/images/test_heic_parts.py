"""A HEIC that is put together of others: read as phones write it, refused when there is no end to it."""

import struct

import made_heic
import pytest

from counterfoil import images
from counterfoil.errors import ImageError
from counterfoil.images import heif_items

TILE = made_heic.TILE


def test_a_photograph_in_tiles_is_read():
    picture = images.decode(made_heic.put_together(64, {2: [TILE] * 9}, (190, 180)), "x.heic")
    assert picture.pixels.shape == (180, 190, 3)
    assert (picture.pixels.reshape(-1, 3).astype(int) - (10, 20, 30)).max() < 8


@pytest.mark.parametrize(
    "wholes",
    [
        {2: [TILE] * 64**2},
        {2: [3] * 32**2, 3: [TILE] * 32**2},
        {2: [3] * 9, 3: [4] * 9, 4: [5] * 9, 5: [6] * 9, 6: [7] * 9, 7: [TILE] * 9},
        {2: [3], 3: [2]},
        {2: [2]},
        {2: [9]},
    ],
    ids=["one tile, often", "tiles of tiles", "and so on", "each of the other", "of itself", "of nothing"],
)
def test_one_that_takes_more_than_any_photograph_is_refused_before_it_is_decoded(wholes):
    with pytest.raises(ImageError):
        images.decode(made_heic.put_together(512, wholes, (64, 64)), "x.heic")
    assert heif_items.has_too_much(made_heic.put_together(512, wholes, (64, 64)))


def test_a_part_is_no_larger_than_a_photograph():
    """Its side is where it stands for the tile: nobody has to encode 64 megapixels to say so."""
    whole = made_heic.put_together(64, {2: [TILE]}, (64, 64))
    stated, huge = (b"ispe" + struct.pack(">III", 0, side, side) for side in (64, 8000))
    large = whole.replace(stated, huge, 1)
    assert (heif_items.has_too_much(whole), heif_items.has_too_much(large)) == (False, True)


def test_what_is_no_heic_has_too_much():
    whole = made_heic.put_together(64, {2: [TILE] * 4}, (128, 128))
    assert not heif_items.has_too_much(whole)
    assert all(heif_items.has_too_much(whole[:end]) for end in range(0, whole.index(b"mdat"), 7))
