from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mrz_examples import TODAY as THEN
from mrz_examples import WORKED_EXAMPLES, Example
from mrz_scores import Doubt, scores_of
from mrz_strategies import TODAY, characters, documents

from counterfoil.document.mrz import Cause, Document, MrzReading, check_digit, compose
from counterfoil.document.mrz.interpreting import interpret

PASSPORT = WORKED_EXAMPLES[0]


def misread(lines: tuple[str, ...], places: dict[tuple[int, int], str]) -> tuple[str, ...]:
    page = [list(line) for line in lines]
    for (row, at), character in places.items():
        page[row][at] = character
    return tuple("".join(line) for line in page)


def interpreted(lines: tuple[str, ...], doubts: Doubt | None = None) -> MrzReading:
    reading = interpret(scores_of(lines, doubts), THEN)
    assert reading is not None
    return reading


def numbered(number: str) -> tuple[str, ...]:
    return compose(replace(PASSPORT.document, number=number))


@pytest.mark.parametrize("example", WORKED_EXAMPLES, ids=lambda example: example.name)
def test_a_sure_reading_is_left_as_it_is(example: Example) -> None:
    reading = interpreted(example.lines)
    assert reading.raw == reading.formed.lines == reading.mrz.lines == example.lines
    assert reading.valid
    assert not reading.edits
    assert min(min(line) for line in reading.probabilities) > 0.9


@given(documents())
def test_whatever_is_read_surely_and_agrees_is_never_edited(document: Document) -> None:
    lines = compose(document)
    reading = interpret(scores_of(lines), TODAY)
    assert reading is not None
    letters_for_digits = [edit for edit in reading.edits if edit.cause is Cause.CHECK_DIGIT]
    assert not letters_for_digits
    assert reading.mrz.document.number == document.number


def test_a_zero_between_letters_is_taken_for_an_o_however_sure_the_recogniser_was() -> None:
    raw = misread(PASSPORT.lines, {(0, 4): "0", (1, 12): "0"})
    reading = interpreted(raw)
    assert reading.raw == raw
    assert reading.mrz.lines == PASSPORT.lines
    assert [(edit.read, edit.written, edit.cause) for edit in reading.edits] == [("0", "O", Cause.FORMAT)] * 2
    assert reading.probabilities[0][4] > 0.9


def test_a_zero_between_letters_is_no_sure_o_where_the_recogniser_also_saw_a_d() -> None:
    raw = misread(PASSPORT.lines, {(0, 4): "0"})
    assert interpreted(raw, {(0, 4): ("D", 0.5)}).probabilities[0][4] < 0.8


def test_a_letter_in_a_date_is_taken_for_the_digit_it_looks_like() -> None:
    assert PASSPORT.lines[1][16] == "8"
    reading = interpreted(misread(PASSPORT.lines, {(1, 16): "B"}))
    assert reading.mrz.lines == PASSPORT.lines


def test_a_letter_in_a_date_that_looks_like_no_digit_stays_and_is_a_flaw() -> None:
    reading = interpreted(misread(PASSPORT.lines, {(1, 15): "W"}))
    assert "birth" in {flaw.field for flaw in reading.flaws}


def test_a_check_digit_settles_what_the_recogniser_was_unsure_of() -> None:
    lines = numbered("ZS0000177")
    raw = misread(lines, {(1, 0): "2"})
    reading = interpreted(raw, {(1, 0): ("Z", 1.5)})
    assert reading.raw == raw
    assert reading.mrz.lines == lines
    assert [(edit.read, edit.written, edit.cause) for edit in reading.edits] == [("2", "Z", Cause.CHECK_DIGIT)]
    assert not all(digit.passed for digit in reading.formed.check_digits)
    assert reading.valid


def test_a_check_digit_invents_nothing_that_the_recogniser_did_not_see() -> None:
    raw = misread(numbered("ZS0000177"), {(1, 0): "2"})
    reading = interpreted(raw)
    assert reading.mrz.lines == raw
    assert not reading.edits
    assert not reading.valid


def test_o_and_zero_are_exchanged_by_a_check_digit_alone() -> None:
    lines = numbered("AO1234567")
    reading = interpreted(misread(lines, {(1, 1): "0"}))
    assert reading.mrz.lines == lines


def test_two_changes_that_would_both_do_are_both_left_undone() -> None:
    lines = numbered("U12345678")
    # 7, 3, 1 are the weights: raising the second digit by one and the fifth by one add the same.
    raw = misread(lines, {(1, 1): "2"})
    reading = interpreted(raw, {(1, 1): ("1", 3.0), (1, 4): ("3", 3.0)})
    assert reading.mrz.lines == raw
    assert reading.doubtful


def test_a_change_that_makes_nonsense_of_a_date_is_not_made() -> None:
    lower = misread(PASSPORT.lines, {(1, 16): "0"})[1]
    lower = lower[:19] + check_digit(lower[13:19]) + lower[20:]
    lower = lower[:43] + check_digit(lower[:10] + lower[13:20] + lower[21:43])
    raw = misread((PASSPORT.lines[0], lower), {(1, 16): "8"})
    reading = interpreted(raw, {(1, 16): ("0", 0.5)})
    assert reading.mrz.lines == raw
    assert reading.doubtful


def test_a_change_of_several_fields_is_found_through_the_digit_over_all() -> None:
    lines = numbered("S12345678")
    raw = misread(lines, {(1, 0): "5", (1, 13): "1"})
    reading = interpreted(raw, {(1, 0): ("S", 1.0), (1, 13): ("7", 1.0)})
    assert reading.mrz.lines == lines
    assert {edit.cause for edit in reading.edits} == {Cause.CHECK_DIGIT}


@given(st.integers(0, 8), characters())
def test_edits_tell_the_whole_way_from_what_was_read_to_what_is_believed(at: int, character: str) -> None:
    right = PASSPORT.lines[1][at]
    raw = misread(PASSPORT.lines, {(1, at): character})
    reading = interpreted(raw, {(1, at): (right, 2.0)} if right != character else None)
    assert reading.raw == raw
    told = {(edit.line, edit.position): edit.written for edit in reading.edits}
    assert misread(reading.raw, told) == reading.mrz.lines
    assert all(reading.raw[edit.line][edit.position] == edit.read != edit.written for edit in reading.edits)


def test_a_digit_in_a_document_code_is_read_only_when_it_is_sure() -> None:
    card = WORKED_EXAMPLES[1].lines
    assert interpreted(misread(card, {(0, 1): "1"})).mrz.document.code == "I1"
    assert interpreted(misread(card, {(0, 1): "0"}), {(0, 1): ("D", 0.5)}).mrz.document.code == "ID"


@given(st.sampled_from([(3, 30), (2, 36), (2, 44)]), st.data())
def test_any_scores_of_a_zones_shape_give_a_reading(shape: tuple[int, int], data: st.DataObject) -> None:
    count, length = shape
    line = st.text(characters(), min_size=length, max_size=length)
    lines = tuple(data.draw(st.lists(line, min_size=count, max_size=count)))
    reading = interpret(scores_of(lines), TODAY)
    assert reading is not None
    assert reading.raw == lines
    assert all(0 <= one <= 1 for row in reading.probabilities for one in row)


def test_scores_of_no_formats_shape_give_none() -> None:
    assert interpret(scores_of(("A" * 31, "A" * 31)), TODAY) is None
