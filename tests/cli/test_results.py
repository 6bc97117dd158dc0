"""What the commands print of a verification, a document and a pair of faces, as text and as JSON."""

import json
import stat

import jsonschema
import pytest
from PIL import Image

from counterfoil import cli
from counterfoil.checks import QUESTIONS
from counterfoil.reasons import Reason
from tools.make_reference import FOLDER

TODAY = ("--today", "2026-11-23")


def schema(name):
    return json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))


@pytest.fixture
def call(specimens, capsys):
    """Run a command in this process; names of specimens become their paths."""

    def call(*arguments):
        paths = [specimens / f"{one}.jpg" if str(one).startswith("p0") else one for one in arguments]
        code = cli.main([str(one) for one in paths])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def verify(call):
    def verify(document, probe, *options):
        return call("verify", "--document", f"p01/{document}", "--probe", f"{probe}/selfie-1", *TODAY, *options)

    return verify


CASES = {
    ("document-perspective", "p01", "bank"): (0, "accept"),
    ("document-perspective", "p05", "bank"): (20, "refer"),
    ("expired-flat", "p01", "bank"): (30, "reject"),
    ("expired-flat", "p01", "border"): (20, "refer"),
    ("document-perspective", "p01", "counter"): (0, "accept"),
    ("portrait", "p01", "bank"): (10, "retry"),
}


@pytest.mark.parametrize(("case", "expected"), CASES.items(), ids=lambda value: "-".join(map(str, value)))
def test_a_decision_is_one_object_of_the_published_shape_and_its_exit_code(case, expected, verify):
    document, probe, policy = case
    code, out, err = verify(document, probe, "--policy", policy, "--json")
    result = json.loads(out)
    jsonschema.validate(result, schema("verification"), jsonschema.Draft202012Validator)
    assert (code, result["decision"]) == expected
    assert (out.count("\n"), err) == (1, "")
    assert {check["id"] for check in result["checks"]} <= set(QUESTIONS)
    assert set(result["reasons"]) <= {reason.code for reason in Reason}
    assert bool(result["reasons"]) is bool(result["advice"]) is (result["decision"] != "accept")


def test_the_document_is_told_field_by_field(verify, specimens):
    truth = json.loads((specimens / "p01" / "truth.json").read_text("utf-8"))
    _, out, _ = verify("document-flat", "p01", "--json")
    document = json.loads(out)["document"]
    assert document["mrz"]["lines"] == truth["mrz"]
    assert document["surname"] == truth["fields"]["mrz_surname"]
    assert document["birth_date"] == truth["fields"]["birth_date"]
    assert document["expiry_date"] == truth["fields"]["expiry_date"]


def test_the_same_evidence_gives_the_same_bytes(verify):
    assert verify("document-flat", "p01", "--json") == verify("document-flat", "p01", "--json", "--threads", "1")


def test_a_person_reads_the_decision_first_then_what_to_do_then_every_check(verify):
    code, out, _ = verify("document-perspective", "p05")
    lines = out.splitlines()
    assert code == 20
    assert lines[0].startswith("A PERSON MUST LOOK. ")
    assert lines[1].startswith("Next: ")
    for question in ("Is the bearer the holder?", "Is the document still valid?"):
        assert question in out
    assert Reason.FACE_DIFFERENT.detail.split(maxsplit=1)[0] in out
    assert "ARDEN" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("document", ["document-perspective", "expired-flat"])
def test_the_counter_learns_the_answer_and_nothing_else(document, verify, specimens, tmp_path):
    name = "truth.json" if document.startswith("document") else "expired-truth.json"
    truth = json.loads((specimens / "p01" / name).read_text("utf-8"))
    report = tmp_path / "report.html"
    said = []
    for form in ((), ("--json",)):
        _, out, _ = verify(document, "p01", "--policy", "counter", "--report", str(report), *form)
        said += [out, report.read_text("utf-8")]
    fields = truth["fields"]
    secrets = (fields["mrz_surname"], "SOLENE", fields["document_number"], *truth["mrz"], fields["birth_date"][:4])
    for text in said:
        assert [secret for secret in secrets if secret in text] == []
    result = json.loads(said[2])
    assert result["document"] is None
    assert {check["score"] for check in result["checks"] if check["id"].startswith("document.")} == {None}


def test_the_counter_says_in_words_whether_the_holder_is_old_enough(verify):
    _, out, _ = verify("document-perspective", "p01", "--policy", "counter")
    assert "the holder is 18 or older" in out


def test_a_report_is_written_whole_and_for_its_owner_only(verify, tmp_path):
    report = tmp_path / "report.html"
    _, _, err = verify("document-flat", "p01", "--report", str(report))
    assert report.read_text("utf-8").rstrip().endswith("</html>")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert err == f"counterfoil: report written: {report}\n"
    assert list(tmp_path.iterdir()) == [report]


def test_documents_are_read_a_line_each_in_the_published_shape(call, specimens):
    code, out, _ = call("document", "read", "p01/document-flat", "p01/selfie-1", "p02/document-flat", "--json", *TODAY)
    first, faceless, second = (json.loads(line) for line in out.splitlines())
    for line in (first, faceless, second):
        jsonschema.validate(line, schema("document-read"), jsonschema.Draft202012Validator)
    assert code == 0
    assert first["file"] == str(specimens / "p01" / "document-flat.jpg")
    assert (first["mrz"]["format"], first["mrz"]["valid"], second["mrz"]["format"]) == ("TD3", True, "TD1")
    assert faceless["mrz"] is None
    left, top, right, bottom = first["portrait"]["box"]
    assert left < right
    assert top < bottom


def test_a_document_is_read_to_a_person(call, specimens):
    truth = json.loads((specimens / "p01" / "truth.json").read_text("utf-8"))
    code, out, _ = call("document", "read", "p01/document-flat", *TODAY)
    assert code == 0
    assert all(line in out for line in truth["mrz"])
    assert "17 April 1991" in out


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_file_name_that_no_encoding_can_write_ends_nothing(form, run, specimens, tmp_path):
    name = "Zo\udceb \x1b[31m.jpg"  # a byte that is no UTF-8, and a terminal code
    (tmp_path / name).write_bytes((specimens / "p01" / "portrait.jpg").read_bytes())
    ended = run("document", "read", name, *form, setting={"PYTHONIOENCODING": "ascii"})
    assert (ended.code, ended.err) == (0, "")
    assert "\x1b" not in ended.out
    assert "Zo\\udceb" in ended.out


def test_a_picture_without_a_zone_is_read_as_such(call):
    code, out, _ = call("document", "read", "p01/selfie-1")
    assert code == 0
    assert "No machine-readable zone could be read." in out


@pytest.mark.parametrize(("b", "code", "match"), [("p01/portrait", 0, True), ("p02/portrait", 30, False)])
def test_two_faces_are_compared_in_the_published_shape(b, code, match, call):
    ended, out, err = call("face", "compare", "p01/selfie-1", b, "--json")
    result = json.loads(out)
    jsonschema.validate(result, schema("face-compare"), jsonschema.Draft202012Validator)
    assert (ended, result["match"], err) == (code, match, "")


def test_a_picture_without_a_face_is_compared_with_nothing(call, tmp_path):
    Image.new("RGB", (300, 300), "grey").save(tmp_path / "blank.png")
    code, out, _ = call("face", "compare", "p01/selfie-1", tmp_path / "blank.png", "--json")
    result = json.loads(out)
    jsonschema.validate(result, schema("face-compare"), jsonschema.Draft202012Validator)
    assert (code, result["similarity"], result["match"]) == (10, None, None)


@pytest.mark.parametrize(("b", "headline"), [("p01/portrait", "MATCH."), ("p02/portrait", "NO MATCH.")])
def test_a_comparison_is_told_to_a_person(b, headline, call):
    _, out, _ = call("face", "compare", "p01/selfie-1", b)
    assert out.startswith(headline)
    assert "pairs of different people" in out


def test_the_quality_of_a_picture_is_one_object_of_the_published_shape(call):
    code, out, err = call("face", "quality", "p01/selfie-1", "p01/document-flat", "--json")
    assert (code, err, out.count("\n")) == (0, "", 2)
    for line in out.splitlines():
        result = json.loads(line)
        jsonschema.validate(result, schema("face-quality"), jsonschema.Draft202012Validator)
        assert 0 <= result["unified"] <= 100
        assert len(result["components"]) == 26


def test_a_picture_without_a_face_has_no_quality_and_a_file_without_a_picture_does_not_stop_the_rest(
    call, tmp_path, specimens
):
    blank, text = tmp_path / "blank.png", tmp_path / "notes.jpg"
    Image.new("RGB", (64, 64)).save(blank)
    text.write_text("no picture")
    code, out, err = call("face", "quality", blank, text, specimens / "p01" / "selfie-1.jpg", "--json")
    empty, broken, good = map(json.loads, out.splitlines())
    assert (code, err.count("\n")) == (2, 1)
    assert (empty["unified"], empty["components"], empty["error"]) == (None, [], None)
    assert broken["error"]["message"] in err
    assert good["unified"] is not None
    for result in (empty, broken, good):
        jsonschema.validate(result, schema("face-quality"), jsonschema.Draft202012Validator)


def test_the_quality_of_a_picture_is_told_component_by_component(call):
    code, out, _ = call("face", "quality", "p01/selfie-1")
    assert code == 0
    assert "of 100." in out.splitlines()[0]
    for word in ("Illumination uniformity", "Eyes visible", "Head pose yaw", "Are the eyes open?"):
        assert word in out
