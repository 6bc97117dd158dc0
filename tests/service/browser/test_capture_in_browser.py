"""The whole way in a browser, by people with and without a camera, in every language."""

import json
import re
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from counterfoil.reasons import Reason
from counterfoil.records import verifications

PAGE = resources.files("counterfoil.service.capture")


def texts(language: str) -> dict[str, str]:
    said: dict[str, str] = json.loads((PAGE / "messages" / f"{language}.json").read_text("utf-8"))
    return said


def agree(window, said) -> None:
    window.at(said["consent.heading"])
    window.page.get_by_role("checkbox").check()
    window.press(said["consent.begin"])


def show_passport(window, said) -> None:
    window.at(said["kind.heading"])
    window.page.locator("[data-kind=passport]").click()
    window.at(said["document.preview.heading"])  # the picture is taken by itself
    window.press(said["document.use"])


def hand_in(window, said) -> None:
    window.at(said["review.heading"])
    window.press(said["review.send"])
    window.at(said["waiting.heading"])


def record_and_send(window, said) -> None:
    """Do what the challenge shows, and hand in."""
    window.at(said["face.heading"])
    window.press(said["face.start"])
    window.at(said["review.heading"])
    expect(window.page.get_by_role("list").get_by_text(said["review.clip"])).to_be_visible()
    hand_in(window, said)


@pytest.mark.parametrize(("size", "language"), [("phone", "en"), ("small", "ar"), ("desktop", "es")])
def test_a_person_goes_the_whole_way_with_a_camera_and_is_confirmed(  # noqa: PLR0917
    window, link, api, work, size, language
):
    said = texts(language)
    with window(size, language=language, reduced_motion="reduce") as person:
        person.page.goto(link(return_url="https://example.org/done"))
        agree(person, said)
        show_passport(person, said)
        record_and_send(person, said)
        (one,) = api.get("/v1/verifications").json()["verifications"]
        work(one["id"])
        (one,) = api.get("/v1/verifications").json()["verifications"]
        assert (one["verdict"], one["decided_by"], one["reasons"]) == ("accept", "policy", [])
        person.at(said["result.accept.heading"])
        back = person.page.get_by_role("link", name=said["result.return"])
        expect(back).to_have_attribute("href", "https://example.org/done")
        assert person.wrong == []


def test_a_bad_picture_is_taken_again_and_only_that(window, link, api, work, specimens: Path):
    said, english = texts("en"), {reason.code: reason.public for reason in Reason}
    with window("desktop", document="portrait.jpg") as person:  # of which no picture is taken by itself
        person.page.goto(link("counter"))
        agree(person, said)
        person.at(said["kind.heading"])
        person.page.locator("[data-kind=passport]").click()
        person.page.locator("[data-file]").set_input_files(specimens / "p01" / "portrait.jpg")
        person.at(said["document.preview.heading"])
        person.press(said["document.use"])
        person.at(said["face.heading"])
        person.press(said["face.start"])
        person.at(said["face.preview.heading"])
        person.press(said["document.use"])
        hand_in(person, said)
        (one,) = api.get("/v1/verifications").json()["verifications"]
        work(one["id"])
        person.at(said["result.retry.heading"])
        expect(person.page.get_by_text(english["document_not_found"])).to_be_visible()
        expect(person.page.get_by_text(said["result.retry.left.other"].format(count=2))).to_be_visible()
        person.page.reload()
        person.at(said["result.retry.heading"])
        person.press(said["result.retry.again"])
        person.page.locator("[data-file]").set_input_files(specimens / "p01" / "document-flat.jpg")
        person.at(said["document.preview.heading"])
        person.press(said["document.use"])
        hand_in(person, said)
        work(one["id"])
        person.at(said["result.accept.heading"])


def test_whoever_is_rejected_by_a_policy_alone_can_ask_for_a_person(window, link, api, work):
    said = texts("en")
    with window("desktop", document="expired-flat.jpg") as person:
        person.page.goto(link("counter"))
        agree(person, said)
        show_passport(person, said)
        person.press(said["face.start"])
        person.press(said["document.use"])
        person.press(said["review.send"])
        person.at(said["waiting.heading"])
        (one,) = api.get("/v1/verifications").json()["verifications"]
        work(one["id"])
        person.at(said["result.reject.heading"])
        person.press(said["result.reject.contest"])
        person.at(said["result.review.heading"])


def test_the_token_of_the_link_does_not_stay_in_the_address_bar(window, link):
    with window() as person:
        url = link()
        person.page.goto(url)
        person.at("Confirm who you are")
        assert "cft_" not in person.page.url
        assert "cft_" not in person.page.content()


def test_whoever_reloads_goes_on_where_they_were(window, link):
    said = texts("en")
    with window() as person:
        person.page.goto(link())
        agree(person, said)
        person.at(said["kind.heading"])
        person.page.reload()
        show_passport(person, said)
        person.at(said["face.heading"])
        person.page.reload()
        person.at(said["face.heading"])


def test_consent_needs_the_box_ticked_and_says_so(window, link):
    said = texts("en")
    with window() as person:
        person.page.goto(link())
        person.at(said["consent.heading"])
        person.press(said["consent.begin"])
        expect(person.page.get_by_role("alert")).to_have_text(said["consent.agree.needed"])
        expect(person.page.get_by_role("checkbox")).to_be_focused()
        person.check()


def test_a_person_is_told_until_when_they_have_time(window, link, api):
    with window("phone") as person:
        person.page.goto(link())
        person.at(texts("en")["consent.heading"])
        (one,) = api.get("/v1/verifications").json()["verifications"]
        ends = person.page.evaluate(
            "at => new Intl.DateTimeFormat('en', {dateStyle: 'long', timeStyle: 'short'}).format(new Date(at))",
            one["expires_at"],
        )
        expect(person.page.get_by_text(texts("en")["consent.until"].format(time=ends))).to_be_visible()


def test_both_ways_weigh_the_same(window, link):
    with window("desktop") as person:
        person.page.goto(link())
        person.at("Confirm who you are")
        buttons = person.page.locator(".way button.main")
        looks = buttons.evaluate_all(
            "all => all.map(one => { const style = getComputedStyle(one), box = one.getBoundingClientRect();"
            " return [style.backgroundColor, style.color, style.fontSize, style.fontWeight, Math.round(box.top), "
            "Math.round(box.width), Math.round(box.height)] })"
        )
        assert len(looks) == 2
        assert looks[0] == looks[1]


def test_whoever_wants_no_biometrics_gets_a_person(window, link, api):
    said = texts("en")
    with window(camera=False) as person:
        person.page.goto(link(return_url="https://example.org/done"))
        person.at(said["consent.heading"])
        person.press(said["consent.manual.begin"])
        person.at(said["manual.heading"])
        person.press(said["manual.confirm"])
        person.at(said["result.review.heading"])
        back = person.page.get_by_role("link", name=said["result.return"])
        expect(back).to_have_attribute("href", "https://example.org/done")
    (one,) = api.get("/v1/verifications").json()["verifications"]
    assert (one["state"], one["route"]) == ("under_review", "manual")


def test_whoever_waited_and_was_decided_by_nobody_reads_so(window, link, api, deployment):
    said = texts("fr")
    with window(camera=False, language="fr") as person:
        person.page.goto(link())
        person.press(said["consent.manual.begin"])
        person.press(said["manual.confirm"])
        person.at(said["result.review.heading"])
        (one,) = api.get("/v1/verifications").json()["verifications"]
        with deployment.books.database.writing() as connection:
            verifications.end_undecided(connection, one["id"], now=deployment.clock() + timedelta(days=30))
        person.page.reload()
        person.at(said["result.undecided.heading"])
        expect(person.page.get_by_text(said["result.undecided.lead"])).to_be_visible()


def test_without_a_camera_the_face_is_never_taken_from_a_file_where_it_must_be_live(window, link, specimens: Path):
    """The document may come as a file; for the face there are a phone and a person, and no weaker way."""
    said = texts("en")
    without = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    with window("desktop", camera=False) as person:
        person.page.add_init_script(without)
        person.page.goto(link())
        agree(person, said)
        person.page.locator("[data-kind=passport]").click()
        person.at(said["camera.heading"])
        expect(person.page.get_by_text(said["camera.denied"])).to_be_visible()
        person.page.locator("[data-file]").set_input_files(specimens / "p01" / "document-flat.jpg")
        person.at(said["document.preview.heading"])
        person.press(said["document.use"])
        person.at(said["face.heading"])
        person.press(said["face.start"])
        person.at(said["camera.heading"])
        expect(person.page.get_by_text(said["camera.live"])).to_be_visible()
        expect(person.page.locator("input[type=file]:visible, label:has(input[type=file]):visible")).to_have_count(0)
        expect(person.page.get_by_role("button", name=said["handoff.open"])).to_be_visible()
        expect(person.page.get_by_role("button", name=said["consent.manual.begin"])).to_be_visible()


def test_the_camera_that_the_browser_has_is_looked_through(window, link):
    """Chromium's own stand-in for a camera shows a test card, which is no document."""
    said = texts("en")
    with window("desktop", camera=False) as person:
        person.page.goto(link())
        agree(person, said)
        person.page.locator("[data-kind=passport]").click()
        expect(person.page.locator("[data-hint]")).to_have_text(said["hint.whole_page"])
        person.check()
        assert person.wrong == []


def test_a_browser_that_cannot_read_the_page_says_so(window, link):
    said = texts("en")
    newer = "class Later { #soon := 1 }"
    with window() as person:
        person.page.route("**/main.js", lambda asked: asked.fulfill(body=newer, content_type="text/javascript"))
        person.page.goto(link())
        expect(person.page.get_by_role("heading", name=said["page.outdated.heading"])).to_be_visible()
        expect(person.page.get_by_text(said["hint.wait"])).to_be_hidden()
        assert "cft_" in person.page.url  # the link was not used up: it opens in another browser
        person.check()


def test_inside_an_app_that_gives_no_camera_the_way_leads_to_another_browser(window, link):
    said = texts("en")
    with window(camera=False) as person:
        person.page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
        person.page.goto(link())
        agree(person, said)
        expect(person.page.get_by_role("button", name=said["handoff.browser.open"])).to_be_hidden()
        person.page.locator("[data-kind=passport]").click()
        person.at(said["camera.heading"])
        expect(person.page.get_by_text(said["camera.withheld"])).to_be_visible()
        person.press(said["handoff.browser.open"])
        person.at(said["handoff.browser.heading"])
        expect(person.page.locator("[data-address]")).to_have_attribute("href", re.compile("#cft_"))
        assert person.wrong == []


def test_the_screen_stays_on_before_the_camera_and_the_picture_comes_back(window, link):
    """Phones stop the picture behind another window, and browsers may not go on with it by themselves."""
    said = texts("en")
    with window(document="document-blur.jpg") as person:
        person.page.add_init_script("""
            let held = 0;
            const holds = (by) => { held += by; document.documentElement.dataset.held = held; };
            const request = WakeLock.prototype.request;
            WakeLock.prototype.request = async function (kind) {
                const lock = await request.call(this, kind);
                holds(1);
                lock.addEventListener("release", () => holds(-1));
                return lock;
            };""")
        person.page.goto(link())
        agree(person, said)
        person.page.locator("[data-kind=passport]").click()
        page = person.page.locator("html")
        expect(page).to_have_attribute("data-held", "1")
        person.page.evaluate("""() => {
            const video = document.querySelector("video");
            video.pause();
            video.srcObject.getVideoTracks()[0].dispatchEvent(new Event("unmute"));
        }""")
        expect(person.page.locator("video")).to_have_js_property("paused", False)
        expect(page).to_have_attribute("data-held", "1")
        person.press(said["consent.manual.begin"])
        person.at(said["manual.heading"])
        expect(page).to_have_attribute("data-held", "0")
        assert person.wrong == []


def test_where_a_photograph_is_enough_it_is_taken_with_guidance(window, link):
    said = texts("en")
    with window("desktop") as person:
        person.page.goto(link("bank"))
        agree(person, said)
        show_passport(person, said)
        person.at(said["face.heading"])
        person.press(said["face.start"])
        person.at(said["face.preview.heading"])
        person.press(said["document.use"])
        person.at(said["review.heading"])


def test_an_identity_card_is_shown_on_both_sides(window, link):
    said = texts("en")
    with window(document="document-flat.jpg", person="p02") as person:
        person.page.goto(link())
        agree(person, said)
        person.at(said["kind.heading"])
        person.page.locator("[data-kind=card]").click()
        expect(person.page.locator("main h1")).to_have_text(said["document.preview.heading"])
        person.press(said["document.use"])
        expect(person.page.locator("main h1")).to_have_text(
            re.compile(said["document.card_back.heading"] + "|" + re.escape(said["document.preview.heading"]))
        )
        person.press(said["document.use"])
        person.at(said["face.heading"])


NO_CAMERA = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'))"


def test_whoever_took_the_wrong_kind_of_document_chooses_again(window, link):
    said = texts("en")
    passport = resources.files("counterfoil") / "specimens" / "p01" / "document-perspective.jpg"
    with window("desktop", camera=False) as person:
        person.page.add_init_script(NO_CAMERA)
        person.page.goto(link("border"))
        agree(person, said)
        for kind, first in (("card", "card_front"), ("passport", "page")):
            person.page.locator(f"[data-kind={kind}]").click()
            person.at(said["camera.heading"])
            expect(person.page.get_by_text(said[f"document.{first}.heading"])).to_be_visible()
            person.page.locator("[data-file]").set_input_files(str(passport))
            person.at(said["document.preview.heading"])
            person.press(said["document.use"])
            if kind == "card":
                person.at(said["camera.heading"])
                expect(person.page.get_by_text(said["document.card_back.heading"])).to_be_visible()
                person.press(said["document.other"])
                person.at(said["kind.heading"])
        person.at(said["face.heading"])
        expect(person.page.get_by_role("button", name=said["document.other"])).to_be_hidden()
        assert person.wrong == []


def test_a_newcomer_without_a_camera_is_confirmed_with_the_specimens_that_come_along(window, link, api, work):
    """The files that `counterfoil serve` names, under the policy that it offers."""
    said = texts("en")
    folder = resources.files("counterfoil") / "specimens" / "p01"
    with window("desktop", camera=False) as person:
        person.page.add_init_script(NO_CAMERA)
        person.page.goto(link("border"))
        agree(person, said)
        person.page.locator("[data-kind=passport]").click()
        for name, heading in (
            ("document-perspective.jpg", "document.preview.heading"),
            ("selfie-1.jpg", "face.preview.heading"),
        ):
            person.at(said["camera.heading"])
            person.page.locator("[data-file]").set_input_files(str(folder / name))
            person.at(said[heading])
            person.press(said["document.use"])
            if name.startswith("document"):
                person.at(said["face.heading"])
                person.press(said["face.start"])
        hand_in(person, said)
        (one,) = api.get("/v1/verifications").json()["verifications"]
        work(one["id"])
        person.at(said["result.accept.heading"])
        assert person.wrong == []


def test_a_picture_that_shows_no_document_is_spoken_of_before_it_is_used(window, link, tmp_path: Path):
    said = texts("en")
    with window(camera=False) as person:  # it would take the picture by itself
        person.page.goto(link())
        agree(person, said)
        person.page.locator("[data-kind=passport]").click()
        expect(person.page.locator("[data-file]")).to_be_attached()
        noise = tmp_path / "noise.png"
        Image.effect_noise((640, 480), 40).save(noise)
        person.page.locator("[data-file]").set_input_files(noise)
        person.at(said["document.preview.heading"])
        person.press(said["document.use"])
        expect(person.page.get_by_role("alert")).not_to_be_empty()
        expect(person.page.get_by_role("button", name=said["document.anyway"])).to_be_visible()
        person.check()


def test_a_file_that_is_no_picture_is_refused_in_words(window, link, tmp_path: Path):
    said = texts("en")
    (tmp_path / "letter.jpg").write_text("Dear Sir or Madam")
    with window(camera=False) as person:  # it would take the picture by itself
        person.page.goto(link())
        agree(person, said)
        person.page.locator("[data-kind=passport]").click()
        person.page.locator("[data-file]").set_input_files(tmp_path / "letter.jpg")
        person.at(said["document.preview.heading"])
        person.press(said["document.use"])
        expect(person.page.get_by_role("alert")).to_have_text(said["trouble.refused"])


def test_a_person_goes_on_with_a_phone_and_the_first_window_follows(window, link, api, work):
    said = texts("en")
    with window("desktop") as desktop, window("phone", document="expired-flat.jpg") as phone:
        desktop.page.goto(link("counter", return_url="https://example.org/done"))
        agree(desktop, said)
        desktop.at(said["kind.heading"])
        desktop.press(said["handoff.open"])
        desktop.at(said["handoff.heading"])
        code = desktop.page.get_by_role("img", name=said["handoff.alt"])
        expect(code).to_be_visible()
        assert code.evaluate("one => one.naturalWidth") > 0
        phone.page.goto(desktop.page.locator("[data-address]").get_attribute("href"))
        phone.at(said["kind.heading"])
        desktop.at(said["handoff.taken.heading"])
        status = desktop.page.locator("[data-at]")
        expect(status).to_have_text(said["handoff.taken.at"].format(part=said["progress.document"]))
        desktop.page.reload()
        desktop.at(said["handoff.taken.heading"])
        phone.page.locator("[data-kind=passport]").click()
        phone.at(said["document.preview.heading"])
        phone.press(said["document.use"])
        phone.at(said["face.heading"])
        expect(status).to_have_text(said["handoff.taken.at"].format(part=said["progress.face"]))
        phone.press(said["face.start"])
        phone.at(said["face.preview.heading"])
        phone.press(said["document.use"])
        phone.press(said["review.send"])
        expect(status).to_have_text(said["waiting.lead"])
        (one,) = api.get("/v1/verifications").json()["verifications"]
        work(one["id"])
        for screen in (phone, desktop):
            screen.at(said["result.reject.heading"])
            back = screen.page.get_by_role("link", name=said["result.return"])
            expect(back).to_have_attribute("href", "https://example.org/done")
        contest = said["result.reject.contest"]
        expect(phone.page.get_by_role("button", name=contest)).to_be_visible()
        expect(desktop.page.get_by_role("button", name=contest)).to_be_hidden()
        expect(desktop.page.get_by_text(said["handoff.taken.ask"])).to_be_visible()
        assert desktop.wrong == phone.wrong == []


def test_a_recording_ends_when_its_window_is_hidden_and_begins_again_when_it_is_back(window, link, api):
    said = texts("en")
    with window(obeys=False) as person:
        person.page.goto(link())
        agree(person, said)
        show_passport(person, said)
        person.press(said["face.start"])
        step = person.page.locator("[data-viewfinder][data-step^=turn], [data-viewfinder][data-step=nod]")
        step = step.or_(person.page.locator("[data-step=blink], [data-step=come_closer]"))
        expect(step).to_be_visible()
        hide(person, hidden=True)
        expect(person.page.locator("[data-hint]")).to_have_text(said["challenge.hidden"])
        expect(step).to_have_count(0)
        hide(person, hidden=False)
        expect(step).to_be_visible()
        person.check()
        assert person.wrong == []
    (one,) = api.get("/v1/verifications").json()["verifications"]
    assert one["attempts"]["made"] == 0


def hide(window, *, hidden: bool) -> None:
    """Hide the window or show it again, as far as a page can tell: without a screen, a browser hides none."""
    window.page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def test_whoever_cannot_do_what_is_asked_gets_something_else_and_then_a_person(window, link, api):
    said = texts("en")
    with window(obeys=False) as person:
        person.page.goto(link())
        agree(person, said)
        show_passport(person, said)
        person.press(said["face.start"])
        for _ in range(3):
            person.page.get_by_role("button", name=said["challenge.cannot"]).click()
        person.at(said["challenge.over.heading"])
        expect(person.page.get_by_role("button", name=said["challenge.again"])).to_be_visible()
        person.press(said["consent.manual.begin"])
        person.press(said["manual.confirm"])
        person.at(said["result.review.heading"])
    (one,) = api.get("/v1/verifications").json()["verifications"]
    assert (one["state"], one["route"]) == ("under_review", "manual")


def test_the_connection_comes_back_and_the_page_says_both(window, link):
    said = texts("en")
    with window() as person:
        person.page.goto(link())
        person.at(said["consent.heading"])
        person.page.context.set_offline(True)
        person.page.get_by_role("checkbox").check()
        person.press(said["consent.begin"])
        expect(person.page.locator("#connection")).to_have_text(said["trouble.offline"])
        person.page.context.set_offline(False)
        person.at(said["kind.heading"])
        expect(person.page.locator("#connection")).to_be_hidden()


def test_pressing_twice_does_nothing_twice(window, link):
    said = texts("en")
    with window() as person:
        person.page.goto(link())
        person.at(said["consent.heading"])
        person.page.get_by_role("checkbox").check()
        person.page.get_by_role("button", name=said["consent.begin"]).dblclick()
        person.at(said["kind.heading"])
        assert person.wrong == []


def test_a_link_that_was_used_says_what_to_do(window, link):
    said = texts("en")
    url = link()
    with window() as first, window() as second:
        first.page.goto(url)
        first.at(said["consent.heading"])
        second.page.goto(url)
        second.at(said["link.heading"])
        expect(second.page.get_by_text(said["link.lead"])).to_be_visible()


def test_the_integrator_s_language_greets_and_the_person_s_choice_stays(window, link):
    with window(language="en") as person:
        person.page.goto(link(language="ar"))
        person.at(texts("ar")["consent.heading"])
        assert person.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        person.page.get_by_label(texts("ar")["language.choose"]).select_option("fr")
        person.at(texts("fr")["consent.heading"])
        person.page.reload()
        person.at(texts("fr")["consent.heading"])


def test_everything_works_with_a_keyboard(window, link):
    said = texts("en")
    with window("desktop") as person:
        person.page.goto(link())
        person.at(said["consent.heading"])
        person.page.keyboard.press("Tab")
        expect(person.page.get_by_role("checkbox")).to_be_focused()
        person.page.keyboard.press("Space")
        person.page.keyboard.press("Tab")
        person.page.keyboard.press("Enter")
        person.at(said["kind.heading"])
        person.page.keyboard.press("Tab")
        person.page.keyboard.press("Enter")
        expect(person.page.locator("main h1")).to_have_text(said["document.page.heading"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_wants_less_motion_or_other_colours_gets_them(window, link, scheme):
    with window(color_scheme=scheme, reduced_motion="reduce") as person:
        person.page.goto(link())
        person.at("Confirm who you are")
        assert person.page.evaluate("document.getAnimations().length") == 0
