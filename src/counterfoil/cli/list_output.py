"""What ``counterfoil lists ... --json`` prints: shapes that other programs rely on, published in docs/reference."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from counterfoil.output import Day, Output
from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists import Format

Moment = Annotated[str, Field(description="ISO 8601, UTC.")]


class ListFileOutput(Output):
    """A file that a version was read from."""

    name: str
    size: Annotated[int, Field(ge=0, description="Bytes.")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class VersionOutput(Output):
    """A version of a list."""

    name: Annotated[str, Field(description="The list's name.")]
    id: Annotated[str, Field(description="The time of import and the beginning of the digest.")]
    format: Format
    published: Annotated[Day | None, Field(description="The publisher's date; null where nobody says one.")]
    imported_at: Moment
    confirmed_at: Annotated[str, Field(description="When it was last imported or found unchanged.")]
    current_on: Annotated[Day, Field(description="The last day on which it was known to be what is offered.")]
    age_days: Annotated[int, Field(ge=0, description="Days since then.")]
    origin: Annotated[str | None, Field(description="The address it came from; null when it was handed over.")]
    sources: list[ListFileOutput]
    entities: Annotated[int, Field(ge=0)]
    names: Annotated[int, Field(ge=0)]
    skipped: Annotated[dict[str, int], Field(description="How much was left out, by part; entity: whole entries.")]
    passed_over: Annotated[dict[str, int], Field(description="Records that name no party, by kind.")]
    index: Annotated[str | None, Field(description="Where its index is; null when it was pruned.")]


class LeftOutOutput(Output):
    """Something of a list that was left out."""

    file: str
    line: Annotated[int, Field(ge=1)]
    id: Annotated[str, Field(description="The publisher's identifier; empty where there is none.")]
    part: Literal["entity", "name", "birth_date", "id", "column", "file"]
    why: str


class AddedOutput(Output):
    """What ``lists add`` and ``lists fetch`` print."""

    new: Annotated[bool, Field(description="False when the newest version has these files already.")]
    version: VersionOutput
    left_out: list[LeftOutOutput]


class ListOutput(Output):
    """What ``lists show NAME`` prints."""

    version: VersionOutput
    left_out: list[LeftOutOutput]
    versions: Annotated[list[VersionOutput], Field(description="All of the list, the oldest first.")]


class ListsOutput(Output):
    """What ``lists show`` prints."""

    lists: Annotated[list[VersionOutput], Field(description="The newest version of each list.")]


class ListedNameOutput(Output):
    """A name as the list writes it."""

    text: str
    kind: NameKind


class EntityOutput(Output):
    """Whom or what a list names."""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    schema_: Annotated[Schema, Field(alias="schema")]
    names: list[ListedNameOutput]
    birth_dates: Annotated[list[str], Field(description="As 1971-04-05, 1971-04, 1971, 1968/1973; ~ for about.")]
    nationalities: list[str]
    document_numbers: list[str]
    programs: list[str]


class ChangeOutput(Output):
    """An entity that both versions have, and that differs."""

    before: EntityOutput
    after: EntityOutput
    fields: list[str]


class DifferenceOutput(Output):
    """What ``lists diff`` prints."""

    before: Annotated[str, Field(description="NAME/VERSION.")]
    after: str
    added: list[EntityOutput]
    removed: list[EntityOutput]
    changed: list[ChangeOutput]
