"""What cannot be used is refused in one clear line, quickly, and nothing is left open."""

import io
import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import made_pictures as made
import numpy as np
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from counterfoil import images
from counterfoil.errors import CounterfoilError, FileError, ImageError, MissingExtraError


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    stream = io.BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:])
    return stream.getvalue()


def heic() -> bytes:
    stream = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(made.corners(64, 64))).save(stream)
    return stream.getvalue()


KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "JPEG2000")
SEEDS = [
    *(made.encoded(kind) for kind in KINDS),
    made.encoded("JPEG", mode="CMYK"),
    made.encoded("PNG", mode="P"),
    made.encoded("TIFF", compression="tiff_lzw"),
    made.encoded("TIFF", compression="tiff_adobe_deflate"),
    made.encoded("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"),
    animated("PNG"),
    heic(),
    made.pdf(),
]
BEGINNINGS = [
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\1\0\0WEBPVP8 ",
    b"II*\0",
    b"BM",
    b"%PDF-1.4\n",
    SEEDS[5][:40],
]


@contextmanager
def without_privileges() -> Iterator[None]:
    """The superuser may read everything: be somebody else for a moment."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def refusal(data: bytes, name: str = "page.png") -> str:
    with pytest.raises(ImageError) as refused:
        images.decode(data, name)
    message = str(refused.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "page.png is empty"),
        (b"hello, I am no picture", "page.png is not a picture of a known format"),
        (animated("GIF"), "page.png is not a picture of a known format"),
        (animated("PNG"), "page.png is animated or holds several pictures"),
        (animated("WEBP"), "page.png is animated or holds several pictures"),
        (animated("TIFF"), "page.png is animated or holds several pictures"),
        (made.png_with_header(30_000, 30_000), "page.png is too large. At most 50 megapixels"),
        (made.png_with_header(8_000, 7_000), "page.png is too large (8000 x 7000 pixels)"),
        (made.png_with_header(20_001, 1), "page.png is too large (20001 x 1 pixels)"),
        (made.png_with_header(0, 0), "page.png"),
        (made.png_with_header(0, 5), "page.png"),
        (made.png_with_header(4_000, 4_000), "page.png is cut off or damaged"),
        (b"%PDF-1.7 and then nothing", "page.png is locked by a password, without pages or damaged"),
        (made.pdf(pages=0), "page.png is locked by a password, without pages or damaged"),
        (b"\0\0\0\x18ftypheic and then nothing", "page.png is cut off or damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "page.png is not a picture of a known format"),
    ],
)
def test_bytes_that_are_no_single_picture_are_refused(data, message):
    assert refusal(data).startswith(message)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_refused(kind, kept):
    noise = np.random.default_rng(3).integers(0, 256, (64, 64, 3), np.uint8)
    data = made.encoded(kind, noise)
    assert "page.png" in refusal(data[: int(len(data) * kept)])


def test_messages_name_the_file_by_its_base_name_and_on_one_line():
    message = refusal(b"nothing", "/home/jane.doe/secret/pass\nport\x1b[31m.png")
    assert message.startswith("pass?port?[31m.png is not a picture")
    assert "jane" not in message


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(FileError, match=r"^none\.png does not exist$"):
        images.load(tmp_path / "none.png")


def test_a_directory_says_so(tmp_path):
    with pytest.raises(FileError, match="is a directory"):
        images.load(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(FileError, match=r"pipe\.png is no regular file"):
        images.load(tmp_path / "pipe.png")


def test_a_device_is_refused_without_reading_it():
    with pytest.raises(FileError, match="zero is no regular file"):
        images.load(Path("/dev/zero"))


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.png")
        with pytest.raises(FileError, match=r"s\.png"):
            images.load(tmp_path / "s.png")


def test_a_file_that_may_not_be_read_says_so(tmp_path):
    path = tmp_path / "locked.png"
    path.write_bytes(made.encoded("PNG"))
    path.chmod(0)
    with without_privileges(), pytest.raises(FileError, match=r"locked\.png may not be read: no permission"):
        images.load(path)


def test_a_name_that_no_file_can_have_is_refused():
    with pytest.raises(FileError, match="no name that a file can have"):
        images.load(Path("a\0b.png"))


def test_a_file_larger_than_the_limit_is_refused(tmp_path):
    with (tmp_path / "huge.png").open("wb") as file:
        file.write(made.encoded("PNG"))
        file.truncate(80 * 1024 * 1024)
    with pytest.raises(ImageError, match=r"huge\.png is too large\. At most 64 MB are read"):
        images.load(tmp_path / "huge.png")


def test_an_empty_file_says_so(tmp_path):
    (tmp_path / "nothing.png").touch()
    with pytest.raises(ImageError, match=r"nothing\.png is empty"):
        images.load(tmp_path / "nothing.png")


@pytest.mark.parametrize(
    ("module", "data", "extra"),
    [("pillow_heif", b"\0\0\0\x18ftypheic", "heic"), ("pypdfium2", b"%PDF-1.4", "pdf")],
)
def test_without_the_extra_the_message_names_it(monkeypatch, module, data, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'counterfoil\[{extra}\]'"):
        images.decode(data, "a")


def ends_well(data: bytes) -> None:
    try:
        pixels, refused = images.decode(data, "a").pixels, ""
    except CounterfoilError as why:
        pixels, refused = np.zeros((1, 1, 3), np.uint8), str(why)
    assert "\n" not in refused
    assert pixels.ndim == 3
    assert pixels.dtype == np.uint8


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(data):
    with pytest.raises(CounterfoilError):
        images.decode(data, "a")


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_random_bytes_behind_a_right_beginning_end_well(beginning, data):
    ends_well(beginning + data)


@settings(max_examples=400)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_mutated_pictures_decode_or_are_refused(seed, changes):
    data = bytearray(seed)
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    ends_well(bytes(data))


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_nothing_stays_open_and_nothing_is_printed(capfd):
    before = open_files()
    for seed in SEEDS:
        for cut in range(0, len(seed), max(1, len(seed) // 40)):
            ends_well(seed[:cut])
            ends_well(seed[:cut] + b"\xff" * 8 + seed[cut + 8 :])
    assert open_files() == before
    assert capfd.readouterr() == ("", "")


def many_scans(count: int, between: bytes = b"") -> bytes:
    """A progressive JPEG that goes over itself again and again."""
    coded = made.encoded("JPEG", mode="L", progressive=True)
    first = coded.index(b"\xff\xda")
    second = coded.index(b"\xff\xda", first + 2)
    return coded[:second] + (between + coded[first:second]) * count + coded[second:]


@pytest.mark.parametrize(
    "between", [b"", b"\0 nothing", b"\xff\xff", b"\xff\xfe\0\4\xff\xd9", b"\xff\xd0"], ids=lambda one: one.hex() or "-"
)
def test_a_jpeg_that_goes_over_itself_without_end_is_refused(between):
    with pytest.raises(ImageError, match="scans"):
        images.decode(many_scans(200, between), "x.jpg")


def test_a_photograph_is_as_good_with_what_phones_append_to_it():
    appended = made.encoded("JPEG", progressive=True) + b"a film of a second" + b"\xff\xda" * 500
    assert images.decode(appended, "x.jpg").pixels.shape == (32, 48, 3)


def tiff_of(pages: int) -> bytes:
    """A TIFF of pages of one dot, each in 114 bytes."""
    values = ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 1), (279, 1))
    tags = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in values)
    size = 2 + len(tags) + 4
    nexts = [*(8 + size * (number + 1) for number in range(pages - 1)), 0]
    return b"II*\0\x08\0\0\0" + b"".join(struct.pack("<H", 9) + tags + struct.pack("<I", place) for place in nexts)


def test_a_tiff_of_many_pages_is_refused_without_counting_them():
    assert images.decode(tiff_of(1), "x.tiff").pixels.shape == (1, 1, 3)
    broken = tiff_of(3)[:-60]  # whoever goes to the third page falls over it
    for data in (tiff_of(2), tiff_of(200_000), broken):
        with pytest.raises(ImageError, match="several pictures"):
            images.decode(data, "x.tiff")
