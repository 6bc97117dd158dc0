"""What every result says of the list versions that it rests on, so that it can be replayed and judged for freshness."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ListVersion:
    """One version of a list, as results name it.

    Attributes:
        name: The list's name.
        id: Which version of it.
        published: The publisher's own date; None where neither the list nor its publisher says one.
        imported: The day of import.
        current_on: The last day on which this was known to be what the publisher offers; its age is counted from here.
        sha256: Digests of the files it was read from, in hexadecimal.
        entities: How many entities it names.
    """

    name: str
    id: str
    published: date | None
    imported: date
    current_on: date
    sha256: tuple[str, ...]
    entities: int

    @property
    def key(self) -> str:
        """Return the name and the version together, as a hit names its list version."""
        return f"{self.name}/{self.id}"

    def age(self, today: date) -> int:
        """Return for how many days nobody has known whether the publisher offers another; never below 0."""
        return max((today - self.current_on).days, 0)
