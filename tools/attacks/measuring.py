"""How often clips pass: APCER and BPCER (ISO/IEC 30107-3, 13.2 and 13.3) of `counterfoil.liveness.judge`."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil import images
from counterfoil.assurance.intervals import wilson
from counterfoil.checks import Outcome
from counterfoil.liveness import DECIDING, judge, load_challenge
from counterfoil.models import ModelStore, Networks
from tools.attacks.making import LIST
from tools.attacks.species import BONA_FIDE

VERDICTS: Final = "verdicts.jsonl"
_RULE: Final = "|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Verdict:
    """What was found in one clip.

    Attributes:
        clip: Its file name.
        species: What it is.
        refused: The deciding checks that did not pass, with their outcomes.
        scores: The score of every check that has one.
    """

    clip: str
    species: str
    refused: dict[str, str]
    scores: dict[str, float | None]

    @property
    def answer(self) -> str:
        """What the checks make of it: ``bona fide``, ``attack`` or ``no response``."""
        if Outcome.FAILED in self.refused.values():
            return "attack"
        return "no response" if self.refused else "bona fide"


def judged(folder: Path) -> Iterator[Verdict]:
    """Judge every clip of a list; verdicts are kept next to it, and what was judged before is not judged again."""
    kept = folder / VERDICTS
    known = {verdict.clip: verdict for verdict in _read(kept)}
    networks = Networks(ModelStore())
    with (folder / LIST).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        verdict = known.get(row["clip"])
        if verdict is None:
            verdict = _judge(folder, row, networks)
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(vars(verdict)) + "\n")
        yield verdict


def _read(kept: Path) -> list[Verdict]:
    if not kept.exists():
        return []
    return [Verdict(**json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines()]


def _judge(folder: Path, row: dict[str, str], networks: Networks) -> Verdict:
    checks = judge(images.load_clip(folder / row["clip"]), load_challenge(folder / row["challenge"]), networks)
    refused = {one.id: str(one.outcome) for one in checks if one.id in DECIDING and one.outcome is not Outcome.PASSED}
    return Verdict(row["clip"], row["species"], refused, {one.id: one.score for one in checks})


def table(verdicts: Iterable[Verdict]) -> str:
    """Return the rates of every species as Markdown tables.

    A clip is taken for bona fide when all deciding checks passed, for an attack when one failed; otherwise there was no
    response, and its maker is asked to try again.
    """
    species: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        species.setdefault(verdict.species, []).append(verdict)
    genuine = species.pop(BONA_FIDE, [])
    lines: list[str] = []
    if species:
        lines += [
            "| attack | clips | taken for bona fide | no response | APCER % (95 % interval) | did not pass |",
            _RULE,
        ]
        lines += [_line(kind, found, "bona fide") for kind, found in species.items()]
    if genuine:
        lines += [
            "",
            "| no attack | clips | taken for an attack | no response | BPCER % (95 % interval) | did not pass |",
        ]
        lines += [_RULE, _line(BONA_FIDE, genuine, "attack")]
    return "\n".join(lines)


def _line(kind: str, found: Sequence[Verdict], error: str) -> str:
    answers = Counter(verdict.answer for verdict in found)
    wrong = answers[error]
    low, high = (100 * bound for bound in wilson(wrong, len(found)))
    by = Counter(check.removeprefix("liveness.") for verdict in found for check in verdict.refused)
    refusals = ", ".join(f"{check} {count}" for check, count in by.most_common())
    rate = f"{100 * wrong / len(found):.1f} ({low:.1f}-{high:.1f})"
    return f"| {kind} | {len(found)} | {wrong} | {answers['no response']} | {rate} | {refusals} |"
