"""How often presentation attacks pass and real people are taken for them (ISO/IEC 30107-3:2023)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from counterfoil.assurance.intervals import Share, share
from counterfoil.checks import Check, Outcome

BONA_FIDE: Final = "bona fide"
"""The species of presentations that are no attacks."""


class Answer(StrEnum):
    """What the system made of a presentation."""

    BONA_FIDE = "bona fide"
    ATTACK = "attack"
    NONE = "no response"


@dataclass(frozen=True, slots=True)
class Presentation:
    """One presentation.

    Attributes:
        species: Of the attack instrument, or `BONA_FIDE`.
        answer: What the system made of it.
        matched: Whether it matched its reference; None where there is none.
    """

    species: str
    answer: Answer
    matched: bool | None = None


@dataclass(frozen=True, slots=True)
class Species:
    """The attacks of one species.

    Attributes:
        species: Its name in the list.
        apcer: Attack presentation classification error rate: taken for bona fide.
        non_response: Attack presentation non-response rate: neither taken for bona fide nor for an attack.
        iapar: Impostor attack presentation accept rate: taken for bona fide and matched the reference.
    """

    species: str
    apcer: Share
    non_response: Share
    iapar: Share


@dataclass(frozen=True, slots=True)
class Attacks:
    """Everything measured of a list of presentations.

    Attributes:
        species: Each species of attack, by name.
        apcer_max: The highest APCER; None without attacks.
        worst_species: Which species it is of; the one with the highest upper limit where several share it.
        bpcer: Bona fide presentation classification error rate: taken for an attack.
        bona_fide_non_response: Bona fide presentations neither taken for bona fide nor for an attack.
        unread: How many clips could not be presented, by code.
    """

    species: tuple[Species, ...]
    apcer_max: float | None
    worst_species: str | None
    bpcer: Share
    bona_fide_non_response: Share
    unread: Mapping[str, int]


def answer(checks: Iterable[Check], deciding: Iterable[str]) -> Answer:
    """Return what a set of checks makes of a presentation.

    Args:
        checks: What judged it.
        deciding: Ids of those that decide; one that is missing counts as not run.

    Returns:
        An attack when any of them failed; no response when any of the others did not pass; else bona fide.
    """
    outcomes = {check.id: check.outcome for check in checks}
    decided = [outcomes.get(name, Outcome.NOT_RUN) for name in deciding]
    if Outcome.FAILED in decided:
        return Answer.ATTACK
    return Answer.BONA_FIDE if decided and set(decided) == {Outcome.PASSED} else Answer.NONE


def measure_attacks(presentations: Iterable[Presentation], unread: Mapping[str, int]) -> Attacks:
    """Measure presentations.

    Args:
        presentations: Those that were made.
        unread: How many could not be, by the code of the reason.
    """
    sorted_out: dict[str, list[Presentation]] = {}
    for one in presentations:
        sorted_out.setdefault(one.species, []).append(one)
    genuine = sorted_out.pop(BONA_FIDE, [])
    species = tuple(_species(name, sorted_out[name]) for name in sorted(sorted_out))
    worst = max(species, key=lambda one: (one.apcer.rate or 0.0, one.apcer.high or 0.0), default=None)
    return Attacks(
        species=species,
        apcer_max=worst.apcer.rate if worst else None,
        worst_species=worst.species if worst else None,
        bpcer=_rate(genuine, Answer.ATTACK),
        bona_fide_non_response=_rate(genuine, Answer.NONE),
        unread=dict(sorted(unread.items())),
    )


def _species(name: str, presented: list[Presentation]) -> Species:
    compared = [one for one in presented if one.matched is not None]
    accepted = sum(one.answer is Answer.BONA_FIDE and one.matched is True for one in compared)
    iapar = share(accepted, len(compared), reason="no reference to compare with")
    return Species(name, _rate(presented, Answer.BONA_FIDE), _rate(presented, Answer.NONE), iapar)


def _rate(presented: list[Presentation], what: Answer) -> Share:
    return share(sum(one.answer is what for one in presented), len(presented), reason="no such presentations")
