"""What it costs to take one part of a name for another, and by which rule.

A cost is the share of a part that did not agree: 0 when the two are the same, 1 when they have nothing to do with each
other and do not meet.
"""

from functools import lru_cache
from typing import Final

from counterfoil.screening.matching.distance import spoken_distance, written_distance
from counterfoil.screening.matching.letter_counts import least_spoken, shared_letters
from counterfoil.screening.matching.letters import spoken
from counterfoil.screening.matching.parameters import Parameters
from counterfoil.screening.matching.rule import Rule
from counterfoil.screening.names import Kind, Part

NOT_MET: Final = (Rule.EXACT, 1.0)

_TRUNCATED: Final = int(Kind.TRUNCATED)

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
    return bool(int(cut.kind) & _TRUNCATED) and whole.text.startswith(cut.text)


@lru_cache(maxsize=1 << 18)
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
    sounds = _spoken_share(heard, listed_heard, costs)
    rule, looks = _written_share(query, listed, costs)
    if sounds < looks:
        return Rule.SOUND, sounds
    return (rule, looks) if looks < 1 else NOT_MET


def _spoken_share(query: str, listed: str, costs: Parameters) -> float:
    most = _most(query, listed, costs)
    if least_spoken(query, listed, costs) > most:
        return 1.0
    share = _share(spoken_distance(query, listed, most, costs), query, listed, costs)
    return min(costs.sound + share, 1.0)


def _written_share(query: str, listed: str, costs: Parameters) -> tuple[Rule, float]:
    """Compare texts as written, if they share half their letters: slips of the pen leave most of them as they are."""
    if 2 * shared_letters(query, listed) < max(len(query), len(listed)):
        return NOT_MET
    most = _most(query, listed, costs)
    distance = written_distance(query, listed, most, costs)
    share = _share(distance, query, listed, costs)
    if share >= 1:
        return NOT_MET
    is_spelling = written_distance(query, listed, distance, costs, alike=costs.exchanged) == distance
    return (Rule.SPELLING if is_spelling else Rule.LOOK_ALIKE), share


def _letters(query: str, listed: str, costs: Parameters) -> float:
    return max((len(query) + len(listed)) * 50.0 - costs.slack, 50.0)


def _beginning(query: str, listed: str, costs: Parameters) -> int:
    return int(costs.other_beginning) if query[0] != listed[0] else 0


def _most(query: str, listed: str, costs: Parameters) -> int:
    return int(costs.most * _letters(query, listed, costs)) - _beginning(query, listed, costs)


def _share(distance: int, query: str, listed: str, costs: Parameters) -> float:
    if distance > _most(query, listed, costs):
        return 1.0
    share = (distance + _beginning(query, listed, costs)) / _letters(query, listed, costs)
    return min(share * (costs.slope + costs.bend * share), 1.0)
