"""Who may open the live socket, what may be sent, and how it ends when something else is."""

import io
import struct
from threading import Event

import pytest
from deployment import eventually
from live_page import PATIENCE
from PIL import Image

from counterfoil.liveness import Prompt
from counterfoil.service.live import limits
from counterfoil.service.live.running import Running


def jpeg(width: int = 64, height: int = 48) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), (120, 130, 140)).save(made, "JPEG")
    return made.getvalue()


def claiming(width: int, height: int) -> bytes:
    """Return a small JPEG whose header claims to be large."""
    coded = bytearray(jpeg())
    at = coded.index(b"\xff\xc0")
    coded[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(coded)


def test_without_a_session_nobody_comes_in(deployment, live):
    with deployment.page() as stranger, live(stranger) as page:
        assert page.closed() == (4401, "credentials_invalid")


def test_a_page_of_another_origin_does_not_come_in(consented, live):
    consented.headers["Origin"] = "https://evil.example"
    with live(consented) as page:
        assert page.closed() == (4403, "origin_refused")


def test_before_consent_no_frame_is_looked_at(browser, live):
    with live(browser) as page:
        page.say(do="watch", shows="page")
        assert page.closed() == (4409, "state_conflict")


def test_on_the_way_without_biometrics_no_frame_is_looked_at(consented, live):
    consented.post("/v1/capture/manual")
    with live(consented) as page:
        page.say(do="begin")
        assert page.closed() == (4409, "state_conflict")


def test_the_newest_socket_of_a_verification_is_its_only_one_and_takes_no_other_place(deployment, consented, live):
    with live(consented) as first:
        assert first.ask(do="begin")["kind"] == "begun"
        free = deployment.app.state.live_places.challenges_free
        for _ in range(3):
            with live(consented) as second:
                assert second.ask(do="begin")["kind"] == "begun"
                assert first.closed() == (4409, "taken_over")
                assert eventually(lambda: deployment.app.state.live_places.challenges_free == free)


def test_a_window_that_was_left_behind_does_not_come_in(deployment, consented, live):
    with deployment.opened(consented.post("/v1/capture/handoff").json()["url"]), live(consented) as page:
        assert page.closed() == (4403, "session_follows")


@pytest.mark.parametrize("message", [{"do": "watch", "shows": "face"}, {"do": "begin"}], ids=lambda one: one["do"])
def test_a_socket_that_was_open_before_is_of_no_use_once_its_person_went_on_elsewhere(
    deployment, consented, live, message
):
    with live(consented) as page:
        assert page.ask(do="stop") == {"kind": "stopped"}
        with deployment.opened(consented.post("/v1/capture/handoff").json()["url"]):
            page.say(**message)
            assert page.closed() == (4403, "session_follows")


@pytest.mark.parametrize("shows", ["page", "card_front", "card_back", "face"])
def test_every_frame_is_answered_with_one_hint(consented, live, shows):
    with live(consented) as page:
        assert page.ask(do="watch", shows=shows) == {"kind": "watching", "shows": shows}
        said = page.show(jpeg(320, 240))
        assert said["kind"] == "guidance"
        assert not said["ready"]


def test_a_frame_before_anything_was_said_is_passed_over(consented, live):
    with live(consented) as page:
        assert page.show(jpeg()) == {"kind": "passed_over"}


@pytest.mark.parametrize("before", [{"do": "watch", "shows": "page"}, {"do": "begin"}], ids=lambda one: one["do"])
@pytest.mark.parametrize("after", [{"do": "watch", "shows": "face"}, {"do": "stop"}], ids=lambda one: one["do"])
def test_frames_that_were_under_way_when_something_else_was_said_are_answered_too(consented, live, before, after):
    sent = 12
    with live(consented) as page:
        page.ask(**before)
        for _ in range(sent):
            page.socket.send(jpeg(640, 480))
        page.say(**after)
        page.socket.send(jpeg(640, 480))
        heard = [page.hear()["kind"] for _ in range(sent + 2)]
        assert page.ask(do="stop") == {"kind": "stopped"}  # and nothing else
    assert sorted(set(heard) - {"passed_over", "guidance", "prompt"}) == [
        "stopped" if after["do"] == "stop" else "watching"
    ]


@pytest.mark.parametrize("state", ["over", "done"])
def test_what_a_frame_of_a_challenge_that_was_broken_off_came_to_does_not_end_the_next_one(
    consented, live, monkeypatch, state
):
    looking, on = Event(), Event()

    def slow(*_) -> Prompt:
        looking.set()
        assert on.wait(PATIENCE)
        return Prompt(state, None, 4, 4, None)

    with live(consented) as page:
        assert page.ask(do="begin") == {"kind": "begun"}
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(Running, "see", slow)
            page.socket.send(jpeg())
            assert looking.wait(PATIENCE)
        assert page.ask(do="stop") == {"kind": "stopped"}
        assert page.ask(do="begin") == {"kind": "begun"}
        on.set()
        assert page.hear() == {"kind": "passed_over"}
        assert page.show(jpeg())["kind"] == "prompt"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "watch",
        "[]",
        "{}",
        '{"do": "fly"}',
        '{"do": "watch"}',
        '{"do": "watch", "shows": "wallet"}',
        '{"do": "watch", "shows": "face", "and": 1}',
        '{"do": "begin", "without": "nod"}',
        '{"do": "begin", "without": ["fly"]}',
        '{"do": "cannot"}',
        "[" * 500,
        '{"do": "stop", "x": "' + "y" * 5000 + '"}',
        "\u202e\x00",
    ],
)
def test_what_the_socket_does_not_know_ends_it_with_a_code(consented, live, caplog, text):
    with live(consented) as page:
        page.socket.send(text)
        assert page.closed() == (4422, "request_invalid")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize(
    ("frame", "ended"),
    [
        (b"", (4422, "image_unusable")),
        (b"GIF89a" + b"\0" * 100, (4422, "image_unusable")),
        (b"\xff\xd8", (4422, "image_unusable")),
        (b"\xff\xd8\xff\xd9", (4422, "image_unusable")),
        (jpeg()[:-40], (4422, "image_unusable")),
        (jpeg() + jpeg(), (4422, "image_unusable")),
        (jpeg() + b"<?php", (4422, "image_unusable")),
        (jpeg() + b"\0" * limits.FRAME_BYTES, (4413, "body_too_large")),
        (claiming(60_000, 60_000), (4413, "body_too_large")),
        (b"\xff\xd8" + b"\xff\xc0\x00\x02" * 50 + b"\xff\xd9", (4422, "image_unusable")),
    ],
)
@pytest.mark.parametrize("doing", [{"do": "watch", "shows": "page"}, {"do": "begin"}])
def test_what_is_no_frame_ends_the_socket_with_a_code(consented, live, caplog, frame, ended, doing):  # noqa: PLR0917
    with live(consented) as page:
        page.ask(**doing)
        page.socket.send(frame)
        assert page.closed() == ended
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_message_that_is_larger_than_any_frame_is_not_even_read_whole(consented, live):
    with live(consented) as page:
        page.ask(do="watch", shows="face")
        page.socket.send(b"\xff\xd8" + b"\0" * 400 * 1024)
        assert page.closed()[0] == 1009


def test_a_flood_of_frames_ends_the_socket(consented, live, frame_clock):
    frame_clock.step = 0.0
    with live(consented) as page:
        page.ask(do="watch", shows="face")
        for _ in range(limits.BURST + 1):
            page.socket.send(jpeg())
        assert page.closed() == (4429, "too_many_requests")


@pytest.mark.parametrize("limit", ["IDLE", "LONGEST"])
def test_a_socket_does_not_stay_open_for_ever(consented, live, monkeypatch, limit):
    monkeypatch.setattr(limits, limit, 0.2)
    with live(consented) as page:
        assert page.closed() == (4408, "too_long")


def test_a_session_that_ended_meanwhile_captures_nothing(consented, live):
    with live(consented) as page:
        page.ask(do="watch", shows="face")
        consented.post("/v1/capture/manual")
        page.say(do="begin")
        assert page.closed() == (4409, "state_conflict")
