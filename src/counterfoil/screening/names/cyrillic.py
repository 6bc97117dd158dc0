"""Cyrillic as a to z: Russian, Ukrainian, Belarusian, Serbian and Macedonian as far as their letters tell them apart.

The way of writing is the one that lists in English use most (BGN/PCGN, simplified). A name may also have been made *from* Latin
letters one by one, where ``Vyacheslav`` became ``Выацхеслав``: such a name is read letter by letter back again.
"""

import re
from typing import Final

_SHARED: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g",
    "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ѐ": "e", "ѝ": "i",
    "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "j", "ҷ": "j", "ҳ": "h", "ӣ": "i", "ӯ": "u",
    "ӏ": "", "ѣ": "e", "ѳ": "f", "ѵ": "i",
}  # fmt: skip
_UKRAINIAN: Final = {"г": "h", "и": "y", "х": "kh", "й": "i"}
_BELARUSIAN: Final = {"г": "h", "е": "e"}
_SERBIAN: Final = {"х": "h", "ц": "c", "ч": "c", "ш": "s", "ж": "z", "ђ": "dj", "џ": "dz"}
_RUSSIAN_TABLE: Final = str.maketrans(_SHARED)
_TABLES: Final = (
    (re.compile("[їєґ]|олекс|дмитро|микол|володим|павло|михайл|петро|тетян|катерин|андрій"), str.maketrans(_SHARED | _UKRAINIAN)),
    (re.compile("ў|і.*[ыэё]|[ыэё].*і"), str.maketrans(_SHARED | _BELARUSIAN)),
    (re.compile("[ђћљњџјѓќѕ]"), str.maketrans(_SHARED | _SERBIAN)),
    (re.compile("і"), str.maketrans(_SHARED | _UKRAINIAN)),
)
"""Letters and names that only one language has, and how it is written; what none of them shows is read as Russian."""
_E_AFTER: Final = re.compile("(^|[аеёиоуыэюяъьй])е")

# Letter by letter, as a transliteration from Latin writes Cyrillic.
_BACK: Final = str.maketrans(
    _SHARED | {"ц": "c", "х": "h", "ы": "y", "й": "j", "э": "e", "ж": "z", "ш": "s", "ч": "c", "щ": "sc"}
)
_BACK_WORDS: Final = re.compile(r"цх|кх|[сзг]х|ы[аеоуийы]|[аеоуи]ы|[гкх]ы|тс|уаи")
_BACK_SURELY: Final = re.compile(r"ицх|[сзк]х[аеиоуы]|ы[аеоуый]|[аеоуи]ы|[гкх]ы\b|\bтс[аеиоу]|\bзх|\bкх")


def romanise_cyrillic(name: str) -> tuple[str, ...]:
    """Return a Cyrillic name in small Latin letters, likeliest reading first.

    >>> romanise_cyrillic("Сергей Щукин")
    ('sergey shchukin',)
    >>> romanise_cyrillic("Выацхеслав Василыевицх")
    ('vyacheslav vasilyevich',)
    """
    small = name.lower()
    back = small.translate(_BACK)
    if _BACK_SURELY.search(small):
        return (back,)
    table = next((table for letters, table in _TABLES if letters.search(small)), _RUSSIAN_TABLE)
    if table is _RUSSIAN_TABLE:
        forward = _E_AFTER.sub(r"\1йе", small).translate(table)
    else:
        forward = small.translate(table)
    forward = forward.replace("yy ", "y ").removesuffix("y") + "y" if forward.endswith("yy") else forward
    return (forward, back) if _BACK_WORDS.search(small) and back != forward else (forward,)
