"""Screening names against lists, in the shapes that clients of yente speak, and the lists with their ages."""

from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from counterfoil.errors import ListError, NotFoundError
from counterfoil.screening.matching_api import EVERY_LIST, MatchRequest, MatchResponse, Parameters, respond
from counterfoil.screening.matching_api.responding import MOST_RESULTS
from counterfoil.screening.matching_api.scale import CUTOFF, THRESHOLD
from counterfoil.screening.open_lists import OpenLists
from counterfoil.service.access.callers import Screens
from counterfoil.service.api.shapes.parts import Said, example
from counterfoil.service.state import Here, Service

router = APIRouter(prefix="/v1", tags=["screening"])

Names = Annotated[list[str], Field(max_length=100)]

_LIST: Final[dict[str, Any]] = {
    "name": "un-xml",
    "version": "20261126T101500000Z-1a2b3c4d",
    "published": "2026-11-20",
    "imported": "2026-11-26",
    "current_on": "2026-11-26",
    "age_days": 0,
    "entities": 1003,
    "sha256": ["9f" * 32],
}


class ListOut(Said):
    """A list as it is screened against."""

    model_config = example(**_LIST)

    name: Annotated[str, Field(description="Its name.")]
    version: Annotated[str, Field(description="Its version: when it was imported, and of what.")]
    published: Annotated[date | None, Field(description="The publisher's own date, where it says one.")]
    imported: Annotated[date, Field(description="The day on which it was imported.")]
    current_on: Annotated[date, Field(description="The last day on which it was known to be the publisher's latest.")]
    age_days: Annotated[int, Field(description="Days since then: policies hold this one against their limit.")]
    entities: Annotated[int, Field(description="How many entities it names.")]
    sha256: Annotated[list[str], Field(description="Digests of the files that it was read from.")]


class ListsOut(Said):
    """The lists that names are screened against."""

    model_config = example(lists=[_LIST])

    lists: Annotated[list[ListOut], Field(description="The current version of each list.")]


@router.get("/lists", operation_id="listLists", summary="See the lists and their ages")
def lists(caller: Screens, service: Here) -> ListsOut:
    """Return the current version of each list."""
    del caller
    opened, today = service.shelf.lists(), service.clock().date()
    return ListsOut(
        lists=[
            ListOut(
                name=one.name,
                version=one.id,
                published=one.published,
                imported=one.imported,
                current_on=one.current_on,
                age_days=one.age(today),
                entities=one.entities,
                sha256=list(one.sha256),
            )
            for one in (opened.versions if opened else ())
        ]
    )


class Asking(BaseModel):
    """How much is wanted of a match, and of which lists. What else yente's clients send is taken and not used."""

    model_config = ConfigDict(extra="ignore")

    limit: Annotated[int, Field(ge=1, le=MOST_RESULTS, description="How many results a query has at most.")] = 5
    threshold: Annotated[float, Field(ge=0, le=1, description="The least score of a match.")] = THRESHOLD
    cutoff: Annotated[float, Field(ge=0, le=1, description="The score that a result must have to be told.")] = CUTOFF
    include_dataset: Annotated[Names, Field(description="Only these lists.")] = []
    exclude_dataset: Annotated[Names, Field(description="Not these lists.")] = []
    exclude_schema: Annotated[Names, Field(description="No entities of these schemas.")] = []
    exclude_entity_ids: Annotated[Names, Field(description="Not these entities.")] = []


@router.post("/match", operation_id="match", summary="Screen names against every list")
def match(body: MatchRequest, caller: Screens, service: Here, asking: Annotated[Asking, Query()]) -> MatchResponse:
    """Answer a request of the matching API that yente made known. Nothing of it is kept."""
    del caller
    return _respond(service, body, EVERY_LIST[0], asking)


@router.post("/match/{dataset}", operation_id="matchDataset", summary="Screen names against one list")
def match_dataset(
    dataset: Annotated[str, Path(max_length=64, description="`default`, or the name of a list.")],
    body: MatchRequest,
    caller: Screens,
    service: Here,
    asking: Annotated[Asking, Query()],
) -> MatchResponse:
    """Answer the same request against one list."""
    del caller
    return _respond(service, body, dataset, asking)


def _respond(service: Service, body: MatchRequest, dataset: str, asking: Asking) -> MatchResponse:
    asked = Parameters(
        limit=asking.limit,
        threshold=asking.threshold,
        cutoff=asking.cutoff,
        include_dataset=tuple(asking.include_dataset),
        exclude_dataset=tuple(asking.exclude_dataset),
        exclude_schema=tuple(asking.exclude_schema),
        exclude_entity_ids=tuple(asking.exclude_entity_ids),
    )
    opened = _opened(service)
    if dataset not in EVERY_LIST and dataset not in {one.name for one in opened.versions}:
        raise NotFoundError("There is no such list", remedy=f"Name {EVERY_LIST[0]!r}, or one of GET /v1/lists.")
    with service.limits.heavy.place():
        return respond(body, opened, dataset, asked)


def _opened(service: Service) -> OpenLists:
    if opened := service.shelf.lists():
        return opened
    raise ListError("There is no list to screen against", remedy="Import one with: counterfoil lists add FILE")
