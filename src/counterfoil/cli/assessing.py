"""One assessment from its lists to its files."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from counterfoil import assurance
from counterfoil.assurance import Which, WorkFile
from counterfoil.cli.files import make_folder, write_all
from counterfoil.cli.loading import networks
from counterfoil.cli.metrics import metrics
from counterfoil.cli.progress import progress
from counterfoil.errors import InputError
from counterfoil.face import MODELS
from counterfoil.report.assessed import headline, model_card, render


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be assessed.

    Attributes:
        pairs: The list of pairs.
        attacks: The list of presentations; None where there is none.
        which: Which face of a picture with several is meant.
        skip_wrong: Whether wrong rows are skipped.
        worst: Whether the worst pairs are named.
        workers: Pictures looked at at once; None for one a core.
    """

    pairs: Path
    attacks: Path | None
    which: Which
    skip_wrong: bool
    worst: bool
    workers: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """What was found, in short.

    Attributes:
        headline: The answer in a few words.
        meaning: In a sentence or two.
        metrics: What metrics.json holds, on one line.
    """

    headline: str
    meaning: str
    metrics: str


def face_named(name: str) -> Which:
    """Return which face is meant.

    Raises:
        InputError: There is no such choice.
    """
    try:
        return Which(name)
    except ValueError:
        raise InputError(f"--face is {name[:20]!r}", remedy=f"Choose {' or '.join(Which)}") from None


def assess(asked: Asked, out: Path) -> Written:
    """Assess, and write the report: all of its files, or none.

    Args:
        asked: What.
        out: The folder to write to; holds the work file until the report is there.

    Raises:
        CounterfoilError: A list, a model or the folder cannot be used.
    """
    listed = assurance.read_pairs(asked.pairs, skip_wrong=asked.skip_wrong)
    make_folder(out)
    loaded = [networks(MODELS) for _ in range(asked.workers or len(os.sched_getaffinity(0)))]
    work = WorkFile(out, assurance.versions(loaded[0], asked.which))
    with work, progress() as told:
        found = assurance.run(
            listed, asked.pairs.parent, asked.which, loaded, work, show_worst=asked.worst, told=told
        )
    shape, name = metrics(found, None), asked.pairs.name
    said = headline(found)
    write_all(
        {
            out / "report.html": render(found, None, name),
            out / "model-card.md": model_card(found, None, name),
            out / "metrics.json": shape.model_dump_json(indent=1) + "\n",
        }
    )
    work.remove()
    return Written(said.text, said.meaning, json.dumps(shape.model_dump(mode="json")))
