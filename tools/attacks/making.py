"""Writing clips, the challenges that they answer, and the list of both."""

import csv
import os
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from counterfoil.liveness import Asked, Challenge, Step, challenge_json, new_challenge
from tools.attacks.bank import PEOPLE, Bank
from tools.attacks.edits import Staging
from tools.attacks.motion import Script, draw_script
from tools.attacks.species import SPECIES
from tools.attacks.video import Clip, draw_suffix, write_clip

LIST: Final = "ATTACKS.csv"
COLUMNS: Final = ("clip", "challenge", "species", "reference")
_WINDOW: Final = 6.0
"""Seconds that a person has for a step."""


@dataclass(frozen=True)
class Presentation:
    """One clip before it is made.

    Attributes:
        species: One of `SPECIES`.
        person: Whose portrait it is presented for.
        number: Counts the presentations of one species for one person.
        seed: Of the whole set.
    """

    species: str
    person: str
    number: int
    seed: int

    @property
    def name(self) -> str:
        """What its files are called, without suffix."""
        return f"{self.species.replace(' ', '_')}-{self.person}-{self.number}"

    def stage(self, specimens: Path) -> tuple[Staging, Challenge]:
        """Return what it is made from, and the challenge that it answers."""
        draw = random.Random(f"{self.seed} {self.name}").randrange  # noqa: S311 - to be the same each time
        rng = np.random.Generator(np.random.PCG64([self.seed, zlib.crc32(self.name.encode())]))
        drawn = new_challenge(draw)
        script = draw_script([asked.step.value for asked in drawn.steps], rng)
        others = [person for person in PEOPLE if person != self.person]
        accomplice = others[int(rng.integers(len(others)))]
        challenge = Challenge(drawn.id, _asked(script))
        return Staging(Bank(self.person, specimens), Bank(accomplice, specimens), script, rng), challenge

    def make(self, specimens: Path) -> tuple[Clip, Challenge, str]:
        """Return the clip, its challenge, and the suffix of the file that it is to be written to."""
        staging, challenge = self.stage(specimens)
        suffix = draw_suffix(staging.rng)
        return SPECIES[self.species](staging), challenge, suffix


def _asked(script: Script) -> tuple[Asked, ...]:
    return tuple(Asked(Step(cue.step), cue.at, _WINDOW) for cue in script.cues)


def presentations(people: Sequence[str], species: Sequence[str], each: int, seed: int) -> Iterator[Presentation]:
    """Give `each` presentations of every species for every person."""
    for kind in species:
        for number in range(each):
            for person in people:
                yield Presentation(kind, person, number, seed)


def make(wanted: Sequence[Presentation], specimens: Path, out: Path) -> None:
    """Write the clips that are not there yet, their challenges, and the list, which names every one of them.

    Args:
        wanted: Which.
        specimens: The folder of specimens.
        out: Where to write.
    """
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    for one in wanted:
        there = [file for file in out.glob(f"{one.name}.*") if file.suffix != ".json"]
        clip = there[0] if there else _write(one, specimens, out)
        reference = os.path.relpath(specimens / one.person / "portrait.jpg", out)
        rows.append((clip.name, f"{one.name}.json", one.species, Path(reference).as_posix()))
    with (out / LIST).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


def _write(one: Presentation, specimens: Path, out: Path) -> Path:
    """Write one clip and its challenge; there is no clip until both are whole."""
    clip, challenge, suffix = one.make(specimens)
    unfinished = out / f"unfinished{suffix}"
    write_clip(clip, unfinished)
    (out / f"{one.name}.json").write_text(challenge_json(challenge), encoding="utf-8")
    return unfinished.replace(out / f"{one.name}{suffix}")
