"""One assessment from its lists to its files."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil import assurance, face, liveness
from counterfoil.assurance import Attacks, Run, Which, WorkFile
from counterfoil.cli.files import make_folder, write_all
from counterfoil.cli.loading import networks
from counterfoil.cli.metrics import metrics
from counterfoil.cli.progress import progress
from counterfoil.errors import InputError
from counterfoil.processes import cores
from counterfoil.report.assessed import headline, model_card, render

_MODELS: Final = tuple(dict.fromkeys((*face.MODELS, *liveness.MODELS)))


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
    presented = assurance.read_attacks(asked.attacks) if asked.attacks else None
    make_folder(out)
    loaded = [networks(_MODELS) for _ in range(asked.workers or cores())]
    work, attacks = WorkFile(out, assurance.versions(loaded[0], asked.which)), None
    with work, progress() as told:
        found = assurance.run(listed, asked.pairs.parent, asked.which, loaded, work, show_worst=asked.worst, told=told)
        if asked.attacks and presented is not None:
            attacks = assurance.present(presented, asked.attacks.parent, loaded, told)
    written = _write(found, attacks, asked.pairs.name, out)
    work.remove()
    return written


def _write(found: Run, attacks: Attacks | None, name: str, out: Path) -> Written:
    shape, said = metrics(found, attacks), headline(found)
    write_all(
        {
            out / "report.html": render(found, attacks, name),
            out / "model-card.md": model_card(found, attacks, name),
            out / "metrics.json": shape.model_dump_json(indent=1) + "\n",
        }
    )
    return Written(said.text, said.meaning, json.dumps(shape.model_dump(mode="json")))
