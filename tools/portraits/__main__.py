"""Show faces as documents show them, and measure what that does to the comparison.

python -m tools.portraits measure --lfw DIR --london DIR     error rates under every condition, plain and restored
python -m tools.portraits cost                               CPU time of a comparison, plain and restored
python -m tools.portraits sheet PICTURE... --out FILE        a contact sheet of every condition

Measure again after a change of detection, alignment or restoring.
"""

import argparse
from pathlib import Path

from counterfoil.models import ModelStore, Networks
from tools.calibrate import sets
from tools.portraits import costing, measuring, sheet
from tools.portraits.conditions import NAMES

_EVERY = 1 << 30


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="python -m tools.portraits", description="Portraits as documents show them.")
    commands = parser.add_subparsers(dest="command", required=True)
    measure = commands.add_parser("measure", help="error rates under every condition")
    measure.add_argument("--lfw", type=Path, metavar="DIR", help="LFW, deep-funneled, and pairs.csv")
    measure.add_argument("--london", type=Path, metavar="DIR", help="the Face Research Lab London Set")
    measure.add_argument("--conditions", nargs="+", choices=NAMES, default=NAMES)
    measure.add_argument("--half", choices=measuring.HALVES, default="report", help="of LFW's people")
    measure.add_argument("--portraits", type=int, default=_EVERY, metavar="N", help="at most so many a condition")
    commands.add_parser("cost", help="CPU time of a comparison")
    sheets = commands.add_parser("sheet", help="a contact sheet")
    sheets.add_argument("pictures", nargs="+", type=Path, metavar="PICTURE")
    sheets.add_argument("--out", required=True, type=Path, metavar="FILE")
    arguments = parser.parse_args()
    networks = Networks(ModelStore())
    if arguments.command == "measure":
        if not (arguments.lfw or arguments.london):
            measure.error("measure needs --lfw DIR or --london DIR")
        _measure(arguments, networks)
    elif arguments.command == "cost":
        costing.report(networks)
    else:
        sheet.write(arguments.pictures, arguments.out, networks)


def _measure(arguments: argparse.Namespace, networks: Networks) -> None:
    if arguments.lfw:
        probes = measuring.look(sets.lfw(arguments.lfw), networks)
        print(f"\nLFW, people of the half `{arguments.half}`\n")
        measuring.report(probes, arguments.conditions, arguments.half, arguments.portraits, networks)
    if arguments.london:
        probes = measuring.look(sets.london(arguments.london), networks)
        print("\nLondon\n")
        measuring.report(probes, arguments.conditions, None, arguments.portraits, networks)


if __name__ == "__main__":
    main()
