import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.specimens.mrz import Entry, check_digit, compose, name_field

ERIKSSON = Entry(
    code="P",
    issuer="UTO",
    surname="Eriksson",
    given_names="Anna Maria",
    number="L898902C3",
    nationality="UTO",
    birth="740812",
    sex="F",
    expiry="120415",
    optional="ZE184226B",
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=20), min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("field", "digit"),
    [("520727", "3"), ("AB2134<<<", "5"), ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"), ("D23145890734", "9")],
)
def test_the_check_digits_of_doc_9303_come_out(field, digit):
    assert check_digit(field) == digit


def test_the_passport_of_doc_9303_4_is_composed():
    assert compose("TD3", ERIKSSON) == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )


def test_the_card_of_doc_9303_5_is_composed():
    card = Entry("I", "UTO", "Eriksson", "Anna Maria", "D23145890", "UTO", "740812", "F", "120415")
    assert compose("TD1", card) == (
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    )


def test_the_long_document_number_of_doc_9303_5_is_composed():
    card = Entry("I", "UTO", "Stevenson", "Peter John", "D23145890734", "UTO", "340712", "M", "950712")
    assert compose("TD1", card) == (
        "I<UTOD23145890<7349<<<<<<<<<<<",
        "3407127M9507122UTO<<<<<<<<<<<2",
        "STEVENSON<<PETER<JOHN<<<<<<<<<",
    )


def test_the_document_of_doc_9303_6_is_composed():
    card = Entry("I", "UTO", "Eriksson", "Anna Maria", "D23145890", "UTO", "740812", "F", "120415")
    assert compose("TD2", card) == ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("MRV-A", ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")),
        ("MRV-B", ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")),
    ],
)
def test_the_visas_of_doc_9303_7_are_composed(kind, lines):
    optional = "6ZE184226B" if kind == "MRV-A" else ""
    visa = Entry("V", "UTO", "Eriksson", "Anna Maria", "L8988901C", "XXX", "400907", "F", "961210", optional)
    assert compose(kind, visa) == lines


def test_a_name_that_is_too_long_is_cut_as_in_doc_9303_4():
    assert (
        name_field("Nilavadhanananda", "Chayapa Dejthamrong Krasuang", 39) == "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"
    )


@given(WORDS, WORDS, st.sampled_from([30, 31, 39]))
def test_a_name_field_is_full_exactly_when_a_letter_tells_that_it_may_be_cut(surname, given_names, width):
    field = name_field(surname, given_names, width)
    assert len(field) == width
    if len(surname) + len(given_names) + 2 > width:
        assert field[-1] != "<"
