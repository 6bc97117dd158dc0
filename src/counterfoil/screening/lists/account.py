"""The account of a reading: what was left out and why, and when the publisher says the list was made.

Too much left out is no list that one may rely on: beyond a hundred entries and one in a hundred it is refused.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from counterfoil.errors import ListError

ENTITY: Final = "entity"
"""The part that stands for the whole entry."""

REPEATED: Final = "id"
"""The part that stands for an identifier which another entry has as well."""

MOST_TOLD: Final = 10_000
"""Of what is left out, this much is told one by one; the rest is counted. It keeps memory bounded."""

MOST_KINDS: Final = 1000
"""Of records that are no parties. FollowTheMoney has about seventy."""

_SKIPPED_AT_LEAST: Final = 100
_ONE_IN: Final = 100


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of a list that was left out.

    Attributes:
        file: The name of the file.
        line: The line of the file on which it starts, counted from 1.
        id: The publisher's identifier of the entry; empty where there is none.
        part: ``entity`` when the whole entry was left out, else what of it: ``name``, ``birth_date``, ``id``; or
            ``column`` or ``file``.
        why: The reason; it repeats nothing of the entry.
    """

    file: str
    line: int
    id: str
    part: str
    why: str


@dataclass(slots=True)
class Account:
    """What one reading has found so far.

    Attributes:
        published: The publisher's own date of the list; None where the file has none.
        told: What was left out, as far as it is told one by one.
        counts: How much was left out, by part.
        entities: How many entities were read.
        passed_over: How many records were no parties at all, by kind; such as addresses in FollowTheMoney.
    """

    published: date | None = None
    told: list[Skipped] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    entities: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)

    def leave_out(self, file: str, line: int, id: str, part: str, why: str) -> None:  # noqa: A002 - the entity's id
        """Report something that is left out.

        Raises:
            ListError: So many entries are left out that the list cannot be relied on.
        """
        self.counts[part] += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(Skipped(file, line, id, part, why))
        if part in (ENTITY, REPEATED) and self.counts[part] > MOST_TOLD:
            self._refuse(file, part)

    def pass_over(self, file: str, kind: str) -> None:
        """Count a record that is no party.

        Raises:
            ListError: There are so many kinds of them that counting would fill memory.
        """
        self.passed_over[kind] += 1
        if len(self.passed_over) > MOST_KINDS:
            raise ListError(f"{file}: it has more kinds of records than any list", remedy="It is not used.")

    def close(self, file: str) -> None:
        """See at the end of a list whether it can be relied on.

        Raises:
            ListError: It names nobody, or too many of its entries had to be left out.
        """
        skipped = self.counts[ENTITY]
        if skipped > _SKIPPED_AT_LEAST and skipped * _ONE_IN > self.entities:
            self._refuse(file, ENTITY)
        if not self.entities:
            first = f" ({self.told[0].why}, line {self.told[0].line})" if self.told else ""
            raise ListError(f"{file}: this list names nobody{first}", remedy="Nothing could be screened against it.")

    def _refuse(self, file: str, part: str) -> None:
        first = next((skipped for skipped in self.told if skipped.part == part), None)
        place = f", the first on line {first.line}: {first.why}" if first else ""
        what = "entries cannot be read" if part == ENTITY else "entries have an identifier of another"
        raise ListError(
            f"{file}: {self.counts[part]:,} {what}{place}",
            remedy="A list like that is not used. Is it the format that was named?",
        )
