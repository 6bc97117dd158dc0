"""Every format and every way of storing colours ends as the same upright RGB pixels."""

import hashlib
import io

import made_pictures as made
import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image

from counterfoil import images
from counterfoil.errors import ImageError

NEAR = 14  # what JPEG and WebP may change in a flat area


def close(pixels: NDArray[np.uint8], expected: NDArray[np.uint8], tolerance: int = NEAR) -> bool:
    return pixels.shape == expected.shape and all(
        abs(a - b) <= tolerance
        for got, want in zip(made.corner_colours(pixels), made.corner_colours(expected), strict=True)
        for a, b in zip(got, want, strict=True)
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "JPEG2000"])
def test_each_format_is_decoded_to_rgb(kind):
    data = made.encoded(kind)
    picture = images.decode(data, "page.img")
    assert close(picture.pixels, made.corners())
    assert (picture.format, picture.name, picture.sha256) == (kind, "page.img", hashlib.sha256(data).hexdigest())


def test_the_pixels_are_contiguous_bytes_that_nobody_can_change():
    for data in (made.encoded("PNG"), made.encoded("JPEG", mode="L"), made.pdf(), heic()):
        pixels = images.decode(data, "a").pixels
        assert pixels.dtype == np.uint8
        assert pixels.flags.c_contiguous
        with pytest.raises(ValueError, match="read-only"):
            pixels[0, 0, 0] = 1


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_all_eight_exif_orientations_are_turned_upright(kind, orientation):
    upright = made.corners()
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright),
        7: np.rot90(upright, 2).transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = made.encoded(kind, np.ascontiguousarray(stored), exif=exif)
    assert close(images.decode(data, "a").pixels, upright)


def test_an_orientation_that_does_not_exist_is_ignored():
    exif = Image.Exif()
    exif[0x0112] = 77
    assert close(images.decode(made.encoded("JPEG", exif=exif), "a").pixels, made.corners())


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("TIFF", "CMYK"), ("TIFF", "YCbCr")])
def test_other_colour_models_give_the_same_colours(kind, mode):
    assert close(images.decode(made.encoded(kind, mode=mode), "a").pixels, made.corners())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_grey_gives_three_equal_channels(kind):
    pixels = images.decode(made.encoded(kind, mode="L"), "a").pixels
    assert pixels.shape == (32, 48, 3)
    assert (np.ptp(pixels.astype(int), axis=2) <= 2).all()


def test_black_and_white_gives_black_and_white():
    pixels = images.decode(made.encoded("PNG", np.array([[False, True]])), "a").pixels
    assert pixels.tolist() == [[[0, 0, 0], [255, 255, 255]]]


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG2000"])
def test_sixteen_bits_are_scaled_and_not_clipped(kind):
    ramp = np.tile(np.linspace(0, 65535, 256).round().astype(np.uint16), (8, 1))
    pixels = images.decode(made.encoded(kind, ramp), "a").pixels
    assert (pixels[0, :, 0] == np.arange(256)).all()


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_lies_over_white(mode):
    image = Image.new("RGBA", (3, 1), (0, 0, 0, 255))
    image.putpixel((1, 0), (0, 0, 0, 0))
    image.putpixel((2, 0), (0, 0, 0, 128))
    pixels = images.decode(made.encoded("PNG", np.asarray(image.convert(mode))), "a").pixels
    assert pixels[0, :, 0].tolist() == [0, 255, 127]


def test_a_palette_gives_its_colours():
    image = Image.fromarray(made.corners()).quantize(4)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    assert close(images.decode(stream.getvalue(), "a").pixels, made.corners())


def test_a_palette_with_a_transparent_colour_lies_over_white():
    image = Image.new("P", (2, 1), 0)
    image.putpalette([0, 0, 0, 10, 20, 30])
    image.putpixel((1, 0), 1)
    stream = io.BytesIO()
    image.save(stream, "PNG", transparency=0)
    assert images.decode(stream.getvalue(), "a").pixels.tolist() == [[[255, 255, 255], [10, 20, 30]]]


def test_floating_point_pixels_are_refused_because_their_range_is_anyones_guess():
    with pytest.raises(ImageError, match="stores its pixels in a way that is not read"):
        images.decode(made.encoded("TIFF", np.zeros((2, 2), np.float32)), "a")


def test_the_photograph_of_a_jpeg_with_a_depth_map_is_taken():
    photograph, depth = Image.fromarray(made.corners()), Image.new("L", (8, 8))
    stream = io.BytesIO()
    photograph.save(stream, "MPO", save_all=True, append_images=[depth])
    picture = images.decode(stream.getvalue(), "a")
    assert picture.format == "JPEG"
    assert close(picture.pixels, made.corners())


def heic(pixels=None, **options):
    stream = io.BytesIO()
    stored = Image.fromarray(made.corners(64, 64) if pixels is None else pixels)
    pillow_heif.from_pillow(stored).save(stream, quality=95, **options)
    return stream.getvalue()


def test_heic_is_decoded():
    picture = images.decode(heic(), "IMG_0001.HEIC")
    assert picture.format == "HEIF"
    assert close(picture.pixels, made.corners(64, 64), 40)


def test_heic_is_turned_once_though_phones_say_it_twice():
    upright, exif = made.corners(96, 64), Image.Exif()
    exif[0x0112] = 6
    data = heic(np.ascontiguousarray(np.rot90(upright)), exif=exif.tobytes())
    assert b"irot" in data
    assert close(images.decode(data, "a").pixels, upright)


def test_a_pdf_gives_its_first_page_at_300_dots_per_inch():
    picture = images.decode(made.pdf(pages=2), "scan.pdf")
    assert picture.format == "PDF"
    assert picture.pixels.shape == (600, 1200, 3)
    assert picture.pixels[10, 10].tolist() == [255, 0, 0]
    assert picture.pixels[590, 10].tolist() == [255, 255, 255]


def test_a_pdf_page_of_any_size_is_drawn_within_bounds():
    assert images.decode(made.pdf(width=14_000, height=14_000), "a").pixels.shape == (4000, 4000, 3)


def test_the_same_bytes_give_the_same_pixels():
    for data in (made.encoded("JPEG"), made.pdf(), heic()):
        assert images.decode(data, "a").pixels.tobytes() == images.decode(data, "b").pixels.tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "JPEG2000"])
def test_a_format_is_told_by_the_headers_alone(kind):
    data = made.encoded(kind)
    assert images.format_of(data, "a") == kind
    assert images.format_of(made.encoded("JPEG")[:-40], "cut off at its end") == "JPEG"


def test_heic_and_pdf_are_told_as_well():
    assert images.format_of(heic(), "a") == "HEIF"
    assert images.format_of(made.pdf(), "a") == "PDF"


@pytest.mark.parametrize(
    "data", [b"", b"no picture", made.encoded("PNG")[:20]], ids=["nothing", "text", "half a header"]
)
def test_what_is_no_picture_is_not_told_for_one(data):
    with pytest.raises(ImageError):
        images.format_of(data, "a")
