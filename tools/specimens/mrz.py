"""Composing machine-readable zones (ICAO Doc 9303-3 to 9303-7).

This composer is written apart from Counterfoil's own parser on purpose, so that neither repeats the other's mistakes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

Format = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS: Final = (7, 3, 1)
_TRANSLITERATION: Final = {
    "Ä": "AE",
    "Å": "AA",
    "Æ": "AE",
    "Ç": "C",
    "È": "E",
    "É": "E",
    "Ñ": "N",
    "Ö": "OE",
    "Ø": "OE",
    "Ü": "UE",
    "'": "",
    "-": "<",
    " ": "<",
}
_NUMBER_LENGTH: Final = 9


@dataclass(frozen=True)
class Entry:
    """What a zone says.

    Attributes:
        code: Document code, such as ``P``, ``I`` or ``V``.
        issuer: Issuing state, three letters.
        surname: Primary identifier as printed.
        given_names: Secondary identifier as printed; empty where the holder has none.
        number: Document number; longer than nine characters only in TD1.
        nationality: Three letters.
        birth: ``YYMMDD``; unknown parts are ``<<``.
        sex: ``F``, ``M`` or ``<``.
        expiry: ``YYMMDD``.
        optional: Optional data; for TD1 that of the second line.
    """

    code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    optional: str = ""


def check_digit(text: str) -> str:
    """Return the check digit of a field (Doc 9303-3, 4.9).

    >>> check_digit("L898902C3")
    '6'
    """
    total = sum((_ALPHABET.index(c) if c != "<" else 0) * _WEIGHTS[i % 3] for i, c in enumerate(text))
    return str(total % 10)


def transliterate(name: str) -> str:
    """Return a name in the zone's letters (Doc 9303-3, section 6)."""
    return "".join(_TRANSLITERATION.get(letter, letter) for letter in name.upper())


def name_field(surname: str, given_names: str, width: int) -> str:
    """Return the name field, cut where it is too long so that a letter comes last (Doc 9303-4, 4.2.3)."""
    names = "<<".join(transliterate(part) for part in (surname, given_names) if part)
    while len(names) > width and names[width - 1] == "<":
        longest = max(re.finditer("[^<]+", names[: width - 1]), key=lambda word: len(word.group()))
        names = names[: longest.end() - 1] + names[longest.end() :]
    return names[:width].ljust(width, "<")


def _checked(text: str, width: int) -> str:
    field = text.ljust(width, "<")
    return field + check_digit(field)


def _dates(entry: Entry) -> str:
    return _checked(entry.birth, 6) + entry.sex + _checked(entry.expiry, 6)


def _td1(entry: Entry) -> tuple[str, ...]:
    number = entry.number
    if len(number) > _NUMBER_LENGTH:
        upper = f"{number[:_NUMBER_LENGTH]}<{number[_NUMBER_LENGTH:]}{check_digit(number)}"
    else:
        upper = _checked(number, _NUMBER_LENGTH)
    first = (entry.code.ljust(2, "<") + entry.issuer + upper).ljust(30, "<")
    dates, optional = _dates(entry), entry.optional.ljust(11, "<")
    composite = check_digit(first[5:] + dates[:7] + dates[8:] + optional)
    return first, dates + entry.nationality + optional + composite, name_field(entry.surname, entry.given_names, 30)


def _two_lines(entry: Entry, width: int) -> tuple[str, str]:
    first = entry.code.ljust(2, "<") + entry.issuer
    first += name_field(entry.surname, entry.given_names, width - len(first))
    return first, _checked(entry.number, _NUMBER_LENGTH) + entry.nationality + _dates(entry)


def _composed(second: str) -> str:
    """Add the composite check digit, which leaves out the nationality and the sex."""
    return second + check_digit(second[:10] + second[13:20] + second[21:])


def _td2(entry: Entry) -> tuple[str, ...]:
    first, second = _two_lines(entry, 36)
    return first, _composed(second + entry.optional.ljust(7, "<"))


def _td3(entry: Entry) -> tuple[str, ...]:
    first, second = _two_lines(entry, 44)
    optional = entry.optional.ljust(14, "<")
    return first, _composed(second + optional + (check_digit(optional) if entry.optional else "<"))


def _mrv_a(entry: Entry) -> tuple[str, ...]:
    first, second = _two_lines(entry, 44)
    return first, second + entry.optional.ljust(16, "<")


def _mrv_b(entry: Entry) -> tuple[str, ...]:
    first, second = _two_lines(entry, 36)
    return first, second + entry.optional.ljust(8, "<")


_COMPOSERS: Final[dict[Format, Callable[[Entry], tuple[str, ...]]]] = {
    "TD1": _td1,
    "TD2": _td2,
    "TD3": _td3,
    "MRV-A": _mrv_a,
    "MRV-B": _mrv_b,
}


def compose(kind: Format, entry: Entry) -> tuple[str, ...]:
    """Return the lines of a machine-readable zone."""
    return _COMPOSERS[kind](entry)
