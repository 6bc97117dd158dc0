import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tools.specimens.backdrops import backdrop
from tools.specimens.casting import choose, replacements, tone
from tools.specimens.likeness import Likeness
from tools.specimens.makehuman import load_fitting, load_mesh, load_target
from tools.specimens.perspective import homography, laid, moved
from tools.specimens.pose import Neck, rotation
from tools.specimens.shots import CLIPS, ROOMS, blink, closer, nod, selfies, turn

SQUARE = ((0.0, 0.0), (100.0, 0.0), (100.0, 80.0), (0.0, 80.0))
ANGLES = st.floats(-40, 40)


def person(seed, body, skins):
    return Likeness(
        seed=seed,
        body=body,
        age=0.3,
        weight=0.0,
        builds=(1.0, 0.0, 0.0),
        targets=(),
        skins=skins,
        blend=0.5,
        tint=(1.0, 1.0, 1.0),
        hair="shaved",
        hair_colour=(0.0, 0.0, 0.0),
        brows="eyebrow001",
        eyes="brown",
        beard=0.0,
        clothes="suit",
    )


def test_a_homography_takes_each_corner_where_it_should_go():
    slanted = ((10.0, 12.0), (190.0, 4.0), (170.0, 150.0), (20.0, 140.0))
    assert np.allclose(moved(homography(SQUARE, slanted), SQUARE), slanted)


def test_a_page_is_laid_where_its_corners_are_told_to_be():
    page = Image.new("RGBA", (100, 80), (200, 10, 10, 255))
    laid_out = laid(page, homography(SQUARE, ((50, 60), (150, 60), (150, 140), (50, 140))), (200, 200))
    assert laid_out.getchannel("A").point(lambda level: 255 * (level > 127)).getbbox() == (50, 60, 150, 140)


def test_a_garment_hangs_on_the_body_in_every_way_that_its_file_can_say(tmp_path):
    file = tmp_path / "hat.mhclo"
    file.write_text(
        "# a comment\nobj_file hat.obj\nx_scale 0 1 2.0\ny_scale 0 2 1.0\nz_scale 0 3 1.0\n"
        "verts 0\nmaterial hat.mhmat\n"
        "0 1 2 0.5 0.5 0.0 1.0 0.0 0.0\n3\ndelete_verts\n4 6 - 8\n"
    )
    body = np.array([[0.0, 0, 0], [4, 0, 0], [0, 1, 0], [0, 0, 1]])
    hat = load_fitting(file)
    assert hat.drape(body).tolist() == [[4.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    assert hat.hidden == {4, 6, 7, 8}
    assert hat.mesh_file == tmp_path / "hat.obj"


def test_a_mesh_keeps_faces_texture_and_groups(tmp_path):
    file = tmp_path / "box.obj"
    file.write_text("v 0 0 0\nv 2 0 0\nv 2 2 0\nvt 0 0\nvt 1 0\nvt 1 1\ng joint\nf 1/1 2/2 3/3\n")
    box = load_mesh(file)
    assert (box.faces, box.face_uv, box.groups) == (((0, 1, 2),), ((0, 1, 2),), ("joint",))
    assert box.group_centre("joint", box.vertices * 3).tolist() == pytest.approx([4.0, 2.0, 0.0])


def test_a_target_is_read_as_vertices_and_offsets(tmp_path):
    file = tmp_path / "nose.target"
    file.write_text("# comment\n7 0.1 0 -0.2\n9 1 2 3\n")
    nose = load_target(file)
    assert nose.at.tolist() == [7, 9]
    assert nose.offsets.tolist() == [[0.1, 0.0, -0.2], [1.0, 2.0, 3.0]]


@given(ANGLES, ANGLES, ANGLES)
def test_a_turned_head_keeps_its_shape_and_leaves_the_chest_almost_where_it_was(yaw, pitch, roll):
    neck = Neck(np.array([0.0, 5.9, 0.1]), np.array([0.0, 7.0, 0.2]))
    head = np.array([[0.3, 7.3, 1.4], [-0.3, 7.3, 1.4], [0.0, 8.4, 0.4]])
    chest = np.array([[1.0, 4.0, 0.5]])
    turned = neck.turned(head, yaw, pitch, roll)
    spans = [np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1) for points in (head, turned)]
    assert np.allclose(*spans)
    assert np.allclose(np.linalg.det(rotation(yaw, pitch, roll)), 1)
    assert np.linalg.norm(neck.turned(chest, yaw, pitch, roll) - chest) < 0.15


def test_a_head_turn_goes_from_one_side_to_the_other_and_a_blink_opens_again():
    yaws = [shot.yaw for shot in turn(5)]
    closures = [dict(shot.expression)["eye-left-closure"] for shot in blink(5)]
    assert (yaws[0], yaws[-1]) == (-35.0, 35.0)
    assert yaws == sorted(yaws)
    assert (closures[0], max(closures), closures[-1]) == (0.0, 1.0, 0.0)


def test_a_nod_goes_down_and_coming_closer_changes_the_perspective():
    pitches = [shot.pitch for shot in nod(5)]
    assert (pitches[0], pitches[-1]) == (-5.0, 20.0)
    assert pitches == sorted(pitches)
    first, last = closer(5)[0], closer(5)[-1]
    assert (first.distance, first.field) == (6.0, 4.5)
    assert first.distance / last.distance == pytest.approx(1.5)
    assert first.field / last.field == pytest.approx(1.5)


@given(st.integers(0, 10_000))
def test_all_clips_of_a_person_share_light_place_and_camera_and_are_metered_on_a_face_that_looks_ahead(seed):
    frames = [shot for clip in CLIPS for shot in clip.frames(seed)]
    assert len({(shot.light, shot.backdrop, shot.size, shot.samples) for shot in frames}) == 1
    for metered in (clip.frames(seed)[clip.metered] for clip in CLIPS):
        assert abs(metered.yaw) < 3
        assert (metered.distance, abs(metered.pitch) < 0.1) == (6.0, True)


@given(st.integers(0, 10_000))
def test_the_first_selfie_is_easy_and_none_turns_away_too_far(seed):
    shots = selfies(seed, "long01")
    assert abs(shots[0].yaw) <= 3
    assert not shots[0].glasses
    assert sum(shot.glasses for shot in shots) == 1
    assert all(abs(shot.yaw) <= 20 for shot in shots)


@pytest.mark.parametrize("place", [*ROOMS, "street", "plain"])
def test_a_backdrop_is_the_same_for_the_same_seed(place):
    assert backdrop(place, (60, 80), "a").tobytes() == backdrop(place, (60, 80), "a").tobytes()


def test_the_choice_avoids_people_who_look_alike():
    skins = [("skin03-male-middle", "skin04-male-middle"), ("skin01-male-middle", "skin06-male-young"),
             ("skin03-male-middle", "skin01-male-middle")]  # fmt: skip
    people = [person(n, ("female", "male")[n % 2], skins[n // 2 % 3]) for n in range(24)]
    similarity = np.full((24, 24), 0.2)
    similarity[:8, :8] = 0.9
    chosen = choose(people, similarity, 12, seed=1, rounds=20)
    assert len(set(chosen)) == 12
    assert sum(n < 8 for n in chosen) <= 1
    assert {tone(people[n]) for n in chosen} == {"light", "dark", "blend"}


def test_people_are_replaced_by_those_least_like_the_rest_and_one_another():
    near = np.array([0.30, 0.20, 0.22, 0.24, 0.90])
    among = np.full((5, 5), 0.1)
    among[1, 2] = among[2, 1] = 0.8
    assert replacements(near, among, 2) == [1, 3]


def test_replacing_more_people_than_go_together_is_refused():
    with pytest.raises(ValueError, match="no 3 candidates"):
        replacements(np.array([0.2, 0.2, 0.2]), np.full((3, 3), 0.9), 3)
