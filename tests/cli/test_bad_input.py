"""Whatever is handed over by mistake ends in one clear line, the right exit code, and nothing left behind."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from counterfoil import cli
from counterfoil.models import REGISTRY

ZONE = (94, 745, 1212, 841)
"""Where the two lines are in the flat scan of the first specimen, in pixels: truth.json says so."""


@pytest.fixture
def page(specimens):
    return specimens / "p01" / "document-flat.jpg"


@pytest.fixture
def selfie(specimens):
    return specimens / "p01" / "selfie-1.jpg"


def _text(folder: Path) -> Path:
    path = folder / "notes.jpg"
    path.write_text("This is no picture.")
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.jpg"
    path.touch()
    return path


def _truncated(folder: Path) -> Path:
    path = folder / "half.jpg"
    Image.effect_noise((400, 300), 60).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def _directory(folder: Path) -> Path:
    path = folder / "folder.jpg"
    path.mkdir()
    return path


def _missing(folder: Path) -> Path:
    return folder / "nowhere.jpg"


def _locked(folder: Path) -> Path:
    path = folder / "locked.jpg"
    Image.new("RGB", (40, 30)).save(path)
    path.chmod(0)
    return path


UNREADABLE = [_text, _empty, _truncated, _directory, _missing, _locked]


@pytest.mark.parametrize("made", UNREADABLE, ids=lambda made: made.__name__)
def test_a_file_that_cannot_be_read_is_named_and_ends_with_2(made, run, tmp_path, selfie):
    wrong = made(tmp_path)
    before = sorted(tmp_path.iterdir())
    ended = run("verify", "--document", wrong, "--probe", selfie, "--report", "report.html", without="permissions")
    assert ended.code == 2
    assert wrong.name in ended.one_line
    assert ended.out == ""
    assert sorted(tmp_path.iterdir()) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF", b"BM", b"%PDF-1.7"]),
)
def test_bytes_that_are_no_picture_are_never_a_defect(content, start, tmp_path, capsys):
    (tmp_path / "any.jpg").write_bytes(start + content)
    assert cli.main(["verify", "--document", str(tmp_path / "any.jpg"), "--probe", str(tmp_path / "any.jpg")]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_read(run, tmp_path, page):
    ended = run("document", "read", _text(tmp_path), page, "--json")
    unreadable, read = map(json.loads, ended.out.splitlines())
    assert ended.code == 2
    assert "notes.jpg" in ended.one_line
    assert (unreadable["mrz"], unreadable["error"]["code"]) == (None, "image_unusable")
    assert (read["mrz"]["valid"], read["error"]) == (True, None)


@pytest.mark.usefixtures("as_a_process")
def test_a_policy_with_a_typo_is_told_with_its_place(run, tmp_path, page, selfie):
    policy = tmp_path / "mine.toml"
    policy.write_text('nmae = "mine"\n')
    ended = run("verify", "--document", page, "--probe", selfie, "--policy", policy)
    assert ended.code == 2
    assert "mine.toml" in ended.one_line
    assert "did you mean 'name'?" in ended.one_line


def test_a_policy_that_does_not_exist_is_told_with_those_that_do(run, page, selfie):
    ended = run("verify", "--document", page, "--probe", selfie, "--policy", "bnak")
    assert ended.code == 2
    assert "bank, border, counter" in ended.one_line


@pytest.mark.usefixtures("as_a_process")
def test_a_missing_model_names_the_command_that_gets_it(run, tmp_path, page, selfie):
    ended = run("verify", "--document", page, "--probe", selfie, setting={"COUNTERFOIL_MODELS": str(tmp_path)})
    assert ended.code == 2
    assert "counterfoil models get" in ended.one_line
    assert all(name in ended.one_line for name in REGISTRY)


def test_an_altered_model_is_refused(run, tmp_path, store, page, selfie):
    for name, model in REGISTRY.items():
        (tmp_path / model.file).write_bytes(store.path(name).read_bytes() if name != "yunet" else bytes(model.size))
    ended = run("verify", "--document", page, "--probe", selfie, setting={"COUNTERFOIL_MODELS": str(tmp_path)})
    assert ended.code == 2
    assert "yunet" in ended.one_line


def test_a_report_that_cannot_be_written_is_told_before_anything_is_read(run, tmp_path):
    ended = run("verify", "--document", "no.jpg", "--probe", "no.jpg", "--report", tmp_path / "none" / "report.html")
    assert ended.code == 2
    assert "report.html: there is no folder" in ended.one_line
    ended = run("verify", "--document", "no.jpg", "--probe", "no.jpg", "--report", tmp_path)
    assert (ended.code, "this is a folder" in ended.one_line) == (2, True)


def test_a_report_never_replaces_what_is_to_be_read(run, tmp_path, page, selfie):
    copy = tmp_path / "page.jpg"
    copy.write_bytes(page.read_bytes())
    ended = run("verify", "--document", copy, "--probe", selfie, "--report", copy)
    assert ended.code == 2
    assert "page.jpg: this is one of the pictures to read" in ended.one_line
    assert copy.read_bytes() == page.read_bytes()


def test_a_report_in_a_folder_without_permission_is_told_before_anything_is_read(run, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    target = locked / "report.html"
    ended = run("verify", "--document", "no.jpg", "--probe", "no.jpg", "--report", target, without="permissions")
    assert ended.code == 2
    assert "report.html: cannot be written (Permission denied)" in ended.one_line


def test_a_full_disk_keeps_the_old_report_and_leaves_no_half_of_a_new_one(run, tmp_path, page, selfie):
    report = tmp_path / "report.html"
    report.write_text("the old one")
    ended = run("verify", "--document", page, "--probe", selfie, "--report", report, without="disk")
    assert ended.code == 2
    assert "report.html: cannot be written (File too large)" in ended.one_line
    assert ended.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert report.read_text() == "the old one"


def test_a_probe_without_a_face_is_asked_for_again(run, tmp_path, page):
    wall = tmp_path / "wall.jpg"
    Image.effect_noise((640, 480), 12).convert("RGB").save(wall)
    ended = run("verify", "--document", page, "--probe", wall, "--json")
    assert ended.code == 10
    assert "face_not_found" in json.loads(ended.out)["reasons"]


@pytest.mark.usefixtures("as_a_process")
def test_a_probe_with_two_faces_is_asked_for_again(run, tmp_path, page, specimens):
    two = Image.new("RGB", (960, 640))
    for number, person in enumerate(("p01", "p02")):
        two.paste(Image.open(specimens / person / "selfie-1.jpg").resize((480, 640)), (480 * number, 0))
    two.save(tmp_path / "two.jpg")
    ended = run("verify", "--document", page, "--probe", "two.jpg", "--json")
    assert ended.code == 10
    assert json.loads(ended.out)["reasons"][0] == "face_several"


def test_a_document_without_its_zone_is_asked_for_again(run, tmp_path, page, selfie):
    whole = Image.open(page)
    whole.crop((0, 0, whole.width, int(whole.height * 0.6))).save(tmp_path / "upper.png")
    ended = run("verify", "--document", "upper.png", "--probe", selfie, "--json")
    result = json.loads(ended.out)
    assert (ended.code, result["document"]) == (10, None)
    assert {"document_not_found", "document_unreadable"} & set(result["reasons"])


def test_a_document_with_half_its_zone_is_never_accepted(run, tmp_path, page, selfie):
    whole = Image.open(page)
    whole.crop((0, 0, int(whole.width * 0.6), whole.height)).save(tmp_path / "left.png")
    ended = run("verify", "--document", "left.png", "--probe", selfie)
    assert ended.code in {10, 20}
    assert ended.err == ""


def test_a_document_with_an_altered_number_goes_to_a_person_or_is_asked_for_again(run, tmp_path, page, selfie):
    left, top, right, bottom = ZONE
    width, middle = (right - left) / 44, (top + bottom) // 2
    whole = Image.open(page)
    five = whole.crop((int(left + 5 * width), middle, int(left + 6 * width), bottom + 8))  # U7204518K1: the 5
    whole.paste(five, (int(left + 9 * width), middle))  # over its check digit
    whole.save(tmp_path / "altered.png")
    ended = run("verify", "--document", "altered.png", "--probe", selfie, "--json")
    result = json.loads(ended.out)
    assert ended.code in {10, 20}
    assert "document_check_digit" in result["reasons"]
    assert not result["document"]["mrz"]["valid"]
