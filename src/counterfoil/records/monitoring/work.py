"""The work of a run: screening, and putting down the alerts of a few at a time together with how far it is."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, select

from counterfoil.records.alerts import Effect, GoodGuy, Pair, raise_alerts
from counterfoil.records.alone import Task, alone
from counterfoil.records.customers.fingerprint import with_digests
from counterfoil.records.database import Database
from counterfoil.records.library import Version
from counterfoil.records.monitoring import population
from counterfoil.records.monitoring.evidence import evidence_of
from counterfoil.records.monitoring.judging import CustomerScreener
from counterfoil.records.monitoring.run import Run, Stage, advance
from counterfoil.records.tables import AnyRow, customers
from counterfoil.screening.delta import Arrival, ReverseScreener, Thresholds
from counterfoil.screening.hit import Hit
from counterfoil.screening.index import Index

Told = Callable[[str, int, int], None]
"""Takes what is being done, how much of it is done, and of how much."""

Clock = Callable[[], datetime]

_ARRIVALS_AT_ONCE: Final = 8
"""Entities between two commits: a few seconds of work at a million customers, which is what a kill loses."""

_CUSTOMERS_AT_ONCE: Final = 500
_IDS_AT_ONCE: Final = 500

T = TypeVar("T")
R = TypeVar("R")


@dataclass(slots=True)
class Monitored:
    """What a run came to, as far as this process ran it.

    Attributes:
        run: The run, and how far it is.
        changes: How many entities were new, or said something new that has to be screened.
        engine: ``native`` or ``reference``: what compared names.
        reopened: Alerts opened again before anything was screened: a suppression expired, or an entity is no longer
            what it was.
        delisted: Alerts about entities that the list has dropped.
        customers: How many customers were screened against the whole list.
        effects: How many hits led to what.
        suppressed: The entries of the good-guy list that suppressed hits.
    """

    run: Run
    changes: int
    engine: str = ""
    reopened: int = 0
    delisted: int = 0
    customers: int = 0
    effects: Counter[Effect] = field(default_factory=Counter)
    suppressed: list[GoodGuy] = field(default_factory=list)


@dataclass(slots=True)
class Work:
    """What a run needs, and what it has found.

    Attributes:
        database: Where customers and alerts are.
        target: The list version.
        thresholds: The least scores of a hit.
        salt: Of the database.
        monitored: What the run came to.
        clock: Gives the time.
        told: Is told how far it is.
        threads: How many to use.
        use_native: False for the reference in Python even where the compiled scorer is.
    """

    database: Database
    target: Version
    thresholds: Thresholds
    salt: bytes
    monitored: Monitored
    clock: Clock
    told: Told
    threads: int
    use_native: bool | None

    def screen_changes(self, arrivals: Sequence[Arrival]) -> None:
        """Screen what changed against the customers who were covered before."""
        run = self.monitored.run
        if run.done < len(arrivals) and run.from_sequence:
            self._reverse(arrivals)
        with self.database.writing() as connection:
            self.monitored.run = advance(
                connection, self.monitored.run, Stage.CUSTOMERS, run.from_sequence, self.clock()
            )

    def screen_customers(self) -> None:
        """Screen the customers who were not covered against the whole list."""
        run = self.monitored.run
        if run.done < run.to_sequence:
            key = f"{self.target.name}/{self.target.id}"
            screener = CustomerScreener(Index.open(self.target.index), key, self.thresholds, self.salt)
            self.monitored.engine = self.monitored.engine or screener.engine
            for rows, hits in self._parallel(screener.screen, self._rows()):
                found = [(row.id, hit) for row, of_one in zip(rows, hits, strict=True) for hit in of_one]
                self._put_down(found, Stage.CUSTOMERS, rows[-1].sequence)
                self.monitored.customers += len(rows)
                self.told("Customers", rows[-1].sequence - run.from_sequence, run.to_sequence - run.from_sequence)
        with self.database.writing() as connection:
            self.monitored.run = advance(connection, self.monitored.run, Stage.DONE, run.to_sequence, self.clock())

    def _reverse(self, arrivals: Sequence[Arrival]) -> None:
        run = self.monitored.run
        with self.database.reading() as connection:
            known, ids = population.load(connection, run.from_sequence)
        key = f"{self.target.name}/{self.target.id}"
        screener = ReverseScreener(known, key, self.thresholds, use_native=self.use_native)
        self.monitored.engine = "native" if screener.is_native else "reference"

        def screened(batch: Sequence[Arrival]) -> list[tuple[int, Hit]]:
            keyed = [replace(one, entity=with_digests(one.entity, self.salt)) for one in batch]
            return [
                (ids[found.party], replace(found.hit, entity=listed.entity))
                for listed, (_, many) in zip(batch, screener.screen(keyed), strict=True)
                for found in many
            ]

        done = run.done
        for batch, found in self._parallel(screened, _batches(arrivals[done:], _ARRIVALS_AT_ONCE)):
            done += len(batch)
            self._put_down(found, Stage.CHANGES, done)
            self.told("Changes", done, len(arrivals))

    def _rows(self) -> Iterator[Sequence[AnyRow]]:
        """Give the customers who are not done, in the order in which they registered or changed."""
        done, last = self.monitored.run.done, self.monitored.run.to_sequence
        while True:
            query = select(customers).where(customers.c.sequence > done, customers.c.sequence <= last)
            with self.database.reading() as connection:
                rows = connection.execute(query.order_by(customers.c.sequence).limit(_CUSTOMERS_AT_ONCE)).all()
            if not rows:
                return
            yield rows
            done = rows[-1].sequence

    def _put_down(self, found: Iterable[tuple[int, Hit]], stage: Stage, done: int) -> None:
        """Raise the alerts of some hits and put down how far the run is: both, or neither."""
        run, now, hits = self.monitored.run, self.clock(), list(found)
        effects: Counter[Effect] = Counter()
        suppressed: list[GoodGuy] = []
        with self.database.writing() as connection:
            alone(connection, Task.SCREENING)
            known = _known(connection, {number for number, _ in hits}, run.to_sequence)
            # Who was removed, or changed since and will be screened anew by the next run, is passed over.
            evidence = [
                (
                    Pair(known[number].external_id, run.list, hit.entity.id),
                    evidence_of(hit, known[number].digest, run, self.salt),
                )
                for number, hit in hits
                if number in known
            ]
            for raised in raise_alerts(connection, evidence, now):
                effects[raised.effect] += 1
                if raised.suppressed_by:
                    suppressed.append(raised.suppressed_by)
            self.monitored.run = advance(connection, run, stage, done, now)
        self.monitored.effects += effects
        self.monitored.suppressed += suppressed

    def _parallel(self, work: Callable[[T], R], pieces: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Do pieces of work in threads, and give them with their results in their order."""
        waiting: deque[tuple[T, Any]] = deque()
        with ThreadPoolExecutor(self.threads) as threads:
            for piece in pieces:
                waiting.append((piece, threads.submit(work, piece)))
                if len(waiting) > self.threads:
                    first, result = waiting.popleft()
                    yield first, result.result()
            while waiting:
                first, result = waiting.popleft()
                yield first, result.result()


def _known(connection: Connection, numbers: set[int], to_sequence: int) -> dict[int, AnyRow]:
    """Return the customers of these numbers who are still as they were when the run began."""
    wanted, found = sorted(numbers), {}
    for at in range(0, len(wanted), _IDS_AT_ONCE):
        query = select(customers.c.id, customers.c.external_id, customers.c.digest).where(
            customers.c.id.in_(wanted[at : at + _IDS_AT_ONCE]), customers.c.sequence <= to_sequence
        )
        found.update({row.id: row for row in connection.execute(query)})
    return found


def _batches(many: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    waiting = iter(many)
    while batch := tuple(islice(waiting, size)):
        yield batch
