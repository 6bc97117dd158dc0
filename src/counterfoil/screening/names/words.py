"""Words of names that are no names: particles, titles, generations, patronymics."""

from typing import Final

from counterfoil.screening.names.nicknames import groups_of
from counterfoil.screening.names.part import Kind
from counterfoil.screening.names.tables import forms, words

PARTICLES: Final = words("particles")
"""Words that belong to the one after or before them. Single letters among them may be initials as well."""

TITLES: Final = words("titles")

SPELLINGS: Final = {spelling: particle for particle, every in forms("particle_spellings").items() for spelling in every}
"""Particles that are written in several ways, and the one they are read as."""

ARTICLES: Final = frozenset({"al", "el", "ul"})

_SOUNDS: Final = ("s", "sh", "r", "z", "n", "t", "d", "ch")
ASSIMILATED: Final = {vowel + sound: sound for vowel in "aeu" for sound in _SOUNDS} | {"od": "d", "adh": "dh"}
"""The Arabic article before a letter that it takes the sound of, as in ash-Shami, and that letter."""

_COMPANIONS: Final = words("companions")
_GROUPS_OF_COMPANIONS: Final = frozenset(groups_of("muhammad"))

_FATHERS_NAME: Final = tuple(words("patronymic_endings"))


def is_fathers_name(text: str) -> bool:
    """Whether a part has the ending of a patronymic: Ivanovich, Ivanovna, Mikalaevich, Mikalaeuna, Jonsdottir."""
    return text.endswith(_FATHERS_NAME)


def is_companion(text: str) -> bool:
    """Whether a part is a given name that is mostly borne beside another one, and left out as often as written."""
    return text in _COMPANIONS or not _GROUPS_OF_COMPANIONS.isdisjoint(groups_of(text))


def kind_of(text: str) -> Kind:
    """Return what a word is by itself."""
    if text.isdigit():
        return Kind.NUMBER
    kind = Kind.INITIAL if len(text) == 1 else Kind.NONE
    if text in PARTICLES:
        kind |= Kind.PARTICLE
    if text in TITLES:
        kind |= Kind.TITLE
    return kind
