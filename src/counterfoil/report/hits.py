"""Hits as the page shows them: two names part by part, what else speaks for and against, and where it is from."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from counterfoil.report import words
from counterfoil.screening.entity import Entity
from counterfoil.screening.explanation import KINDS, Column, explain, field_in_words, schema_in_words
from counterfoil.screening.hit import Hit
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.matching import Evidence, Rule
from counterfoil.screening.query import Query
from counterfoil.screening.screened import Screened

_WHOLE_BAR: Final = 8.0
"""The log-odds that fill half a bar: a birth date that is the same."""

_NEARLY_ONE: Final = 0.999

_LETTER_BY_LETTER: Final = frozenset(
    {Rule.SPELLING, Rule.LOOK_ALIKE, Rule.SOUND, Rule.JOINED, Rule.SPLIT, Rule.TRUNCATED, Rule.INITIAL}
)
"""Rules of which it helps to see the letters that differ; forms of one given name share none on purpose."""

_COUNTRIES: Final = ("nationality", "nationalities")
_CODE: Final = 2

_LISTED_FIELDS: Final = (
    ("Born", "birth_dates"),
    ("Nationality", "nationalities"),
    ("Documents", "document_numbers"),
    ("Listed for", "programs"),
)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of a part: those that the other side has too, or those that it has not."""

    text: str
    differ: bool


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """Two parts above one another, with the rule by which they met between them."""

    meets: str
    query: tuple[Letters, ...]
    rule: str
    cost: str
    listed: tuple[Letters, ...]


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """What one field says, with a bar that grows to the right when it speaks for one person and to the left against."""

    field: str
    said: str
    listed: str
    verdict: str
    speaks: str
    weight: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class HitShown:
    """One hit as the page shows it: texts that are ready to read, empty where there is nothing to say."""

    number: int
    is_alert: bool
    suppressed: str
    caption: str
    kind: str
    entity_id: str
    list_name: str
    query_name: str
    listed_name: str
    listed_kind: str
    columns: tuple[ColumnShown, ...]
    name_sum: tuple[tuple[str, str], ...]
    evidence: tuple[EvidenceShown, ...]
    not_compared: str
    listed_fields: tuple[tuple[str, str], ...]
    odds: str
    score: str
    name_score: str
    list_version: ListVersion
    published: str
    matcher: str


def shown(screened: Screened) -> tuple[HitShown, ...]:
    """Make the hits of a query ready for the page, best first."""
    return tuple(_shown(number, hit, screened) for number, hit in enumerate(screened.hits, start=1))


def _shown(number: int, hit: Hit, screened: Screened) -> HitShown:
    explained, version = explain(hit), screened.list_of(hit)
    return HitShown(
        number=number,
        is_alert=screened.is_alert(hit),
        suppressed=words.suppressed(held) if (held := screened.suppression(hit)) else "",
        caption=hit.entity.names[0].text,
        kind=schema_in_words(hit.entity.schema),
        entity_id=hit.entity.id,
        list_name=version.name,
        query_name=explained.query_name,
        listed_name=explained.listed_name,
        listed_kind=KINDS[explained.listed_kind],
        columns=tuple(column_shown(column) for column in explained.columns),
        name_sum=tuple((said, f"{odds:+.1f}") for said, odds in explained.sum_in_words),
        evidence=tuple(evidence_shown(one) for one in explained.evidence),
        not_compared=_not_compared(screened.query, hit.entity),
        listed_fields=tuple(_listed_fields(hit.entity)),
        odds=words.one_in(hit.false_positive_rate),
        score=score_in_words(hit.score),
        name_score=score_in_words(hit.name_score),
        list_version=version,
        published=words.day(version.published),
        matcher=explained.matcher,
    )


def asked(query: Query) -> Iterator[tuple[str, str]]:
    """Say who was screened: a label and a value each."""
    yield "Screened", "; ".join(query.names)
    yield "As", schema_in_words(query.schema)
    if query.birth_date:
        yield "Born", str(query.birth_date)
    if query.nationalities:
        yield "Nationality", "; ".join(_value("nationality", one) for one in query.nationalities)
    if query.document_numbers:
        yield "Documents", "; ".join(query.document_numbers)


def score_in_words(score: float) -> str:
    """Write a score; one that is not quite 1 is never rounded up to it."""
    return f"{score:.3f}" if score < _NEARLY_ONE else f"above {_NEARLY_ONE:.3f}"


def column_shown(column: Column) -> ColumnShown:
    """Make two parts that stand above one another ready for the page."""
    query, listed = " ".join(column.query), " ".join(column.listed)
    letters = (_plain(query), _plain(listed))
    if column.rule in _LETTER_BY_LETTER:
        letters = (_differing(query, listed), _differing(listed, query))
    return ColumnShown(column.meets, letters[0], column.said, column.costs, letters[1])


def _plain(text: str) -> tuple[Letters, ...]:
    return (Letters(text, differ=False),) if text else ()


def _differing(text: str, other: str) -> tuple[Letters, ...]:
    """Return a text in stretches of letters that the other has too and of those that it has not."""
    alike = [False] * len(text)
    for block in SequenceMatcher(None, text, other, autojunk=False).get_matching_blocks():
        alike[block.a : block.a + block.size] = [True] * block.size
    stretches: list[Letters] = []
    for letter, same in zip(text, alike, strict=True):
        if stretches and stretches[-1].differ is not same:
            stretches[-1] = Letters(stretches[-1].text + letter, not same)
        else:
            stretches.append(Letters(letter, not same))
    return tuple(stretches)


def evidence_shown(one: Evidence) -> EvidenceShown:
    """Make what a field says ready for the page."""
    field, verdict = field_in_words(one)
    length = round(min(abs(one.weight) / _WHOLE_BAR, 1.0) * 50, 1)
    return EvidenceShown(
        field=field,
        said=_value(one.field, one.said),
        listed=_value(one.field, one.listed),
        verdict=verdict,
        speaks="speaks for it" if one.weight > 0 else "speaks against it" if one.weight < 0 else "says nothing",
        weight=f"{one.weight:+.1f}",
        start=50.0 if one.weight >= 0 else round(50 - length, 1),
        length=length,
    )


def _not_compared(query: Query, entity: Entity) -> str:
    """Say what would tell more: what the list knows and the query does not say."""
    known = (
        ("the birth date", entity.birth_dates, query.birth_date),
        ("the nationality", entity.nationalities, query.nationalities),
        ("a document number", entity.document_numbers, query.document_numbers),
    )
    missing = [name for name, listed, said in known if listed and not said]
    return f"The list also knows {' and '.join(missing)}, which was not given: ask for it." if missing else ""


def _listed_fields(entity: Entity) -> Iterator[tuple[str, str]]:
    others = [name.text for name in entity.names[1:]]
    if others:
        yield "Also called", "; ".join(others)
    for label, field in _LISTED_FIELDS:
        if values := getattr(entity, field):
            yield label, "; ".join(_value(field, str(value)) for value in values)


def _value(field: str, value: str) -> str:
    """Write a value as people do: codes of countries are in capitals."""
    return value.upper() if field in _COUNTRIES and len(value) == _CODE else value
