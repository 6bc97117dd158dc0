import pytest

from counterfoil.assurance import read_pairs
from tests.assurance.lists import write_list
from tools.pairs import lfw, london


@pytest.fixture
def london_set(tmp_path):
    for person in ("001", "002"):
        for kind in ("neutral", "smiling"):
            (tmp_path / f"{kind}-{person}.jpg").touch()
    write_list(tmp_path / "people.csv", [("face_id", "face_age", "face_eth"), ("001", "34", "x"), ("002", "NA", "y")])
    return tmp_path


def test_all_pairs_of_the_london_set_carry_what_both_people_said(london_set, tmp_path):
    listed = read_pairs(write_list(tmp_path / "out.csv", london(london_set)))
    assert (len(listed.same), int(listed.same.sum()), len(listed.pictures)) == (6, 2, 4)
    assert {group.name: set(group.values) for group in listed.groups} == {"age": {"", "30-39"}, "eth": {"", "x", "y"}}


def test_the_pairs_of_lfw_are_those_of_its_list(tmp_path):
    write_list(tmp_path / "pairs.csv", [("a", "b", "same"), ("images/1.jpg", "images/2.jpg", 1)])
    listed = read_pairs(write_list(tmp_path / "out.csv", lfw(tmp_path)))
    assert listed.pictures == (str(tmp_path / "images/1.jpg"), str(tmp_path / "images/2.jpg"))
