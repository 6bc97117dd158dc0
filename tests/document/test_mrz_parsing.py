from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mrz_examples import TODAY as THEN
from mrz_examples import WORKED_EXAMPLES, Example
from mrz_strategies import TODAY, characters, documents

from counterfoil.document.mrz import Document, Format, Mrz, NumberReading, PartialDate, check_digit, compose, parse
from counterfoil.document.mrz.alphabet import VALUES
from counterfoil.document.mrz.formats import LAYOUTS
from counterfoil.errors import MrzError

PASSPORT = WORKED_EXAMPLES[0].document
CARD = WORKED_EXAMPLES[1].document


def changed(lines: tuple[str, ...], line: int, at: int, text: str) -> tuple[str, ...]:
    row = lines[line][:at] + text + lines[line][at + len(text) :]
    return (*lines[:line], row, *lines[line + 1 :])


def flawed(mrz: Mrz) -> set[str]:
    return {flaw.field for flaw in mrz.flaws}


def failed(mrz: Mrz) -> set[str]:
    return {digit.name for digit in mrz.check_digits if not digit.passed}


@pytest.mark.parametrize("example", WORKED_EXAMPLES, ids=lambda example: example.name)
def test_every_worked_example_of_doc_9303_parses(example: Example) -> None:
    found = parse(example.lines, THEN)
    assert found.document == example.document
    assert found.valid


@pytest.mark.parametrize("example", WORKED_EXAMPLES, ids=lambda example: example.name)
def test_every_worked_example_of_doc_9303_is_composed_character_by_character(example: Example) -> None:
    assert compose(example.document) == example.lines


@pytest.mark.parametrize("example", WORKED_EXAMPLES, ids=lambda example: example.name)
@pytest.mark.parametrize("joint", ["", "\n", " \r\n  "])
def test_a_zone_parses_however_its_lines_are_joined(example: Example, joint: str) -> None:
    assert parse(joint.join(example.lines), THEN).lines == example.lines


@given(documents())
def test_what_is_composed_parses_to_the_same_document(document: Document) -> None:
    found = parse(compose(document), TODAY)
    assert found.document == document
    assert found.valid


@given(documents(), st.data())
def test_a_changed_character_never_goes_unnoticed_where_a_check_digit_covers_it(
    document: Document, data: st.DataObject
) -> None:
    lines = compose(document)
    assume(len(document.number) <= 9)
    layout = LAYOUTS[document.format]
    covered = [layout.fields[name] for name in ("number", "birth", "expiry")]
    span = data.draw(st.sampled_from(covered))
    at = data.draw(st.integers(span.start, span.stop - 1))
    character = data.draw(characters())
    assume((VALUES[character] - VALUES[lines[span.line][at]]) % 10)
    assert failed(parse(changed(lines, span.line, at, character), TODAY))


@given(st.text() | st.lists(st.text(), max_size=4))
def test_text_that_is_no_zone_is_refused(text: str | list[str]) -> None:
    with pytest.raises(MrzError):
        parse(text, TODAY)


@given(st.sampled_from([(3, 30), (2, 36), (2, 44)]), st.data())
def test_any_text_of_a_zones_shape_and_characters_parses(shape: tuple[int, int], data: st.DataObject) -> None:
    lines = data.draw(
        st.lists(st.text(characters(), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
    )
    assert parse(lines, TODAY).lines == tuple(lines)


@given(documents(), st.data())
def test_a_refusal_never_repeats_the_text(document: Document, data: st.DataObject) -> None:
    lines = compose(document)
    at = data.draw(st.integers(0, len(lines[0]) - 1))
    with pytest.raises(MrzError) as refusal:
        parse(changed(lines, 0, at, "é"), TODAY)
    assert f"position {at + 1}" in str(refusal.value)
    assert not any(line[:8] in str(refusal.value) for line in lines)


@pytest.mark.parametrize("number", ["D23145890", "AB2134"])
def test_a_number_may_be_shorter_than_its_field(number: str) -> None:
    assert parse(compose(replace(PASSPORT, number=number)), THEN).document.number == number


def test_a_long_number_whose_filler_was_counted_is_read_and_said_to_be_so() -> None:
    number, rest = "590330101", "085"
    digit = check_digit(f"{number}<{rest}")
    assert digit != check_digit(number + rest)
    first = f"IDUTO{number}<{rest}{digit}".ljust(30, "<")
    found = parse(changed(compose(CARD), 0, 0, first), THEN)
    assert found.document.number == number + rest
    assert found.check_digits[0].passed
    assert found.check_digits[0].reading is NumberReading.LONG_WITH_FILLER


def test_a_long_number_as_the_standard_has_it_is_said_to_be_so() -> None:
    found = parse(WORKED_EXAMPLES[5].lines, THEN)
    assert found.check_digits[0].reading is NumberReading.LONG


def test_a_wrong_check_digit_of_a_long_number_is_found() -> None:
    assert failed(parse(changed(WORKED_EXAMPLES[5].lines, 0, 18, "8"), THEN)) == {"number", "composite"}


@pytest.mark.parametrize("digit", "<0")
def test_the_check_digit_of_an_empty_optional_field_may_be_a_filler_or_zero(digit: str) -> None:
    lines = compose(replace(PASSPORT, optional=("",)))
    assert parse(changed(lines, 1, 42, digit), THEN).valid


def test_the_check_digit_of_a_filled_optional_field_may_not_be_a_filler() -> None:
    lines = compose(replace(PASSPORT, optional=("0",)))
    assert check_digit("0") == "0"
    assert failed(parse(changed(lines, 1, 42, "<"), THEN)) == {"optional"}


@pytest.mark.parametrize("index", [3, 4])
def test_a_visa_has_no_check_digit_over_all(index: int) -> None:
    names = [digit.name for digit in parse(WORKED_EXAMPLES[index].lines, THEN).check_digits]
    assert names == ["number", "birth", "expiry"]


@pytest.mark.parametrize(
    ("code", "known"),
    [("D<<", True), ("RKS", True), ("GBD", True), ("XXB", True), ("XOM", True), ("UNO", True), ("UTO", True),
     ("EUE", True), ("XPO", True), ("INP", True), ("ZZZ", False), ("<<<", False), ("D<D", False), ("0TO", False)],
)  # fmt: skip
def test_a_state_is_known_by_its_code(code: str, known: bool) -> None:
    lines = changed(compose(PASSPORT), 0, 2, code)
    assert ("issuer" not in flawed(parse(lines, THEN))) is known


@pytest.mark.parametrize("code", ["C1", "A3", "ID", "I<", "AC", "IP"])
def test_digits_are_legal_in_the_second_place_of_a_document_code(code: str) -> None:
    found = parse(changed(compose(CARD), 0, 0, code), THEN)
    assert found.valid
    assert found.document.code == code.rstrip("<")


def test_a_first_letter_that_a_format_does_not_have_is_a_flaw() -> None:
    assert flawed(parse(changed(compose(PASSPORT), 0, 0, "Q"), THEN)) == {"code"}


@pytest.mark.parametrize(("printed", "sex"), [("M", "M"), ("F", "F"), ("<", None), ("X", "X")])
def test_a_sex_may_be_left_open(printed: str, sex: str | None) -> None:
    found = parse(changed(compose(PASSPORT), 1, 20, printed), THEN)
    assert found.document.sex == sex
    assert found.valid


def test_any_other_sex_is_a_flaw() -> None:
    assert flawed(parse(changed(compose(PASSPORT), 1, 20, "W"), THEN)) == {"sex"}


@pytest.mark.parametrize(
    ("printed", "birth"),
    [
        ("740812", PartialDate(1974, 8, 12)),
        ("7408<<", PartialDate(1974, 8, None)),
        ("74<<<<", PartialDate(1974, None, None)),
        ("<<<<<<", PartialDate(None, None, None)),
        ("<<0812", PartialDate(None, 8, 12)),
        ("<<0229", PartialDate(None, 2, 29)),
        ("110601", PartialDate(2011, 6, 1)),
        ("110602", PartialDate(1911, 6, 2)),
        ("11<<<<", PartialDate(2011, None, None)),
        ("000229", PartialDate(2000, 2, 29)),
        ("740230", None),
        ("741301", None),
        ("740800", None),
        ("7<0812", None),
        ("74O812", None),
        ("<<0230", None),
    ],
)
def test_a_birth_lies_in_the_past_and_may_leave_parts_out(printed: str, birth: PartialDate | None) -> None:
    found = parse(changed(compose(PASSPORT), 1, 13, printed), THEN)
    assert found.document.birth == birth
    assert ("birth" in flawed(found)) is (birth is None)


@pytest.mark.parametrize(
    ("printed", "expiry"),
    [
        ("120415", date(2012, 4, 15)),
        ("961210", date(1996, 12, 10)),
        ("600101", date(2060, 1, 1)),
        ("620101", date(1962, 1, 1)),
        ("120230", None),
        ("<<<<<<", None),
        ("1204<<", None),
    ],
)
def test_an_expiry_lies_within_fifty_years_of_today(printed: str, expiry: date | None) -> None:
    found = parse(changed(compose(PASSPORT), 1, 21, printed), THEN)
    assert found.document.expiry == expiry
    assert ("expiry" in flawed(found)) is (expiry is None)


@pytest.mark.parametrize(
    ("born", "first", "last"),
    [
        (PartialDate(1974, 8, 12), date(1974, 8, 12), date(1974, 8, 12)),
        (PartialDate(1976, 2, None), date(1976, 2, 1), date(1976, 2, 29)),
        (PartialDate(1974, None, None), date(1974, 1, 1), date(1974, 12, 31)),
        (PartialDate(None, 8, 12), None, None),
    ],
)
def test_a_partial_date_bounds_what_it_can_mean(born: PartialDate, first: date | None, last: date | None) -> None:
    assert (born.earliest(), born.latest()) == (first, last)


@pytest.mark.parametrize(
    ("field", "surname", "given_names", "truncated"),
    [
        ("ERIKSSON<<ANNA<MARIA", "ERIKSSON", "ANNA MARIA", False),
        ("ARKFREITH", "ARKFREITH", "", False),
        ("VAN<DER<MUELLEN<<MARIANNE", "VAN DER MUELLEN", "MARIANNE", False),
        ("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K", True),
        ("BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNAM", "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNA", "", True),
    ],
)
def test_names_are_read_and_said_to_be_cut_where_their_field_is_full(
    field: str, surname: str, given_names: str, truncated: bool
) -> None:
    found = parse(changed(compose(PASSPORT), 0, 5, field[:39].ljust(39, "<")), THEN)
    assert found.document.surname == surname
    assert found.document.given_names == given_names
    assert found.document.names_truncated is truncated
    assert not flawed(found)


@pytest.mark.parametrize("field", ["", "<ERIKSSON<<ANNA", "ERIKSS0N<<ANNA", "ERIKSSON<<ANNA<<MARIA", "ERIKSSON<<<ANNA"])
def test_names_that_the_standard_does_not_allow_are_a_flaw(field: str) -> None:
    assert flawed(parse(changed(compose(PASSPORT), 0, 5, field.ljust(39, "<")), THEN)) == {"names"}


def test_names_that_do_not_fit_are_cut() -> None:
    found = parse(compose(replace(CARD, surname="A" * 40)), THEN)
    assert found.document.surname == "A" * 30
    assert found.document.names_truncated


@pytest.mark.parametrize("number", ["", "AB<12", "<AB12"])
def test_a_number_that_is_empty_or_broken_is_a_flaw(number: str) -> None:
    assert "number" in flawed(parse(changed(compose(PASSPORT), 1, 0, number.ljust(9, "<")), THEN))


@pytest.mark.parametrize(
    "document",
    [replace(PASSPORT, number="1234567890"), replace(CARD, issuer="UTOP"), replace(CARD, number="1" * 40)],
)
def test_a_field_that_does_not_fit_its_place_is_refused(document: Document) -> None:
    with pytest.raises(MrzError):
        compose(document)


def test_a_first_letter_v_makes_a_visa_of_two_lines_and_a_flaw_of_three() -> None:
    visa, card = WORKED_EXAMPLES[3].lines, WORKED_EXAMPLES[1].lines
    assert parse(visa, THEN).format is Format.MRV_A
    assert parse(changed(visa, 0, 0, "P"), THEN).format is Format.TD3
    assert flawed(parse(changed(card, 0, 0, "V"), THEN)) == {"code"}


@pytest.mark.parametrize(
    "lines",
    [(), ("",), ("P<UTO",), ("A" * 44,), ("A" * 44, "A" * 43), ("A" * 36,) * 3, ("A" * 44,) * 20],
)
def test_lines_of_no_formats_shape_are_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(MrzError, match="no format's"):
        parse(lines, TODAY)


def test_a_lower_case_letter_is_refused() -> None:
    with pytest.raises(MrzError, match="line 2, position 3"):
        parse(changed(compose(PASSPORT), 1, 2, "a"), THEN)


def test_only_characters_of_a_zone_have_a_check_digit() -> None:
    with pytest.raises(MrzError, match="position 2"):
        check_digit("1-2")


def test_formats_keep_their_names() -> None:
    assert [str(kind) for kind in Format] == ["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]
