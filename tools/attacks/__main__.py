"""The command line: ``python -m tools.attacks --help``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.attacks.bank import PEOPLE, SPECIMENS
from tools.attacks.making import make, presentations
from tools.attacks.species import SPECIES


def _make(options: argparse.Namespace) -> int:
    wanted = list(presentations(options.people, options.species, options.each, options.seed))
    make(wanted, options.specimens, options.out)
    print(f"{len(wanted)} clips are in {options.out}")
    return 0


def _measure(options: argparse.Namespace) -> int:
    from tools.attacks.measuring import judged, table  # noqa: PLC0415 - making clips needs no networks

    print(table(judged(options.folder)))
    return 0


def _sheet(options: argparse.Namespace) -> int:
    from tools.attacks.contact import contact_sheet  # noqa: PLC0415 - the other commands draw nothing

    contact_sheet(options.specimens, options.seed, options.person, options.file)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.attacks", description=__doc__)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("make", help="write clips, their challenges and ATTACKS.csv")
    making.add_argument("--out", type=Path, required=True, help="where to write")
    making.add_argument("--people", nargs="+", choices=PEOPLE, default=PEOPLE, metavar="ID", help="only these")
    making.add_argument("--species", nargs="+", choices=tuple(SPECIES), default=tuple(SPECIES), help="only these")
    making.add_argument("--each", type=int, default=1, help="clips of each species for each person")
    making.add_argument("--seed", type=int, default=1, help="another one gives other clips")
    making.add_argument("--specimens", type=Path, default=SPECIMENS, help="the folder of specimens")
    making.set_defaults(run=_make)
    measuring = commands.add_parser("measure", help="judge the clips that were made; print APCER and BPCER")
    measuring.add_argument("folder", type=Path, help="where they were written")
    measuring.set_defaults(run=_measure)
    showing = commands.add_parser("sheet", help="draw a contact sheet with a clip of every species")
    showing.add_argument("file", type=Path, help="the PNG to write")
    showing.add_argument("--person", choices=PEOPLE, default="p10", help="whose portrait is attacked")
    showing.add_argument("--seed", type=int, default=1)
    showing.add_argument("--specimens", type=Path, default=SPECIMENS, help="the folder of specimens")
    showing.set_defaults(run=_sheet)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
