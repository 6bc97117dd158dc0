"""What a list version changes, for the customers who are screened and for the alerts that are there."""

from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from counterfoil.records.customers.fingerprint import entity_digest
from counterfoil.records.library import Library, Version
from counterfoil.records.monitoring.run import Run
from counterfoil.screening.delta import Arrival, arrivals
from counterfoil.screening.entity import Entity
from counterfoil.screening.index import Index


@dataclass(frozen=True, slots=True)
class Changes:
    """What a version changes.

    Attributes:
        arrivals: What has to be screened in reverse; nothing where everyone is screened against the whole list.
        entities: Gives the entities that may be others than before.
        gone: Gives those of some entities that the list has dropped.
    """

    arrivals: tuple[Arrival, ...]
    entities: Callable[[], Iterator[Entity]]
    gone: Callable[[AbstractSet[str]], AbstractSet[str]]

    def digests(self, wanted: Collection[str]) -> list[tuple[str, str]]:
        """Return the digests, as they are now, of those of some entities that may be others than before."""
        return [(entity.id, entity_digest(entity)) for entity in self.entities() if entity.id in wanted]


def changes_of(library: Library, run: Run, target: Version) -> Changes:
    """Return what a run has to look at."""
    if run.since is None:
        index = Index.open(target.index)
        return Changes((), lambda: _every(index), lambda wanted: wanted - {entity.id for entity in _every(index)})
    difference = library.diff(library.version(f"{run.list}/{run.since}"), target)
    removed = frozenset(entity.id for entity in difference.removed)
    return Changes(
        arrivals(difference.added, ((change.before, change.after) for change in difference.changed)),
        lambda: (change.after for change in difference.changed),
        lambda wanted: wanted & removed,
    )


def _every(index: Index) -> Iterator[Entity]:
    return (index.entity(number) for number in range(len(index)))
