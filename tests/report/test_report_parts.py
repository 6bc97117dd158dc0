"""The parts of the report: words, colours, bars, the curve."""

import re
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.checks import QUESTIONS, Check, Outcome
from counterfoil.document import Edit, MrzReading, PartialDate
from counterfoil.document.mrz import parse
from counterfoil.document.mrz.interpreting import Cause
from counterfoil.face import calibration
from counterfoil.reasons import Reason
from counterfoil.report import curve, scales, words, zone


@pytest.mark.parametrize(
    ("rate", "said"), [(1.0, "1 in 1"), (0.1, "1 in 10"), (1e-4, "1 in 10,000"), (1 / 1234567, "1 in 1,200,000")]
)
def test_a_rate_is_said_as_people_do(rate, said):
    assert words.one_in(rate) == said


@pytest.mark.parametrize(
    ("rate", "interval", "said"),
    [
        (1e-3, (5e-4, 2e-3), "about 1 in 1,000 (between 1 in 2,000 and 1 in 500)"),
        (1e-3, (9.99e-4, 1.001e-3), "about 1 in 1,000"),
        (1e-6, (0.0, 2e-6), "fewer than 1 in 500,000"),
    ],
)
def test_how_alike_two_faces_are_is_said_with_its_uncertainty(rate, interval, said):
    assert words.odds(rate, interval) == said


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (PartialDate(1974, 8, 12), "12 August 1974"),
        (PartialDate(1974, 8, None), "August 1974, day not stated"),
        (PartialDate(1974, None, None), "1974, month and day not stated"),
        (PartialDate(None, 8, 12), "year not stated"),
        (None, "not stated"),
    ],
)
def test_a_birth_date_says_what_the_document_leaves_out(born, said):
    assert words.birth_day(born) == said


def test_a_day_is_written_so_that_no_month_is_taken_for_it():
    assert words.day(date(2031, 4, 5)) == "5 April 2031"


@pytest.mark.parametrize(
    ("check", "measured", "needed"),
    [
        (Check("document.expiry", Outcome.PASSED, 1969, 0), "1,969 days left", "at least 0"),
        (Check("document.expiry", Outcome.FAILED, -400, 0), "400 days past", "at least 0"),
        (Check("document.age", Outcome.PASSED, None, 18), "", "18 years or more"),
        (Check("face.single", Outcome.FAILED, 2, 1), "2", "exactly 1"),
        (Check("face.pose", Outcome.PASSED, 6, 20), "6 degrees off straight", "at most 20"),
        (Check("face.exposure", Outcome.PASSED, 0.021, 0.2), "2.1 % of the face without detail", "at most 20.0 %"),
        (Check("face.match", Outcome.PASSED, 0.8123, 0.3996), "0.812 similarity", "at least 0.400"),
        (Check("document.kind", Outcome.PASSED), "", ""),
    ],
)
def test_a_score_is_said_with_its_unit_and_what_is_needed(check, measured, needed):
    assert (scales.measured(check), scales.needed(check)) == (measured, needed)


def test_scales_exist_only_for_checks_that_exist():
    assert set(scales.SCALES) <= set(QUESTIONS)


DRAWN = sorted(name for name, scale in scales.SCALES.items() if not scale.odds)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(DRAWN))
def test_a_bar_stays_within_its_frame(score, threshold, name):
    bar = scales.bar(Check(name, Outcome.FAILED, score, threshold))
    assert 0 <= bar.filled <= 100
    assert 0 <= bar.line <= 100


def test_a_rate_is_said_and_not_drawn():
    check = Check("screening.hits", Outcome.INCONCLUSIVE, 0.002, 0.01)
    assert scales.bar(check) is None
    assert scales.measured(check).startswith("1 in 500")


def test_a_check_says_why_only_when_it_did_not_pass():
    assert words.why(Check("document.expiry", Outcome.PASSED)) == ""
    failed = Check("document.expiry", Outcome.FAILED, reasons=(Reason.DOCUMENT_EXPIRED,))
    assert words.why(failed) == Reason.DOCUMENT_EXPIRED.detail


@given(st.floats(-1, 1))
def test_the_mark_of_a_comparison_lies_on_the_side_of_the_threshold_that_decides(similarity):
    table = calibration()
    drawn = curve.draw(table, 1e-4, similarity)
    assert drawn.passed is (similarity >= table.threshold(1e-4))
    assert 0 <= drawn.here.at <= 100
    assert 0 <= drawn.height <= 100
    if drawn.passed:
        assert drawn.here.at >= drawn.threshold.at
    else:
        assert drawn.here.at <= drawn.threshold.at


def test_the_curve_falls_to_the_right():
    drawn = curve.draw(calibration(), 1e-4, None)
    places = [tuple(map(float, place.split(","))) for place in drawn.line.removeprefix("M").split("L")]
    assert places == sorted(places)
    assert [y for _, y in places] == sorted(y for _, y in places)
    assert drawn.here is None


LINES = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")  # Doc 9303-4


def zone_read(raw, lines):
    mrz = parse(lines, date(2026, 11, 23))
    edits = [
        Edit(row, at, old, new, 1.0, Cause.FORMAT)
        for row, (before, after) in enumerate(zip(raw, lines, strict=True))
        for at, (old, new) in enumerate(zip(before, after, strict=True))
        if old != new
    ]
    return zone.zone(MrzReading(tuple(raw), mrz, mrz, tuple(edits), (), doubtful=False))


def changed(lines):
    return [piece.text for line in lines for piece in line if piece.changed]


def test_what_was_repaired_is_marked_on_both_texts_and_nothing_else_is():
    shown = zone_read((LINES[0].replace("UTO", "UT0"), LINES[1].replace("740812", "74O8I2")), LINES)
    assert changed(shown.read) == ["0", "O", "I"]
    assert changed(shown.repaired) == ["O", "0", "1"]
    assert tuple("".join(piece.text for piece in line) for line in shown.repaired) == LINES
    assert shown.remark.startswith("3 characters were put right")


def test_a_zone_that_was_read_as_it_is_has_no_marks():
    shown = zone_read(LINES, LINES)
    assert changed(shown.read) == []
    assert shown.edits == 0
    assert {finding.state for finding in shown.findings} == {"passed"}


def test_a_check_digit_that_disagrees_says_what_would_be_right():
    wrong = (LINES[0], LINES[1].replace("L898902C36", "L898902C37"))
    failed = [finding.sentence for finding in zone_read(wrong, wrong).findings if finding.state == "failed"]
    assert "The check digit over the document number is 7, but 6 would be right." in failed


def test_a_field_that_holds_what_it_may_not_is_named():
    wrong = (LINES[0], LINES[1].replace("UTO740812", "QQQ740812"))
    assert any("nationality" in finding.sentence for finding in zone_read(wrong, wrong).findings)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TONES = ("accept", "refer", "retry", "reject")
PAIRS = [
    *((text, ground) for text in ("ink", "soft") for ground in ("paper", "card", "wash")),
    *((text, f"{tone}-wash") for tone in TONES for text in ("ink", "soft", tone)),
    *(("on", tone) for tone in TONES),
    ("ink", "mark"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_asks_of_it(scheme):
    style = (resources.files("counterfoil.report") / "templates" / "report.css").read_text("utf-8")
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]))
    assert {
        pair: _contrast(tokens[pair[0]], tokens[pair[1]])
        for pair in PAIRS
        if _contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5
    } == {}
