"""Draw things on faces and learn to see them.

    python -m tools.occlusions learn --london DIR     src/counterfoil/face/quality/occlusion.csv, and what it misses
    python -m tools.occlusions sheet FILE.png         what the drawings look like, on the specimens

Learning draws some 11,000 pictures: about twenty minutes on one idle core.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from counterfoil.assurance.intervals import wilson
from counterfoil.face.limits import HIDDEN
from counterfoil.face.quality.occlusion import KINDS, REGIONS
from counterfoil.models import ModelStore, Networks
from tools.occlusions import model
from tools.occlusions.draw import HARMLESS, OCCLUDERS, drawn
from tools.occlusions.examples import examples, picture, sources
from tools.occlusions.learning import Layers
from tools.occlusions.model import Lesson

_ROOT = Path(__file__).parents[2]
_SPECIMENS = _ROOT / "tests/specimens"
_NETWORK = _ROOT / "src/counterfoil/face/quality/occlusion.csv"
_SHOWN = ("p01", "p04", "p07", "p10", "p13", "p16")


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(prog="python -m tools.occlusions", description="Learn to see what hides a face.")
    commands = parser.add_subparsers(dest="what", required=True)
    learning = commands.add_parser("learn")
    learning.add_argument("--london", type=Path, metavar="DIR", required=True)
    showing = commands.add_parser("sheet")
    showing.add_argument("file", type=Path, metavar="FILE.png")
    arguments = parser.parse_args()
    networks = Networks(ModelStore())
    if arguments.what == "sheet":
        _sheet(arguments.file, networks)
        return
    rng = np.random.default_rng(1)
    pictures = sources(_SPECIMENS, arguments.london, networks)
    learned = model.lesson(one for source in pictures for one in examples(source, rng, networks))
    kept_back = model.judges(learned.people)
    layers = model.network(learned.of(~kept_back))
    report(layers, learned.of(kept_back))
    model.write(layers, _NETWORK)


def report(layers: Layers, judged_by: Lesson) -> None:
    """Print, for people who were not learned from, how often each thing is seen and each harmless one passes."""
    odds = layers.logits(judged_by.given)
    answers = odds[:, [*range(len(REGIONS)), *range(len(REGIONS) + 1, len(REGIONS) + 1 + len(KINDS))]]
    found = np.asarray((answers > np.array([HIDDEN[name] for name in (*REGIONS, *KINDS)])).any(axis=1))
    truth = judged_by.hidden
    for name in (*OCCLUDERS, "", *HARMLESS):
        mine = (judged_by.things == name) & (truth == int(name in OCCLUDERS))
        seen, of = int(found[mine].sum()), max(int(mine.sum()), 1)
        low, high = wilson(seen, of)
        print(f"{name or 'nothing':14} {seen:4} of {of:4} found: {seen / of:6.1%} ({low:.1%} to {high:.1%})")


def _sheet(path: Path, networks: Networks) -> None:
    rows = []
    people = [source for source in sources(_SPECIMENS, Path("/nowhere"), networks) if source.person in _SHOWN]
    some = [next(one for one in people if one.person == person) for person in _SHOWN]
    for number, name in enumerate((*OCCLUDERS, *HARMLESS)):
        rng = np.random.default_rng(number)
        made = [
            drawn(one.pixels, one.landmarks, (name,), rng, worse_camera=bool(at % 2)) for at, one in enumerate(some)
        ]
        rows.append(np.hstack([cv2.resize(picture(one.pixels).pixels, (160, 160)) for one in made]))
    cv2.imwrite(str(path), np.vstack(rows)[..., ::-1])


if __name__ == "__main__":
    main()
