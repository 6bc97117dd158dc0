"""The clips of tools/attacks: what the challenge asks for, what each species is made of, and the same each time."""

import csv
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil import face, images
from counterfoil.liveness import load_challenge
from tools.attacks import camera
from tools.attacks.__main__ import main
from tools.attacks.acting import act
from tools.attacks.bank import GRID, Bank
from tools.attacks.edits import Staging, reordered
from tools.attacks.eyes import eyes
from tools.attacks.measuring import Verdict, table
from tools.attacks.motion import AXES, STEPS, draw_script, perform, times
from tools.attacks.sheets import Pose, Sheet, focal, lay, texels
from tools.attacks.species import SPECIES
from tools.attacks.video import CODECS, Clip, read_clip, write_clip

SIZE = (240, 320)
ANGLES = st.floats(-40, 40)


def rng(seed=3):
    return np.random.Generator(np.random.PCG64(seed))


@pytest.fixture(scope="module")
def bank(specimens):
    return Bank("p05", specimens)


@pytest.fixture(scope="module")
def other(specimens):
    return Bank("p02", specimens)


@pytest.fixture
def small(monkeypatch):
    """All cameras have small pictures, to be quick."""
    monkeypatch.setattr(camera, "SIZES", (SIZE,))


def staged(bank, other, steps=("turn_left",), seed=3):
    return Staging(bank, other, draw_script(steps, rng(seed)), rng(seed))


@given(st.lists(st.sampled_from(STEPS), min_size=1, max_size=6), st.integers(0, 2**32))
def test_everyone_answers_each_step_after_it_is_shown_and_does_one_thing_at_a_time(steps, seed):
    script = draw_script(steps, rng(seed))
    movements = perform(script, rng(seed))
    asked = [movement for movement in movements if movement.reach != 1.0 or movement.axis != "blink"]
    assert [movement.axis for movement in asked] == [AXES[step] for step in steps]
    assert all(movement.start > cue.at for movement, cue in zip(asked, script.cues, strict=True))
    assert all(one.end < after.start for one, after in pairwise(movements))
    assert all(m.share(m.start) == m.share(m.end) == 0 and m.share(m.there) == 1 for m in movements)


def test_left_is_the_persons_own(bank):
    script = draw_script(("turn_left", "turn_right"), rng())
    left, right = perform(script, rng())[0], next(m for m in perform(script, rng()) if m.reach < 0)
    assert (left.axis, right.axis) == ("turn", "turn")
    assert left.reach > 0
    hair = [bank.show("turn", yaw).astype(int) for yaw in (-30, 30)]
    assert np.abs(hair[0] - hair[1]).mean() > 5


@pytest.mark.parametrize("axis", GRID)
def test_a_pose_between_two_frames_is_nearer_to_both_than_they_are_to_each_other(bank, axis):
    before, after = GRID[axis][2], GRID[axis][3]
    one, between, next_one = (bank.show(axis, v).astype(int) for v in (before, (before + after) / 2, after))
    apart = np.abs(one - next_one).mean()
    assert 0 < np.abs(one - between).mean() < apart
    assert 0 < np.abs(next_one - between).mean() < apart


def test_who_waits_looks_ahead(bank):
    script = draw_script(("nod",), rng())
    at = times(script, 10)
    shown = act(bank, (), at, rng())
    ahead = bank.show("turn", 0.0).astype(int)
    assert len(shown) == len(at)
    assert max(np.abs(frame - ahead).mean() for frame in shown) < np.abs(bank.show("turn", 12.0) - ahead).mean()


@pytest.mark.parametrize("still", [0, 1])
@pytest.mark.parametrize("person", ["p03", "p08", "p12"])
def test_the_eyes_are_where_the_face_mesh_finds_them(specimens, networks, person, still):
    bank = Bank(person, specimens)
    picture = images.load((bank.portrait, bank.selfies[0])[still])
    found = face.find(picture, networks)[0]
    right, left = (found.landmarks[list(ends), :2].mean(axis=0).tolist() for ends in ((33, 133), (263, 362)))
    height, width = picture.pixels.shape[:2]
    at = eyes(bank, still)
    x, y = (right[0] + left[0]) / 2, (right[1] + left[1]) / 2
    assert (at.x * width, at.y * height) == pytest.approx((x, y), abs=0.1 * (left[0] - right[0]))
    assert at.apart * width == pytest.approx(left[0] - right[0], rel=0.1)


@given(ANGLES, ANGLES, ANGLES, st.floats(20, 60))
def test_a_flat_sheet_is_a_plane_to_the_camera(yaw, pitch, roll, z):
    length, pose, sheet = focal(SIZE, 55), Pose(1.0, -2.0, z, yaw, pitch, roll), Sheet(12.0, 16.0)
    across, down = texels(sheet, pose, length, SIZE)
    at = np.array([[20.0, 30.0], [200.0, 50.0], [220.0, 290.0], [30.0, 280.0], [120.0, 160.0]], np.float32)
    paper = np.array([[across[int(y), int(x)], down[int(y), int(x)]] for x, y in at], np.float32)
    matrix = cv2.getPerspectiveTransform(at[:4], paper[:4])
    assert cv2.perspectiveTransform(at[None, 4:], matrix)[0, 0] == pytest.approx(paper[4], abs=1e-2)


@settings(max_examples=25)
@given(ANGLES, st.floats(-30, 30), st.floats(7, 16))
def test_a_bent_sheet_lies_on_its_cylinder(yaw, pitch, radius):
    length, pose, sheet = focal(SIZE, 55), Pose(0.0, 0.0, 40.0, yaw, pitch), Sheet(12.0, 16.0, radius)
    across, down = texels(sheet, pose, length, SIZE)
    there = (abs(across) < 0.8 * radius) & (abs(down) < 8)
    angle = across[there] / radius
    on_paper = np.stack([radius * np.sin(angle), down[there], radius * (1 - np.cos(angle))], axis=1)
    x, y, z = (on_paper @ pose.rotation().T + (pose.x, pose.y, pose.z)).T
    rows, columns = np.nonzero(there)
    assert there.sum() > 100
    assert np.abs(x / z * length + 119.5 - columns).max() < 0.01
    assert np.abs(y / z * length + 159.5 - rows).max() < 0.01


def test_a_sheet_that_faces_the_picture_s_right_shows_its_left_half_larger():
    checked = np.zeros((160, 120, 3), np.uint8)
    checked[:, :60] = 255
    sheet = Sheet(12, 16)
    for yaw, wider in ((30, True), (-30, False)):
        seen, where = lay(checked, sheet, texels(sheet, Pose(0, 0, 30, yaw), focal(SIZE, 55), SIZE))
        inside = where > 127
        left = (seen[..., 0] > 127) & inside
        assert (left.sum() > 0.5 * inside.sum()) == wider


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("species", SPECIES)
def test_the_same_seed_gives_the_same_clip(bank, other, species):
    steps = ("blink", "nod") if species in {"replay", "wrong_order"} else ("blink",)
    one, again = (SPECIES[species](staged(bank, other, steps)) for _ in range(2))
    assert one.rate == again.rate
    assert all(np.array_equal(*pair) for pair in zip(one.frames, again.frames, strict=True))
    assert {frame.shape for frame in one.frames} == {(320, 240, 3)}


@pytest.mark.usefixtures("small")
def test_another_seed_gives_another_clip(bank, other):
    one, another = (SPECIES["bona fide"](staged(bank, other, ("blink",), seed)) for seed in (3, 4))
    assert not np.array_equal(one.frames[0], another.frames[0])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(3))
def test_a_loop_comes_again_with_some_period(bank, other, seed):
    looped = SPECIES["loop"](staged(bank, other, ("turn_left", "nod"), seed))
    frames = np.array([cv2.resize(frame, (24, 32), interpolation=cv2.INTER_AREA) for frame in looped.frames], float)
    periods = range(round(looped.rate), len(frames) - round(looped.rate))
    apart = [np.abs(frames[period:] - frames[:-period]).mean() for period in periods]
    assert min(apart) < 0.3 * np.median(apart)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(3))
def test_a_swap_shows_both_people_and_a_bona_fide_clip_one(bank, other, seed):
    def distance(species, person):
        face_at = (slice(130, 190), slice(95, 145))
        ahead = person.show("turn", 0.0)[face_at].astype(int)
        frames = SPECIES[species](staged(bank, other, ("nod", "blink"), seed)).frames
        return min(np.abs(frame[face_at] - ahead).mean() for frame in frames)

    assert distance("swap", bank) < 0.6 * distance("bona fide", other)
    assert distance("swap", other) < 0.6 * distance("bona fide", other)


@given(st.lists(st.sampled_from(STEPS), min_size=2, max_size=6).filter(lambda s: len(set(s)) > 1), st.integers(0, 99))
def test_another_order_has_the_same_steps_at_the_same_times(steps, seed):
    script = draw_script(steps, rng(seed))
    shuffled = reordered(script, rng(seed))
    assert shuffled.steps != script.steps
    assert sorted(shuffled.steps) == sorted(script.steps)
    assert replace(shuffled, cues=()) == replace(script, cues=())


@pytest.mark.parametrize("suffix", CODECS)
def test_a_clip_survives_its_file(bank, tmp_path, suffix):
    clip = Clip(tuple(bank.show("turn", yaw) for yaw in range(-20, 20, 4)), 10.0)
    write_clip(clip, tmp_path / f"a{suffix}")
    back = read_clip(tmp_path / f"a{suffix}")
    assert (len(back.frames), back.rate) == (10, pytest.approx(10))
    assert max(np.abs(a.astype(int) - b).mean() for a, b in zip(clip.frames, back.frames, strict=True)) < 6


@pytest.mark.usefixtures("small")
def test_a_set_is_listed_with_its_challenges_and_made_only_once(specimens, tmp_path, capsys):
    command = ["make", "--out", str(tmp_path / "set"), "--specimens", str(specimens)]
    assert main([*command, "--people", "p01", "--species", "bona fide", "still"]) == 0
    with (tmp_path / "set" / "ATTACKS.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["species"] for row in rows] == ["bona fide", "still"]
    for row in rows:
        assert images.load_clip(tmp_path / "set" / row["clip"]).format in {"MP4", "MATROSKA", "AVI"}
        assert len(load_challenge(tmp_path / "set" / row["challenge"]).steps) >= 4
        assert (tmp_path / "set" / row["reference"]).resolve() == (specimens / "p01" / "portrait.jpg").resolve()
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "set").glob("*-*")}
    main([*command, "--people", "p01", "--species", "bona fide", "still"])
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "set").glob("*-*")} == before
    assert "2 clips" in capsys.readouterr().out


def test_the_table_counts_attacks_that_pass_and_people_who_are_taken_for_attacks():
    verdicts = [
        Verdict("a", "still", {"liveness.depth": "failed", "liveness.challenge": "inconclusive"}, {}),
        Verdict("b", "still", {}, {}),
        Verdict("c", "bona fide", {}, {}),
        Verdict("d", "bona fide", {"liveness.challenge": "inconclusive"}, {}),
    ]
    lines = table(verdicts).splitlines()
    assert lines[2] == "| still | 2 | 1 | 0 | 50.0 (9.5-90.5) | depth 1, challenge 1 |"
    assert lines[-1] == "| bona fide | 2 | 0 | 1 | 0.0 (0.0-65.8) | challenge 1 |"
