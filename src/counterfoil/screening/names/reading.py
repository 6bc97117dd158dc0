"""A name as written, read into parts."""

from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice, product
from typing import Final, NamedTuple

from counterfoil.screening.entity import Schema
from counterfoil.screening.names import compounds, wade_giles
from counterfoil.screening.names.digits import letters_for_digits
from counterfoil.screening.names.nicknames import groups_of
from counterfoil.screening.names.organisations import organisation_parts
from counterfoil.screening.names.part import CUT, MOST_LETTERS, MOST_PARTS, MOST_READINGS, Kind, Part, Reading
from counterfoil.screening.names.plain import plain_words
from counterfoil.screening.names.repair import MOST_CHARACTERS
from counterfoil.screening.names.words import is_companion, is_fathers_name, kind_of

_FEWEST_WITH_PATRONYMIC: Final = 3
_NAMES_BESIDE_A_COMPANION: Final = 2


def read(name: str, schema: Schema = Schema.PERSON) -> tuple[Reading, ...]:
    """Read a name in any script.

    Args:
        name: The name as a list, a customer file or a document writes it. An ellipsis at the end of a word says that
            it was cut there.
        schema: What bears the name.

    Returns:
        One to ``MOST_READINGS`` readings, likeliest first, none twice; none when nothing readable is in the name.

    >>> [part.text for part in read("Abd al-Rahman Mahmudov")[0]]
    ['abdul', 'rahman', 'mahmudov']
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


class _Word(NamedTuple):
    """What a plain word may be, found out once.

    Attributes:
        parts: The part, once for each given name that it may be a form of.
        is_name: Whether it is a name, and neither a particle nor a title nor an initial.
        is_fathers: Whether it has the ending of a patronymic.
        is_companion: Whether it is a given name that mostly stands beside another one.
    """

    parts: tuple[Part, ...]
    is_name: bool
    is_fathers: bool
    is_companion: bool

    @property
    def is_free(self) -> bool:
        """Whether it is read alike whatever words stand beside it."""
        return len(self.parts) == 1 and not self.is_fathers and not self.is_companion


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
    texts = compounds.join([part.text for part in parts])[:MOST_PARTS]
    pinyin = wade_giles.in_pinyin(texts)
    return _chosen(texts) + (_chosen(pinyin) if pinyin else [])


def _chosen(texts: list[str]) -> list[Reading]:
    """Return a reading of the parts for each choice among the given names that they may be forms of."""
    known = [_word(text) for text in texts]
    choices = [word.parts for word in known]
    if any(word.is_fathers for word in known):
        _keep_one_patronymic(known, choices)
    if sum(word.is_name and not word.is_companion for word in known) >= _NAMES_BESIDE_A_COMPANION:
        choices = [
            _beside(choice) if word.is_companion else choice for word, choice in zip(known, choices, strict=True)
        ]
    if max(map(len, choices)) == 1:
        return [tuple([choice[0] for choice in choices])]
    return list(islice(product(*choices), MOST_READINGS))


@lru_cache(maxsize=1 << 16)
def _alone(word: str) -> tuple[tuple[Part, ...], bool]:
    """Return the parts of a word by itself, and whether they are the same whatever words stand beside it."""
    pieces = compounds.split(letters_for_digits(word[:MOST_LETTERS]))
    known = [_word(piece) for piece in pieces]
    stays = all(each.is_free for each in known) and not wade_giles.is_telling(word)
    return tuple(each.parts[0] for each in known), stays and not any(map(compounds.takes_part, pieces))


@lru_cache(maxsize=1 << 16)
def _word(text: str) -> _Word:
    text = text[:MOST_LETTERS]
    kind = kind_of(text)
    is_fathers = is_fathers_name(text)
    if is_fathers:
        kind |= Kind.PATRONYMIC
    groups = () if kind & Kind.PARTICLE else groups_of(text)
    parts = tuple([Part(text, kind, group) for group in groups]) or (Part(text, kind),)
    is_name = not kind & (Kind.PARTICLE | Kind.TITLE | Kind.INITIAL)
    return _Word(parts, is_name, is_fathers, is_companion(text))


@lru_cache(maxsize=1 << 10)
def _beside(choice: tuple[Part, ...]) -> tuple[Part, ...]:
    """Mark a given name as one that says little beside the others."""
    return tuple([replace(part, kind=part.kind | Kind.PARTICLE) for part in choice])


def _keep_one_patronymic(known: list[_Word], choices: list[tuple[Part, ...]]) -> None:
    """Take for a patronymic what stands as one: beside two other names, and not the last of several such."""
    names = [at for at, word in enumerate(known) if word.is_name]
    fathers = [at for at in names if known[at].is_fathers]
    inner = [at for at in fathers if at not in {names[0], names[-1]}]
    kept = (inner or fathers)[-1:] if len(names) >= _FEWEST_WITH_PATRONYMIC else []
    for at in fathers:
        if at not in kept:
            choices[at] = tuple([replace(part, kind=part.kind & ~Kind.PATRONYMIC) for part in choices[at]])
