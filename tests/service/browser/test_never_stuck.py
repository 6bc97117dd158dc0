"""Whatever does not come, comes late, twice or at the wrong moment: the page goes on, or says which ways there are."""

import pytest
from playwright.sync_api import Page, expect
from scripted import READY, ScriptedSocket
from test_capture_in_browser import agree, hide, texts

SAID = texts("en")
LONG = 31_000
"""Milliseconds after which nobody waits for an answer any more."""
WATCH = {"do": "watch", "shows": "face"}
BEGIN = {"do": "begin", "without": []}


def heading(page: Page, name: str) -> None:
    expect(page.locator("main h1")).to_have_text(SAID[name])


def own(person, method: str, path: str, **more) -> None:
    """Ask as the page does, with its session."""
    headers = {"Counterfoil-Page": "1", "Origin": person.page.url.partition("/verify")[0], **more.pop("headers", {})}
    answer = person.page.request.fetch(path, method=method, headers=headers, **more)
    assert answer.ok, answer.text()


def consent(person, url: str) -> None:
    person.page.goto(url)
    heading(person.page, "consent.heading")
    agreed = {"version": person.page.request.get("/v1/capture").json()["consent"]["version"], "language": "en"}
    own(person, "POST", "/v1/capture/consent", data=agreed)


@pytest.fixture
def before_the_face(link, specimens):
    """Lead somebody to where the camera for their face is started; their document is there already."""
    front = (specimens / "p01" / "document-flat.jpg").read_bytes()

    def led(person, policy: str = "remote") -> None:
        consent(person, link(policy))
        for side in ("front", "back"):
            own(person, "PUT", f"/v1/capture/document/{side}", data=front, headers={"Content-Type": "image/jpeg"})
        person.page.reload()
        heading(person.page, "face.heading")

    return led


@pytest.fixture
def before_the_document(link):
    def led(person) -> None:
        consent(person, link())
        person.page.reload()
        person.page.locator("[data-kind=passport]").click()

    return led


def begin(socket: ScriptedSocket, line: int = 0) -> None:
    """Let the challenge of a line begin."""
    socket.wait_for_a_frame(line)
    socket.say(READY, READY, READY)
    socket.wait_for(BEGIN, line)


def run(socket: ScriptedSocket, page: Page) -> None:
    begin(socket)
    socket.say({"kind": "begun"})
    socket.wait_for_a_frame(beyond=1)
    sent = socket.frames()
    socket.say({"kind": "prompt", "state": "step", "step": "nod", "number": 1, "of": 4})
    expect(page.locator("[data-viewfinder]")).to_have_attribute("data-step", "nod")
    socket.wait_for_a_frame(beyond=sent)


def keep(socket: ScriptedSocket, page: Page) -> None:
    run(socket, page)
    socket.say({"kind": "prompt", "state": "done", "step": None, "number": 4, "of": 4})
    expect(page.locator("[data-hint]")).to_have_text(SAID["challenge.keeping"])


def test_nothing_is_sent_and_no_challenge_begins_while_the_window_is_hidden(window, before_the_face):
    with window(camera=False) as person:
        socket = ScriptedSocket(person.page)
        before_the_face(person)
        person.press(SAID["face.start"])
        socket.wait_for_a_frame()
        hide(person, hidden=True)
        sent = socket.frames()
        socket.say(READY, READY, READY, READY)
        socket.say({"kind": "spent"})
        heading(person.page, "challenge.spent.heading")
        assert [one for one in socket.said[0] if not isinstance(one, bytes)] == [WATCH]
        assert socket.frames() == sent
        assert person.wrong == []


def test_a_challenge_for_which_there_was_no_place_begins_later_though_the_connection_was_lost(window, before_the_face):
    with window(camera=False) as person:
        socket = ScriptedSocket(person.page)
        before_the_face(person)
        person.press(SAID["face.start"])
        begin(socket)
        socket.refusing = True
        socket.say({"kind": "busy", "retry_after": 1})
        socket.break_off(1012)
        expect(person.page.locator("[data-hint]")).to_have_text(SAID["challenge.find"])
        socket.refusing = False
        line = len(socket.said)
        socket.wait_for(WATCH, line)
        begin(socket, line)
        assert person.wrong == []


@pytest.mark.parametrize("phase", [lambda socket, _: begin(socket), run, keep], ids=["beginning", "running", "keeping"])
def test_a_challenge_that_hears_nothing_any_more_ends_and_can_be_made_again(window, before_the_face, phase):
    with window(camera=False) as person:
        person.page.clock.install()
        socket = ScriptedSocket(person.page)
        before_the_face(person)
        person.press(SAID["face.start"])
        phase(socket, person.page)
        person.page.clock.fast_forward(LONG)
        heading(person.page, "challenge.lost.heading")
        line = len(socket.said)
        person.press(SAID["challenge.again"])
        socket.wait_for(WATCH, line)
        assert person.wrong == []


def test_guidance_that_hears_nothing_any_more_connects_again(window, before_the_document):
    with window("desktop", camera=False) as person:
        person.page.clock.install()
        socket = ScriptedSocket(person.page)
        before_the_document(person)
        socket.wait_for_a_frame()
        person.page.clock.fast_forward(LONG)
        expect(person.page.locator("#connection")).to_have_text(SAID["trouble.offline"])
        socket.wait_for({"do": "watch", "shows": "page"}, 1)
        expect(person.page.locator("#connection")).to_be_hidden()
        socket.wait_for_a_frame(1)
        assert person.wrong == []


def test_where_guidance_has_ended_the_page_says_to_take_the_picture_by_hand(window, before_the_document):
    with window("desktop", camera=False) as person:
        socket = ScriptedSocket(person.page)
        before_the_document(person)
        socket.wait_for_a_frame()
        socket.break_off(4409)
        expect(person.page.locator("[data-hint]")).to_have_text(SAID["hint.by_hand"])
        expect(person.page.get_by_text(SAID["document.auto"])).to_be_hidden()
        person.check()
        person.press(SAID["document.shutter"])
        heading(person.page, "document.preview.heading")
        assert person.wrong == []


def test_no_picture_is_taken_by_itself_while_the_window_is_hidden(window, before_the_document):
    with window("desktop", camera=False) as person:
        socket = ScriptedSocket(person.page)
        before_the_document(person)
        socket.wait_for_a_frame()
        hide(person, hidden=True)
        socket.say(READY, READY, READY)
        expect(person.page.locator("[data-hint]")).to_have_text(SAID["hint.ready"])
        heading(person.page, "document.page.heading")
        hide(person, hidden=False)
        socket.wait_for_a_frame(beyond=1)
        socket.say(READY)
        heading(person.page, "document.preview.heading")
        assert person.wrong == []


def test_a_picture_that_the_browser_could_not_make_is_taken_again(window, before_the_document):
    with window("desktop", camera=False) as person:
        person.page.add_init_script("""
            const toBlob = HTMLCanvasElement.prototype.toBlob;
            HTMLCanvasElement.prototype.toBlob = function (done, kind, quality) {
                const failed = quality > 0.9 && !document.documentElement.dataset.failed;
                if (!failed) return toBlob.call(this, done, kind, quality);
                document.documentElement.dataset.failed = "yes";
                setTimeout(done, 0, null);
            };""")
        ScriptedSocket(person.page)
        before_the_document(person)
        person.press(SAID["document.shutter"])
        expect(person.page.locator("html")).to_have_attribute("data-failed", "yes")
        person.press(SAID["document.shutter"])
        heading(person.page, "document.preview.heading")
        assert person.wrong == []


def test_whoever_went_another_way_stays_there_when_the_camera_is_refused_at_last(window, before_the_document):
    with window("desktop", camera=False) as person:
        person.page.add_init_script(
            "MediaDevices.prototype.getUserMedia = () => new Promise((_, refuse) => { window.refuse = refuse; })"
        )
        before_the_document(person)
        heading(person.page, "document.page.heading")
        person.press(SAID["consent.manual.begin"])
        heading(person.page, "manual.heading")
        person.page.evaluate(
            "new Promise((done) => { refuse(new DOMException('', 'NotAllowedError')); setTimeout(done); })"
        )
        heading(person.page, "manual.heading")
        assert person.wrong == []


def test_a_camera_that_opens_and_shows_nothing_is_said_to_be_of_no_use(window, before_the_document):
    with window("desktop", camera=False) as person:
        person.page.clock.install()
        person.page.add_init_script("MediaDevices.prototype.getUserMedia = async () => new MediaStream()")
        socket = ScriptedSocket(person.page)
        before_the_document(person)
        socket.wait_for({"do": "watch", "shows": "page"})
        person.page.clock.fast_forward(LONG)
        person.at(SAID["camera.heading"])
        assert person.wrong == []


def test_a_request_that_is_never_answered_is_made_again(window, link):
    with window(camera=False) as person:
        person.page.clock.install()
        asked = []
        person.page.route(
            "**/v1/capture/consent", lambda route: (asked.append(route), route.continue_() if len(asked) > 1 else None)
        )
        person.page.goto(link())
        with person.page.expect_request("**/v1/capture/consent"):
            agree(person, SAID)
        person.page.clock.fast_forward(LONG)
        person.at(SAID["kind.heading"])


def test_an_answer_that_breaks_off_is_asked_for_again(window, link):
    with window(camera=False) as person:
        person.page.route(
            "**/v1/capture?*",
            lambda route: route.fulfill(status=200, content_type="application/json", body='{"verification": "ver_'),
            times=1,
        )
        consent(person, link())
        person.page.goto("/verify?lang=en")
        person.at(SAID["kind.heading"])


def test_a_link_is_not_used_up_by_a_server_that_could_not_open_it(window, link):
    with window(camera=False) as person:
        person.page.route(
            "**/v1/capture/session", lambda route: route.fulfill(status=503, headers={"Retry-After": "0.01"}), times=6
        )
        person.page.goto(link())
        person.at(SAID["trouble.heading"])
        person.press(SAID["trouble.again"])
        person.at(SAID["consent.heading"])
        assert "cft_" not in person.page.url


def test_a_picture_is_still_there_when_it_could_not_be_sent(window, before_the_document, specimens):
    with window(camera=False) as person:
        before_the_document(person)
        person.page.locator("[data-file]").set_input_files(specimens / "p01" / "document-flat.jpg")
        heading(person.page, "document.preview.heading")
        person.page.route(
            "**/v1/capture/document/front",
            lambda route: route.fulfill(status=503, headers={"Retry-After": "0.01"}),
            times=6,
        )
        person.press(SAID["document.use"])
        expect(person.page.get_by_role("alert")).to_have_text(SAID["trouble.lead"])
        person.press(SAID["document.use"])
        person.at(SAID["face.heading"])


def test_skipping_to_the_content_leaves_it_as_it_is(window, before_the_document, specimens):
    with window("desktop", camera=False) as person:
        before_the_document(person)
        person.page.locator("[data-file]").set_input_files(specimens / "p01" / "document-flat.jpg")
        heading(person.page, "document.preview.heading")
        asked = []
        person.page.on("request", lambda request: asked.append(request.url) if "/v1/" in request.url else None)
        person.page.locator("a.skip").press("Enter")
        expect(person.page).to_have_url("/verify#content")
        person.press(SAID["document.use"])
        person.at(SAID["face.heading"])
        assert "/document/front" in asked[0]


def test_a_page_that_a_browser_kept_whole_looks_where_the_verification_stands(window, link):
    with window(camera=False) as person:
        consent(person, link())
        heading(person.page, "consent.heading")
        person.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        person.at(SAID["kind.heading"])
