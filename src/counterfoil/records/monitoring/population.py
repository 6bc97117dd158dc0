"""Registered customers as a population to screen against, each different reading held once."""

from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from sqlalchemy import Connection, select

from counterfoil.records.customers import reading_text
from counterfoil.records.tables import customers
from counterfoil.screening import birth_date_text
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Schema
from counterfoil.screening.population import Population, Spans
from counterfoil.screening.query import Query

_AT_ONCE: Final = 10_000
_UNNAMED: Final = ("",)


def load(connection: Connection, to_sequence: int) -> tuple[Population, "array[int]"]:
    """Return the customers up to a sequence number, and the id of each in the database.

    Args:
        connection: A transaction.
        to_sequence: Whoever registered or changed later is left out.
    """
    columns = (
        customers.c.id,
        customers.c.readings,
        customers.c.birth_date,
        customers.c.schema,
        customers.c.nationalities,
        customers.c.documents,
    )
    query = select(*columns).where(customers.c.sequence <= to_sequence).order_by(customers.c.id)
    gathered = _Gathered()
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        gathered.add(*row)
    return gathered.population(), gathered.ids


@dataclass(slots=True)
class _Gathered:
    """The customers seen so far. Texts that many have in common are held once."""

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    readings: dict[str, int] = field(default_factory=dict)
    bearing: "array[int]" = field(default_factory=lambda: array("i"))
    bearers: "array[int]" = field(default_factory=lambda: array("i"))
    dates: dict[str, int] = field(default_factory=dict)
    born: "array[int]" = field(default_factory=lambda: array("i"))
    known: list[tuple[str, str, str]] = field(default_factory=list)
    kept: dict[tuple[str, str, str], tuple[str, str, str]] = field(default_factory=dict)
    with_document: dict[str, list[int]] = field(default_factory=dict)
    documents: dict[int, str] = field(default_factory=dict)

    def add(self, number: int, readings: str, born: str, *facts_and_documents: str) -> None:
        """Take in one more customer: columns of the table, after the birth date schema, nationalities and documents."""
        schema, nationalities, documents = facts_and_documents
        party = len(self.ids)
        self.ids.append(number)
        for text in readings.split("|"):
            self.bearing.append(self.readings.setdefault(text, len(self.readings)))
            self.bearers.append(party)
        self.born.append(self.dates.setdefault(born, len(self.dates)))
        facts = (born, schema, nationalities)
        self.known.append(self.kept.setdefault(facts, facts))
        if documents:
            self.documents[party] = documents
            for document in documents.split(";"):
                self.with_document.setdefault(document, []).append(party)

    def population(self) -> Population:
        """Return everyone."""
        bearing, bearers = (np.array(one, np.int32) for one in (self.bearing, self.bearers))
        return Population(
            readings=[reading_text.read_back(text) for text in self.readings],
            bearers=Spans.of(bearing, bearers, len(self.readings)),
            bearing=Spans.of(bearers, bearing, len(self.ids)),
            birth_dates=[born_on(text) for text in self.dates],
            born=np.array(self.born, np.int32),
            party=self._party,
            with_document=self.with_document,
        )

    def _party(self, party: int) -> Query:
        return known_of(*self.known[party], self.documents.get(party, ""))


@lru_cache(maxsize=1 << 16)
def known_of(born: str, schema: str, nationalities: str, documents: str) -> Query:
    """Return what is known of a customer beside the names."""
    return Query(
        names=_UNNAMED,
        schema=Schema(schema),
        birth_date=born_on(born),
        nationalities=_parted(nationalities),
        document_numbers=_parted(documents),
    )


@lru_cache(maxsize=1 << 17)
def born_on(text: str) -> BirthDate | None:
    """Return the birth date that a column of the database holds."""
    return birth_date_text.parse(text) if text else None


def _parted(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
