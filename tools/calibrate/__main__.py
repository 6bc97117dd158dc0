"""Measure what the thresholds of `counterfoil.face` rest on, and write them down.

    python -m tools.calibrate means --london DIR                what the pipeline carries: mean mesh and centre
    python -m tools.calibrate rates --london DIR --lfw DIR      src/counterfoil/face/calibration.json, and a summary
    python -m tools.calibrate reasons --london DIR --lfw DIR    why thresholds of one set do not hold for the other
    python -m tools.calibrate limits --lfw DIR                  what the limits of the quality checks cost
    python -m tools.calibrate unified --london DIR              src/counterfoil/face/quality/unified.csv
    python -m tools.calibrate quality --london DIR --lfw DIR    what quality predicts, and whom it sends back

Run them in this order after a change of detection, mesh, alignment or averaging, and raise
`counterfoil.face.calibration.PIPELINE`.
"""

import argparse
from pathlib import Path

import numpy as np

from counterfoil.models import ModelStore, Networks
from tools.calibrate import damage, limits, means, quality, rates, reasons, sets
from tools.calibrate.seen import look

_FACE = Path(__file__).parents[2] / "src/counterfoil/face"
_NEEDED = {
    "means": ("london",),
    "rates": ("london", "lfw"),
    "reasons": ("london", "lfw"),
    "limits": ("lfw",),
    "unified": ("london",),
    "quality": ("london", "lfw"),
}
_ANCHORS = Path(__file__).parents[2] / "tests/face/anchors"


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(prog="python -m tools.calibrate", description="Measure the face comparison.")
    parser.add_argument("what", choices=list(_NEEDED))
    parser.add_argument("--london", type=Path, metavar="DIR", help="the Face Research Lab London Set and people.csv")
    parser.add_argument("--lfw", type=Path, metavar="DIR", help="LFW, deep-funneled, and pairs.csv")
    arguments = parser.parse_args()
    for name in _NEEDED[arguments.what]:
        if getattr(arguments, name) is None:
            parser.error(f"{arguments.what} needs --{name} DIR")
    networks = Networks(ModelStore())
    if arguments.what == "means":
        means.write(look(sets.london(arguments.london), networks), _FACE)
    elif arguments.what == "rates":
        table = _FACE / "calibration.json"
        rates.write(sets.london(arguments.london), sets.lfw(arguments.lfw), _ANCHORS, table, networks)
    elif arguments.what == "reasons":
        seen = (look(one, networks) for one in (sets.london(arguments.london), sets.lfw(arguments.lfw)))
        reasons.report(*seen)
    elif arguments.what == "limits":
        limits.report(arguments.lfw, networks)
    elif arguments.what == "unified":
        damage.write(arguments.london, _FACE / "quality/unified.csv", networks)
    else:
        centre = np.loadtxt(_FACE / "centre.csv")
        quality.report(sets.london(arguments.london), sets.lfw(arguments.lfw), centre, networks)


if __name__ == "__main__":
    main()
