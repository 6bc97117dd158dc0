"""Write the tables of letters of the scorer in C from those in Python: ``python -m tools.make_letters``.

counterfoil.screening.matching.letters says which letters stand for one another. The scorer in C wants the same as
numbers, a row and a column a letter, and the families of letters by which it tells early that a comparison is hopeless.
It is due whenever those tables change.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from counterfoil.screening.matching.letters import ALIKE, KINDRED, VOWELS
from tools.build_native import SOURCES

PLACE: Final = SOURCES / "letters.h"

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789CGSXZ"
"""In the order in which the scorer numbers them; the capitals are digraphs of the spoken form."""

_FAMILIES: Final = ("bfp", "dt", "cgkqsxzCGSXZ", "lr", "mn", "0123456789", "hjvw", "aeiouy")

_SAME, _VOWEL, _NEAR, _OTHER = range(4)

_HEAD: Final = """\
/* KINDRED and ALIKE of counterfoil.screening.matching.letters. */

enum { SAME, VOWEL, NEAR, OTHER };

#define L(c) ((c) - 'a')
#define D(c) ((c) - '0' + 26)

"""
_FAMILY: Final = (
    "/* The family of consonants that a letter belongs to: no kindred pair leaves it, but for the weak ones (6). */\n"
    "static const uint8_t FAMILY[LETTERS] = "
)


def letters() -> str:
    """Return the file."""
    families = (next(i for i, family in enumerate(_FAMILIES) if letter in family) for letter in _LETTERS)
    tables = "".join(_table(name, near) for name, near in (("SPOKEN", KINDRED), ("WRITTEN", ALIKE)))
    return f"{_HEAD}{tables}{_FAMILY}{_numbers(families)};\n"


def _table(name: str, near: Mapping[str, str]) -> str:
    rows = (f"    {_numbers(_kind(one, other, near) for other in _LETTERS)},\n" for one in _LETTERS)
    return f"static const uint8_t {name}[LETTERS][LETTERS] = {{\n{''.join(rows)}}};\n\n"


def _kind(one: str, other: str, near: Mapping[str, str]) -> int:
    if one == other:
        return _SAME
    if one in VOWELS and other in VOWELS:
        return _VOWEL
    return _NEAR if other in near.get(one, "") else _OTHER


def _numbers(numbers: Iterator[int]) -> str:
    return f"{{{', '.join(map(str, numbers))}}}"


def main() -> None:
    """Write the file and say where it lies."""
    PLACE.write_text(letters(), encoding="utf-8")
    print(PLACE)


if __name__ == "__main__":
    main()
