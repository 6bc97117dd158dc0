"""A hit explained: which parts of which names met, by which rule, what was left over, and what else spoke.

Nothing is judged here. The alignment and the evidence are those that made the score; this lays them out so that a
person can read them in a moment, and so that text, JSON and a drawing all say the same. What is told adds up: what is
in both names, less what the columns and the costs take off, is the name score in log-odds, and with the weights of the
evidence it is the score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.hit import Hit
from counterfoil.screening.matching import MATCHER, Alignment, Evidence, Rule
from counterfoil.screening.names import Reading

RULES: Final[Mapping[Rule, str]] = MappingProxyType(
    {
        Rule.EXACT: "the same",
        Rule.SPELLING: "spelt otherwise",
        Rule.LOOK_ALIKE: "letters that look alike",
        Rule.SOUND: "sounds alike",
        Rule.NICKNAME: "form of one given name",
        Rule.INITIAL: "initial",
        Rule.TRUNCATED: "cut short",
        Rule.JOINED: "written as one",
        Rule.SPLIT: "written apart",
    }
)
"""Each rule by which parts of names meet, in words."""

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {"birth_date": "Birth date", "nationality": "Nationality", "document_number": "Document number"}
)
"""Each field beside the name, in words."""

VERDICTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "same": "the same",
        "swapped": "day and month exchanged",
        "month": "same year and month, no day",
        "one_year_off": "one year off, same day",
        "year_only": "same year, no more is known",
        "near": "same year, and day or month",
        "year_near": "about a year off",
        "succeeded": "of a state that is no more, and of one that followed",
        "differs": "different",
    }
)
"""Each way in which a field agrees or does not, in words."""

COSTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "order": "The parts stand in another order in the list",
        "contradiction": "Both names have parts that the other has not",
        "few": "Fewer than two whole parts met",
        "unsure": "No part met without a doubt",
    }
)
"""Each cost that no single part has, in words."""

KINDS: Final[Mapping[NameKind, str]] = MappingProxyType(
    {NameKind.NAME: "name", NameKind.ALIAS: "alias", NameKind.WEAK_ALIAS: "weak alias, as the publisher calls it"}
)
"""Each kind of listed name, in words."""


_LEAST_SAID: Final = 0.05
"""Log-odds that are 0.0 as they are shown, and so not worth a line."""


class Meets(StrEnum):
    """How well two parts met: what a drawing colours."""

    SAME = "same"
    NEAR = "near"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Column:
    """Parts of the two names that stand above one another; one side is empty where a part met nothing.

    Attributes:
        query: Parts of the screened name, in the letters a to z.
        listed: Parts of the listed name.
        rule: By which rule they met; None when one side is empty.
        cost: Of a meeting, the share of the parts that did not agree, 0 to below 1; of a part that met nothing, 1.
        takes_off: What they take off the score, in log-odds; 0 when they are the same.
    """

    query: tuple[str, ...]
    listed: tuple[str, ...]
    rule: Rule | None
    cost: float
    takes_off: float = 0.0

    @property
    def meets(self) -> Meets:
        """Return how well the parts met."""
        if self.rule is None:
            return Meets.NOTHING
        return Meets.SAME if self.cost <= 0 else Meets.NEAR

    @property
    def said(self) -> str:
        """Return the rule in words."""
        if self.rule is not None:
            return RULES.get(self.rule, str(self.rule))
        return "only screened" if self.query else "only listed"

    @property
    def costs(self) -> str:
        """Return what it costs, as short as a drawing wants it; empty for parts that are the same."""
        if self.rule is None:
            return f"{-self.takes_off:.1f}"
        return f"{self.cost:.2f}" if self.cost else ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an entity was found.

    Attributes:
        query_name: The name that was screened, as it was given.
        listed_name: The name of the entity that it met, as the list writes it.
        listed_kind: What the list says of that name.
        columns: The parts of both names side by side, in the order of the screened name.
        gain: What the score begins with, in log-odds: the more is in both names, the more.
        costs: What else takes something off the score, by the keys of `COSTS`, in log-odds; 0 where it does not.
        evidence: What the fields beside the name say.
        matcher: The version of what judged it.
    """

    query_name: str
    listed_name: str
    listed_kind: NameKind
    columns: tuple[Column, ...]
    gain: float
    costs: Mapping[str, float]
    evidence: tuple[Evidence, ...]
    matcher: str = MATCHER

    @property
    def sum_in_words(self) -> tuple[tuple[str, float], ...]:
        """Return what adds up to the name score, in words, each with its log-odds, but for what is next to 0."""
        differs = sum(column.takes_off for column in self.columns)
        terms = (
            ("In both names", self.gain),
            ("Parts that differ or met nothing", -differs),
            *((COSTS[key], -cost) for key, cost in self.costs.items()),
        )
        return tuple((said, odds) for said, odds in terms if abs(odds) >= _LEAST_SAID)


def explain(hit: Hit) -> Explanation:
    """Lay out why a hit was found.

    Args:
        hit: As `counterfoil.screening.screener.Screener` found it.
    """
    return Explanation(
        query_name=hit.query_name,
        listed_name=hit.listed_name.text,
        listed_kind=hit.listed_name.kind,
        columns=_columns(hit.alignment, hit.query_reading, hit.listed_reading),
        gain=hit.alignment.gain,
        costs={
            "order": hit.alignment.order_cost,
            "contradiction": hit.alignment.contradiction_cost,
            "few": hit.alignment.few_cost,
            "unsure": hit.alignment.unsure_cost,
        },
        evidence=hit.evidence,
    )


def field_in_words(evidence: Evidence) -> tuple[str, str]:
    """Return the field of a piece of evidence, and how it agrees, in words."""
    return (
        FIELDS.get(evidence.field, evidence.field.replace("_", " ").capitalize()),
        VERDICTS.get(evidence.verdict, evidence.verdict.replace("_", " ")),
    )


def schema_in_words(schema: Schema) -> str:
    """Return what kind of thing an entity is, in words."""
    return "Person or organisation" if schema is Schema.LEGAL_ENTITY else schema.value


def _columns(alignment: Alignment, query: Reading, listed: Reading) -> tuple[Column, ...]:
    """Put meetings and what is left of the query in the query's order; each rest of the list after what precedes it."""
    placed: list[tuple[tuple[float, float], Column]] = []
    after = {}
    for meeting, takes_off in zip(alignment.meetings, alignment.meeting_costs, strict=True):
        place = (float(meeting.query[0]), 0.0)
        after.update(dict.fromkeys(meeting.listed, place[0]))
        parts = tuple(query[i].text for i in meeting.query), tuple(listed[j].text for j in meeting.listed)
        placed.append((place, Column(*parts, meeting.rule, meeting.cost, takes_off)))
    placed += [
        ((float(left.index), 0.0), Column((query[left.index].text,), (), None, 1.0, left.cost))
        for left in alignment.left_in_query
    ]
    for left in alignment.left_in_listed:
        before = max((j for j in after if j < left.index), default=None)
        place = (-1.0 if before is None else after[before], left.index + 1.0)
        placed.append((place, Column((), (listed[left.index].text,), None, 1.0, left.cost)))
    return tuple(column for _, column in sorted(placed, key=lambda one: one[0]))
