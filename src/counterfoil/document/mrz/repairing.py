"""The cheapest change of a read text that makes every check digit agree.

Each position offers the characters that the recogniser holds possible, at the price of their score below the best one.
A search over remainders modulo 10 finds the cheapest choice exactly: field by field with the remainder of the field's
own sum and of the sum over all, then the fields together over the latter. Nothing is invented: a character that the
recogniser gave next to no probability has no offer, and where no choice within the price limit agrees, none is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from counterfoil.document.mrz.alphabet import VALUES, WEIGHTS
from counterfoil.document.mrz.checking import Rule
from counterfoil.document.mrz.formats import Span

Key = TypeVar("Key")
Place = tuple[int, int]
Offers = Mapping[Place, Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Characters for some places and what they cost together, in nats."""

    cost: float
    characters: dict[Place, str]


def cheapest(offers: Offers, rules: Sequence[Rule], limit: float) -> Choice | None:
    """Find the cheapest characters with which every rule agrees.

    Args:
        offers: For each place (line, position) the possible characters with their costs; the best costs 0.
        rules: The check digits of the zone, the one over all last if there is one.
        limit: The most that all changes may cost together.

    Returns:
        None when nothing within the limit agrees.
    """
    composite = next((rule for rule in rules if rule.name == "composite"), None)
    weights = _weights(composite.spans) if composite else {}
    fields = [rule for rule in rules if rule is not composite]
    done: dict[int, Choice] = {0: Choice(0.0, {})}
    taken: set[Place] = set()
    for rule in fields:
        done = _combined(done, _field(offers, rule, weights, limit), limit)
        taken.update(_places(rule.spans), _places((rule.digit,)))
    for place in weights:
        if place not in taken:
            done = _combined(done, _place(offers[place], place, weights[place]), limit)
    if composite is None:
        return done.get(0)
    (digit,) = _places((composite.digit,))
    ends = [_with(done[VALUES[c]], digit, c, cost) for c, cost in offers[digit] if VALUES[c] in done]
    return min((end for end in ends if end.cost <= limit), key=lambda end: end.cost, default=None)


def _field(offers: Offers, rule: Rule, weights: Mapping[Place, int], limit: float) -> dict[int, Choice]:
    """For each remainder of the sum over all, the cheapest way to make this field agree with its own digit."""
    states: dict[tuple[int, int], Choice] = {(0, 0): Choice(0.0, {})}
    for index, place in enumerate(_places(rule.spans)):
        following: dict[tuple[int, int], Choice] = {}
        for (own, total), choice in states.items():
            for character, cost in offers[place]:
                value = VALUES[character]
                key = (own + value * WEIGHTS[index % 3]) % 10, (total + value * weights.get(place, 0)) % 10
                _keep(following, key, _with(choice, place, character, cost), limit)
        states = following
    (digit,) = _places((rule.digit,))
    found: dict[int, Choice] = {}
    for (own, total), choice in states.items():
        for character, cost in offers[digit]:
            if VALUES[character] == own:
                key_of_all = (total + own * weights.get(digit, 0)) % 10
                _keep(found, key_of_all, _with(choice, digit, character, cost), limit)
    return found


def _place(offer: Sequence[tuple[str, float]], place: Place, weight: int) -> dict[int, Choice]:
    """A position that only the sum over all covers."""
    found: dict[int, Choice] = {}
    for character, cost in offer:
        _keep(found, VALUES[character] * weight % 10, Choice(cost, {place: character}), cost)
    return found


def _combined(one: Mapping[int, Choice], other: Mapping[int, Choice], limit: float) -> dict[int, Choice]:
    found: dict[int, Choice] = {}
    for a, left in one.items():
        for b, right in other.items():
            both = Choice(left.cost + right.cost, left.characters | right.characters)
            _keep(found, (a + b) % 10, both, limit)
    return found


def _keep(found: dict[Key, Choice], key: Key, choice: Choice, limit: float) -> None:
    if choice.cost <= limit and (key not in found or choice.cost < found[key].cost):
        found[key] = choice


def _with(choice: Choice, place: Place, character: str, cost: float) -> Choice:
    return Choice(choice.cost + cost, choice.characters | {place: character})


def _places(spans: Iterable[Span]) -> list[Place]:
    return [(span.line, at) for span in spans for at in range(span.start, span.stop)]


def _weights(spans: Iterable[Span]) -> dict[Place, int]:
    return {place: WEIGHTS[index % 3] for index, place in enumerate(_places(spans))}
