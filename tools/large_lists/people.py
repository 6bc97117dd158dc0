"""Invented people as lists name them: a main name, spellings of it, sometimes another name altogether."""

import random
from collections.abc import Iterator
from itertools import accumulate

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema
from tools.large_lists.seeds import PEOPLES, People

_MADE_UP = 0.5
"""How many family names are made up: the long tail."""
_ZIPF = 0.8
"""How fast the frequency of listed names falls with their place."""
_SPELLINGS = (
    ("kh", "h"), ("ou", "u"), ("ee", "i"), ("y", "i"), ("q", "k"), ("dj", "j"), ("j", "dj"), ("ei", "ey"), ("ks", "x"),
    ("w", "v"), ("z", "s"), ("a", "e"), ("e", "a"), ("u", "o"), ("o", "u"), ("ss", "s"), ("s", "ss"), ("m", "mm"),
)  # fmt: skip


class _Namer:
    """Draws names of one people."""

    def __init__(self, people: People, dice: random.Random) -> None:
        self._people, self._dice = people, dice
        self._given = list(accumulate(1 / place**_ZIPF for place in range(1, len(people.given) + 1)))
        self._family = list(accumulate(1 / place**_ZIPF for place in range(1, len(people.family) + 1)))

    def name(self) -> str:
        return " ".join(self._word(sign) for sign in self._dice.choice(self._people.pattern))

    def _word(self, sign: str) -> str:
        if sign == "f":
            return self._family_name()
        given = self._dice.choices(self._people.given, cum_weights=self._given)[0]
        if sign == "m":
            return given.rstrip("aiy") + self._dice.choice(("ovich", "evich"))
        if sign == "p":
            return f"{self._dice.choice(self._people.particles)} {given}".replace("- ", "-").strip()
        return given

    def _family_name(self) -> str:
        dice, people = self._dice, self._people
        if dice.random() >= _MADE_UP:
            return dice.choices(people.family, cum_weights=self._family)[0]
        middle = dice.choice(people.middles) + (dice.choice(people.middles) if dice.random() < 0.5 else "")
        return dice.choice(people.beginnings) + middle + dice.choice(people.endings)


def entities(names: int, seed: int = 1) -> Iterator[Entity]:
    """Yield people until they have so many names between them.

    Args:
        names: How many names, the last person's perhaps a few more.
        seed: The same seed gives the same people.
    """
    dice = random.Random(seed)  # noqa: S311 - invented names are no secret
    namers = [(people, _Namer(people, dice)) for people in PEOPLES]
    made = number = 0
    while made < names:
        people, namer = dice.choice(namers)
        person = _person(f"made-{number:07d}", people, namer, dice)
        made += len(person.names)
        number += 1
        yield person


def _person(key: str, people: People, namer: _Namer, dice: random.Random) -> Entity:
    main = namer.name()
    names = {main: ListedName(main)}
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        text = another_spelling(main, dice) if dice.random() < 0.7 else namer.name()
        names.setdefault(text, ListedName(text, NameKind.ALIAS))
    return Entity(
        id=key,
        schema=Schema.PERSON,
        names=tuple(names.values()),
        birth_dates=(_born(dice),) if dice.random() < 0.8 else (),
        nationalities=(people.country,),
        document_numbers=(f"{people.country.upper()}{dice.randrange(10**8):08d}",) if dice.random() < 0.3 else (),
    )


def _born(dice: random.Random) -> BirthDate:
    year = dice.randrange(1935, 2003)
    return BirthDate(year) if dice.random() < 0.15 else BirthDate(year, dice.randrange(1, 13), dice.randrange(1, 29))


def another_spelling(name: str, dice: random.Random) -> str:
    """Return a name with a word more, less, elsewhere or spelled otherwise."""
    words = name.split()
    drawn = dice.random()
    if drawn < 0.15 and len(words) > 2:
        words.pop(dice.randrange(1, len(words) - 1))
    elif drawn < 0.25:
        words = [*words[1:], words[0]]
    elif drawn < 0.3:
        words[0] = words[0][0] + "."
    else:
        for _ in range(dice.choice((1, 1, 2))):
            at = dice.randrange(len(words))
            old, new = dice.choice(_SPELLINGS)
            words[at] = words[at].replace(old, new, 1)
    return " ".join(words)
