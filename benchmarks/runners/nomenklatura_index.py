"""nomenklatura: the index that blocks candidates, at its default limits, and its scoring algorithms.

Listed people are made once and kept, as they would be in a service; a query is made when it comes.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from followthemoney import model  # type: ignore[import-not-found,import-untyped,unused-ignore]
from nomenklatura.blocker import Index  # type: ignore[import-not-found,import-untyped,unused-ignore]
from nomenklatura.matching import get_algorithm  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.batches import NAMES, Batch, Hits, Listed, Screen

PACKAGES: Final = ("nomenklatura", "followthemoney", "rigour", "normality", "PyICU", "duckdb")

_PROPERTIES: Final = (*NAMES, "birthDate", "nationality", "idNumber")


class _View:
    """What the index reads: entities."""

    def __init__(self, entities: Iterable[Any]) -> None:
        self._entities = entities

    def entities(self, include_schemata: object) -> Iterator[Any]:
        del include_schemata  # everyone is a Person
        return iter(self._entities)


def scored_by(algorithm: str) -> Callable[[Sequence[Listed]], Screen]:
    """Return what builds the index and screens with one of the algorithms."""
    scorer = get_algorithm(algorithm)
    config = scorer.default_config()

    def build(listed: Sequence[Listed]) -> Screen:
        known = {line["id"]: _person(line["id"], {name: line[name] for name in _PROPERTIES}) for line in listed}
        index = Index(_View(known.values()), Path(tempfile.mkdtemp()))
        index.build()

        def screen(batch: Batch) -> list[Hits]:
            people = [
                _person(query["id"], {"name": query["name"], "birthDate": query["born"]}) for query in batch.queries
            ]
            whom = _blocked(index, people) if batch.candidates is None else batch.candidates
            return [
                [(id_, scorer.compare(person, known[id_], config).score) for id_ in ids]
                for person, ids in zip(people, whom, strict=True)
            ]

        return screen

    return build


def _person(identifier: str, properties: dict[str, Any]) -> Any:
    person = model.make_entity("Person")
    person.id = identifier
    for name, values in properties.items():
        person.add(name, values, quiet=True)
    return person


def _blocked(index: Any, people: Sequence[Any]) -> list[list[str]]:
    """Return the index's candidates for each; it leaves out whom it finds none for."""
    found = {str(person): [str(other) for other, _ in those] for person, those in index.match_entities(people)}
    return [found.get(person.id, []) for person in people]
