"""Cyrillic as a to z: Russian, Ukrainian, Belarusian, Bulgarian, Serbian and Macedonian, as far as letters tell.

The way of writing is the one that lists in English use most (BGN/PCGN, simplified). A name may also have been made
*from* Latin letters one by one, where ``Vyacheslav`` became ``Выацхеслав``: such a name is read letter by letter back
again.
"""

import re
from typing import Final

from counterfoil.screening.names.tables import pairs

_RUSSIAN: Final = pairs("cyrillic")
_UKRAINIAN: Final = {"г": "h", "и": "y", "й": "i"}
_BELARUSIAN: Final = {"г": "h"}
_SERBIAN: Final = {"х": "h", "ц": "c", "ч": "c", "ш": "s", "ж": "z"}
_BULGARIAN: Final = {"ъ": "a", "щ": "sht", "х": "h"}
_LANGUAGES: Final = tuple(
    (re.compile(signs), str.maketrans(_RUSSIAN | letters))
    for signs, letters in (
        ("[їєґ]|олекс|дмитро|микол|володим|павло|михайл|петро|тетян|катерин|андрій", _UKRAINIAN),
        ("ў|і.*[ыэё]|[ыэё].*і", _BELARUSIAN),
        ("[ђћљњџјѓќѕ]", _SERBIAN),
        ("і", _UKRAINIAN),
        ("[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]", _BULGARIAN),
    )
)
"""Letters and names that only one language has, and how it is written; what none of them shows is read as Russian."""

_RUSSIAN_LETTERS: Final = str.maketrans(_RUSSIAN)
_YE: Final = re.compile(r"(\b|[аеёиоуыэюяъьй])е")
_ENDS_TWICE: Final = re.compile(r"yy\b")

_BACK: Final = str.maketrans(_RUSSIAN | {"ц": "c", "х": "h", "й": "j", "ж": "z", "ш": "s", "ч": "c", "щ": "sc"})
"""What each letter was in Latin, where Cyrillic was made letter by letter."""
_MAYBE_BACK: Final = re.compile(r"цх|кх|[сзг]х|ы[аеоуий]|[аеоуи]ы|тс")
_SURELY_BACK: Final = re.compile(r"цх\b|[сзк]х[аеиоуы]|ы[аеоуый]|[аеоуи]ы|[гкхр]ы\b|(?<!ог)лы\b|\bтс[аеиоу]|\bзх|\bкх")
"""What no word of a language written in Cyrillic has."""


def romanise_cyrillic(name: str) -> tuple[str, ...]:
    """Return a Cyrillic name in small Latin letters, likeliest reading first.

    >>> romanise_cyrillic("Сергей Щукин")
    ('sergey shchukin',)
    >>> romanise_cyrillic("Выацхеслав Василыевицх")
    ('vyacheslav vasilyevich',)
    """
    small = name.lower()
    back = small.translate(_BACK)
    if _SURELY_BACK.search(small):
        return (back,)
    letters = next((letters for signs, letters in _LANGUAGES if signs.search(small)), None)
    forward = small.translate(letters) if letters else _YE.sub(r"\1йе", small).translate(_RUSSIAN_LETTERS)
    forward = _ENDS_TWICE.sub("y", forward)
    return (forward, back) if _MAYBE_BACK.search(small) and back != forward else (forward,)
