"""The page's words in every language, the public texts of all reasons among them.

English is the measure: another language says the same things under the same keys, with the same gaps to fill in.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from counterfoil.reasons import Reason

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية"}
)
"""The languages by their codes (BCP 47), each by its own name."""

USUAL: Final = "en"
_RIGHT_TO_LEFT: Final = frozenset({"ar"})
_FOLDER: Final = resources.files("counterfoil.service.capture") / "messages"


@cache
def texts(language: str) -> Mapping[str, str]:
    """Return what the page says in a language, by key; ``reason.CODE`` are the public texts of reasons.

    Args:
        language: One of `LANGUAGES`.
    """
    said: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    if language == USUAL:
        said |= {f"reason.{reason.code}": reason.public for reason in Reason}
    return MappingProxyType(said)


def direction(language: str) -> str:
    """Return how a language is written: ``ltr`` or ``rtl``.

    >>> direction("ar")
    'rtl'
    """
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def best(wanted: str | None, accepted: str) -> str:
    """Return the language to speak.

    Args:
        wanted: What was asked for by name, such as ``fr`` or ``fr-CA``; None for nothing.
        accepted: The header ``Accept-Language`` (RFC 9110, 12.5.4).

    >>> best(None, "de, ar;q=0.8, es;q=0.9")
    'es'
    >>> best("pt", "")
    'en'
    """
    if wanted and (known := _known(wanted)):
        return known
    ranked = sorted(map(_weighed, accepted.split(",")[:20]), key=lambda one: -one[0])
    return next((known for weight, name in ranked if weight > 0 and (known := _known(name))), USUAL)


def _known(name: str) -> str | None:
    code = name.strip().lower().split("-")[0]
    return code if code in LANGUAGES else None


def _weighed(part: str) -> tuple[float, str]:
    name, _, weight = part.partition(";")
    try:
        return float(weight.strip().removeprefix("q=") or 1), name
    except ValueError:
        return 0.0, name
