"""Measure what the thresholds of `counterfoil.face` rest on, and write them down.

    python -m tools.calibrate means --london DIR                what the pipeline carries: mean mesh and centre
    python -m tools.calibrate rates --london DIR --lfw DIR      src/counterfoil/face/calibration.json, and a summary
    python -m tools.calibrate reasons --london DIR --lfw DIR    why thresholds of one set do not hold for the other
    python -m tools.calibrate limits --lfw DIR                  what the limits of the quality checks cost

Run them in this order after a change of detection, mesh, alignment or averaging, and raise
`counterfoil.face.calibration.PIPELINE`.
"""

import argparse
from pathlib import Path

from counterfoil.models import ModelStore, Networks
from tools.calibrate import limits, means, rates, reasons, sets
from tools.calibrate.seen import look

_FACE = Path(__file__).parents[2] / "src/counterfoil/face"
_ANCHORS = Path(__file__).parents[2] / "tests/face/anchors"


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(prog="python -m tools.calibrate", description="Measure the face comparison.")
    parser.add_argument("what", choices=["means", "rates", "reasons", "limits"])
    parser.add_argument("--london", type=Path, metavar="DIR", help="the Face Research Lab London Set and people.csv")
    parser.add_argument("--lfw", type=Path, metavar="DIR", help="LFW, deep-funneled, and pairs.csv")
    arguments = parser.parse_args()
    both = ("london", "lfw")
    needed = {"means": ("london",), "rates": both, "reasons": both, "limits": ("lfw",)}[arguments.what]
    for name in needed:
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
    else:
        limits.report(arguments.lfw, networks)


if __name__ == "__main__":
    main()
