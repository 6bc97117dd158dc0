import pytest

from counterfoil.screening.entity import Schema
from counterfoil.screening.names import Kind, read


def readings(name: str, schema: Schema = Schema.COMPANY) -> list[str]:
    """Return the readings of an organisation's name as text."""
    return [" ".join(part.text for part in reading) for reading in read(name, schema)]


@pytest.mark.parametrize(
    "form",
    [
        "Ltd",
        "Limited",
        "L.L.C.",
        "GmbH",
        "Co., Ltd.",
        "S. de R.L. de C.V.",
        "Sdn. Bhd.",
        "FZE",
        "Pvt. Ltd.",
        "S.à r.l.",
        "ООО",
    ],
)
def test_legal_forms_of_one_kind_are_read_alike(form):
    (reading, *_) = read(f"Zarya {form}", Schema.COMPANY)
    assert [(part.text, part.kind) for part in reading] == [("zarya", Kind.NONE), ("ltd", Kind.LEGAL_FORM)]


@pytest.mark.parametrize(
    "form", ["JSC", "S.A.", "ПАО", "ЗАО", "AG", "S.A. de C.V.", "Public Joint Stock Company", "A/S"]
)
def test_stock_companies_are_read_alike(form):
    assert readings(f"Zarya {form}")[0] == "zarya jsc"


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("星光有限公司", "xingguang ltd"),
        ("شركة زاريا", "company zarya"),
        ("(주)하늘", "jsc haneul"),
        ("ТОВ Зоря", "ltd zorya"),
    ],
)
def test_legal_forms_are_found_in_other_scripts(native, latin):
    assert readings(native)[0] == latin


def test_a_legal_form_that_is_all_of_the_name_is_the_name():
    assert [part.kind for part in read("Limited", Schema.COMPANY)[0]] == [Kind.NONE]


def test_a_short_legal_form_inside_a_name_is_a_word():
    (reading, *_) = read("Bank As Salam", Schema.COMPANY)
    assert Kind.LEGAL_FORM not in {part.kind for part in reading}


def test_three_words_have_an_acronym_as_a_further_reading():
    assert readings("Northern Star Mining")[-1] == "nsm"


def test_what_stands_in_brackets_is_a_reading_of_its_own():
    assert readings("Northern Star (NOSTAR)")[:3] == ["northern star", "nostar", "northern star nostar"]


def test_words_that_say_little_are_dropped_or_marked():
    (reading, *_) = read("The Bank of Zarya & Sons", Schema.COMPANY)
    assert [(part.text, bool(part.kind & Kind.PARTICLE)) for part in reading] == [
        ("bank", False),
        ("of", True),
        ("zarya", False),
        ("sons", False),
    ]


@pytest.mark.parametrize("written", ["Zarya Intl Trdg", "Zarya International Trading", "Zarya Internacional Comercial"])
def test_common_words_are_read_alike_across_languages(written):
    assert readings(written)[0] == "zarya international trading"


@pytest.mark.parametrize("written", ["M/V Sea Star", "MV Sea Star", "M.V. SEA STAR"])
def test_what_kind_of_vessel_it_is_is_marked(written):
    (reading, *_) = read(written, Schema.VESSEL)
    assert (reading[0].text, reading[0].kind) == ("mv", Kind.TITLE)
    assert len(reading) == 3


def test_numbers_and_numerals_are_numbers():
    assert [part.kind for part in read("Sea Star II", Schema.VESSEL)[0]][-1] == Kind.NUMBER
    assert readings("Sea Star II", Schema.VESSEL)[0] == readings("Sea Star 2", Schema.VESSEL)[0]


@pytest.mark.parametrize("name", ["s a " * 300 + "x", "(" * 100_000, "ш.м.м" * 20_000, "Ltd " * 50_000])
def test_a_name_of_nothing_but_legal_forms_and_brackets_is_bounded(name):
    assert len(read(name, Schema.COMPANY)) <= 4
