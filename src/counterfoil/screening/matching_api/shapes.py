"""Requests and responses of ``POST /match/{dataset}`` as the clients of yente send and read them.

Field names are theirs. What a request may hold beyond these is taken and left unread, as theirs does.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Values = dict[str, list[str]]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


_ASKED: Final[dict[str, Any]] = {
    "schema": "Person",
    "properties": {"name": ["Gus Bellweather"], "birthDate": ["1955-07-29"]},
}
_FOUND: Final[dict[str, Any]] = {
    "id": "invented-1",
    "caption": "BELLWETHER, Ignace Augustyn",
    "schema": "Person",
    "properties": {"name": ["BELLWETHER, Ignace Augustyn"], "birthDate": ["1955-07-29"]},
    "datasets": ["invented"],
    "last_seen": "2026-11-26",
    "score": 0.93,
    "features": {"name_match": 0.86},
    "explanations": {"name_match": {"score": 0.86, "query": "Gus Bellweather", "candidate": "Gus Bellwether"}},
    "match": True,
}


class Example(_Shape):
    """Who is looked for: an entity of FollowTheMoney, as much of it as is known."""

    id: Annotated[str | None, Field(description="The client's own; given back.")] = None
    # `schema` is a name of pydantic's own.
    schema_: Annotated[str, Field(alias="schema", description="Such as `Person`, `Company`, `LegalEntity`.")]
    properties: Annotated[
        dict[str, str | list[Any]], Field(description="By their names in FollowTheMoney, such as `name`, `birthDate`.")
    ]


class MatchRequest(_Shape):
    """The body of a request."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"queries": {"first": _ASKED}}]})

    queries: Annotated[dict[str, Example], Field(description="By names that the client chooses.")]
    weights: Annotated[dict[str, float], Field(description="Taken, not used: the weights here are measured.")] = {}
    config: Annotated[dict[str, Any], Field(description="Taken, not used.")] = {}


class Explained(_Shape):
    """What one feature came to."""

    score: Annotated[
        float, Field(description="Of `name_match` 0 to 1; of the others log-odds, below 0 against one person.")
    ]
    detail: Annotated[str | None, Field(description="The same in words.")] = None
    query: Annotated[str | None, Field(description="What was looked for.")] = None
    candidate: Annotated[str | None, Field(description="What the list says.")] = None


class Result(_Shape):
    """An entity that may be the one looked for."""

    id: Annotated[str, Field(description="The publisher's identifier of the entry.")]
    caption: Annotated[str, Field(description="Its main name.")]
    schema_: Annotated[
        str, Field(alias="schema", description="What kind of thing it is, by its name in FollowTheMoney.")
    ]
    properties: Annotated[Values, Field(description="What the list says, by its names in FollowTheMoney.")]
    datasets: Annotated[list[str], Field(description="The list that it stands on.")]
    referents: Annotated[list[str], Field(description="Always empty: entries of different lists are not merged.")] = []
    target: Annotated[bool, Field(description="Always true: everything on the lists is listed for itself.")] = True
    first_seen: Annotated[str | None, Field(description="Always null.")] = None
    last_seen: Annotated[str | None, Field(description="The day on which the list version was imported.")] = None
    last_change: Annotated[str | None, Field(description="The publisher's date of the list version.")] = None
    score: Annotated[
        float,
        Field(
            ge=0, le=1, description="On the scale that clients know: 0.7 where one in a hundred customers on no list is"
        ),
    ]
    features: Annotated[dict[str, float], Field(description="What each feature came to; see `matcher`.")]
    explanations: Annotated[dict[str, Explained], Field(description="The same, with the values that were compared.")]
    match: Annotated[bool, Field(description="Whether the score is at or above the threshold.")]
    token: Annotated[str | None, Field(description="Always null.")] = None


class Total(_Shape):
    """How many results are matches."""

    value: Annotated[
        int, Field(description="How many of what was found are matches; `limit` may leave some out of `results`.")
    ]
    relation: Annotated[Literal["eq"], Field(description="Always `eq`: the number is exact.")] = "eq"


class Matches(_Shape):
    """What was found for one query."""

    status: Annotated[
        Literal[200], Field(description="Always 200: what is wrong with one query refuses the request.")
    ] = 200
    results: Annotated[list[Result], Field(description="Best first.")]
    total: Annotated[Total, Field(description="How many of the results are matches.")]
    query: Annotated[Example, Field(description="What was understood of the query.")]


class Feature(_Shape):
    """What one feature measures."""

    description: Annotated[str, Field(description="What it measures, in words.")]
    coefficient: Annotated[float, Field(description="Always 1: features are not weighted again.")]
    url: Annotated[str, Field(description="Always empty.")]


class MatchResponse(_Shape):
    """The body of a response."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "responses": {
                        "first": {"status": 200, "results": [_FOUND], "total": {"value": 1}, "query": _ASKED},
                    },
                    "matcher": {"name_match": {"description": "How like names are", "coefficient": 1.0, "url": ""}},
                    "limit": 5,
                }
            ]
        }
    )

    responses: Annotated[dict[str, Matches], Field(description="What was found, by the names that the client chose.")]
    matcher: Annotated[dict[str, Feature], Field(description="The features of the scores.")]
    limit: Annotated[int, Field(description="How many results a query has at most.")]
