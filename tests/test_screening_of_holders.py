"""Under a policy that asks for it, the holder's names are screened; a hit, a stale list or none is for a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil import document, images
from counterfoil.checks import Outcome
from counterfoil.decision import Verdict, load_policy
from counterfoil.errors import InputError
from counterfoil.reasons import Reason
from counterfoil.report import render
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.screened import check_lists
from counterfoil.verification import holder_query, verify
from tests import invented

TODAY = date(2026, 11, 23)
BANK = load_policy("bank")


@pytest.fixture(scope="module")
def holder(specimens):
    return [images.load(specimens / "p16" / name) for name in ("document-flat.jpg", "selfie-1.jpg")]


@pytest.fixture(scope="module")
def with_holder(tmp_path_factory):
    return invented.open_list(tmp_path_factory.mktemp("holder"), (*invented.PEOPLE, invented.HOLDER))


@pytest.fixture(scope="module")
def hit(holder, networks, with_holder):
    return verify(*holder, BANK, TODAY, networks, lists=with_holder)


def of_screening(found):
    return {check.id: check for check in found.checks if check.id.startswith("screening.")}


def test_a_holder_who_is_on_no_list_is_accepted(holder, networks, lists):
    found = verify(*holder, BANK, TODAY, networks, lists=lists)
    assert found.decision.verdict is Verdict.ACCEPT
    assert {check.outcome for check in of_screening(found).values()} == {Outcome.PASSED}
    assert found.screened.hits == ()


def test_a_holder_who_is_named_nearly_so_on_a_list_is_for_a_person_to_look_at(hit):
    assert (hit.decision.verdict, hit.decision.reasons) == (Verdict.REFER, (Reason.SCREENING_HIT,))
    check = of_screening(hit)["screening.hits"]
    assert (check.outcome, check.threshold) == (Outcome.FAILED, 0.01)
    assert check.score <= 0.01
    assert [one.entity.id for one in hit.screened.hits] == ["inv-5"]


def test_the_result_names_the_matcher_and_every_list_version(hit):
    assert hit.versions["list invented"] == "20261120-1"
    assert hit.versions["matcher"] == of_screening(hit)["screening.hits"].judged_by


@pytest.mark.parametrize(("days", "verdict"), [(7, Verdict.ACCEPT), (8, Verdict.REFER)])
def test_a_list_older_than_the_policy_allows_is_never_enough(days, verdict, holder, networks, tmp_path):
    lists = invented.open_list(tmp_path, current_on=TODAY - timedelta(days=days))
    found = verify(*holder, BANK, TODAY, networks, lists=lists)
    assert found.decision.verdict is verdict
    assert of_screening(found)["screening.lists"].score == days
    assert (Reason.SCREENING_LISTS_STALE in found.decision.reasons) is (verdict is Verdict.REFER)


def test_without_any_list_nobody_is_accepted(holder, networks):
    found = verify(*holder, BANK, TODAY, networks)
    assert (found.decision.verdict, found.decision.reasons) == (Verdict.REFER, (Reason.SCREENING_NO_LISTS,))
    assert of_screening(found)["screening.hits"].outcome is Outcome.NOT_RUN
    assert "matcher" not in found.versions


@pytest.mark.parametrize("name", ["border", "counter"])
def test_where_the_purpose_needs_no_screening_nobody_is_screened(name, holder, networks, with_holder):
    found = verify(*holder, load_policy(name), TODAY, networks, lists=with_holder)
    assert found.screened is None
    assert of_screening(found) == {}


def test_a_document_that_is_rejected_is_not_screened(specimens, networks, with_holder):
    expired, probe = (images.load(specimens / "p01" / name) for name in ("expired-flat.jpg", "selfie-1.jpg"))
    found = verify(expired, probe, BANK, TODAY, networks, lists=with_holder)
    assert found.decision.verdict is Verdict.REJECT
    assert {check.outcome for check in of_screening(found).values()} == {Outcome.NOT_RUN}
    assert found.screened is None


def test_a_rate_that_the_calibration_does_not_support_is_refused_before_anything_is_read(holder, networks, lists):
    strict = replace(BANK, screening=replace(BANK.screening, max_fpr=1e-12))
    with pytest.raises(InputError):
        verify(*holder, strict, TODAY, networks, lists=lists)


def test_the_same_evidence_lists_and_policy_give_the_same_result(hit, holder, networks, with_holder):
    again = verify(*holder, BANK, TODAY, networks, lists=with_holder)
    assert (again.checks, again.decision, again.versions) == (hit.checks, hit.decision, hit.versions)
    assert render(again) == render(hit)


def test_the_person_is_never_told_of_a_list():
    reasons = [reason for reason in Reason if reason.code.startswith("screening_")]
    assert len({reason.public for reason in reasons}) == 1
    assert len(reasons) == 4
    for word in ("list", "sanction", "screen", "match", "hit", "name"):
        assert word not in reasons[0].public.lower()


@pytest.fixture(scope="module")
def german(specimens, networks):
    """A document whose zone writes Müller as MUELLER."""
    return document.read(images.load(specimens / "p11" / "document-flat.jpg"), networks, TODAY).document


class TestTheQuery:
    def test_every_spelling_that_the_zone_may_stand_for_is_screened(self, german):
        query = holder_query(german)
        assert "ROBIN MUELLER OENSKEDAL" in query.names
        assert "ROBIN MÜLLER ÖNSKEDAL" in query.names

    def test_birth_date_and_number_are_those_of_the_document(self, german):
        query = holder_query(german)
        assert query.birth_date == BirthDate(1975, 8, 2)
        assert query.document_numbers == ("U65500914",)

    def test_three_letters_of_a_state_become_two(self, german):
        assert holder_query(replace(german, nationality="DEU")).nationalities == ("de",)

    def test_a_document_without_a_name_gives_no_query(self, german):
        assert holder_query(replace(german, surname="", given_names="")) is None

    def test_a_birth_date_that_is_partly_unknown_stays_so(self, german):
        born = replace(german.birth, month=None, day=None)
        assert holder_query(replace(german, birth=born)).birth_date == BirthDate(1975)


@given(st.lists(st.integers(-400, 400), min_size=1, max_size=4), st.integers(1, 365))
def test_lists_are_fresh_only_when_the_oldest_is(days, limit):
    versions = [ListVersion("a", str(n), None, TODAY, TODAY - timedelta(days=age), (), 1) for n, age in enumerate(days)]
    check = check_lists(versions, limit, TODAY)
    assert (check.outcome is Outcome.PASSED) is (max(days) <= limit)
    assert check.score == max(0, *days)
