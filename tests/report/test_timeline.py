"""The timeline shows the whole clip, each step where it was asked for, and breaks where nothing was measured."""

import re

import pytest

from counterfoil import images
from counterfoil.decision import load_policy
from counterfoil.liveness import Asked, Challenge, Findings, Point, Step
from counterfoil.report import render, timeline
from counterfoil.verification import verify

CHALLENGE = Challenge("0" * 32, (Asked(Step.NOD, 1.0, 9.0), Asked(Step.TURN_LEFT, 3.0, 2.0)))


def findings(points, challenge=CHALLENGE):
    return Findings((), tuple(points), None, challenge)


def straight(at):
    return Point(float(at), 0.0, 0.0, 1.0, 1.0)


def test_steps_lie_where_they_were_asked_for_and_end_when_the_next_begins():
    drawn = timeline.draw(findings(straight(at) for at in range(11)))
    assert [(window.left, window.width, window.label) for window in drawn.windows] == [
        (10.0, 20.0, "nod"),
        (30.0, 20.0, "turn left"),
    ]


def test_a_line_breaks_where_no_face_was_seen():
    points = [straight(0), straight(1), Point(2.0, None, None, None, None), straight(3), straight(4)]
    drawn = timeline.draw(findings(points))
    assert [row.line.count("M") for row in drawn.rows] == [2, 2, 2, 2]


def test_every_place_lies_in_the_drawing_however_far_a_head_turns():
    points = [Point(float(at), 90.0 * (-1) ** at, -90.0, 0.0, 9.0) for at in range(5)]
    drawn = timeline.draw(findings(points))
    numbers = [float(number) for row in drawn.rows for number in re.findall(r"[\d.]+", row.line)]
    assert min(numbers) >= 0
    assert max(numbers) <= 100


@pytest.mark.parametrize("without", [findings([straight(0)]), findings([straight(0), straight(1)], None)])
def test_there_is_none_without_frames_or_without_a_challenge(without):
    assert timeline.draw(without) is None


def test_the_report_of_a_clip_shows_it_in_words_too(networks, specimens, accepted):
    clip = images.load_clip(specimens / "p01" / "turn.mjpeg")
    page = images.load(specimens / "p01" / "document-flat.jpg")
    challenge = Challenge("0" * 32, (Asked(Step.TURN_LEFT, 0.2, 2.0),))
    shown = render(verify(page, clip, load_policy("bank"), accepted.today, networks, challenge=challenge))
    assert "Asked for: turn left at 0.2 s." in shown
    assert "What the bearer was asked to do" in shown
    assert "What the bearer was asked to do" not in render(accepted)
