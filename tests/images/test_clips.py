"""Clips are read one frame at a time, with their own times; whatever is no clip ends in one clear line."""

import itertools
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from counterfoil import images
from counterfoil.errors import CounterfoilError, FileError, ImageError
from counterfoil.images.clip import MOST_FRAMES, Clip, Frame

CONTAINERS = {
    "clip.mp4": ("mp4v", "MP4"),
    "clip.webm": ("VP80", "MATROSKA"),
    "clip.mkv": ("MJPG", "MATROSKA"),
    "clip.avi": ("MJPG", "AVI"),
}
RATE = 10.0


def pictures(count: int, side: int = 64) -> list[np.ndarray]:
    """Frames of one colour each, so that each can be told after coding: red grows, blue stays."""
    return [np.full((side, side + 16, 3), (200, 60, 10 + 20 * at), np.uint8) for at in range(count)]


def written(path: Path, codec: str, frames: list[np.ndarray]) -> Path:
    size = frames[0].shape[1::-1]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*codec), RATE, size)
    assert writer.isOpened()
    for frame in frames:
        writer.write(frame)
    writer.release()
    return path


def gif(path: Path, durations: list[int]) -> Path:
    first, *others = (Image.new("RGB", (40, 30), (40 * at, 90, 20)) for at in range(len(durations)))
    first.save(path, save_all=True, append_images=others, duration=durations)
    return path


@pytest.mark.parametrize(("name", "made"), CONTAINERS.items(), ids=list(CONTAINERS))
def test_every_container_gives_its_frames_in_order_with_their_times(name, made, tmp_path):
    codec, kind = made
    path = written(tmp_path / name, codec, pictures(8))
    clip = images.load_clip(path)
    frames = list(clip)
    assert images.is_clip(path)
    assert (clip.name, clip.format, clip.clocked, clip.source) == (name, kind, True, "file")
    assert [frame.at for frame in frames] == pytest.approx([at / RATE for at in range(8)], abs=0.002)
    assert [frame.pixels[30, 30].tolist() for frame in frames] == [
        pytest.approx([10 + 20 * at, 60, 200], abs=12) for at in range(8)
    ]
    assert not any(frame.pixels.flags.writeable for frame in frames)


def test_a_clip_can_be_looked_through_twice(tmp_path):
    clip = images.load_clip(written(tmp_path / "twice.avi", "MJPG", pictures(5)))
    first, second = (list(clip) for _ in range(2))
    assert [(one.at, one.pixels.tobytes()) for one in first] == [(one.at, one.pixels.tobytes()) for one in second]


def test_frames_that_last_differently_keep_their_times(tmp_path):
    clip = images.load_clip(gif(tmp_path / "uneven.gif", [100, 400, 50, 200]))
    assert [frame.at for frame in clip] == pytest.approx([0.0, 0.1, 0.5, 0.55], abs=0.02)


def test_jpegs_one_after_another_are_kept_apart(specimens):
    path = specimens / "p01" / "turn.mjpeg"
    clip = images.load_clip(path)
    frames = list(clip)
    assert images.is_clip(path)
    assert (len(frames), clip.clocked, clip.format) == (24, False, "MJPEG")
    assert len({frame.sha256 for frame in frames}) == 24
    assert frames[0].pixels.shape == (320, 240, 3)


def test_a_picture_is_no_clip_even_in_the_same_family_of_formats(tmp_path):
    for name in ("a.jpg", "a.png", "a.webp", "a.tiff"):
        Image.new("RGB", (20, 20)).save(tmp_path / name)
        assert not images.is_clip(tmp_path / name)
        with pytest.raises(ImageError, match="known format"):
            images.load_clip(tmp_path / name)


def test_a_frame_as_a_picture_has_the_digest_of_the_clip(tmp_path):
    clip = images.load_clip(written(tmp_path / "digest.avi", "MJPG", pictures(3)))
    picture = clip.picture(next(iter(clip)))
    assert (picture.sha256, picture.name, picture.format) == (clip.sha256, "digest.avi", "AVI")


def test_a_long_clip_is_looked_at_up_to_the_limit():
    pixels = np.zeros((4, 4, 3), np.uint8)
    clip = Clip(
        "long", "", "MP4", "", clocked=True, frames=lambda: (Frame(pixels, at / 100) for at in itertools.count())
    )
    assert sum(1 for _ in clip) == MOST_FRAMES
    assert clip.stopped_at == MOST_FRAMES / 100
    slow = Clip("slow", "", "MP4", "", clocked=True, frames=lambda: (Frame(pixels, float(at)) for at in range(100)))
    assert [frame.at for frame in slow][-1] == 60
    assert slow.stopped_at == 61


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.mp4", b""),
        ("text.mp4", b"This is no clip."),
        ("playlist.mp4", b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.ts\n"),
        ("concat.mkv", b"ffconcat version 1.0\nfile /etc/passwd\n"),
        ("session.avi", b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 9 RTP/AVP 96\r\n"),
        ("head.mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41"),
        ("head.webm", b"\x1a\x45\xdf\xa3" + bytes(40)),
        ("head.avi", b"RIFF\x10\x00\x00\x00AVI LIST"),
        ("head.gif", b"GIF89a\x10\x00\x10\x00"),
        ("text.mjpeg", b"This is no JPEG."),
        ("head.mjpeg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_what_is_no_clip_is_refused_in_one_line_that_names_it(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImageError) as caught:
        images.load_clip(tmp_path / name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_a_missing_file_a_folder_and_a_strange_name_are_refused(tmp_path):
    (tmp_path / "folder.mp4").mkdir()
    for name in ("missing.mp4", "folder.mp4", "\0.mp4"):
        with pytest.raises(FileError):
            images.load_clip(tmp_path / name)


def test_a_file_whose_name_means_something_to_ffmpeg_is_just_a_file(tmp_path):
    made = written(tmp_path / "plain.avi", "MJPG", pictures(3))
    for name in ("concat:a|b.avi", "%03d.avi", "http___x?.avi"):
        path = made.rename(tmp_path / name)
        assert len(list(images.load_clip(path))) == 3
        made = path


def test_frames_larger_than_the_limit_are_refused(tmp_path, monkeypatch):
    path = written(tmp_path / "large.avi", "MJPG", pictures(2))
    monkeypatch.setattr(images.clip, "MOST_PIXELS", 1000)
    with pytest.raises(ImageError, match="too large"):
        images.load_clip(path)


@pytest.mark.parametrize("name", [*CONTAINERS, "clip.gif", "clip.mjpeg"])
def test_damaged_bytes_end_in_frames_or_in_one_line(name, tmp_path, specimens):
    if name.endswith("gif"):
        whole = gif(tmp_path / name, [50] * 6).read_bytes()
    elif name.endswith("mjpeg"):
        whole = b"".join(list(images.motion_jpeg.split((specimens / "p01/turn.mjpeg").read_bytes(), name))[:3])
    else:
        whole = written(tmp_path / name, CONTAINERS[name][0], pictures(6)).read_bytes()
    path = tmp_path / name

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(cut=st.integers(0, len(whole)), at=st.integers(0, len(whole) - 1), junk=st.binary(min_size=1, max_size=8))
    def holds(cut, at, junk):
        for damaged in (whole[:cut], whole[:at] + junk + whole[at + len(junk) :]):
            path.write_bytes(damaged)
            try:
                frames = list(itertools.islice(images.load_clip(path), 50))
                assert frames
            except CounterfoilError as refused:
                assert "\n" not in str(refused)  # noqa: PT017 - both ends are right

    holds()


def test_nothing_is_written_to_standard_error(tmp_path):
    whole = written(tmp_path / "whole.mp4", "mp4v", pictures(10, 128)).read_bytes()
    (tmp_path / "hurt.mp4").write_bytes(whole[:200] + bytes(400) + whole[600:])
    (tmp_path / "head.webm").write_bytes(b"\x1a\x45\xdf\xa3" + bytes(40))
    program = (
        "import sys; from pathlib import Path; from counterfoil import images\n"
        "for path in sys.argv[1:]:\n"
        "    try:\n        list(images.load_clip(Path(path)))\n"
        "    except images.loading.ImageError:\n        pass\n"
    )
    files = [str(tmp_path / name) for name in ("whole.mp4", "hurt.mp4", "head.webm")]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, *files], capture_output=True, text=True, timeout=300, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
