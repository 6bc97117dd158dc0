"""How lists word names: turned round, several in one, explained in brackets."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_SEVERAL: Final = re.compile(r";|(?:^|\s)\(?[a-z]\)\s")
_BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)?")
_STRAY: Final = str.maketrans("", "", "()")
_CHARACTERS_WITHOUT_SPACES: Final = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


def natural_order(name: str) -> str:
    """Turn a person's name that has the family name first round.

    >>> natural_order("EXAMPLE, Ana Maria"), natural_order("EXAMPLE, John, Jr."), natural_order("Ana Example")
    ('Ana Maria EXAMPLE', 'John EXAMPLE Jr.', 'Ana Example')
    """
    family, *rest = (part.strip() for part in name.split(","))
    return " ".join((rest[0], family, *rest[1:])) if rest else name


def persons_names(text: str) -> Iterator[str]:
    """Give the names of a person that a list puts into one text, in natural order and without what explains them.

    What stands in brackets is a name of its own when it is in other letters than what stands before it.

    >>> list(persons_names("Ana Example (Ана Пример); EXAMPLE, Anna (born in Utopia)"))
    ['Ana Example', 'Ана Пример', 'Anna EXAMPLE']
    """
    for one in _SEVERAL.split(text):
        outside = _BRACKETS.sub("", one).translate(_STRAY)
        yield natural_order(outside)
        for inside in _BRACKETS.findall(one):
            name = inside.rpartition(":")[2]  # "Original script: ..."
            if _is_latin(name) != _is_latin(outside):
                yield name


def joined(given: list[str], family: list[str]) -> str:
    """Join the parts of a name: given names first; in scripts that put the family first, the family, without spaces."""
    everything = "".join((*family, *given))
    if everything and all(unicodedata.name(c, "").startswith(_CHARACTERS_WITHOUT_SPACES) for c in everything):
        return everything
    return " ".join((*given, *family))


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return all(unicodedata.name(c, "").startswith("LATIN") for c in letters)
