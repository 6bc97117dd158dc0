from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mrz_examples import TODAY, WORKED_EXAMPLES
from mrz_scores import Doubt, scores_of

from counterfoil.checks import Check, Outcome
from counterfoil.document import MrzReading, findings
from counterfoil.document.mrz import check_digit, compose
from counterfoil.document.mrz.interpreting import interpret
from counterfoil.reasons import Reason

PASSPORT = WORKED_EXAMPLES[0].document
JUDGE = "a recogniser"


def reading(lines: tuple[str, ...], doubts: Doubt | None = None) -> MrzReading:
    found = interpret(scores_of(lines, doubts), TODAY)
    assert found is not None
    return found


def printed(lines: tuple[str, ...], line: int, at: int, text: str) -> tuple[str, ...]:
    row = lines[line][:at] + text + lines[line][at + len(text) :]
    return (*lines[:line], row, *lines[line + 1 :])


def said(check: Check) -> tuple[Outcome, tuple[Reason, ...]]:
    assert check.judged_by
    assert check.looked_at
    return check.outcome, check.reasons


def test_a_zone_that_was_read_surely_and_agrees_passes() -> None:
    found = reading(compose(PASSPORT))
    for check in (
        findings.check_digits(found),
        findings.fields(found),
        findings.names(found, JUDGE),
        findings.expiry(found, TODAY),
    ):
        assert said(check) == (Outcome.PASSED, ())


@given(st.integers(0, 8), st.integers(1, 9))
def test_a_sharply_printed_wrong_digit_fails_the_check_digits(at: int, shift: int) -> None:
    lines = compose(replace(PASSPORT, number="123456789"))
    wrong = str((int(lines[1][at]) + shift) % 10)
    assume(wrong != "0")
    check = findings.check_digits(reading(printed(lines, 1, at, wrong)))
    assert said(check) == (Outcome.FAILED, (Reason.DOCUMENT_CHECK_DIGIT,))
    assert check.score == pytest.approx(3 / 5)


def test_a_sharply_printed_zero_is_never_passed_as_an_o() -> None:
    """For check digits an O counts as much as a 4, and the recogniser cannot tell O from 0."""
    lines = compose(replace(PASSPORT, number="123456789"))
    found = reading(printed(lines, 1, 3, "0"))
    assert found.mrz.document.number == "123O56789"
    assert said(findings.check_digits(found)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_REPAIRED,))


def test_a_blurred_wrong_digit_leaves_the_check_digits_open() -> None:
    lines = compose(replace(PASSPORT, number="123456789"))
    found = reading(printed(lines, 1, 3, "6"), {(1, 3): ("9", 0.2)})
    assert said(findings.check_digits(found)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_CHECK_DIGIT,))


def test_a_lookalike_that_the_recogniser_wavered_over_is_settled_by_the_check_digits() -> None:
    lines = compose(replace(PASSPORT, number="ZS0000177"))
    check = findings.check_digits(reading(printed(lines, 1, 0, "2"), {(1, 0): ("Z", 1.0)}))
    assert said(check) == (Outcome.PASSED, ())
    assert check.score == pytest.approx(3 / 5)


def test_a_character_that_counts_as_much_as_its_rival_stays_open_where_the_recogniser_wavered() -> None:
    lines = compose(replace(PASSPORT, number="U12345678"))
    found = reading(lines, {(1, 0): ("0", 1.0)})
    assert found.valid
    assert said(findings.check_digits(found)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_UNREADABLE,))


def test_a_repair_of_characters_that_do_not_look_alike_is_inconclusive() -> None:
    lines = compose(replace(PASSPORT, number="123456789"))
    found = reading(printed(lines, 1, 3, "7"), {(1, 3): ("4", 1.0)})
    assert found.mrz.lines == lines
    assert said(findings.check_digits(found)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_REPAIRED,))


def test_many_repaired_lookalikes_are_inconclusive() -> None:
    lines = compose(replace(PASSPORT, number="ZIS012345"))
    raw = printed(lines, 1, 0, "215")
    found = reading(raw, {(1, 0): ("Z", 0.3), (1, 1): ("I", 0.3), (1, 2): ("S", 0.3)})
    assert found.mrz.lines == lines
    assert said(findings.check_digits(found)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_REPAIRED,))


@pytest.mark.parametrize(
    ("line", "at", "text", "field"),
    [(0, 2, "ZZZ", "issuer"), (1, 10, "ZZZ", "nationality"), (1, 20, "W", "sex"), (0, 0, "Q", "code")],
)
def test_a_field_that_holds_what_it_may_not_fails(line: int, at: int, text: str, field: str) -> None:
    check = findings.fields(reading(printed(compose(PASSPORT), line, at, text)))
    assert said(check) == (Outcome.FAILED, (Reason.DOCUMENT_FIELD_INVALID,))
    assert check.looked_at == (f"mrz.{field}",)


def test_a_field_that_was_read_uncertainly_is_not_held_against_the_document() -> None:
    found = reading(printed(compose(PASSPORT), 0, 2, "UTX"), {(0, 4): ("O", 0.1)})
    assert said(findings.fields(found)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_FIELD_INVALID,))


def test_one_uncertain_letter_makes_the_names_uncertain() -> None:
    check = findings.names(reading(compose(PASSPORT), {(0, 12): ("M", 0.05)}), JUDGE)
    assert said(check) == (Outcome.INCONCLUSIVE, (Reason.NAME_UNCERTAIN,))
    assert check.score is not None
    assert check.threshold is not None
    assert check.score < check.threshold


def test_names_that_the_standard_does_not_allow_are_uncertain() -> None:
    found = reading(printed(compose(PASSPORT), 0, 5, "<"))
    assert said(findings.names(found, JUDGE)) == (Outcome.INCONCLUSIVE, (Reason.NAME_UNCERTAIN,))


@given(st.integers(-400, 400))
def test_a_document_is_valid_to_the_end_of_its_last_day(days: int) -> None:
    found = reading(compose(replace(PASSPORT, expiry=TODAY + timedelta(days=days))))
    check = findings.expiry(found, TODAY)
    assert check.score == days
    assert said(check) == ((Outcome.PASSED, ()) if days >= 0 else (Outcome.FAILED, (Reason.DOCUMENT_EXPIRED,)))


def test_an_expiry_that_is_no_date_is_inconclusive() -> None:
    lines = printed(compose(PASSPORT), 1, 21, "<<<<<<" + check_digit("<<<<<<"))
    assert said(findings.expiry(reading(lines), TODAY)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_FIELD_INVALID,))


def test_an_expiry_that_its_check_digit_contradicts_is_not_relied_on() -> None:
    lines = printed(compose(replace(PASSPORT, expiry=date(2005, 1, 1))), 1, 21, "06")
    assert said(findings.expiry(reading(lines), TODAY)) == (Outcome.INCONCLUSIVE, (Reason.DOCUMENT_CHECK_DIGIT,))
