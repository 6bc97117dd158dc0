"""From a request to a response."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counterfoil.errors import InputError
from counterfoil.screening.entity import Entity, NameKind, Schema
from counterfoil.screening.explanation import Column, explain, field_in_words
from counterfoil.screening.hit import Hit
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.matching import MATCHER
from counterfoil.screening.matching_api.example import understand
from counterfoil.screening.matching_api.scale import CUTOFF, THRESHOLD, from_their_scale, on_their_scale
from counterfoil.screening.matching_api.shapes import (
    Example,
    Explained,
    Feature,
    Matches,
    MatchRequest,
    MatchResponse,
    Result,
    Total,
)
from counterfoil.screening.open_lists import OpenLists

EVERY_LIST: Final = ("default", "all", "sanctions")
"""Datasets of yente that stand for every list here; any other is the name of a list."""

MOST_QUERIES: Final = 500
MOST_RESULTS: Final = 500

_NAME_FEATURE: Final = "name_match"
_FEATURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        _NAME_FEATURE: f"How well the names agree, 0 to 1 ({MATCHER}).",
        "birth_date": "What the birth dates say, in log-odds.",
        "nationality": "What nationalities and countries say, in log-odds.",
        "document_number": "What numbers of documents and registrations say, in log-odds.",
    }
)
_KIND_PROPERTIES: Final = {NameKind.NAME: "name", NameKind.ALIAS: "alias", NameKind.WEAK_ALIAS: "weakAlias"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a request says in its address.

    Attributes:
        limit: How many results a query has at most.
        threshold: The least score of a match, on their scale.
        cutoff: The score that a result must have to be there at all, on their scale.
        include_dataset: Only lists of these names.
        exclude_dataset: No lists of these names.
        exclude_schema: No entities of these schemas.
        exclude_entity_ids: No entities with these identifiers.
    """

    limit: int = 5
    threshold: float = THRESHOLD
    cutoff: float = CUTOFF
    include_dataset: tuple[str, ...] = ()
    exclude_dataset: tuple[str, ...] = ()
    exclude_schema: tuple[str, ...] = ()
    exclude_entity_ids: tuple[str, ...] = ()


def respond(
    request: MatchRequest, lists: OpenLists, dataset: str = "default", parameters: Parameters | None = None
) -> MatchResponse:
    """Answer a request.

    Args:
        request: Its body.
        lists: What is screened against.
        dataset: The part of the address after ``/match/``: the name of a list, or one of `EVERY_LIST`.
        parameters: The rest of the address.

    Raises:
        InputError: A query cannot be used, there are too many, or there is no such dataset; the message repeats no
            value of a query.
    """
    asked = parameters or Parameters()
    _require(request, lists, dataset, asked)
    return MatchResponse(
        responses={
            key: _matches(example, f"queries, number {number}", lists, dataset, asked)
            for number, (key, example) in enumerate(request.queries.items(), start=1)
        },
        matcher={name: Feature(description=text, coefficient=1.0, url="") for name, text in _FEATURES.items()},
        limit=asked.limit,
    )


def _require(request: MatchRequest, lists: OpenLists, dataset: str, asked: Parameters) -> None:
    if not request.queries:
        raise InputError("There are no queries")
    if len(request.queries) > MOST_QUERIES:
        raise InputError(f"There are more than {MOST_QUERIES} queries", remedy="Send them in several requests.")
    if not 1 <= asked.limit <= MOST_RESULTS:
        raise InputError(f"limit lies between 1 and {MOST_RESULTS}")
    if dataset not in EVERY_LIST and dataset not in {version.name for version in lists.versions}:
        raise InputError("There is no such dataset", remedy=f"Name {EVERY_LIST[0]!r} or a list that was imported.")


def _matches(example: Example, where: str, lists: OpenLists, dataset: str, asked: Parameters) -> Matches:
    understood = understand(example, where)
    narrowed = dataset not in EVERY_LIST or asked != Parameters(asked.limit, asked.threshold, asked.cutoff)
    versions = {version.key: version for version in lists.versions}
    best: dict[tuple[str, str], Hit] = {}
    for query in understood.queries:
        limit = MOST_RESULTS if narrowed else asked.limit
        floor = from_their_scale(asked.cutoff, with_birth_date=query.birth_date is not None)
        for hit in lists.screener.screen(query, limit=limit, floor=floor):
            key = (hit.list_version, hit.entity.id)
            if key not in best or hit.score > best[key].score:
                best[key] = hit
    results = [
        result
        for hit in best.values()
        if _is_wanted(hit, versions[hit.list_version].name, dataset, asked)
        and (result := _result(hit, versions[hit.list_version], asked)).score > asked.cutoff
    ]
    results.sort(key=lambda result: -result.score)
    matches = sum(result.match for result in results)
    return Matches(results=results[: asked.limit], total=Total(value=matches), query=understood.example)


def _is_wanted(hit: Hit, name: str, dataset: str, asked: Parameters) -> bool:
    return (
        (dataset in EVERY_LIST or name == dataset)
        and (not asked.include_dataset or name in asked.include_dataset)
        and name not in asked.exclude_dataset
        and hit.entity.schema.value not in asked.exclude_schema
        and hit.entity.id not in asked.exclude_entity_ids
    )


def _result(hit: Hit, version: ListVersion, asked: Parameters) -> Result:
    score = on_their_scale(hit.score, with_birth_date=hit.with_birth_date)
    return Result(
        id=hit.entity.id,
        caption=hit.entity.names[0].text,
        schema_=hit.entity.schema.value,
        properties=dict(_properties(hit.entity)),
        datasets=[version.name],
        last_seen=version.imported.isoformat(),
        last_change=version.published.isoformat() if version.published else None,
        score=score,
        features={_NAME_FEATURE: hit.name_score, **{one.field: one.weight for one in hit.evidence}},
        explanations={
            _NAME_FEATURE: Explained(
                score=hit.name_score,
                detail="; ".join(_met(column) for column in explain(hit).columns),
                query=hit.query_name,
                candidate=hit.listed_name.text,
            ),
            **{
                one.field: Explained(
                    score=one.weight, detail=field_in_words(one)[1], query=one.said, candidate=one.listed
                )
                for one in hit.evidence
            },
        },
        match=score >= asked.threshold,
    )


def _met(column: Column) -> str:
    return f"{' '.join(column.query) or '-'} / {' '.join(column.listed) or '-'}: {column.said}"


def _properties(entity: Entity) -> Iterator[tuple[str, list[str]]]:
    for kind, name in _KIND_PROPERTIES.items():
        if texts := [one.text for one in entity.names if one.kind is kind]:
            yield name, texts
    is_person = entity.schema is Schema.PERSON
    others: tuple[tuple[str, Iterable[object]], ...] = (
        ("birthDate", entity.birth_dates),
        ("nationality" if is_person else "country", entity.nationalities),
        ("idNumber" if is_person else "registrationNumber", entity.document_numbers),
        ("program", entity.programs),
    )
    yield from ((name, texts) for name, values in others if (texts := list(map(str, values))))
