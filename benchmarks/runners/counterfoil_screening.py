"""Counterfoil: an index in a folder, mapped into memory, and queries by the batch."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.runners.batches import Batch, Hits, Listed, Query, serve
from counterfoil.errors import InputError
from counterfoil.screening import index, screener
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema
from counterfoil.screening.query import Query as Party

_KINDS: Final = {"name": NameKind.NAME, "alias": NameKind.ALIAS, "weakAlias": NameKind.WEAK_ALIAS}
_EVERYONE: Final = 50
"""As many as the search scores."""


def build(listed: Sequence[Listed]) -> "_Screening":
    """Build an index and open it."""
    folder = Path(tempfile.mkdtemp()) / "index"
    index.build((_entity(line) for line in listed), folder)
    return _Screening(screener.Screener([index.Index.open(folder)]))


class _Screening:
    """Screens batches."""

    def __init__(self, screening: screener.Screener) -> None:
        self._screener = screening

    def __call__(self, batch: Batch) -> list[Hits]:
        """Return the hits of each query; a name that cannot be compared has none."""
        limit, floor = (screener.LIMIT, screener.FLOOR) if batch.is_timed else (_EVERYONE, 0.0)
        prepared = [self._prepared(query) for query in batch.queries]
        found = self._screener.screen_many((one for one in prepared if one), limit=limit, floor=floor)
        return [[(hit.entity.id, hit.score) for hit in next(found)] if one else [] for one in prepared]

    def _prepared(self, query: Query) -> screener.Prepared | None:
        born = _date(query["born"]) if query["born"] else None
        try:
            return self._screener.prepare(Party((query["name"],), birth_date=born))
        except InputError:
            return None


def _entity(line: Listed) -> Entity:
    kinds = {name: kind for field, kind in reversed(_KINDS.items()) for name in line[field]}
    names = dict.fromkeys(name for field in _KINDS for name in line[field])
    return Entity(
        id=line["id"],
        schema=Schema(line["schema"]),
        names=tuple(ListedName(name, kinds[name]) for name in names),
        birth_dates=tuple(_dates(line["birthDate"])),
        nationalities=tuple(country.lower() for country in line["nationality"]),
        document_numbers=tuple(line["idNumber"]),
    )


def _dates(written: Sequence[str]) -> Iterator[BirthDate]:
    return (_date(one) for one in dict.fromkeys(written))


def _date(written: str) -> BirthDate:
    """Return YYYY-MM-DD, YYYY-MM or YYYY as a birth date."""
    year, month, day = [*(int(part) for part in written.split("-")), None, None][:3]
    return BirthDate(year or 0, month, day)


if __name__ == "__main__":
    serve(("counterfoil", "numpy"), build)
