"""An entity in the making: what a format finds is collected here and cleaned in one way for all."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from counterfoil.errors import InputError
from counterfoil.screening import birth_date_text, countries
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema
from counterfoil.screening.lists.account import ENTITY, Account

_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")
_RANK: Final = {NameKind.NAME: 0, NameKind.ALIAS: 1, NameKind.WEAK_ALIAS: 2}


class Draft:
    """One entity while it is being read.

    Args:
        id: The publisher's identifier.
        schema: What kind of thing it is.
        file: The name of the file it stands in.
        line: The line on which it starts.
        account: Where what is left out is reported.
    """

    def __init__(self, id: str, schema: Schema, file: str, line: int, account: Account) -> None:  # noqa: A002
        self.id = _single_spaced(id)
        self.line = line
        self.file = file
        self._schema = schema
        self._account = account
        self._names: dict[str, NameKind] = {}
        self._born: dict[BirthDate, None] = {}
        self._nationalities: dict[str, None] = {}
        self._numbers: dict[str, None] = {}
        self._programs: dict[str, None] = {}

    def add_name(self, text: str, kind: NameKind = NameKind.NAME) -> None:
        """Add a name. A text that is there already keeps the better of the two kinds."""
        name = _single_spaced(text)
        if not name:
            return
        if not _LETTER_OR_DIGIT.search(name):
            self.leave_out("name", "a name without any letter or digit")
        elif name not in self._names or _RANK[kind] < _RANK[self._names[name]]:
            self._names[name] = kind

    def add_birth_date(self, text: str) -> None:
        """Add a birth date as the list writes it."""
        with self.reading_birth_date():
            self.add_born(birth_date_text.parse(text))

    def add_born(self, born: BirthDate | None) -> None:
        """Add a birth date; None adds nothing."""
        if born:
            self._born[born] = None

    @contextmanager
    def reading_birth_date(self) -> Iterator[None]:
        """Report a birth date that turns out to be none, instead of failing."""
        try:
            yield
        except InputError as wrong:
            self.leave_out("birth_date", wrong.message)

    def add_nationalities(self, texts: Iterable[str]) -> None:
        """Add nationalities, citizenships or countries as the list writes them."""
        self._nationalities.update(dict.fromkeys(filter(None, map(countries.nationality, texts))))

    def add_numbers(self, texts: Iterable[str]) -> None:
        """Add numbers of documents or registrations."""
        self._numbers.update(dict.fromkeys(filter(None, map(_single_spaced, texts))))

    def add_programs(self, texts: Iterable[str]) -> None:
        """Add programmes or topics."""
        self._programs.update(dict.fromkeys(filter(None, map(_single_spaced, texts))))

    def leave_out(self, part: str, why: str) -> None:
        """Report something of this entity that is left out."""
        self._account.leave_out(self.file, self.line, self.id, part, why)

    def finished(self, id: str | None = None) -> Entity | None:  # noqa: A002
        """Return the entity; None, and reported, when it cannot be one.

        Args:
            id: Another identifier, where its own is taken.
        """
        if not self.id:
            self.leave_out(ENTITY, "an entry without an identifier")
            return None
        if not self._names:
            self.leave_out(ENTITY, "an entry without a name")
            return None
        # Sorting keeps the list's order among names of one kind.
        ordered = sorted(self._names.items(), key=lambda item: _RANK[item[1]])
        is_person = self._schema in (Schema.PERSON, Schema.LEGAL_ENTITY)
        return Entity(
            id=id or self.id,
            schema=self._schema,
            names=tuple(ListedName(text, kind) for text, kind in ordered),
            birth_dates=tuple(self._born) if is_person else (),
            nationalities=tuple(self._nationalities),
            document_numbers=tuple(self._numbers),
            programs=tuple(self._programs),
        )


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
