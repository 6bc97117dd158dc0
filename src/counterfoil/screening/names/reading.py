"""A name as written, read into parts."""

from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice, product
from typing import Final

from counterfoil.screening.entity import Schema
from counterfoil.screening.names import compounds
from counterfoil.screening.names.digits import letters_for_digits
from counterfoil.screening.names.nicknames import groups_of
from counterfoil.screening.names.organisations import organisation_parts
from counterfoil.screening.names.part import CUT, MOST_LETTERS, MOST_PARTS, MOST_READINGS, Kind, Part, Reading
from counterfoil.screening.names.plain import plain_words
from counterfoil.screening.names.repair import MOST_CHARACTERS
from counterfoil.screening.names.words import is_fathers_name, kind_of

_FEWEST_WITH_PATRONYMIC: Final = 3


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
    if CUT in name:
        return _cut(name[:MOST_CHARACTERS].split(CUT), schema)
    if schema is not Schema.PERSON:
        return _unique([tuple(parts[:MOST_PARTS]) for parts in organisation_parts(name, schema)])
    spellings = plain_words(name)
    if len(spellings) == 1:
        readings = _person(spellings[0])
        return tuple(readings) if len(readings) == 1 else _unique(readings)
    return _unique([reading for words in spellings for reading in _person(words)])


def _unique(readings: list[Reading]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(reading for reading in readings if reading))[:MOST_READINGS]


def _cut(pieces: list[str], schema: Schema) -> tuple[Reading, ...]:
    """Read what stands between the places where words were cut. The last part before each is the one that was."""
    readings = [read(piece, schema) for piece in pieces]
    for at, piece in enumerate(readings[:-1]):
        readings[at] = tuple((*parts[:-1], replace(parts[-1], kind=parts[-1].kind | Kind.TRUNCATED)) for parts in piece)
    readable = [piece for piece in readings if piece]
    longest = max(map(len, readable), default=0)
    whole = [tuple(chain.from_iterable(piece[min(at, len(piece) - 1)] for piece in readable)) for at in range(longest)]
    return _unique([reading[:MOST_PARTS] for reading in whole])


def _person(words: list[str]) -> list[Reading]:
    """Read the words of a person's name; a form of several given names gives a reading for each."""
    parts: list[Part] = []
    is_plain = True
    for word in words:
        alone, stays = _alone(word)
        parts += alone
        is_plain = is_plain and stays
    if is_plain:
        return [tuple(parts[:MOST_PARTS])]
    choices = [_parts(text) for text in compounds.join([part.text for part in parts])[:MOST_PARTS]]
    _keep_one_patronymic(choices)
    return list(islice(product(*choices), MOST_READINGS))


@lru_cache(maxsize=1 << 17)
def _alone(word: str) -> tuple[tuple[Part, ...], bool]:
    """Return the parts of a word by itself, and whether they are the same whatever words stand beside it."""
    pieces = compounds.split(letters_for_digits(word[:MOST_LETTERS]))
    choices = [_parts(piece) for piece in pieces]
    parts = tuple(choice[0] for choice in choices)
    is_one = all(len(choice) == 1 for choice in choices) and not any(part.kind & Kind.PATRONYMIC for part in parts)
    return parts, is_one and not any(map(compounds.takes_part, pieces))


@lru_cache(maxsize=1 << 17)
def _parts(text: str) -> tuple[Part, ...]:
    """Return a part, once for each given name that it may be a form of."""
    text = text[:MOST_LETTERS]
    kind = kind_of(text)
    if is_fathers_name(text):
        kind |= Kind.PATRONYMIC
    groups = () if kind & Kind.PARTICLE else groups_of(text)
    return tuple(Part(text, kind, group) for group in groups) or (Part(text, kind),)


def _keep_one_patronymic(choices: list[tuple[Part, ...]]) -> None:
    """Take for a patronymic what stands as one: beside two other names, and not the last of several such."""
    names = [at for at, choice in enumerate(choices) if not choice[0].kind & (Kind.PARTICLE | Kind.TITLE | Kind.INITIAL)]
    if not names:
        return
    fathers = [at for at in names if choices[at][0].kind & Kind.PATRONYMIC]
    inner = [at for at in fathers if at not in {names[0], names[-1]}]
    kept = {(inner or fathers)[-1]} if fathers and len(names) >= _FEWEST_WITH_PATRONYMIC else set()
    for at in fathers:
        if at not in kept:
            choices[at] = tuple(replace(part, kind=part.kind & ~Kind.PATRONYMIC) for part in choices[at])
