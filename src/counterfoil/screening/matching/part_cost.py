"""What it costs to take one part of a name for another, and by which rule."""

from functools import lru_cache
from typing import Final

from counterfoil.screening.matching.letters import spoken, spoken_distance, written_distance
from counterfoil.screening.matching.parameters import Parameters
from counterfoil.screening.matching.rule import Rule
from counterfoil.screening.names.part import Kind, Part

NOT_MET: Final = (Rule.EXACT, 1.0)


@lru_cache(maxsize=1 << 16)
def part_cost(query: Part, listed: Part, costs: Parameters) -> tuple[Rule, float]:
    """Return the rule by which two parts meet at least cost, and the cost; 1 where they do not meet."""
    if query.text == listed.text:
        return Rule.EXACT, 0.0
    if len(query.text) == 1 or len(listed.text) == 1:
        return (Rule.INITIAL, costs.initial) if query.text[0] == listed.text[0] else NOT_MET
    rule, cost = text_cost(query.text, listed.text, costs)
    if query.group and query.group == listed.group and costs.nickname < cost:
        rule, cost = Rule.NICKNAME, costs.nickname
    if costs.truncated < cost and (_is_cut(query, listed) or _is_cut(listed, query)):
        rule, cost = Rule.TRUNCATED, costs.truncated
    return rule, cost


def _is_cut(cut: Part, whole: Part) -> bool:
    return bool(cut.kind & Kind.TRUNCATED) and whole.text.startswith(cut.text)


@lru_cache(maxsize=1 << 16)
def text_cost(query: str, listed: str, costs: Parameters) -> tuple[Rule, float]:
    """Return the rule and the cost at which the letters of two parts of two letters or more meet; 1 where they do not."""
    if query == listed:
        return Rule.EXACT, 0.0
    rule, best = NOT_MET
    spoken_query, spoken_listed = spoken(query), spoken(listed)
    mean = (len(spoken_query) + len(spoken_listed)) / 2
    cost = costs.sound
    if spoken_query != spoken_listed:
        other = costs.other_beginning if spoken_query[0] != spoken_listed[0] else 0.0
        cost += (spoken_distance(spoken_query, spoken_listed, costs.most * mean, costs) + other) / mean
    if cost <= costs.most:
        rule, best = Rule.SOUND, cost
    mean = (len(query) + len(listed)) / 2
    other = costs.other_beginning if query[0] != listed[0] else 0.0
    cost = (written_distance(query, listed, costs.most * mean, costs) + other) / mean
    if cost <= costs.most and cost < best:
        rule, best = Rule.SPELLING, cost
    return rule, best
