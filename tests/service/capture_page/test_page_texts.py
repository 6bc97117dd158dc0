"""The page says the same in every language, and says everything."""

import re
from importlib import resources

import pytest

from counterfoil.decision import load_policy
from counterfoil.reasons import Reason
from counterfoil.service.capture import consent
from counterfoil.service.capture.page import SCREENS
from counterfoil.service.capture.texts import LANGUAGES, best, direction, texts

OTHERS = [language for language in LANGUAGES if language != "en"]
GAP = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", OTHERS)
def test_every_public_text_of_a_reason_is_translated(language):
    said = texts(language)
    missing = [reason.code for reason in Reason if not said.get(f"reason.{reason.code}", "").strip()]
    assert not missing
    same = [reason.code for reason in Reason if said[f"reason.{reason.code}"] == reason.public]
    assert not same


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there_with_the_same_gaps(language):
    english, other = texts("en"), texts(language)
    assert set(english) == set(other)
    assert {key: sorted(GAP.findall(text)) for key, text in english.items()} == {
        key: sorted(GAP.findall(text)) for key, text in other.items()
    }
    # Names of languages and codes for them stay as they are.
    assert not [key for key in english if english[key] == other[key] and key != "progress.document"]


@pytest.mark.parametrize("language", OTHERS)
def test_reasons_that_say_the_same_say_the_same_in_every_language(language):
    """Nobody can tell from the words what the English does not tell, such as a hit from lists that are missing."""
    said = texts(language)
    for one in Reason:
        for other in Reason:
            if one.public == other.public:
                assert said[f"reason.{one.code}"] == said[f"reason.{other.code}"], (one, other)


def test_every_text_is_used():
    folder = resources.files("counterfoil.service.capture")
    places = [folder / "templates" / "verify.html", folder / "consent.py"]
    places += [folder / "templates" / "screens" / f"{screen}.html" for screen in (*SCREENS, "other-ways")]
    places += [file for file in (folder / "static").iterdir() if file.name.endswith(".js")]
    source = "\n".join(place.read_text("utf-8") for place in places)
    built = re.compile(
        r"^(reason|hint|purpose|step|progress|camera|face\.tip|language)\.|^document\.(page|card_front|card_back)\."
        r"|^challenge\.(turn_left|turn_right|nod|blink|come_closer|ready|over|lost|spent)|^result\.\w+\.(heading|lead)$"
        r"|^review\.(document_front|document_back|probe)$"
    )
    unused = [key for key in texts("en") if not built.match(key) and f'"{key}"' not in source]
    assert not unused


@pytest.mark.parametrize("version", list(consent.DIGESTS))
def test_a_text_of_consent_that_was_shown_is_never_changed(version):
    assert consent.digest(version) == consent.DIGESTS[version]


def test_new_verifications_show_a_version_that_is_there():
    assert consent.CURRENT in consent.DIGESTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_consent_says_the_same_five_things_in_every_language_with_its_numbers(language):
    text = consent.consent_text("1", language, purpose="To test.", biometrics_days=41, records_years=7)
    assert len(text.sections) == 5
    assert all(heading and body for heading, body in text.sections)
    assert "41" in text.whole
    assert "7" in text.whole
    assert "To test." in text.whole


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("policy", ["bank", "remote", "border", "counter"])
def test_the_purposes_of_our_own_policies_are_told_in_every_language(language, policy):
    purpose = load_policy(policy).purpose
    assert consent.purpose_text(purpose, language) == texts(language)[f"purpose.{policy}"] != purpose


@pytest.mark.parametrize(
    ("wanted", "accepted", "spoken"),
    [
        ("ar", "", "ar"),
        ("fr-CA", "es", "fr"),
        (None, "es-MX,es;q=0.9,en;q=0.8", "es"),
        (None, "de,fr;q=0.5,es;q=0.4", "fr"),
        (None, "fr;q=0,es;q=0.1", "es"),
        ("xx", "ar", "ar"),
        (None, "*", "en"),
        (None, ";;;,q=,=;q=x" * 50, "en"),
        ("../../etc", "", "en"),
    ],
)
def test_the_page_speaks_what_was_asked_for_or_the_browser_prefers(wanted, accepted, spoken):
    assert best(wanted, accepted) == spoken


def test_arabic_is_written_from_right_to_left():
    assert {language: direction(language) for language in LANGUAGES} == {
        "en": "ltr",
        "es": "ltr",
        "fr": "ltr",
        "ar": "rtl",
    }
