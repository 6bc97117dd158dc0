import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening.names import Kind, mrz_names, read

IDENTIFIERS = st.text(alphabet="ABCDEHINOSTUXZ ", max_size=60)


@given(IDENTIFIERS, IDENTIFIERS, st.booleans())
def test_every_zone_has_a_bounded_number_of_spellings(surname, given_names, truncated):
    spellings = mrz_names(surname, given_names, truncated=truncated)
    assert len(spellings) == len(set(spellings)) <= 8
    assert bool(spellings) == bool(surname.strip() or given_names.strip())


@pytest.mark.parametrize(
    ("letters", "spelling"),
    [("MUELLER", "MÜLLER"), ("SOERENSEN", "SÖRENSEN"), ("AAGAARD", "ÅGÅRD"), ("BAER", "BÄR"), ("NUNXXEZ", "NUÑEZ")],
)
def test_letters_that_stand_for_another_are_spelled_out(letters, spelling):
    assert f"ANNA {spelling}" in mrz_names(letters, "ANNA")


def test_the_first_spelling_leaves_the_letters_as_they_are():
    assert mrz_names("MUELLER", "JUERGEN")[0] == "JUERGEN MUELLER"


def test_arabic_that_was_written_letter_by_letter_is_read_as_arabic():
    spellings = mrz_names("ALXSHAMY", "MXHMD EBD ALKRYM")
    texts = [[part.text for part in read(spelling)[0]] for spelling in spellings]
    assert ["muhammad", "abdul", "karim", "al", "shami"] in texts


def test_identifiers_of_a_full_zone_may_go_on():
    (name, *_) = mrz_names("SANTOS", "MARIA ISAB", truncated=True)
    assert [part.kind for part in read(name)[0]] == [Kind.NONE, Kind.TRUNCATED, Kind.TRUNCATED]
