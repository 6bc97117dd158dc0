"""What browsers record (`MediaRecorder`), as they hand it over: in fragments, without a length, without sound.

Each recording is of two seconds, red in the first and blue in the second, with a white mark that moves.
That of Chromium in H.264 has the shape that Safari gives its own: boxes of fragments (ISO/IEC 14496-12, 8.8), no index.
"""

import struct
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from counterfoil import images

RECORDED = Path(__file__).parent / "recorded"
SIZE = (96, 160, 3)
RED, BLUE = [200, 40, 40], [40, 40, 200]
UPRIGHT = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
ON_ITS_SIDE = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, SIZE[0] << 16, 0, 0x40000000)


@pytest.mark.parametrize(
    ("name", "kind", "codec"),
    [
        ("firefox-153.webm", "MATROSKA", "VP80"),
        ("chromium-156.webm", "MATROSKA", "VP80"),
        ("chromium-156.mp4", "MP4", "h264"),
    ],
)
def test_what_a_browser_records_is_read_with_its_times(name, kind, codec):
    clip = images.load_clip(RECORDED / name)
    frames = list(clip)
    assert (clip.format, clip.codec, clip.clocked) == (kind, codec, True)
    assert {frame.pixels.shape for frame in frames} == {SIZE}
    assert frames[0].at == 0
    assert frames[-1].at == pytest.approx(2, abs=0.1)
    assert all(before.at < after.at for before, after in pairwise(frames))
    colours = [frame.pixels[60, 80].tolist() for frame in frames]
    assert colours[0] == pytest.approx(RED, abs=36)
    assert colours[-1] == pytest.approx(BLUE, abs=36)


def test_a_recording_from_a_phone_held_upright_is_turned_upright():
    """Phones write frames as the sensor lies, and a matrix that turns them (ISO/IEC 14496-12, 8.3.2)."""
    recorded = (RECORDED / "chromium-156.mp4").read_bytes()
    in_track = recorded.index(UPRIGHT, recorded.index(b"tkhd"))
    turned = recorded[:in_track] + ON_ITS_SIDE + recorded[in_track + len(ON_ITS_SIDE) :]
    plain, upright = (list(images.decode_clip(one, "clip.mp4")) for one in (recorded, turned))
    assert len(upright) == len(plain)
    assert all(
        np.array_equal(right.pixels, np.rot90(left.pixels, -1)) for left, right in zip(plain, upright, strict=True)
    )


def test_a_recording_that_begins_late_by_its_edit_list_counts_from_its_first_frame():
    """The time before the first frame, an empty edit, is written where a recorder starts before its camera (8.6.6)."""
    recorded = (RECORDED / "chromium-156.mp4").read_bytes()
    empty, whole = struct.pack(">IiI", 500, -1, 0x10000), struct.pack(">IiI", 0, 0, 0x10000)
    listed = struct.pack(">I4sII", 16 + 24, b"elst", 0, 2) + empty + whole
    late = _inserted(recorded, struct.pack(">I4s", 8 + len(listed), b"edts") + listed)
    frames = list(images.decode_clip(late, "clip.mp4"))
    assert len(frames) == len(list(images.decode_clip(recorded, "clip.mp4")))
    assert frames[0].at == 0
    assert frames[-1].at == pytest.approx(2, abs=0.1)


def _inserted(recorded: bytes, box: bytes) -> bytes:
    """Put a box behind the header of the track, and make the boxes around it as much longer."""
    made = bytearray(recorded)
    for name in (b"moov", b"trak"):
        at = made.index(name) - 4
        made[at : at + 4] = struct.pack(">I", struct.unpack_from(">I", made, at)[0] + len(box))
    header = made.index(b"tkhd") - 4
    end = header + struct.unpack_from(">I", made, header)[0]
    made[end:end] = box
    return bytes(made)
