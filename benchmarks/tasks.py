"""What is asked of the contestants."""

from dataclasses import dataclass

from benchmarks.contestants import Contestant


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work.

    Attributes:
        paths: The pictures it takes.
        truth: The right answer; None when any answer will do.
    """

    paths: tuple[str, ...]
    truth: object = None

    def right(self, answer: object) -> bool:
        """Is this the answer?"""
        return answer is not None and self.truth in (None, answer)


@dataclass(frozen=True, slots=True)
class Task:
    """The same items for everyone.

    Attributes:
        key: Such as ``pair-250``.
        items: What a round consists of.
        rounds: How many measured rounds.
        contestants: Who takes part, this project first.
        stages: Who profiles it.
    """

    key: str
    items: tuple[Item, ...]
    rounds: int
    contestants: tuple[Contestant, ...]
    stages: Contestant | None = None
