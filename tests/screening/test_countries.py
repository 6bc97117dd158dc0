"""Countries are known by every name, adjective and code that lists, documents and customers use."""

import pytest

from counterfoil.document.mrz.states import CODES
from counterfoil.screening.countries import code, may_be_same, nationality

NAMED = {
    "Korea, North": "kp",
    "Democratic People's Republic of Korea": "kp",
    "Democratic People\u2019s Republic of Korea": "kp",
    "Korea (Democratic People's Republic of)": "kp",
    "KOREA, REPUBLIC OF": "kr",
    "Iran (Islamic Republic of)": "ir",
    "IRAN": "ir",
    "Congo": "cg",
    "Congo (Democratic Republic)": "cd",
    "Congo, Democratic Republic of the": "cd",
    "Türkiye": "tr",
    "Turkey": "tr",
    "Burma": "mm",
    "Côte d\u2019Ivoire": "ci",
    "St. Kitts & Nevis": "kn",
    "The Gambia": "gm",
    "Macedonia, The Former Yugoslav Republic of": "mk",
    "former Soviet Union": "su",
    "Palestinian": "ps",
    "possibly Palestinian": "ps",
    "British": "gb",
    "Afghan": "af",
    "gb": "gb",
    "UK": "gb",
    "DEU": "de",
    "D": "de",
    "GBN": "gb",
    "RKS": "xk",
    "na": "na",
}


@pytest.mark.parametrize("name", NAMED)
def test_a_country_is_known_by_its_names(name):
    assert code(name) == NAMED[name]


@pytest.mark.parametrize("nothing", ["", " ", "unknown", "None Identified", "stateless", "XXA", "00", "N/A", "-"])
def test_what_names_no_country_is_no_nationality(nothing):
    assert nationality(nothing) is None


def test_a_country_that_the_table_does_not_know_keeps_its_wording():
    assert code("Utopia") is None
    assert nationality("  UTOPIA  Minor ") == "utopia minor"


def test_every_state_that_a_document_can_name_is_known():
    organisations = {"IAO", "INP", "NTZ", "UTO", "EUE", "UNO", "UNA", "UNK", "XXA", "XXB", "XXC", "XXX"}
    states = {each for each in CODES - organisations if not each.startswith("X") or each == "XKX"}
    assert {each for each in states if code(each) is None} == set()


def test_people_of_a_state_that_is_no_more_may_be_of_one_that_followed():
    assert may_be_same("su", "ua")
    assert may_be_same("rs", "yu")
    assert may_be_same("ir", "ir")
    assert not may_be_same("ru", "ua")
