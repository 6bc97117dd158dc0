"""Two readings of names laid side by side: which parts met, by which rule, at what cost, and the score that gives.

The score is a sum of log-odds. It begins with how much met: every part counts by its length and kind, so that three
parts that met say more than two, and a particle says next to nothing. Off it comes what is left over on either side;
a part that met at a cost of three tenths is three tenths left over. What is left over on both sides at once
contradicts, and costs more than what only one side adds. One part alone that met makes no high score, and a change of
order costs a little.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from counterfoil.screening.matching.meeting import Meeting, Side, meetings
from counterfoil.screening.matching.parameters import PARAMETERS, Parameters
from counterfoil.screening.matching.weights import says, weight
from counterfoil.screening.names import Reading

_ENOUGH = 2


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
        score: How well the names agree, 0 to 1; never quite 1. Its log-odds are `gain` less every cost below.
        meetings: In the order of the query's parts.
        gain: What the score begins with, in log-odds: the more met, the more.
        meeting_costs: What the disagreement of each meeting takes off the score, in log-odds.
        left_in_query: Parts of the query without a counterpart.
        left_in_listed: Parts of the listed name without a counterpart.
        order_cost: What a change of order takes off the score, in log-odds.
        contradiction_cost: What it takes off that both names have something that the other has not.
        few_cost: What it takes off that fewer than two parts met.
        unsure_cost: What it takes off that no part met without a doubt.
    """

    score: float
    meetings: tuple[Meeting, ...]
    gain: float
    meeting_costs: tuple[float, ...]
    left_in_query: tuple[LeftOver, ...]
    left_in_listed: tuple[LeftOver, ...]
    order_cost: float
    contradiction_cost: float
    few_cost: float
    unsure_cost: float


def compare(query: Reading, listed: Reading, costs: Parameters = PARAMETERS) -> Alignment:
    """Lay two readings side by side so that as much as possible of both meets.

    Args:
        query: A reading of a query's name.
        listed: A reading of a listed name.
        costs: What things cost.
    """
    of_query, of_listed = _side(query, costs), _side(listed, costs)
    return _scored(of_query, of_listed, meetings(of_query, of_listed, costs), costs)


def _side(reading: Reading, costs: Parameters) -> Side:
    weights = tuple([weight(part, costs) for part in reading])
    return Side(reading, weights, sum(weights), frozenset([part.text for part in reading]))


def _scored(query: Side, listed: Side, met: tuple[Meeting, ...], costs: Parameters) -> Alignment:
    in_both, said, least_cost, left_query, left_listed = 0.0, 0.0, 1.0, query.total, listed.total
    meeting_costs: list[float] = []
    for meeting in met:
        kept = 1 - meeting.cost
        of_query = sum(query.weights[i] for i in meeting.query)
        of_listed = sum(listed.weights[j] for j in meeting.listed)
        left_query -= of_query * kept
        left_listed -= of_listed * kept
        apart = costs.left_in_query * of_query / query.total + costs.left_in_listed * of_listed / listed.total
        meeting_costs.append(apart * meeting.cost)
        in_both += (of_query + of_listed) / 2 * kept
        says_query, says_listed = _saying(query, meeting.query), _saying(listed, meeting.listed)
        said += max(says_query, says_listed) * kept
        if says_query and says_listed:
            least_cost = min(least_cost, meeting.cost)
    left_in_query = _left(query, {i for meeting in met for i in meeting.query}, costs.left_in_query)
    left_in_listed = _left(listed, {j for meeting in met for j in meeting.listed}, costs.left_in_listed)
    order_cost = _order_cost(met, costs)
    contradiction_cost = costs.contradiction * min(left_query, left_listed)
    few_cost = 0.0
    if said < _ENOUGH:
        few_cost = (_ENOUGH - said) * (costs.one_met if left_in_query or left_in_listed else costs.one_of_one)
    gain = costs.base + costs.met * min(in_both, costs.met_most)
    odds = gain - order_cost
    odds -= costs.left_in_query * left_query / query.total + costs.left_in_listed * left_listed / listed.total
    unsure_cost = costs.unsure * least_cost
    odds -= contradiction_cost + unsure_cost
    odds -= few_cost
    score = 1 / (1 + math.exp(-odds))
    return Alignment(
        score=score,
        meetings=met,
        gain=gain,
        meeting_costs=tuple(meeting_costs),
        left_in_query=left_in_query,
        left_in_listed=left_in_listed,
        order_cost=order_cost,
        contradiction_cost=contradiction_cost,
        few_cost=few_cost,
        unsure_cost=unsure_cost,
    )


def _saying(side: Side, indices: tuple[int, ...]) -> int:
    return sum(says(side.parts[i]) for i in indices)


def _left(side: Side, met: set[int], cost: float) -> tuple[LeftOver, ...]:
    return tuple(LeftOver(i, cost * side.weights[i] / side.total) for i in range(len(side.parts)) if i not in met)


def _order_cost(met: tuple[Meeting, ...], costs: Parameters) -> float:
    order = [meeting.listed[0] for meeting in met]
    falls = sum(after < before for before, after in pairwise(order))
    if not falls:
        return 0.0
    return costs.turned if falls == 1 and order[-1] < order[0] else costs.scrambled
