"""The demo needs nothing prepared, and its pictures are those of the tests."""

from pathlib import Path

import pytest

import counterfoil
from counterfoil.cli.scenes import SCENES

PICTURES = Path(counterfoil.__file__).parent / "specimens"


@pytest.mark.usefixtures("as_a_process")
def test_four_verifications_come_out_as_they_should_and_leave_a_report_each(run, tmp_path):
    ended = run("demo", "--out", tmp_path / "new" / "folder")
    assert ended.code == 0, ended.out + ended.err
    assert "All 4 came out as they should." in ended.out
    for scene in SCENES:
        page = tmp_path / "new" / "folder" / f"{scene.name}.html"
        assert page.read_text("utf-8").startswith("<!doctype html>")
        assert str(page) in ended.out


@pytest.mark.parametrize("name", sorted({name for scene in SCENES for name in (scene.document, scene.probe)}))
def test_its_pictures_are_the_specimens_of_the_tests(name, specimens):
    assert (PICTURES / name).read_bytes() == (specimens / name).read_bytes()


def test_it_carries_no_picture_that_it_does_not_show():
    shown = {name for scene in SCENES for name in (scene.document, scene.probe)}
    assert {str(path.relative_to(PICTURES)) for path in PICTURES.rglob("*.jpg")} == shown


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_verified(run, tmp_path):
    (tmp_path / "taken").touch()
    ended = run("demo", "--out", tmp_path / "taken")
    assert (ended.code, ended.out) == (2, "")
    assert "taken: this is a file" in ended.one_line
