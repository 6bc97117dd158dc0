"""From similarities to calibration.json.

The false match rate at a similarity is the highest that any set shows at that similarity less the margin, among the
sets that show at least ten errors there: with fewer, a set cannot tell a rate. Where no set shows ten, the table ends.
The margin is what the group that errs most asks for (`tools.calibrate.groups`), so that the table speaks for the worst
case that was measured and not for the average.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from counterfoil.assurance.intervals import wilson
from counterfoil.face.calibration import PIPELINE, calibration
from counterfoil.models import Networks
from tools.calibrate import anchors, groups
from tools.calibrate.scores import Scores, all_pairs, held_out_pairs
from tools.calibrate.seen import Seen, agreement, look
from tools.calibrate.sets import PictureSet

_ENOUGH: Final = 10  # errors: the 95 % interval then spans half to twice the rate
_GRID: Final = (-1.0, *(round(step * 0.002, 3) for step in range(500)))  # half of all impostors lie below 0
_REPORTED: Final = ("1e-2", "1e-3", "1e-4")
_SAME: Final = 1e-6  # similarities made here and by counterfoil.face.compare

Row = dict[str, Any]


def write(london: PictureSet, lfw: PictureSet, folder: Path, table: Path, networks: Networks) -> None:
    """Measure both sets, write the table and the anchors of the tests, and print a summary."""
    seen = {"london": look(london, networks), "lfw": look(lfw, networks)}
    centre = seen["london"].directions.mean(axis=0)
    scores = {"london": held_out_pairs(seen["london"]), "lfw": all_pairs(seen["lfw"], centre)}
    within = groups.within(seen["london"], scores["london"])
    asked_for, asked_by = groups.margin(scores["lfw"], within)
    margin = round(asked_for, 3)
    rows = points(scores, margin)
    sets = {"london": london, "lfw": lfw}
    content = {
        "about": "False match rate by similarity; see docs/explanation/scores.md. Made by python -m tools.calibrate.",
        "pipeline": PIPELINE,
        "models": {name: networks.version(name) for name in ("yunet", "face-mesh", "sface")},
        "sets": [described(sets[key], seen[key], scores[key], rows) for key in sets],
        "margin": margin,
        "margin_of": asked_by,
        "groups": {name: _within(one, rows) for name, one in within.items()},
        "points": rows,
    }
    table.write_text(_compact(content), "utf-8")
    calibration.cache_clear()
    worst = agreement(seen["lfw"], np.loadtxt(table.with_name("centre.csv")), networks)
    if worst > _SAME:
        raise SystemExit(f"counterfoil.face.compare says otherwise by {worst:.1e}: run `means` first")
    anchors.write(folder, networks)
    print(json.dumps({key: content[key] for key in ("margin", "margin_of", "sets", "groups")}, indent=1))


def points(scores: Mapping[str, Scores], margin: float) -> list[Row]:
    """Return the points of the table, from low to high similarity.

    Args:
        scores: Of each set.
        margin: How much less similarity the rates are read at.
    """
    rows: list[Row] = []
    for similarity in _GRID:
        errors = {name: one.false_matches(similarity - margin) for name, one in scores.items()}
        able = [name for name in scores if errors[name] >= _ENOUGH]
        if not able:
            break
        strictest = max(able, key=lambda name: errors[name] / scores[name].impostor.size)
        trials = scores[strictest].impostor.size
        low, high = wilson(errors[strictest], trials)
        rates = {"fmr": errors[strictest] / trials, "low": low, "high": high}
        rounded = {name: float(f"{rate:.4g}") for name, rate in rates.items()}
        rows.append({"similarity": similarity, **rounded, "from": strictest, "errors": errors})
    return rows


def described(pictures: PictureSet, seen: Seen, scores: Scores, rows: Sequence[Row]) -> Row:
    """Return what was measured on a set, with its own error rates at the thresholds of the table."""
    return {
        "name": pictures.name,
        "kind": pictures.kind,
        "terms": pictures.terms,
        "people": len(set(pictures.people)),
        "pictures": len(pictures.pictures),
        "failed_to_acquire": seen.failed,
        "impostors": int(scores.impostor.size),
        "genuine": int(scores.genuine.size),
        "at_fmr": {rate: _errors(scores, threshold) for rate, threshold in _thresholds(rows).items()},
    }


def _thresholds(rows: Sequence[Row]) -> dict[str, float]:
    return {rate: next(row["similarity"] for row in rows if row["fmr"] <= float(rate)) for rate in _REPORTED}


def _within(scores: Scores, rows: Sequence[Row]) -> Row:
    """Return a group's false match rate at each threshold.

    The four comparisons of the pictures of two people are no four chances to err: the interval is that of as many
    trials as there are pairs of people.
    """
    people, found = scores.pairs_of_people(), {}
    for name, threshold in _thresholds(rows).items():
        errors = scores.false_matches(threshold)
        rate = errors / scores.impostor.size
        low, high = wilson(rate * people, people)
        found[name] = {"errors": errors, "rate": rate, "low": low, "high": high}
    return {"impostors": int(scores.impostor.size), "pairs_of_people": people, "at_fmr": found}


def _errors(scores: Scores, threshold: float) -> Row:
    row: Row = {"threshold": threshold}
    for name, errors, trials in (
        ("fmr", scores.false_matches(threshold), scores.impostor.size),
        ("fnmr", scores.false_non_matches(threshold), scores.genuine.size),
    ):
        low, high = wilson(errors, trials)
        row[name] = {"errors": errors, "rate": errors / trials, "low": low, "high": high}
    return row


def _compact(content: Row) -> str:
    """Return JSON with one group and one point a line, so that a change of the table reads as one."""
    groups_told = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in content["groups"].items())
    rows = ",\n  ".join(json.dumps(row) for row in content["points"])
    head = json.dumps({**content, "groups": {}, "points": []}, indent=1)
    head = head.replace('"groups": {}', f'"groups": {{\n  {groups_told}\n }}')
    return head.removesuffix("[]\n}") + f"[\n  {rows}\n ]\n}}\n"
