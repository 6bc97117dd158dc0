"""Two readings of names laid side by side: which parts met, by which rule, at what cost, and the score that gives.

The score begins with how much met: every part counts by its length and kind, so that three parts that met say more than
two and a particle says next to nothing. What the meetings cost, what stayed without a counterpart on either side, and a
change of order are taken off. One part alone that met never makes a high score. All of it is a sum of log-odds, so each
cost can be shown for what it is.
"""

import math
from dataclasses import dataclass
from typing import Final

from counterfoil.screening.matching.parameters import PARAMETERS, Parameters
from counterfoil.screening.matching.part_cost import part_cost, text_cost
from counterfoil.screening.matching.rule import Rule
from counterfoil.screening.names.part import Kind, Part, Reading

_MOST_JOINED: Final = 3
_MOST_STEPS: Final = 2000
_LENGTHS: Final = 7


@dataclass(frozen=True, slots=True)
class Meeting:
    """Parts of the query that met parts of the listed name.

    Attributes:
        query: Indices of parts of the query, one or several neighbours.
        listed: Indices of parts of the listed name, one or several neighbours.
        rule: By which rule they met.
        cost: 0 when they are the same, below 1.
    """

    query: tuple[int, ...]
    listed: tuple[int, ...]
    rule: Rule
    cost: float


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A part without a counterpart.

    Attributes:
        index: Of the part in its reading.
        cost: What it takes off the score, in log-odds.
    """

    index: int
    cost: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two readings met.

    Attributes:
        score: How well the names agree, 0 to 1; never quite 1.
        meetings: In the order of the query's parts.
        left_in_query: Parts of the query without a counterpart.
        left_in_listed: Parts of the listed name without a counterpart.
        order_cost: What a change of order takes off the score, in log-odds.
    """

    score: float
    meetings: tuple[Meeting, ...]
    left_in_query: tuple[LeftOver, ...]
    left_in_listed: tuple[LeftOver, ...]
    order_cost: float


def compare(query: Reading, listed: Reading, costs: Parameters = PARAMETERS) -> Alignment:
    """Lay two readings side by side so that as much as possible of both meets.

    Args:
        query: The reading of a query's name.
        listed: The reading of a listed name.
        costs: What things cost.
    """
    query_weights = tuple(weight(part, costs) for part in query)
    listed_weights = tuple(weight(part, costs) for part in listed)
    meetings = _Assignment(query, listed, query_weights, listed_weights, costs).best()
    return _scored(meetings, query, listed, query_weights, listed_weights, costs)


def weight(part: Part, costs: Parameters) -> float:
    """Return how much a part says: by its length, less for particles, titles, legal forms and patronymics."""
    lengths = costs[_FIRST_LENGTH : _FIRST_LENGTH + _LENGTHS]
    says = lengths[min(len(part.text), _LENGTHS) - 1]
    if part.kind & Kind.TITLE:
        return says * costs.title
    if part.kind & Kind.LEGAL_FORM:
        return says * costs.legal_form
    if part.kind & Kind.PARTICLE:
        return says * costs.particle
    if part.kind & Kind.PATRONYMIC:
        return says * costs.patronymic
    return says


_FIRST_LENGTH: Final = Parameters._fields.index("length_1")


@dataclass(frozen=True, slots=True)
class _Option:
    meeting: Meeting
    taken: int
    gain: float


class _Assignment:
    """The set of meetings with the most gain, by branch and bound over the query's parts."""

    def __init__(
        self,
        query: Reading,
        listed: Reading,
        query_weights: tuple[float, ...],
        listed_weights: tuple[float, ...],
        costs: Parameters,
    ) -> None:
        self._query, self._listed, self._costs = query, listed, costs
        self._weights = query_weights, listed_weights
        self._shares = 1 / sum(query_weights), 1 / sum(listed_weights)
        self._options = [self._options_at(i) for i in range(len(query))]
        self._bounds = self._most_still_to_gain()
        self._best: tuple[Meeting, ...] = ()
        self._gain = 0.0
        self._steps = 0

    def best(self) -> tuple[Meeting, ...]:
        self._descend(0, 0, 0.0, ())
        return self._best

    def _descend(self, at: int, taken: int, gain: float, chosen: tuple[Meeting, ...]) -> None:
        if gain > self._gain:
            self._gain, self._best = gain, chosen
        if at == len(self._query) or gain + self._bounds[at] <= self._gain or self._steps >= _MOST_STEPS:
            return
        self._steps += 1
        for option in self._options[at]:
            if not option.taken & taken:
                after = at + len(option.meeting.query)
                self._descend(after, taken | option.taken, gain + option.gain, (*chosen, option.meeting))
        self._descend(at + 1, taken, gain, chosen)

    def _most_still_to_gain(self) -> list[float]:
        bounds = [0.0] * (len(self._query) + 1)
        for at in reversed(range(len(self._query))):
            bounds[at] = bounds[at + 1]
            for option in self._options[at]:
                bounds[at] = max(bounds[at], option.gain + bounds[at + len(option.meeting.query)])
        return bounds

    def _options_at(self, i: int) -> list[_Option]:
        options = []
        for j, part in enumerate(self._listed):
            rule, cost = part_cost(self._query[i], part, self._costs)
            if cost < 1:
                options.append(self._option(i, 1, j, 1, rule, cost))
        for many in range(2, _MOST_JOINED + 1):
            options += self._joined(i, many)
            options += self._split(i, many)
        options.sort(key=lambda option: -option.gain)
        return options

    def _joined(self, i: int, many: int) -> list[_Option]:
        if i + many > len(self._query):
            return []
        text = "".join(part.text for part in self._query[i : i + many])
        found = []
        for j, part in enumerate(self._listed):
            cost = self._joined_cost(text, part.text)
            if cost < 1:
                found.append(self._option(i, many, j, 1, Rule.JOINED, cost))
        return found

    def _split(self, i: int, many: int) -> list[_Option]:
        text = self._query[i].text
        found = []
        for j in range(len(self._listed) - many + 1):
            cost = self._joined_cost(text, "".join(part.text for part in self._listed[j : j + many]))
            if cost < 1:
                found.append(self._option(i, 1, j, many, Rule.SPLIT, cost))
        return found

    def _joined_cost(self, first: str, second: str) -> float:
        longer, shorter = max(len(first), len(second)), min(len(first), len(second))
        if shorter <= 2 or shorter * 4 < longer * 3:  # noqa: PLR2004 - letters
            return 1.0
        _, cost = text_cost(first, second, self._costs)
        cost += self._costs.joined
        return cost if cost <= self._costs.most else 1.0

    def _option(self, i: int, many: int, j: int, many_listed: int, rule: Rule, cost: float) -> _Option:
        query_weights, listed_weights = self._weights
        share = sum(query_weights[i : i + many]) * self._shares[0]
        share += sum(listed_weights[j : j + many_listed]) * self._shares[1]
        taken = ((1 << many_listed) - 1) << j
        meeting = Meeting(tuple(range(i, i + many)), tuple(range(j, j + many_listed)), rule, cost)
        return _Option(meeting, taken, share * (1 - cost))


def _scored(
    meetings: tuple[Meeting, ...],
    query: Reading,
    listed: Reading,
    query_weights: tuple[float, ...],
    listed_weights: tuple[float, ...],
    costs: Parameters,
) -> Alignment:
    query_sum, listed_sum = sum(query_weights), sum(listed_weights)
    met, spent, said = 0.0, 0.0, 0
    met_in_query, met_in_listed = set(), set()
    for meeting in meetings:
        of_query = sum(query_weights[i] for i in meeting.query)
        of_listed = sum(listed_weights[j] for j in meeting.listed)
        met += (of_query + of_listed) / 2
        spent += meeting.cost * (of_query / query_sum + of_listed / listed_sum) / 2
        said += max(sum(_says(query[i]) for i in meeting.query), sum(_says(listed[j]) for j in meeting.listed))
        met_in_query.update(meeting.query)
        met_in_listed.update(meeting.listed)
    left_in_query = tuple(
        LeftOver(i, costs.left_in_query * query_weights[i] / query_sum)
        for i in range(len(query))
        if i not in met_in_query
    )
    left_in_listed = tuple(
        LeftOver(j, costs.left_in_listed * listed_weights[j] / listed_sum)
        for j in range(len(listed))
        if j not in met_in_listed
    )
    order_cost = _order_cost(meetings, costs)
    odds = costs.base + costs.met * min(met, costs.met_most) - costs.cost * spent - order_cost
    odds -= sum(left.cost for left in left_in_query) + sum(left.cost for left in left_in_listed)
    if said <= 1:
        odds -= costs.one_of_one if not left_in_query and not left_in_listed else costs.one_met
    return Alignment(1 / (1 + math.exp(-odds)), meetings, left_in_query, left_in_listed, order_cost)


def _says(part: Part) -> bool:
    return len(part.text) > 1 and not part.kind & (Kind.PARTICLE | Kind.TITLE | Kind.LEGAL_FORM)


def _order_cost(meetings: tuple[Meeting, ...], costs: Parameters) -> float:
    order = [meeting.listed[0] for meeting in meetings]
    falls = sum(after < before for before, after in zip(order, order[1:], strict=False))
    if not falls:
        return 0.0
    return costs.turned if falls == 1 and order[-1] < order[0] else costs.scrambled
