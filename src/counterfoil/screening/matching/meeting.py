"""Which parts of two readings meet: the choice of meetings that leaves least over on both sides."""

from dataclasses import dataclass
from typing import Final

from counterfoil.screening.matching.letters import VOWELS
from counterfoil.screening.matching.parameters import Parameters
from counterfoil.screening.matching.part_cost import part_cost, text_cost
from counterfoil.screening.matching.rule import Rule
from counterfoil.screening.names import Reading

_MOST_JOINED: Final = 3
_MOST_STRANGE: Final = 3
_FEWEST_JOINED: Final = 3
_MOST_STEPS: Final = 2000


@dataclass(frozen=True, slots=True)
class Meeting:
    """Parts of the query that met parts of the listed name.

    Attributes:
        query: Indices of parts of the query, one or several neighbours.
        listed: Indices of parts of the listed name, one or several neighbours.
        rule: By which rule they met.
        cost: The share of the parts that did not agree: 0 when they are the same, below 1.
    """

    query: tuple[int, ...]
    listed: tuple[int, ...]
    rule: Rule
    cost: float


@dataclass(frozen=True, slots=True)
class Side:
    """A reading and how much each of its parts says."""

    parts: Reading
    weights: tuple[float, ...]
    total: float
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Option:
    meeting: Meeting
    taken: int
    gain: float


def meetings(query: Side, listed: Side, costs: Parameters) -> tuple[Meeting, ...]:
    """Return the meetings that together gain most, in the order of the query's parts.

    What a meeting gains is its parts' share of both names, less its cost. Branch and bound finds the best set; names
    made to keep it busy end it after a number of steps that no real name comes near, with the best set so far.
    """
    return _Choice([_options(query, listed, i, costs) for i in range(len(query.parts))]).best()


class _Choice:
    def __init__(self, options: list[list[_Option]]) -> None:
        self._options = options
        self._bounds = [0.0] * (len(options) + 1)
        for at in reversed(range(len(options))):
            still = [option.gain + self._bounds[at + len(option.meeting.query)] for option in options[at]]
            self._bounds[at] = max([self._bounds[at + 1], *still])
        self._best: tuple[Meeting, ...] = ()
        self._gain = 0.0
        self._steps = 0

    def best(self) -> tuple[Meeting, ...]:
        self._descend(0, 0, 0.0, ())
        return self._best

    def _descend(self, at: int, taken: int, gain: float, chosen: tuple[Meeting, ...]) -> None:
        if gain > self._gain:
            self._gain, self._best = gain, chosen
        if at == len(self._options) or gain + self._bounds[at] <= self._gain or self._steps >= _MOST_STEPS:
            return
        self._steps += 1
        for option in self._options[at]:
            if not option.taken & taken:
                after = at + len(option.meeting.query)
                self._descend(after, taken | option.taken, gain + option.gain, (*chosen, option.meeting))
        self._descend(at + 1, taken, gain, chosen)


def _options(query: Side, listed: Side, i: int, costs: Parameters) -> list[_Option]:
    """Return the ways in which a part of the query may meet something, the one that gains most first.

    A part that the other name has letter for letter is compared with nothing else.
    """
    options = []
    is_there = query.parts[i].text in listed.texts
    for j, part in enumerate(listed.parts):
        if part.text != query.parts[i].text and (is_there or part.text in query.texts):
            continue
        rule, cost = part_cost(query.parts[i], part, costs)
        if cost < 1:
            options.append(_option(query, listed, Meeting((i,), (j,), rule, cost)))
    for many in range(2, _MOST_JOINED + 1 if not is_there else 0):
        options += _joined(query, listed, i, many, costs)
        options += _split(query, listed, i, many, costs)
    options.sort(key=lambda option: -option.gain)
    return options


def _joined(query: Side, listed: Side, i: int, many: int, costs: Parameters) -> list[_Option]:
    if i + many > len(query.parts):
        return []
    texts = [part.text for part in query.parts[i : i + many]]
    if not listed.texts.isdisjoint(texts):
        return []
    length = sum(map(len, texts))
    found = []
    for j, part in enumerate(listed.parts):
        if _may_join(length, len(part.text)) and part.text not in query.texts:
            cost = _joined_cost("".join(texts), part.text, costs)
            if cost < 1:
                found.append(_option(query, listed, Meeting(tuple(range(i, i + many)), (j,), Rule.JOINED, cost)))
    return found


def _split(query: Side, listed: Side, i: int, many: int, costs: Parameters) -> list[_Option]:
    text = query.parts[i].text
    found = []
    for j in range(len(listed.parts) - many + 1):
        texts = [part.text for part in listed.parts[j : j + many]]
        if _may_join(sum(map(len, texts)), len(text)) and query.texts.isdisjoint(texts):
            cost = _joined_cost("".join(texts), text, costs)
            if cost < 1:
                found.append(_option(query, listed, Meeting((i,), tuple(range(j, j + many)), Rule.SPLIT, cost)))
    return found


def _may_join(one: int, other: int) -> bool:
    """Return whether texts of such lengths may be the same name: the shorter is three quarters of the longer or more."""
    shorter = min(one, other)
    return shorter >= _FEWEST_JOINED and shorter * 4 >= max(one, other) * 3


def _joined_cost(joined: str, other: str, costs: Parameters) -> float:
    if len((set(joined) ^ set(other)) - VOWELS) > _MOST_STRANGE:
        return 1.0
    _, cost = text_cost(joined, other, costs)
    return min(cost + costs.joined, 1.0)


def _option(query: Side, listed: Side, meeting: Meeting) -> _Option:
    share = sum(query.weights[i] for i in meeting.query) * (1 / query.total)
    share += sum(listed.weights[j] for j in meeting.listed) * (1 / listed.total)
    taken = sum(1 << j for j in meeting.listed)
    return _Option(meeting, taken, share * (1 - meeting.cost))
