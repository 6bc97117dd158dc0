"""Whose document was expected: another spelling is the same person, another person is not."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from counterfoil import document, images
from counterfoil.checks import Outcome
from counterfoil.decision import Verdict, load_policy
from counterfoil.errors import InputError
from counterfoil.reasons import Reason
from counterfoil.verification import Expected, verify
from counterfoil.verification.expecting import check_expected

TODAY = date(2026, 11, 23)
BORDER = load_policy("border")


@pytest.fixture(scope="module")
def holder(specimens, networks):
    """What the first specimen says: Mira Solene Arden."""
    return document.read(images.load(specimens / "p01" / "document-flat.jpg"), networks, TODAY)


@pytest.fixture
def verified(specimens, networks):
    def against(expected, policy=BORDER, person="p01"):
        page, selfie = (images.load(specimens / person / name) for name in ("document-flat.jpg", "selfie-1.jpg"))
        return verify(page, selfie, policy, TODAY, networks, expected=expected)

    return against


def outcome(found):
    return next(check for check in found.checks if check.id == "document.expected")


@pytest.mark.parametrize(
    "expected",
    [
        Expected(name="Mira Solène Arden"),
        Expected(name="ARDEN, Mira"),
        Expected(name="Myra Solene Ardenn"),
        Expected(name="Мира Солене Арден"),
        Expected(birth_date=date(1991, 4, 17)),
        Expected(document_number="u 7204518-k"),
        Expected(name="Mira Arden", birth_date=date(1991, 4, 17), document_number="U7204518K"),
    ],
    ids=["accents", "middle name left out", "spelling", "Cyrillic", "birth date", "number", "all three"],
)
def test_the_person_who_was_expected_is_accepted(expected, verified):
    found = verified(expected)
    assert outcome(found).outcome is Outcome.PASSED
    assert found.decision.verdict is Verdict.ACCEPT


@pytest.mark.parametrize(
    ("expected", "reasons"),
    [
        (Expected(name="Clara Solene Arden"), (Reason.EXPECTED_NAME,)),
        (Expected(name="Mira Solene Vesterby"), (Reason.EXPECTED_NAME,)),
        (Expected(birth_date=date(1991, 4, 18)), (Reason.EXPECTED_BIRTH_DATE,)),
        (Expected(name="Mira Arden", document_number="U7204518L"), (Reason.EXPECTED_NUMBER,)),
        (
            Expected("Tomas Halloran", date(1984, 11, 30), "C01X47T90"),
            (Reason.EXPECTED_NAME, Reason.EXPECTED_BIRTH_DATE, Reason.EXPECTED_NUMBER),
        ),
    ],
    ids=["given name", "surname", "birth date", "number", "somebody else"],
)
def test_somebody_elses_document_is_for_a_person_to_look_at(expected, reasons, verified):
    found = verified(expected)
    assert outcome(found).outcome is Outcome.FAILED
    assert found.decision.verdict is Verdict.REFER
    assert found.decision.reasons == reasons


_NAMES = (
    "anna maria clara laura sara emma julia lena lisa nina eva paul peter jan jon john jack james robert david "
    "daniel michael thomas martin simon lucas mark karl ali omar hassan ahmed fatima aisha leila yusuf ibrahim "
    "wei li ming jing hui fang juan jose luis carlos pedro diego sofia elena irina olga natalia ivan dmitri "
    "sergei igor boris andrei mateo marco luca giulia chiara francesca pierre jean marie claire sophie louis "
    "henri antoine priya anil sunita rajesh deepa arjun kofi ama kwame abena tunde ngozi chidi adaobi aiko yuki "
    "haruto sakura kenji min jun seo ji hana soo ingrid lars erik astrid bjorn freya"
)
GIVEN = tuple(_NAMES.split())


def test_of_a_hundred_relatives_less_than_one_passes_for_another(holder):
    passed = [
        (one, other)
        for one, other in combinations(GIVEN, 2)
        if check_expected(
            Expected(name=f"{one} Kowalski"), replace(holder.document, surname="KOWALSKI", given_names=other.upper())
        ).outcome
        is Outcome.PASSED
    ]
    assert len(passed) < len(GIVEN) * (len(GIVEN) - 1) / 2 / 100


def test_names_that_the_zone_had_no_room_for_are_not_missed(verified):
    found = verified(Expected(name="Alexandrina Wilhelmina Theodora Montgomery-Fitzwilliam"), person="p05")
    assert found.reading.document.names_truncated
    assert outcome(found).outcome is Outcome.PASSED


def test_another_name_is_missed_in_a_zone_that_was_too_short_as_well(verified):
    found = verified(Expected(name="Beatrice Wilhelmina Montgomery-Fitzwilliam"), person="p05")
    assert outcome(found).outcome is Outcome.FAILED


@pytest.mark.parametrize("nobody", [None, Expected()], ids=["nothing said", "nothing in it"])
def test_nobody_in_particular_may_be_expected(nobody, verified):
    found = verified(nobody)
    assert outcome(found).outcome is Outcome.NOT_RUN
    assert found.decision.verdict is Verdict.ACCEPT


def test_a_document_that_cannot_be_read_is_asked_for_again_and_never_taken_for_the_expected_one(specimens, networks):
    selfie = images.load(specimens / "p01" / "selfie-1.jpg")
    found = verify(selfie, selfie, BORDER, TODAY, networks, expected=Expected(name="Mira Arden"))
    assert outcome(found).outcome is Outcome.INCONCLUSIVE
    assert found.decision.verdict is Verdict.RETRY


def test_a_policy_that_does_not_say_what_follows_is_not_used_when_somebody_is_expected(verified):
    silent = replace(BORDER, rules={name: rule for name, rule in BORDER.rules.items() if name != "document.expected"})
    with pytest.raises(InputError, match=r"document\.expected"):
        verified(Expected(name="Mira Arden"), silent)
