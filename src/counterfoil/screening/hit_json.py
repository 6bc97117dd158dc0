"""Hits as JSON has them: the same in ``screen name``, in ``screen batch`` and in a verification."""

from typing import Any, Final

from counterfoil.screening.explanation import Column, explain
from counterfoil.screening.hit import Hit
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.suppression import Suppression

_DIGITS: Final = 6


def hit_as_json(hit: Hit, *, is_alert: bool, suppressed: Suppression | None = None) -> dict[str, Any]:
    """Return a hit with its explanation. The shape is ``HitOutput`` of docs/reference/screening.md.

    Args:
        hit: What was found.
        is_alert: Whether a person must look at it.
        suppressed: Why nobody must, where two people found that this customer is not that entity.
    """
    explained = explain(hit)
    return {
        "entity": hit.entity.id,
        "list": hit.list_version.partition("/")[0],
        "schema": hit.entity.schema.value,
        "caption": hit.entity.names[0].text,
        "score": round(hit.score, _DIGITS),
        "name_score": round(hit.name_score, _DIGITS),
        "fpr": hit.false_positive_rate,
        "alert": is_alert,
        "suppressed": _suppression(suppressed) if suppressed else None,
        "evidence": [
            {
                "field": one.field,
                "verdict": one.verdict,
                "weight": round(one.weight, _DIGITS),
                "said": one.said,
                "listed": one.listed,
            }
            for one in hit.evidence
        ],
        "explanation": {
            "query_name": explained.query_name,
            "listed_name": explained.listed_name,
            "listed_kind": explained.listed_kind.value,
            "parts": [_part(column) for column in explained.columns],
            "gain": round(explained.gain, _DIGITS),
            **{f"{key}_cost": round(cost, _DIGITS) for key, cost in explained.costs.items()},
            "list_version": hit.list_version,
            "matcher": explained.matcher,
        },
    }


def list_as_json(version: ListVersion) -> dict[str, Any]:
    """Return what results say of a list version. The shape is ``ListVersionOutput`` of docs/reference/screening.md."""
    return {
        "name": version.name,
        "version": version.key,
        "published": version.published.isoformat() if version.published else None,
        "imported": version.imported.isoformat(),
        "current_on": version.current_on.isoformat(),
        "sha256": list(version.sha256),
        "entities": version.entities,
    }


def _suppression(one: Suppression) -> dict[str, Any]:
    return {"by": list(one.by), "in_alert": one.alert, "until": one.until.isoformat()}


def _part(column: Column) -> dict[str, Any]:
    return {
        "query": list(column.query),
        "listed": list(column.listed),
        "rule": column.rule.value if column.rule else None,
        "cost": round(column.cost, _DIGITS),
        "takes_off": round(column.takes_off, _DIGITS),
    }
