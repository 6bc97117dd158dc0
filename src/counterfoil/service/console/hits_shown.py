"""Hits that were sealed as JSON, laid out as the report lays them out: name over name, part by part."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from counterfoil.report import hits, words
from counterfoil.report.hits import HitShown
from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.explanation import COSTS, KINDS, Column, Explanation, schema_in_words
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.matching import Evidence, Rule


def shown(screening: Mapping[str, Any]) -> tuple[HitShown, ...]:
    """Make hits ready for the page, best first.

    Args:
        screening: As `counterfoil.report.published` writes what was screened.
    """
    versions = {one["name"]: _version(one) for one in screening["lists"]}
    return tuple(_hit(number, hit, versions) for number, hit in enumerate(screening["hits"], start=1))


def lists(screening: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what was looked through: each list with its version, in words."""
    return tuple(_list_in_words(one) for one in screening["lists"])


def _hit(number: int, hit: Mapping[str, Any], versions: Mapping[str, ListVersion]) -> HitShown:
    said, version = hit["explanation"], versions[hit["list"]]
    explained = Explanation(
        query_name=said["query_name"],
        listed_name=said["listed_name"],
        listed_kind=NameKind(said["listed_kind"]),
        columns=tuple(_column(part) for part in said["parts"]),
        gain=said["gain"],
        costs={key: said[f"{key}_cost"] for key in COSTS},
        evidence=tuple(_evidence(one) for one in hit["evidence"]),
        matcher=said["matcher"],
    )
    return HitShown(
        number=number,
        is_alert=hit["alert"],
        suppressed=_suppressed(hit["suppressed"]),
        caption=hit["caption"],
        kind=schema_in_words(Schema(hit["schema"])),
        entity_id=hit["entity"],
        list_name=hit["list"],
        query_name=explained.query_name,
        listed_name=explained.listed_name,
        listed_kind=KINDS[explained.listed_kind],
        columns=tuple(hits.column_shown(column) for column in explained.columns),
        name_sum=tuple((term, f"{odds:+.1f}") for term, odds in explained.sum_in_words),
        evidence=tuple(hits.evidence_shown(one) for one in explained.evidence),
        not_compared="",
        listed_fields=tuple(_more(hit)),
        odds=words.one_in(hit["fpr"]),
        score=hits.score_in_words(hit["score"]),
        name_score=hits.score_in_words(hit["name_score"]),
        list_version=version,
        published=words.day(version.published),
        matcher=explained.matcher,
    )


def _more(hit: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Say what the list has besides the name that was met."""
    if hit["caption"] != hit["explanation"]["listed_name"]:
        yield "Listed as", hit["caption"]


def _column(part: Mapping[str, Any]) -> Column:
    return Column(
        query=tuple(part["query"]),
        listed=tuple(part["listed"]),
        rule=Rule(part["rule"]) if part["rule"] else None,
        cost=part["cost"],
        takes_off=part["takes_off"],
    )


def _evidence(one: Mapping[str, Any]) -> Evidence:
    return Evidence(
        field=one["field"], verdict=one["verdict"], weight=one["weight"], said=one["said"], listed=one["listed"]
    )


def _suppressed(one: Mapping[str, Any] | None) -> str:
    if one is None:
        return ""
    until = words.day(date.fromisoformat(one["until"][:10]))
    return f"suppressed by {' and '.join(one['by'])} in alert {one['in_alert']}, until {until}"


def _version(one: Mapping[str, Any]) -> ListVersion:
    return ListVersion(
        name=one["name"],
        id=one["version"].partition("/")[2],
        published=date.fromisoformat(one["published"]) if one["published"] else None,
        imported=date.fromisoformat(one["imported"]),
        current_on=date.fromisoformat(one["current_on"]),
        sha256=tuple(one["sha256"]),
        entities=one["entities"],
    )


def _list_in_words(one: Mapping[str, Any]) -> tuple[str, str]:
    version = _version(one)
    return (
        f"{version.name}, {version.entities:,} entries",
        f"version {version.id}, published {words.day(version.published)}, imported {words.day(version.imported)}",
    )
