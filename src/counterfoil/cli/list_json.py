"""From versions and differences to the shapes of `counterfoil.cli.list_output`."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import BaseModel

from counterfoil.cli import list_output as output
from counterfoil.records.library import Difference, Version
from counterfoil.screening.entity import Entity


def lists(newest: Iterable[Version], today: date) -> str:
    """Return all lists as one JSON object."""
    return _text(output.ListsOutput(lists=[_version(version, today) for version in newest]))


def one_list(version: Version, versions: Iterable[Version], today: date) -> str:
    """Return a version and the others of its list as one JSON object."""
    return _text(
        output.ListOutput(
            version=_version(version, today),
            left_out=_left_out(version),
            versions=[_version(each, today) for each in versions],
        )
    )


def added(version: Version, today: date, *, is_new: bool) -> str:
    """Return what came of adding a version as one JSON object."""
    return _text(output.AddedOutput(new=is_new, version=_version(version, today), left_out=_left_out(version)))


def difference(before: Version, after: Version, found: Difference) -> str:
    """Return the difference of two versions as one JSON object."""
    return _text(
        output.DifferenceOutput(
            before=f"{before.name}/{before.id}",
            after=f"{after.name}/{after.id}",
            added=list(map(_entity, found.added)),
            removed=list(map(_entity, found.removed)),
            changed=[
                output.ChangeOutput(before=_entity(each.before), after=_entity(each.after), fields=list(each.fields))
                for each in found.changed
            ],
        )
    )


def told(version: Version) -> Iterable[dict[str, Any]]:
    """Give what was left out of a version, in the order of the list."""
    with version.skipped_file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _text(value: BaseModel) -> str:
    return json.dumps(value.model_dump(mode="json", by_alias=True))


def _left_out(version: Version) -> list[output.LeftOutOutput]:
    return [output.LeftOutOutput(**each) for each in told(version)]


def _version(version: Version, today: date) -> output.VersionOutput:
    return output.VersionOutput(
        name=version.name,
        id=version.id,
        format=version.format,
        published=version.published.isoformat() if version.published else None,
        imported_at=version.imported_at.isoformat(),
        confirmed_at=version.confirmed_at.isoformat(),
        current_on=version.current_on.isoformat(),
        age_days=version.age(today),
        origin=version.origin or None,
        sources=[
            output.ListFileOutput(name=source.name, size=source.size, sha256=source.sha256)
            for source in version.sources
        ],
        entities=version.entities,
        names=version.names,
        skipped=dict(version.skipped),
        passed_over=dict(version.passed_over),
        index=str(version.index) if version.index.is_dir() else None,
    )


def _entity(entity: Entity) -> output.EntityOutput:
    return output.EntityOutput(
        id=entity.id,
        schema_=entity.schema,
        names=[output.ListedNameOutput(text=name.text, kind=name.kind) for name in entity.names],
        birth_dates=[str(born) for born in entity.birth_dates],
        nationalities=list(entity.nationalities),
        document_numbers=list(entity.document_numbers),
        programs=list(entity.programs),
    )
