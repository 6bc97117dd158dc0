"""A name as written, read into parts."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Final

from counterfoil.screening.entity import Schema
from counterfoil.screening.names import compounds
from counterfoil.screening.names.digits import letters_for_digits
from counterfoil.screening.names.nicknames import group_of
from counterfoil.screening.names.part import CUT, MOST_LETTERS, MOST_PARTS, MOST_READINGS, Kind, Part, Reading
from counterfoil.screening.names.repair import MOST_CHARACTERS, repair
from counterfoil.screening.names.romanise import romanise
from counterfoil.screening.names.words import FATHERS_NAME_ENDINGS, kind_of

_ASCII: Final = str.maketrans(
    {chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {"'": None, "`": None}
)
_NOT_PLAIN: Final = re.compile("[^a-z0-9 ]+")


def read(name: str, schema: Schema = Schema.PERSON) -> tuple[Reading, ...]:
    """Read a name in any script.

    Args:
        name: The name as a list, a customer file or a document writes it. An ellipsis at the end of a word says that it was
            cut there.
        schema: What bears the name.

    Returns:
        One to ``MOST_READINGS`` readings, likeliest first, none twice; none when nothing readable is in the name.

    >>> [part.text for part in read("Абд аль-Рахман Махмудов")[0]]
    ['abdul', 'rahman', 'makhmudov']
    """
    if name.isascii():
        return _unique([_reading(name[:MOST_CHARACTERS].translate(_ASCII).split(), schema)])
    if CUT in name:
        return _cut(name[:MOST_CHARACTERS].split(CUT), schema)
    spellings = romanise(repair(name))
    return _unique([_reading(_NOT_PLAIN.sub("", spelling.translate(_ASCII)).split(), schema) for spelling in spellings])


def _cut(pieces: list[str], schema: Schema) -> tuple[Reading, ...]:
    """Read what stands between the places where words were cut. The last part before each is the one that was."""
    readings = [read(piece, schema) for piece in pieces]
    for at, piece in enumerate(readings[:-1]):
        readings[at] = tuple((*parts[:-1], replace(parts[-1], kind=parts[-1].kind | Kind.TRUNCATED)) for parts in piece)
    readable = [piece for piece in readings if piece]
    longest = max(map(len, readable), default=0)
    whole = [tuple(chain.from_iterable(piece[min(at, len(piece) - 1)] for piece in readable)) for at in range(longest)]
    return _unique([reading[:MOST_PARTS] for reading in whole])


def _unique(readings: list[Reading]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(reading for reading in readings if reading))[:MOST_READINGS]


def _reading(words: list[str], schema: Schema) -> Reading:
    parts: list[str] = []
    looks = False
    for word in words:
        pieces, joins = _pieces(word)
        parts += pieces
        looks = looks or joins
    if looks:
        parts = compounds.join(parts)
    return _with_patronymic(tuple([_part(text) for text in parts[:MOST_PARTS]]))


@lru_cache(maxsize=1 << 17)
def _pieces(word: str) -> tuple[tuple[str, ...], bool]:
    """Return the pieces of a word, and whether one of them may join with a neighbour."""
    pieces = compounds.split(letters_for_digits(word[:MOST_LETTERS]))
    return pieces, any(compounds.takes_part(piece) for piece in pieces)


@lru_cache(maxsize=1 << 17)
def _part(text: str) -> Part:
    text = text[:MOST_LETTERS]
    kind = kind_of(text)
    if text.endswith(FATHERS_NAME_ENDINGS):
        kind |= Kind.PATRONYMIC
    return Part(text, kind, 0 if kind & Kind.PARTICLE else group_of(text))


def _with_patronymic(parts: Reading) -> Reading:
    return parts
