"""The page of a screened name: what a compliance officer must see at once, and nothing that runs or loads."""

import re
from dataclasses import replace
from html import unescape

import pytest

from counterfoil.decision import load_policy
from counterfoil.report import render, render_screened
from counterfoil.screening.entity import Entity, ListedName, Schema
from counterfoil.screening.stating import state
from tests import invented
from tests.report.test_report_page import POLICY, Elements


@pytest.fixture(scope="module")
def screened(lists):
    def of(name, max_fpr=0.5, **known):
        return lists.screen(state([name], **known), max_fpr, shown_fpr=0.5)

    return of


@pytest.fixture(scope="module")
def page(screened):
    found = screened("Viacheslav Barazanov", birth_date="1961-07-04", nationalities=["by"])
    return render_screened(found)


def text(page):
    without_style = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without_style)).split())


def test_it_says_first_whether_a_person_must_look_and_of_whom(page):
    assert re.search(r'<h1 id="answer">.*</svg>A person must look</h1>', page)
    assert "BARAZANOV, Vyacheslav Ilyich" in text(page)
    assert "Viacheslav Barazanov" in text(page)
    assert "Tell the customer nothing of it." in text(page)


def test_each_part_stands_with_its_rule_and_is_readable_without_colour_or_sight(page):
    said = text(page)
    assert "screened barazanov , the same , listed barazanov" in said
    assert "only listed" in said
    assert "nothing screened" in said


def test_it_says_what_speaks_for_and_against_and_what_to_ask_for(page):
    said = text(page)
    assert "1961-07-04" in said
    assert "1961-04-07" in said
    assert "day and month exchanged: speaks for it" in said
    assert "The list also knows a document number, which was not given: ask for it." in said


def test_it_names_the_list_version_with_date_and_digest_and_the_matcher(page, lists):
    said = text(page)
    assert "published 20 November 2026" in said
    assert lists.versions[0].sha256[0] in said
    assert "counterfoil.screening" in said


def test_it_says_when_there_is_no_hit(screened):
    said = text(render_screened(screened("Hildegard Quastenberg", max_fpr=0.01)))
    assert "No hit" in said
    assert "A person must look" not in said


def test_it_needs_nothing_but_itself_and_runs_nothing(page):
    elements = Elements(page)
    assert {tag for tag, _ in elements.found} & {"script", "link", "iframe", "object", "embed", "form", "base"} == set()
    assert {name for _, found in elements.found for name in found if name.startswith("on")} == set()
    assert all(found["href"].startswith("#") for found in elements.named("use"))
    assert POLICY in [meta.get("content") for meta in elements.named("meta")]
    assert "url(" not in page
    ids = [found["id"] for _, found in elements.found if "id" in found]
    assert len(ids) == len(set(ids))
    labelled = {found["aria-labelledby"] for _, found in elements.found if "aria-labelledby" in found}
    assert labelled <= set(ids)


def test_names_are_text_and_never_markup(tmp_path):
    name = "<script>alert(1)</script> Barazanov & Söhne"
    lists = invented.open_list(tmp_path, [Entity("<b>", Schema.PERSON, (ListedName(name),))])
    page = render_screened(lists.screen(state([name]), 0.5, shown_fpr=0.5))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_the_same_hits_give_the_same_page(screened, page):
    again = screened("Viacheslav Barazanov", birth_date="1961-07-04", nationalities=["by"])
    assert render_screened(again) == page


class TestInAVerification:
    @pytest.fixture(scope="class")
    @classmethod
    def verification(cls, verified, screened):
        accepted = verified("p01/document-perspective", "p01/selfie-1")
        return replace(accepted, screened=screened("Viacheslav Barazanov"))

    def test_the_hit_is_drawn_in_the_report(self, verification):
        said = text(render(verification))
        assert "On the lists" in said
        assert "BARAZANOV, Vyacheslav Ilyich" in said
        assert "Do not tell the holder" in said

    def test_a_policy_that_discloses_the_answer_only_shows_no_name_of_a_list(self, verification):
        answer_only = replace(load_policy("bank"), discloses_document=False)
        page = render(replace(verification, policy=answer_only))
        assert "barazanov" not in page.lower()
