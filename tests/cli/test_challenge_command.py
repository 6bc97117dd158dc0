"""``counterfoil challenge`` and a clip given to ``counterfoil verify``."""

import json

import jsonschema
import pytest

from counterfoil.liveness import load_challenge
from tools.make_reference import FOLDER


def test_a_new_challenge_is_one_that_can_be_read_and_another_each_time(run, tmp_path):
    for name in ("one.json", "two.json"):
        ended = run("challenge", "new", "--out", name, "--without", "nod")
        assert (ended.code, ended.out, ended.err) == (0, "", "")
    one, two = (load_challenge(tmp_path / name) for name in ("one.json", "two.json"))
    assert one.id != two.id
    assert "nod" not in {asked.step.value for asked in one.steps}


@pytest.mark.parametrize("without", [["jump"], ["nod", "blink", "turn_left"]])
def test_an_impossible_challenge_is_refused_in_one_line_and_nothing_is_written(without, run, tmp_path):
    ended = run("challenge", "new", "--out", "c.json", *(part for step in without for part in ("--without", step)))
    assert ended.code == 2
    assert ended.one_line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("as_a_process")
def test_a_clip_with_its_challenge_is_verified(run, specimens, tmp_path):
    steps = [{"step": "turn_left", "revealed": 0.2, "window": 2.0}]
    (tmp_path / "c.json").write_text(json.dumps({"version": 1, "id": "0" * 32, "steps": steps}))
    given = ("--document", specimens / "p01/document-flat.jpg", "--probe", specimens / "p01/turn.mjpeg")
    ended = run("verify", *given, "--challenge", "c.json", "--policy", "remote", "--today", "2026-11-23", "--json")
    result = json.loads(ended.out)
    schema = json.loads((FOLDER / "verification.schema.json").read_text("utf-8"))
    jsonschema.validate(result, schema, jsonschema.Draft202012Validator)
    assert ended.err == ""
    assert result["liveness"] == {"challenge": "0" * 32, "steps": steps}
    assert result["evidence"]["probe"]["format"] == "MJPEG"
    outcomes = {check["id"]: check["outcome"] for check in result["checks"]}
    assert outcomes["liveness.challenge"] == "passed"
    assert outcomes["liveness.source"] == "not_run"
    assert result["decision"] != "accept"


@pytest.mark.parametrize(("name", "content"), [("c.json", "{}"), ("c.json", "no JSON"), ("missing.json", None)])
def test_a_bad_challenge_ends_with_2_and_is_named(name, content, run, specimens, tmp_path):
    if content is not None:
        (tmp_path / name).write_text(content)
    given = ("--document", specimens / "p01/document-flat.jpg", "--probe", specimens / "p01/turn.mjpeg")
    ended = run("verify", *given, "--challenge", name)
    assert ended.code == 2
    assert name in ended.one_line
    assert ended.out == ""


def test_a_damaged_clip_ends_with_2_and_is_named(run, specimens, tmp_path):
    (tmp_path / "cut.mjpeg").write_bytes((specimens / "p01/turn.mjpeg").read_bytes()[:30_000])
    ended = run("verify", "--document", specimens / "p01/document-flat.jpg", "--probe", "cut.mjpeg")
    assert ended.code == 2
    assert "cut.mjpeg" in ended.one_line
