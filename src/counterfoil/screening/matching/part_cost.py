"""What it costs to take one part of a name for another, and by which rule.

A cost is the share of a part that did not agree: 0 when the two are the same, 1 when they have nothing to do with each
other and do not meet.
"""

from functools import lru_cache
from typing import Final

from counterfoil.screening.matching.distance import spoken_distance, written_distance
from counterfoil.screening.matching.letters import spoken
from counterfoil.screening.matching.parameters import Parameters
from counterfoil.screening.matching.rule import Rule
from counterfoil.screening.names import Kind, Part

NOT_MET: Final = (Rule.EXACT, 1.0)

_spoken = lru_cache(maxsize=1 << 16)(spoken)


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
    """Return the rule and the cost at which the letters of two parts meet; 1 where they do not.

    Args:
        query: A part of two letters or more, or several joined.
        listed: Another.
        costs: What things cost.
    """
    if query == listed:
        return Rule.EXACT, 0.0
    heard, listed_heard = _spoken(query), _spoken(listed)
    if heard == listed_heard:
        return Rule.SOUND, costs.sound
    sounds = _share(heard, listed_heard, spoken_distance(heard, listed_heard, _most(heard, listed_heard, costs), costs), costs)
    sounds = min(sounds + costs.sound, 1.0)
    far = written_distance(query, listed, _most(query, listed, costs), costs)
    looks = _share(query, listed, far, costs)
    if looks >= 1 and sounds >= 1:
        return NOT_MET
    if sounds < looks:
        return Rule.SOUND, sounds
    unlike = written_distance(query, listed, far, costs, alike=costs.exchanged)
    return (Rule.SPELLING if unlike == far else Rule.LOOK_ALIKE), looks


def _letters(query: str, listed: str, costs: Parameters) -> float:
    return max((len(query) + len(listed)) * 50.0 - costs.slack, 50.0)


def _most(query: str, listed: str, costs: Parameters) -> int:
    return int(costs.most * _letters(query, listed, costs))


def _share(query: str, listed: str, distance: int, costs: Parameters) -> float:
    if query[0] != listed[0]:
        distance += int(costs.other_beginning)
    if distance > _most(query, listed, costs):
        return 1.0
    share = distance / _letters(query, listed, costs)
    return min(share * (costs.slope + costs.bend * share), 1.0)
