"""From the text of a machine-readable zone to its fields (ICAO Doc 9303-3 to 9303-7).

Text of the wrong shape raises. Text of the right shape always parses: what a field may not hold is a `Flaw`, and a
check digit that disagrees is a `CheckDigit` that did not pass. Nothing is put right here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterfoil.document.mrz import states
from counterfoil.document.mrz.alphabet import ALPHABET, FILLER, LETTERS
from counterfoil.document.mrz.checking import CheckDigit, number_rest, rules, verify
from counterfoil.document.mrz.dates import birth_date, expiry_date
from counterfoil.document.mrz.document import Document
from counterfoil.document.mrz.formats import SHAPES, Format, Layout, layout_of
from counterfoil.document.mrz.names import Names, parse_names
from counterfoil.errors import MrzError

_FIRST_LETTERS: Final = {Format.TD1: "ACIP", Format.TD2: "ACIP", Format.TD3: "P", Format.MRV_A: "V", Format.MRV_B: "V"}
_SEXES: Final = {"M": "M", "F": "F", "X": "X", FILLER: None}


@dataclass(frozen=True, slots=True)
class Flaw:
    """A field that holds what the standard does not allow in its place.

    Attributes:
        field: ``code``, ``issuer``, ``number``, ``names``, ``nationality``, ``birth``, ``sex`` or ``expiry``.
        rule: What it breaks, without its contents.
    """

    field: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mrz:
    """A parsed zone.

    Attributes:
        format: Which of the five formats.
        lines: The text as given.
        document: Its fields.
        check_digits: Every check digit that the format has, the one over all last.
        flaws: Fields with contents that the standard does not allow.
    """

    format: Format
    lines: tuple[str, ...]
    document: Document
    check_digits: tuple[CheckDigit, ...]
    flaws: tuple[Flaw, ...]

    @property
    def valid(self) -> bool:
        """Every check digit agrees and every field holds what it may."""
        return not self.flaws and all(digit.passed for digit in self.check_digits)


def parse(text: str | Sequence[str], today: date) -> Mrz:
    """Parse a machine-readable zone.

    Args:
        text: The lines, or one string with line breaks or with the lines joined. Space around lines is dropped.
        today: The day of the capture, from which years get their centuries.

    Raises:
        MrzError: The text has no format's shape, or a character that a zone cannot hold. The message never
            repeats the text.
    """
    lines = _lines(text)
    layout = layout_of(lines)
    if layout is None:
        raise MrzError(
            f"{len(lines)} lines of {', '.join(str(len(line)) for line in lines)} characters are no format's",
            remedy="A zone has two lines of 36 or 44 characters or three of 30",
        )
    for row, line in enumerate(lines):
        for at, character in enumerate(line):
            if character not in ALPHABET:
                raise MrzError(f"line {row + 1}, position {at + 1} holds a character that a zone cannot hold")
    names = parse_names(layout.text("names", lines))
    document = _document(layout, lines, names, today)
    digits = tuple(verify(rule, lines) for rule in rules(layout, lines))
    return Mrz(layout.format, lines, document, digits, tuple(_flaws(layout, lines, document, names)))


def _lines(text: str | Sequence[str]) -> tuple[str, ...]:
    if not isinstance(text, str):
        return tuple(line.strip() for line in text)
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    if len(lines) == 1:
        for count, length in SHAPES:
            if len(lines[0]) == count * length:
                return tuple(lines[0][at : at + length] for at in range(0, count * length, length))
    return lines


def _document(layout: Layout, lines: tuple[str, ...], names: Names, today: date) -> Document:
    bare = {name: layout.text(name, lines).rstrip(FILLER) for name in layout.fields}
    rest = number_rest(layout, lines)
    optional = [bare["optional"][len(rest) :].lstrip(FILLER) if rest else bare["optional"]]
    if "optional_2" in bare:
        optional.append(bare["optional_2"])
    return Document(
        format=layout.format,
        code=bare["code"],
        issuer=bare["issuer"],
        number=bare["number"] + rest[:-1],
        surname=names.surname,
        given_names=names.given_names,
        names_truncated=names.truncated,
        nationality=bare["nationality"],
        birth=birth_date(layout.text("birth", lines), today),
        sex=_SEXES.get(layout.text("sex", lines)),
        expiry=expiry_date(layout.text("expiry", lines), today),
        optional=tuple(optional),
    )


def _flaws(layout: Layout, lines: tuple[str, ...], document: Document, names: Names) -> Iterator[Flaw]:
    if document.code[:1] not in tuple(_FIRST_LETTERS[layout.format]):
        yield Flaw("code", "a first letter that the format does not have")
    for field in ("issuer", "nationality"):
        code = layout.text(field, lines)
        if not states.known(code) or code.rstrip(FILLER).strip(LETTERS):
            yield Flaw(field, "no code of a state or organisation")
    if not document.number or FILLER in document.number.strip(FILLER) or document.number.startswith(FILLER):
        yield Flaw("number", "empty, or a filler before its end")
    if not names.well_formed:
        yield Flaw("names", "more than letters, or fillers where none belong")
    if document.birth is None:
        yield Flaw("birth", "no date in the past")
    if layout.text("sex", lines) not in _SEXES:
        yield Flaw("sex", "neither M, F, X nor the filler")
    if document.expiry is None:
        yield Flaw("expiry", "no date")
