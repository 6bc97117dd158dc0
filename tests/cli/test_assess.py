"""``counterfoil assess`` as a shell sees it: its files, its refusals, and what a kill leaves behind."""

import json
import os
import signal
import stat
import subprocess
import time
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper

import jsonschema
import pytest
from shell import COMMAND

from counterfoil import cli
from counterfoil.assurance import limits
from tests.assurance.lists import write_list
from tools.make_reference import FOLDER

FILES = {"report.html", "metrics.json", "model-card.md"}
PEOPLE = [f"p{number:02d}" for number in range(1, 7)]


def rows(specimens, people=PEOPLE):
    """Two pictures a person, all pairs, with a label for each side."""
    pictures = [(person, specimens / person / f"{name}.jpg") for person in people for name in ("portrait", "selfie-1")]
    yield ("a", "b", "same", "row_a", "row_b")
    for number, (first, a) in enumerate(pictures):
        for second, b in pictures[number + 1 :]:
            yield (a, b, int(first == second), *("odd" if int(one[1:]) % 2 else "even" for one in (first, second)))


@pytest.fixture(autouse=True)
def few_replicates(monkeypatch):
    """Intervals are tested elsewhere; those of a thousand replicates take a while."""
    monkeypatch.setattr(limits, "REPLICATES", 40)


@pytest.fixture
def pairs(specimens, tmp_path):
    return write_list(tmp_path / "pairs.csv", rows(specimens))


@pytest.fixture(scope="module")
def whole(specimens, tmp_path_factory):
    """A run that nothing disturbed: its folder, and what it said."""
    folder = tmp_path_factory.mktemp("whole")
    listed = write_list(folder / "pairs.csv", rows(specimens))
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(limits, "REPLICATES", 40)
        code = cli.main(["assess", str(listed), "--out", str(folder / "out")])
    said, noted = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))
    return folder / "out", code, said, noted


@pytest.fixture
def call(capsys):
    def call(*arguments):
        code = cli.main([str(one) for one in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def metrics(folder):
    return json.loads((folder / "metrics.json").read_text("utf-8"))


def without_times(found):
    return {key: value for key, value in found.items() if key != "latency"}


def test_three_files_are_written_in_the_published_shape_and_nothing_else_is_left(whole):
    folder, code, out, err = whole
    assert code == 0
    assert out.splitlines()[-1] == f"Report: {folder / 'report.html'}"
    assert all(line.startswith("counterfoil: ") for line in err.splitlines())
    assert {path.name for path in folder.iterdir()} == FILES
    found = metrics(folder)
    schema = json.loads((FOLDER / "metrics.schema.json").read_text("utf-8"))
    jsonschema.validate(found, schema, jsonschema.Draft202012Validator)
    assert (found["pairs"]["genuine"], found["pairs"]["impostor"], found["people"]) == (6, 60, 6)
    assert found["failure_to_acquire"] == 0
    assert set(found["fnmr_at_fmr"]) == {"1e-2", "1e-3", "1e-4", "1e-5", "1e-6"}
    assert found["fnmr_at_fmr"]["1e-3"]["fnmr"] is None
    assert "not measurable" in found["fnmr_at_fmr"]["1e-3"]["reason"]
    assert found["groups"]["row"]["sided"]
    assert found["attacks"] is None
    assert {"counterfoil", "pipeline", "sface"} <= set(found["versions"])


def test_no_score_of_a_pair_and_no_name_of_a_file_is_written_unless_it_is_asked_for(pairs, whole, tmp_path, call):
    for name in FILES:
        assert "selfie-1" not in (whole[0] / name).read_text("utf-8")
    _, out, _ = call("assess", pairs, "--out", tmp_path / "asked", "--worst", "--json")
    assert "selfie-1" in (tmp_path / "asked" / "report.html").read_text("utf-8")
    assert without_times(metrics(tmp_path / "asked")) == without_times(metrics(whole[0]))
    assert json.loads(out) == metrics(tmp_path / "asked")
    assert out.count("\n") == 1


@pytest.fixture
def many(specimens, tmp_path):
    """A list of so many pictures that looking at them takes several times the second between two commits."""
    listed = [("a", "b", "same")]
    for number in range(8):
        for person in PEOPLE:
            pair = [tmp_path / f"{person}-{name}-{number}.jpg" for name in ("portrait", "selfie-1")]
            for copy, name in zip(pair, ("portrait", "selfie-1"), strict=True):
                # What follows the end of a JPEG is never read, and makes another digest.
                copy.write_bytes((specimens / person / f"{name}.jpg").read_bytes() + bytes([number]))
            listed.append((*pair, 1))
    return write_list(tmp_path / "many.csv", listed)


def test_a_killed_run_goes_on_and_comes_to_the_same_result(many, tmp_path, call, store):
    assert not store.missing(["sface"])
    whole, out = tmp_path / "whole", tmp_path / "killed"
    assert call("assess", many, "--out", whole)[0] == 0
    running = subprocess.Popen([COMMAND, "assess", many, "--out", out], stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    work = out / "assessing.sqlite-wal"
    deadline = time.monotonic() + 300
    while (
        running.poll() is None and time.monotonic() < deadline and not (work.exists() and work.stat().st_size > 60_000)
    ):
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert {path.name for path in out.iterdir()} & FILES == set()
    assert work.exists()
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    code, _, _ = call("assess", many, "--out", out)
    assert code == 0
    assert {path.name for path in out.iterdir()} == FILES
    assert without_times(metrics(out)) == without_times(metrics(whole))


def test_lists_that_miss_a_kind_or_have_nothing_still_give_a_report(specimens, tmp_path, call):
    everything = list(rows(specimens, PEOPLE[:2]))
    for name, kept in (("genuine", 1), ("nothing", None)):
        listed = [everything[0], *(row for row in everything[1:] if row[2] == kept)]
        code, _, _ = call("assess", write_list(tmp_path / f"{name}.csv", listed), "--out", tmp_path / name)
        assert code == 0
        found = metrics(tmp_path / name)
        assert found["eer"] is None
        assert "Too few pairs to check the thresholds" in (tmp_path / name / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "pairs.csv is empty"),
        ("1.jpg,2.jpg,1\n", "pairs.csv, line 1: there is no column 'a'"),
        ("a,b,same\n1.jpg,2.jpg,yes\n", "pairs.csv, line 2: 'same' is 'yes'"),
        ("a,b,same\n1.jpg,2.jpg\n", "pairs.csv, line 2: 2 columns"),
    ],
)
def test_a_wrong_list_is_one_line_and_leaves_nothing(text, said, tmp_path, call):
    (tmp_path / "pairs.csv").write_text(text)
    code, out, err = call("assess", tmp_path / "pairs.csv", "--out", tmp_path / "out")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not (tmp_path / "out").exists()


def test_wrong_rows_are_skipped_when_asked_and_said_with_their_lines(pairs, tmp_path, call):
    with pairs.open("a") as file:
        file.write("x.jpg,y.jpg,perhaps,odd,odd\n")
    assert call("assess", pairs, "--out", tmp_path / "out")[0] == 2
    code, _, _ = call("assess", pairs, "--out", tmp_path / "out", "--skip-wrong-rows")
    assert code == 0
    assert metrics(tmp_path / "out")["pairs"]["wrong"] == 1
    assert "line 68" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_an_unknown_choice_of_face_is_one_line(pairs, tmp_path, call):
    code, _, err = call("assess", pairs, "--out", tmp_path / "out", "--face", "prettiest")
    assert code == 2
    assert "Choose largest or central" in err


def test_a_folder_that_cannot_be_written_is_found_out_before_the_work(pairs, tmp_path, run):
    (tmp_path / "closed").mkdir(mode=0o500)
    ended = run("assess", pairs, "--out", tmp_path / "closed", without="permissions")
    assert ended.code == 2
    assert "cannot be written" in ended.one_line


def test_attacks_are_presented_and_counted(pairs, specimens, tmp_path, call):
    challenge = {"version": 1, "id": "0" * 32, "steps": [{"step": "turn_right", "revealed": 0.0, "window": 4.0}]}
    (tmp_path / "challenge.json").write_text(json.dumps(challenge))
    clip = os.path.relpath(specimens / "p01" / "turn.mjpeg", tmp_path)  # it turns left
    listed = [
        ("clip", "challenge", "species", "reference"),
        (clip, "challenge.json", "wrong <order>", specimens / "p01" / "portrait.jpg"),
        (clip, "challenge.json", "bona fide", ""),
        ("missing.mp4", "challenge.json", "wrong <order>", ""),
    ]
    attacks = write_list(tmp_path / "attacks.csv", listed)
    code, _, _ = call("assess", pairs, "--out", tmp_path / "out", "--attacks", attacks)
    assert code == 0
    found = metrics(tmp_path / "out")["attacks"]
    (species,) = found["species"]
    assert (species["species"], species["apcer"]["errors"], species["apcer"]["trials"]) == ("wrong <order>", 0, 1)
    assert (species["iapar"]["rate"], species["iapar"]["trials"]) == (0, 1)
    assert (found["bpcer"]["errors"], found["bpcer"]["trials"]) == (1, 1)
    assert found["unread"] == {"file_unusable": 1}
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "wrong &lt;order&gt;" in report
    assert "wrong <order>" not in report
