"""A challenge cannot be known before, leaves nobody stuck, and its file is read strictly."""

import json
import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import ChallengeError, FileError
from counterfoil.liveness import (
    Arrival,
    Asked,
    Capture,
    Challenge,
    Flash,
    Step,
    challenge_json,
    load_challenge,
    new_challenge,
    parse_challenge,
    step_named,
)
from counterfoil.liveness.steps import TURNS

GOOD = {
    "version": 1,
    "id": "00112233445566778899aabbccddeeff",
    "steps": [
        {"step": "turn_left", "revealed": 1.0, "window": 4.0},
        {"step": "nod", "revealed": 4.5, "window": 4.0},
    ],
}


def drawn(seed: int):
    return random.Random(seed).randrange  # noqa: S311 - to be the same each time


def challenges():
    seconds = st.floats(0, 60, allow_nan=False)
    asked = st.builds(Asked, st.sampled_from(Step), seconds, st.floats(0.1, 60))
    steps = st.lists(asked, min_size=1, max_size=6, unique_by=lambda one: one.revealed)
    hexadecimal = st.text("0123456789abcdef", min_size=64, max_size=64)
    arrivals = st.lists(st.builds(Arrival, st.floats(0, 600), hexadecimal), max_size=4).map(tuple)
    level = st.integers(0, 255)
    flashes = st.lists(st.tuples(level, level, level), max_size=4).map(
        lambda colours: tuple(Flash(at / 2, colour) for at, colour in enumerate(colours))
    )
    return st.builds(
        Challenge,
        hexadecimal.map(lambda text: text[:32]),
        steps.map(lambda found: tuple(sorted(found, key=lambda one: one.revealed))),
        flashes,
        st.none() | st.builds(Capture, st.sampled_from(["camera", "file"]), arrivals),
    )


@given(challenges())
def test_a_challenge_that_is_written_and_read_again_is_the_same(challenge):
    assert parse_challenge(challenge_json(challenge).encode(), "a.json") == challenge


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_end_in_one_line(content):
    with pytest.raises(ChallengeError) as caught:
        parse_challenge(content, "any.json")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("any.json: ")


@given(
    st.sampled_from(list(GOOD)),
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.lists(st.integers()),
)
def test_a_wrong_value_is_named_with_its_place(key, value):
    content = json.dumps({**GOOD, key: value}).encode()
    try:
        parse_challenge(content, "a.json")
    except ChallengeError as refused:
        assert str(refused).startswith(f"a.json: {key}")  # noqa: PT017 - some values happen to be right
        assert "\n" not in str(refused)  # noqa: PT017


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"version": 2}, "version: "),
        ({"version": True}, "version: "),
        ({"id": "00"}, "id: "),
        ({"steps": []}, "steps: "),
        ({"nonce": 1}, "nonce: there is no such key"),
        ({"steps": [{"step": "jump", "revealed": 1.0, "window": 1.0}]}, "steps.0.step: "),
        ({"steps": [{"step": "nod", "revealed": -1.0, "window": 1.0}]}, "steps.0.revealed: "),
        ({"steps": [{"step": "nod", "revealed": 1.0}]}, "steps.0.window: this is missing"),
        ({"steps": [{"step": "nod", "revealed": "1", "window": 1.0}]}, "steps.0.revealed: "),
        ({"steps": GOOD["steps"][::-1]}, "steps.1.revealed: this step is not shown after the one before it"),
        ({"flashes": [{"at": 1.0, "colour": [1, 2, 3]}]}, "flashes: there are flashes, but colour is not true"),
        (
            {"colour": True, "flashes": [{"at": at, "colour": [1, 2, 3]} for at in (1.0, 1.2)]},
            "flashes.1.at: less than 0.334 s after the one before it; more than three flashes",
        ),
        ({"capture": {"source": "internet", "frames": []}}, "capture.source: "),
    ],
)
def test_a_mistake_is_one_line_with_its_place(changed, line):
    with pytest.raises(ChallengeError) as caught:
        parse_challenge(json.dumps({**GOOD, **changed}).encode(), "a.json")
    assert f"a.json: {line}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_key_that_stands_twice_is_refused_since_readers_differ_in_which_they_take():
    content = json.dumps(GOOD).replace('"version": 1', '"version": 1, "version": 1')
    with pytest.raises(ChallengeError, match="twice"):
        parse_challenge(content.encode(), "a.json")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b"NaN", b" " * 2_000_000])
def test_what_is_no_challenge_at_all_is_refused(content):
    with pytest.raises(ChallengeError):
        parse_challenge(content, "a.json")


def test_a_missing_file_and_a_folder_are_told_apart_from_a_bad_challenge(tmp_path):
    (tmp_path / "folder.json").mkdir()
    for name in ("missing.json", "folder.json"):
        with pytest.raises(FileError, match=name):
            load_challenge(tmp_path / name)


def test_a_number_without_a_point_is_a_number_of_seconds():
    steps = [{"step": "nod", "revealed": 1, "window": 4}]
    assert parse_challenge(json.dumps({**GOOD, "steps": steps}).encode(), "a.json").steps[0].window == 4


@given(st.integers(0, 10_000), st.sets(st.sampled_from(Step), max_size=2))
def test_a_drawn_challenge_leaves_out_what_the_bearer_cannot_do_and_never_repeats_at_once(seed, without):
    steps = [asked.step for asked in new_challenge(drawn(seed), without=without).steps]
    assert not set(steps) & without
    assert all(before is not after for before, after in pairwise(steps))
    assert without >= TURNS or TURNS & set(steps)


def test_fewer_kinds_of_steps_make_longer_challenges_so_that_as_many_remain_to_be_guessed():
    lengths = [
        len(new_challenge(drawn(1), without=without).steps) for without in ((), (Step.BLINK,), (Step.BLINK, Step.NOD))
    ]
    assert lengths == [4, 4, 6]


def test_who_can_do_too_few_steps_is_seen_by_a_person():
    with pytest.raises(ChallengeError, match="person"):
        new_challenge(drawn(1), without=(Step.BLINK, Step.NOD, Step.TURN_LEFT))


def test_every_order_comes_and_none_much_more_often_than_another():
    orders = Counter(tuple(a.step for a in new_challenge(drawn(seed)).steps) for seed in range(6_000))
    assert len(orders) > 280
    assert max(orders.values()) < 60


def test_no_two_challenges_share_an_id():
    assert len({new_challenge(drawn(seed)).id for seed in range(100)}) == 100


def test_an_unknown_step_is_answered_with_the_known_ones():
    with pytest.raises(ChallengeError, match="turn_left, turn_right, nod, blink, come_closer"):
        step_named("jump")
