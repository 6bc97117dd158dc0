import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening.entity import Schema
from counterfoil.screening.names import MOST_LETTERS, MOST_PARTS, MOST_READINGS, Kind, read


def texts(name: str) -> list[str]:
    """Return the texts of the parts of the likeliest reading."""
    return [part.text for part in read(name)[0]]


@given(st.text(), st.sampled_from(Schema))
def test_whatever_is_written_is_read_into_plain_bounded_parts(name, schema):
    readings = read(name, schema)
    assert len(readings) <= MOST_READINGS
    assert len(set(readings)) == len(readings)
    for reading in readings:
        assert 1 <= len(reading) <= MOST_PARTS
        for part in reading:
            assert 1 <= len(part.text) <= MOST_LETTERS
            assert set(part.text) <= set("abcdefghijklmnopqrstuvwxyz0123456789")


@pytest.mark.parametrize("name", ["", " ", "!?-.,;", "'", "\u202e\u200b", "\x00\x01", "😀", "()"])
def test_a_name_without_a_letter_has_no_reading(name):
    assert read(name) == ()


@pytest.mark.parametrize("name", ["x", "x" * 100_000, "x " * 100_000, "ع" * 100_000, "क" * 100_000, "a\u0301" * 50_000])
def test_a_name_of_any_length_is_read(name):
    assert read(name)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ｍａｒｉａ Lopez", "Maria Lopez"),
        ("𝓜𝓪𝓻𝓲𝓪 Lopez", "Maria Lopez"),
        ("Mа\u200briа Lo\u00adpez", "Maria Lopez"),
        ("M\u0336\u0353a\u0336ria Lopez", "Maria Lopez"),
        ("\u202eMaria Lopez\u202c", "Maria Lopez"),
        ("Мaria Lopez", "Maria Lopez"),
        ("María López", "Maria Lopez"),
        ("MAR1A L0PEZ", "Maria Lopez"),
        ("Maria-Lopez", "Maria Lopez"),
        ("Mar'ia Lo’pez", "Maria Lopez"),
        ("LOPEZ<<MARIA", "Lopez Maria"),
    ],
)
def test_forms_that_look_alike_are_read_alike(written, plain):
    assert texts(written) == texts(plain)


@pytest.mark.parametrize(
    "written",
    [
        "Abd al-Rahman",
        "Abdul Rahman",
        "Abdurrahman",
        "Abdel-Rahman",
        "ABD AL RAHMAN",
        "عبد الرحمن",
        "عبدالرحمن",
        "Abdulrahman",
    ],
)
def test_a_compound_with_abd_is_read_alike_however_it_is_written(written):
    assert texts(written) == ["abdul", "rahman"]


@pytest.mark.parametrize("written", ["Abdullah", "Abd Allah", "Abdallah", "Abdul-lah", "عبد الله", "عبدالله"])
def test_abdullah_is_one_name(written):
    assert texts(written) == ["abdullah"]


@pytest.mark.parametrize("written", ["Shams al-Din", "Shamsuddin", "Shams ud Din", "Shamseddine", "شمس الدين"])
def test_a_compound_with_din_is_read_alike_however_it_is_written(written):
    assert texts(written) == ["shams", "uddin"]


def test_cyrillic_is_read_by_its_language():
    assert texts("Сергей Щукин") == ["sergey", "shchukin"]
    assert texts("Олександр Гриценко") == ["oleksandr", "hrytsenko"]
    assert texts("Выацхеслав Василыевицх") == ["vyacheslav", "vasilyevich"]


def test_parts_say_what_they_are():
    kinds = {part.text: part.kind for part in read("Dr. J. van Berg Ivanovich Sidorov 40")[0]}
    assert kinds == {
        "dr": Kind.TITLE,
        "j": Kind.INITIAL,
        "van": Kind.PARTICLE,
        "berg": Kind.NONE,
        "sidorov": Kind.NONE,
        "ivanovich": Kind.PATRONYMIC,
        "40": Kind.NUMBER,
    }


def test_forms_of_one_given_name_share_a_group():
    groups = {name: read(name)[0][0].group for name in ("Robert", "Bob", "William", "Xyzzy")}
    assert groups["Robert"] == groups["Bob"] != groups["William"]
    assert groups["Xyzzy"] == 0
