"""A million customers against what a list version changes: how long, and what a full run finds that this does not.

    python -m benchmarks.monitoring [--customers N] [--changed N] [--full-on N] [--in FOLDER]

Customers and lists are invented (tools/large_lists), in a folder that is removed afterwards unless it is named: then
those who are registered there are taken again. Some customers are spelt
like the listed, so that there is something to find. CPU seconds are of this process and its threads.
"""

import argparse
import csv
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import insert, select

from counterfoil.records.customers import register
from counterfoil.records.customers.customer_file import register_file
from counterfoil.records.database import Database
from counterfoil.records.library import Library, Version
from counterfoil.records.monitoring import monitor
from counterfoil.records.monitoring.judging import CustomerScreener
from counterfoil.records.monitoring.run import Stage
from counterfoil.records.tables import alerts, customers, runs
from counterfoil.screening.entity import Entity, ListedName, NameKind
from counterfoil.screening.index import Index
from counterfoil.screening.matching import MATCHER, threshold
from tools.large_lists.people import another_spelling, entities

RATE = 0.01
LISTED = 18_000
COLUMNS = ("id", "schema", "name", "aliases", "birth_date", "nationality", "document_number")


@dataclass(frozen=True)
class Bench:
    """Where everything lies.

    Attributes:
        folder: Of all files.
        customers: How many.
        changed: How many names are new in the second version.
        full_on: On how many customers the full run is done.
    """

    folder: Path
    customers: int
    changed: int
    full_on: int

    def run(self) -> None:
        """Do everything, and tell."""
        shutil.rmtree(self.folder / "lists", ignore_errors=True)
        library = Library(self.folder / "lists")
        before, after, changed = self._lists(library)
        known = {name.text for entity in entities(LISTED, seed=1) for name in entity.names}
        database = self._registered(changed)
        cover(database, before)
        with told("monitor, all of it"):
            done = monitor(database, library, after.name, rate=RATE, clock=now, threads=2)
        print(f"  {done.changes} entities, engine {done.engine}, alerts {dict(done.effects)}")
        self._recall(database, after, {entity.id for entity in changed}, known)

    def _lists(self, library: Library) -> tuple[Version, Version, list[Entity]]:
        listed = list(entities(LISTED, seed=1))
        new = [replace(entity, id=f"new-{entity.id}") for entity in entities(self.changed * 3 // 4, seed=2)]
        aliases = list(entities(self.changed - self.changed * 3 // 4, seed=3))
        changed = [
            replace(old, names=(*old.names, ListedName(other.names[0].text, NameKind.ALIAS)))
            for old, other in zip(listed, aliases, strict=False)
        ]
        versions = []
        for number, whole in enumerate((listed, [*changed, *listed[len(changed) :], *new])):
            path = self.folder / f"list-{number}.csv"
            write(path, whole)
            versions.append(library.add(path, name="bench", now=now() - timedelta(days=1 - number)))
        return versions[0], versions[1], [*changed, *new]

    def _registered(self, changed: list[Entity]) -> Database:
        """Return a database with the customers; they are registered once for each folder."""
        kept, used = self.folder / f"registered-{self.customers}.sqlite", self.folder / "records.sqlite"
        if not kept.exists():
            self._customers(changed)
            made = kept.with_suffix(".part")
            made.unlink(missing_ok=True)
            with told("register them"):
                register_file(Database(made), self.folder / "customers.csv", now, lambda *_: None)
            copy(made, kept)
            made.unlink()
        copy(kept, used)
        return Database(used)

    def _customers(self, changed: list[Entity]) -> None:
        dice = random.Random(4)  # noqa: S311 - invented names are no secret
        alike = (
            replace(entity, names=(ListedName(another_spelling(entity.names[-1].text, dice)),))
            for _ in range(self.customers // 1000)
            for entity in dice.sample(changed, 1)
        )
        others = (replace(entity, names=entity.names[:1]) for entity in entities(1 << 40, seed=5))
        every = islice((one for many in (alike, others) for one in many), self.customers)
        write(self.folder / "customers.csv", (replace(one, id=f"c{at}") for at, one in enumerate(every)))

    def _recall(self, database: Database, after: Version, changed: set[str], known: set[str]) -> None:
        with database.writing() as connection:
            salt = register.salt_of(connection)
        with database.reading() as connection:
            query = select(customers).order_by(customers.c.sequence).limit(self.full_on)
            rows = connection.execute(query).all()
            found = {(row.customer, row.entity) for row in connection.execute(select(alerts))}
        screener = CustomerScreener(
            Index.open(after.index), "bench", (threshold(RATE), threshold(RATE, with_birth_date=True)), salt
        )
        wanted = set()
        with told(f"a full run on {len(rows):,} customers"):
            for at in range(0, len(rows), 500):
                batch = rows[at : at + 500]
                for row, hits in zip(batch, screener.screen(batch), strict=True):
                    wanted |= {
                        (row.external_id, hit.entity.id)
                        for hit in hits
                        # By a name that was listed before, the alert is there already.
                        if hit.entity.id in changed and hit.listed_name.text not in known
                    }
        among = {row.external_id for row in rows}
        more = sum(customer in among for customer, _ in found - wanted)
        print(
            f"  alerts of the full run {len(wanted):,}, of them found {len(wanted & found):,}; found besides {more:,}"
        )
        print(f"  recall of the delta against the full run: {len(wanted & found) / max(len(wanted), 1):.4%}")


class told:  # noqa: N801 - reads as a word in `with told(...)`
    """Tell what a block took."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def __exit__(self, *_: object) -> None:
        cpu, wall = time.process_time() - self._cpu, time.perf_counter() - self._wall
        print(f"{self._what}: {cpu:.1f} CPU s, {wall:.1f} s", flush=True)


def copy(database: Path, to: Path) -> None:
    """Copy a database whole, whatever of it lies in files beside it."""
    beside = to.with_suffix(".copy")
    for old in (beside, to):
        old.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(beside)) as target:
        source.backup(target)
    beside.rename(to)


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def cover(database: Database, version: Version) -> None:
    """Say that everyone was screened against a version: nobody waits an hour for what is not measured."""
    with database.writing() as connection:
        covered = {"to_sequence": register.newest(connection), "done": 0, "from_sequence": 0, "is_full": True}
        judged = {"matcher": MATCHER, "rate": RATE, "covered_matcher": MATCHER, "covered_rate": RATE}
        ended = {"stage": Stage.DONE.value, "started_at": now(), "ended_at": now()}
        connection.execute(insert(runs).values(list=version.name, version=version.id, **covered, **judged, **ended))


def write(path: Path, people: Iterable[Entity]) -> None:
    """Write people in the project's own CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows(_cells(people))


def _cells(people: Iterable[Entity]) -> Iterator[tuple[str, ...]]:
    for one in people:
        main, *others = [name.text for name in one.names]
        born = ";".join(map(str, one.birth_dates))
        numbers = ";".join(one.document_numbers)
        yield one.id, one.schema, main, ";".join(others), born, ";".join(one.nationalities), numbers


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.monitoring", description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--changed", type=int, default=200, help="names that are new in the list (200)")
    parser.add_argument("--full-on", type=int, default=1_000_000, help="customers for the full run (all)")
    parser.add_argument("--in", dest="folder", type=Path, help="a folder that stays (a temporary one)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        Bench(folder, chosen.customers, chosen.changed, chosen.full_on).run()


if __name__ == "__main__":
    main()
