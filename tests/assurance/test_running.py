import os
import re
import sqlite3
import stat
from pathlib import Path

import cv2
import numpy as np
import pytest

from counterfoil import assurance, face, images
from counterfoil.assurance import Which, WorkFile, read_pairs
from counterfoil.assurance.work_file import NAME, Sight
from counterfoil.errors import FileError
from tests.assurance.lists import write_list

CROP = np.random.default_rng(4).integers(0, 256, (112, 112, 3), np.uint8)
SEEN = Sight("", CROP, CROP[::-1], {"face.size": "passed"}, {"sharpness": 75}, {"read": (1.0, 2.0)})


def run(listed, folder, out, networks, which=Which.LARGEST):
    with WorkFile(out, assurance.versions(networks, which)) as work:
        return assurance.run(listed, folder, which, [networks], work, show_worst=True, told=lambda *_: None)


@pytest.fixture(scope="module")
def small(specimens, tmp_path_factory, networks):
    """Ten pictures: four that serve, and what goes wrong."""
    folder = tmp_path_factory.mktemp("pairs")
    for name in ("p01/portrait", "p01/selfie-1", "p02/portrait", "p02/selfie-1"):
        (folder / f"{name.replace('/', '-')}.jpg").symlink_to(specimens / f"{name}.jpg")
    (folder / "copy.jpg").write_bytes((specimens / "p01/portrait.jpg").read_bytes())
    (folder / "noise.txt").write_text("no picture")
    images_ = np.zeros((200, 200, 3), np.uint8)
    cv2.imwrite(str(folder / "black.png"), images_)
    rows = [
        ("a", "b", "same"),
        ("p01-portrait.jpg", "p01-selfie-1.jpg", 1),
        ("p02-portrait.jpg", "p02-selfie-1.jpg", 1),
        ("p01-portrait.jpg", "p02-selfie-1.jpg", 0),
        ("p01-selfie-1.jpg", "p02-selfie-1.jpg", 0),
        ("p01-portrait.jpg", "copy.jpg", 1),
        ("p01-portrait.jpg", "missing.jpg", 1),
        ("p01-portrait.jpg", "noise.txt", 0),
        ("p02-portrait.jpg", "black.png", 0),
        ("copy.jpg", "p01-selfie-1.jpg", 0),
    ]
    listed = read_pairs(write_list(folder / "pairs.csv", rows))
    return listed, folder, run(listed, folder, folder, networks)


def test_pairs_come_out_as_one_comparison_would(small, specimens, networks):
    _, _, found = small
    portrait, probe = (
        face.find(images.load(specimens / name), networks)[0] for name in ("p01/portrait.jpg", "p02/selfie-1.jpg")
    )
    similarity = face.compare(portrait, probe, networks).similarity
    assert any(
        (one.a, one.b) == ("p01-portrait.jpg", "p02-selfie-1.jpg")
        and one.similarity == pytest.approx(similarity, abs=1e-6)
        for one in found.worst.impostor
    )


def test_the_first_of_a_pair_is_restored_as_a_portrait_and_the_second_is_not(specimens, networks, tmp_path):
    grey = images.load(specimens / "p01/portrait.jpg").pixels.astype(np.float32)
    faint = (0.25 * grey + 150).clip(0, 255).astype(np.uint8)
    cv2.imwrite(str(tmp_path / "faint.png"), faint[..., ::-1])
    selfie = os.path.relpath(specimens / "p01/selfie-1.jpg", tmp_path)
    scores = {}
    for pair in (("faint.png", selfie), (selfie, "faint.png")):
        listed = read_pairs(write_list(tmp_path / "pairs.csv", [("a", "b", "same"), (*pair, 1)]))
        scores[pair] = run(listed, tmp_path, tmp_path, networks).worst.genuine[0].similarity
        portrait, probe = (face.find(images.load(tmp_path / name), networks)[0] for name in pair)
        assert scores[pair] == pytest.approx(face.compare(portrait, probe, networks).similarity, abs=1e-6)
    first, second = scores.values()
    assert abs(first - second) > 1e-3


def test_what_cannot_be_used_is_counted_and_ends_nothing(small):
    _, _, found = small
    assert found.acquisition.reasons == {"face_not_found": 1, "file_unusable": 1, "image_unusable": 1}
    assert (found.acquisition.failed.errors, found.acquisition.pictures) == (3, 8)
    assert found.pairs.not_acquired == 3
    assert found.pairs.same_picture == 1
    assert found.pairs.disagreeing == 1
    assert (found.pairs.genuine, found.pairs.impostor) == (2, 2)


def test_discarding_is_shown_by_the_unified_quality_with_and_without_the_networks_answer(small, specimens, networks):
    _, _, found = small
    assert [one.quality for one in found.measured.discard] == [
        "unified quality before a comparison",
        "with the network's own answer",
    ]
    picture = images.load(specimens / "p01/selfie-1.jpg")
    scores = [face.unified(face.components(face.find(picture, networks), picture))]
    assert min(scores) >= found.measured.discard[0].points[0].quality


def test_times_are_measured_by_stage(small):
    _, _, found = small
    assert [times.stage for times in found.latency.cpu_ms] == ["read", "find", "judge", "template"]
    assert all(0 < times.median <= times.p99 for times in found.latency.cpu_ms)


def test_a_second_run_looks_at_no_picture_again(small, networks, monkeypatch):
    listed, folder, first = small
    monkeypatch.setattr(face, "find", lambda *_: pytest.fail("looked again"))
    again = run(listed, folder, folder, networks)
    assert again.acquisition == first.acquisition
    assert again.measured.sold == first.measured.sold
    assert again.worst == first.worst


def test_what_another_version_saw_is_not_trusted(small, networks, monkeypatch):
    listed, folder, _ = small
    looked = []
    find = face.find
    monkeypatch.setattr(face, "find", lambda *given: looked.append(1) or find(*given))
    run(listed, folder, folder, networks, which=Which.CENTRAL)
    assert looked


def test_a_crop_comes_back_as_it_was_and_the_owner_alone_may_read_it(tmp_path):
    with WorkFile(tmp_path, {"v": "1"}) as work:
        work.keep("d" * 64, SEEN)
        back, restored = work.crops(iter([("d" * 64, False), ("d" * 64, True)]))
        assert np.array_equal(back, CROP)
        assert np.array_equal(restored, CROP[::-1])
        assert work.restored() == {"d" * 64}
        assert work.get("e" * 64) is None
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {0o600}
    with WorkFile(tmp_path, {"v": "1"}) as work:
        kept = work.get("d" * 64)
    assert (kept.outcomes, kept.components, kept.took) == (SEEN.outcomes, SEEN.components, SEEN.took)
    with WorkFile(tmp_path, {"v": "2"}) as work:
        assert work.get("d" * 64) is None
    work.remove()
    assert list(tmp_path.iterdir()) == []


def test_no_template_is_ever_in_the_work_file(small):
    """Nothing in it is as long as a template but the crops, and those are pictures."""
    _, folder, _ = small
    with sqlite3.connect(folder / NAME) as base:
        rows = base.execute("SELECT failure, crop, found FROM picture").fetchall()
    assert len(rows) >= 5
    for failure, crop, found in rows:
        assert (crop is None) == bool(failure)
        assert crop is None or crop.startswith(b"\x89PNG")
        assert len(found) < 1500
        assert not re.search(r"\[(\s*-?\d+(\.\d+)?\s*,){3}", found)


def test_a_damaged_work_file_is_begun_anew(tmp_path):
    (tmp_path / NAME).write_bytes(b"no database" * 500)
    with WorkFile(tmp_path, {}) as work:
        work.keep("d" * 64, SEEN)
        assert work.get("d" * 64)


def test_two_runs_in_one_folder_do_not_mix(tmp_path):
    with WorkFile(tmp_path, {}), pytest.raises(FileError, match="another assessment is writing there"):
        WorkFile(tmp_path, {}).__enter__()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    with pytest.raises(FileError, match=r"assessing\.sqlite"):
        WorkFile(tmp_path / "missing", {}).__enter__()


def test_the_middle_face_is_taken_when_it_is_meant(specimens, networks, tmp_path):
    large = images.load(specimens / "p01/portrait.jpg").pixels
    small_ = cv2.resize(images.load(specimens / "p02/portrait.jpg").pixels, None, fx=0.6, fy=0.6)
    height = max(len(large), len(small_))
    padded = [np.pad(one, ((0, height - len(one)), (0, 0), (0, 0)), mode="edge") for one in (large, small_, large)]
    cv2.imwrite(str(tmp_path / "three.png"), np.concatenate(padded, axis=1)[..., ::-1])
    target = Path(os.path.relpath(specimens / "p02/portrait.jpg", tmp_path))
    listed = read_pairs(write_list(tmp_path / "pairs.csv", [("a", "b", "same"), ("three.png", target, 1)]))
    scores = [
        run(listed, tmp_path, tmp_path, networks, which=which).worst.genuine[0].similarity
        for which in (Which.LARGEST, Which.CENTRAL)
    ]
    largest, central = scores
    assert central > 0.6
    assert largest < 0.4
