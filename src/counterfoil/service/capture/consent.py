"""What a person agrees to: a text in each language, under a version whose digest is known.

A text that was shown is never changed: other words are another version, in a folder of their own, with their digest in
`DIGESTS`. What is kept as evidence is the text as it was shown, with the purpose and the periods filled in.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from counterfoil.errors import ConsentError
from counterfoil.service.capture.texts import LANGUAGES, texts

CURRENT: Final = "1"
"""The version that new verifications show."""

DIGESTS: Final[Mapping[str, str]] = MappingProxyType(
    {"1": "d03ddcfb8a96f535b8482f16a5ef22491721af93f98bcf1cffab502b978925e7"}
)
"""For each version the SHA-256 over its texts, in the order of `LANGUAGES`."""

_FOLDER: Final = resources.files("counterfoil.service.capture") / "consent"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What is shown, and agreed to.

    Attributes:
        version: Of the text.
        language: In which it is written (BCP 47).
        sections: Headings, each with its paragraph.
        whole: All of it as plain text, the purpose first: what is kept as evidence.
    """

    version: str
    language: str
    sections: tuple[tuple[str, str], ...]
    whole: str

    @property
    def sha256(self) -> str:
        """Digest of the whole text."""
        return hashlib.sha256(self.whole.encode()).hexdigest()


def consent_text(version: str, language: str, *, purpose: str, biometrics_days: int, records_years: int) -> ConsentText:
    """Return the text of a version with what is particular to this verification filled in.

    Args:
        version: One of `DIGESTS`.
        language: One of the page's languages.
        purpose: Why, in the policy's words.
        biometrics_days: For how many days pictures are kept.
        records_years: For how many years the rest is.

    Raises:
        ConsentError: There is no such version or language.
    """
    if version not in DIGESTS or language not in LANGUAGES:
        raise ConsentError("There is no such text of consent", remedy=f"Known versions: {', '.join(DIGESTS)}.")
    filled = _read(version, language).format(biometrics_days=biometrics_days, records_years=records_years)
    sections = tuple((heading, body) for heading, _, body in (part.partition("\n") for part in filled.split("\n\n")))
    shown = purpose_text(purpose, language)
    return ConsentText(version, language, sections, f"{texts(language)['consent.purpose']}\n{shown}\n\n{filled}\n")


def purpose_text(purpose: str, language: str) -> str:
    """Return a purpose in a language where it is that of a policy of our own; else as it was written."""
    said = texts("en")
    key = next((key for key, text in said.items() if key.startswith("purpose.") and text == purpose), None)
    return texts(language)[key] if key else purpose


def digest(version: str) -> str:
    """Return the digest over the texts of a version as they are now."""
    return hashlib.sha256("\n".join(_read(version, language) for language in LANGUAGES).encode()).hexdigest()


@cache
def _read(version: str, language: str) -> str:
    return (_FOLDER / version / f"{language}.txt").read_text("utf-8").strip()
