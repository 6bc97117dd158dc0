"""The report shows what was found, needs nothing but itself, and discloses no more than the policy allows."""

import itertools
import re
from dataclasses import fields, replace
from html import escape, unescape
from html.parser import HTMLParser

import pytest

from counterfoil.checks import QUESTIONS
from counterfoil.decision import Verdict
from counterfoil.report import render

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
KINDS = ("accepted", "impostor", "expired", "undisclosed")
LOADING = ("src", "href", "xlink:href", "srcset", "action", "background", "poster", "data")


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


@pytest.fixture(params=KINDS)
def verification(request):
    return request.getfixturevalue(request.param)


def test_it_needs_nothing_but_itself_and_runs_nothing(verification):
    page = render(verification)
    elements = Elements(page)
    assert {tag for tag, _ in elements.found} & {"script", "link", "iframe", "object", "embed", "form", "base"} == set()
    assert {name for _, found in elements.found for name in found if name.startswith("on")} == set()
    loaded = {found[name] for _, found in elements.found for name in LOADING if name in found}
    assert all(address.startswith(("data:image/jpeg;base64,", "#")) for address in loaded)
    assert "url(" not in page
    assert "@import" not in page


def test_its_content_security_policy_forbids_everything_else(verification):
    (policy,) = (
        meta["content"]
        for meta in Elements(render(verification)).named("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == POLICY


def test_it_has_a_language_a_title_and_a_text_for_every_picture(verification):
    elements = Elements(render(verification))
    assert elements.named("html") == [{"lang": "en"}]
    assert len(elements.named("title")) == 1
    assert all(image["alt"] for image in elements.named("img"))
    headings = [int(tag[1]) for tag, _ in elements.found if re.fullmatch(r"h[1-6]", tag)]
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(headings))


def test_every_place_it_points_to_is_there(verification):
    elements = Elements(render(verification))
    ids = {found["id"] for _, found in elements.found if "id" in found}
    pointed = {found["href"].removeprefix("#") for found in elements.named("use")}
    labelled = {found["aria-labelledby"] for _, found in elements.found if "aria-labelledby" in found}
    assert pointed | labelled <= ids


def test_it_shows_every_check_with_what_judged_it(verification):
    page = unescape(render(verification))
    for check in verification.checks:
        assert f"<h3>{QUESTIONS[check.id]}</h3>" in page
        assert check.judged_by in page


def test_it_names_what_judged_and_what_was_judged(verification):
    page = render(verification)
    for version in verification.versions.values():
        assert version in page
    assert verification.policy.sha256 in page
    assert verification.document_picture.sha256 in page
    assert verification.probe_picture.sha256 in page


def test_the_same_verification_gives_the_same_page(verification):
    assert render(verification) == render(verification)


@pytest.mark.parametrize(
    ("kind", "headline"), [("accepted", "Accept"), ("impostor", "A person must look"), ("expired", "Reject")]
)
def test_the_decision_comes_first(kind, headline, request):
    page = render(request.getfixturevalue(kind))
    assert re.search(rf'<h1 id="decision">.*</svg>{headline}</h1>', page)
    assert page.index("<h1") < page.index("<h2")


def test_it_shows_the_score_on_its_calibration_curve(accepted):
    page = render(accepted)
    assert f"found: {accepted.comparison.similarity:.3f}" in page
    assert 'class="rate"' in page
    assert 'class="band"' in page


def test_without_a_comparison_it_says_why(expired):
    page = render(expired)
    assert "The faces were not compared." in page
    assert 'class="rate"' not in page


def test_it_shows_the_zone_and_the_fields_of_the_document(accepted):
    page = render(accepted)
    holder = accepted.reading.document
    assert escape(holder.surname) in page
    assert escape(holder.number) in page
    shown = re.sub(r"</?(del|ins)>", "", page)
    assert all(escape(line) in shown for line in accepted.reading.mrz.lines)


def test_a_policy_that_discloses_the_answer_only_shows_nothing_of_the_document(undisclosed):
    page = render(undisclosed)
    text = re.sub(r"data:[^\"]*|[0-9a-f]{64}", "", page)
    holder, zone = undisclosed.reading.document, undisclosed.reading.mrz
    for field in fields(holder):
        value = getattr(holder, field.name)
        if isinstance(value, str) and len(value) > 2 and field.name != "format":
            assert value not in text, field.name
    assert str(holder.birth.year) not in text
    assert f"{holder.expiry.year}" not in text
    assert not any(escape(line) in text for line in zone.lines)
    assert len(Elements(page).named("img")) == 2  # the probe, whole and cut out
    assert re.search(r"\d days (left|past)", text) is None


def test_words_that_are_markup_are_shown_and_not_obeyed(accepted):
    marked = replace(accepted, policy=replace(accepted.policy, name="<script>alert(1)</script>"))
    page = render(marked)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_every_verdict_has_a_page(accepted):
    for verdict in Verdict:
        page = render(replace(accepted, decision=replace(accepted.decision, verdict=verdict)))
        assert f'class="ticket {verdict.value}"' in page
