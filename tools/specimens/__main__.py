"""The command line: ``python -m tools.specimens --help``."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.specimens.cast import CAST_FILE, load_cast
from tools.specimens.documents import make_documents
from tools.specimens.manifest import write_manifest

_CHOICE_SEED = 1


def _candidates(options: argparse.Namespace) -> int:
    from tools.specimens.people import render_candidates  # noqa: PLC0415 - the other commands need no renderer

    render_candidates(load_cast().candidates, options.assets, options.renders)
    return 0


def _choose(options: argparse.Namespace) -> int:
    """Print the seeds of the first choice; the cast gives each of them a document by hand."""
    from tools.specimens.casting import choose  # noqa: PLC0415 - needs OpenCV, which drawing documents does not
    from tools.specimens.likeness import draw_likeness  # noqa: PLC0415
    from tools.specimens.resemblance import Resemblance  # noqa: PLC0415

    cast = load_cast()
    seeds = cast.first_candidates
    portraits = [options.renders / str(seed) / "candidate.png" for seed in seeds]
    similarity = Resemblance(options.models).matrix(portraits, portraits)
    people = [draw_likeness(seed, options.assets) for seed in seeds]
    print(*sorted(seeds[n] for n in choose(people, similarity, len(cast.seeds), _CHOICE_SEED)))
    return 0


def _replace(options: argparse.Namespace) -> int:
    """Print seeds to replace people with, whose pictures came too near to someone else's."""
    from tools.specimens.casting import replacements  # noqa: PLC0415 - needs OpenCV, which drawing documents does not
    from tools.specimens.measure import SELFIES  # noqa: PLC0415
    from tools.specimens.resemblance import Resemblance  # noqa: PLC0415

    cast = load_cast()
    stay = [person for person in cast.seeds if person not in options.only]
    seeds = [seed for seed in cast.candidates if seed not in {cast.seeds[person] for person in stay}]
    portraits = [options.renders / str(seed) / "candidate.png" for seed in seeds]
    pictures = [options.out / person / name for person in stay for name in ("portrait.jpg", *SELFIES)]
    resemblance = Resemblance(options.models, centred=True)
    near = resemblance.matrix(portraits, pictures).max(axis=1)
    chosen = replacements(near, resemblance.matrix(portraits, portraits), len(options.only))
    print(*(seeds[n] for n in chosen))
    return 0


def _people(options: argparse.Namespace) -> int:
    from tools.specimens.people import render_people  # noqa: PLC0415 - the other commands need no renderer

    render_people(load_cast(), _ids(options), options.assets, options.renders, options.out, pictures=options.pictures)
    return 0


def _documents(options: argparse.Namespace) -> int:
    make_documents(_ids(options), options.fonts, options.out)
    return 0


def _measure(options: argparse.Namespace) -> int:
    """Measure the finished cast and write the figures next to it."""
    from tools.specimens.measure import measure  # noqa: PLC0415 - needs Counterfoil, which rendering does not

    stored = json.loads(CAST_FILE.read_text(encoding="utf-8"))
    stored["measured"] = measure(options.out, list(stored["people"]))
    CAST_FILE.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return 0


def _manifest(options: argparse.Namespace) -> int:
    write_manifest(options.out)
    return 0


def _check(options: argparse.Namespace) -> int:
    """Make a sample again; the exit code is 1 where it differs."""
    from tools.specimens.checking import TOLERANCE, check_documents, check_render  # noqa: PLC0415 - needs a renderer

    wrong = [
        f"{name} is not the same, byte for byte" for name in check_documents(_ids(options), options.fonts, options.out)
    ]
    for person in _ids(options) if options.assets else ():
        for name, difference in check_render(person, options.assets, options.out).items():
            print(f"{person}/{name} differs by {difference:.3f} grey levels on average")
            if difference > TOLERANCE:
                wrong.append(f"{person}/{name} differs by more than {TOLERANCE} grey levels on average")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _ids(options: argparse.Namespace) -> list[str]:
    return list(options.only or load_cast().seeds)


_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "candidates": (_candidates, "render a small portrait of every candidate"),
    "choose": (_choose, "choose, among the candidates, people whom SFace tells apart"),
    "replace": (_replace, "choose others for the people given with --only"),
    "people": (_people, "render the cast: portraits, selfies and clips"),
    "documents": (_documents, "draw and photograph everyone's document"),
    "measure": (_measure, "measure how alike SFace finds the cast"),
    "manifest": (_manifest, "write the manifest"),
    "check": (_check, "make a sample again and compare it with what is committed"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.specimens", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, purpose) in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--out", type=Path, default=Path("tests/specimens"), help="the folder of specimens")
        command.add_argument("--assets", type=Path, help="the folder of MakeHuman assets")
        command.add_argument(
            "--renders", type=Path, default=Path("build/renders"), help="where rendered pictures are kept"
        )
        command.add_argument("--models", type=Path, help="the folder of the YuNet and SFace files")
        command.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"), help="where the fonts lie")
        command.add_argument("--only", nargs="*", metavar="ID", help="only these people")
        command.add_argument("--pictures", nargs="*", default=(), metavar="NAME", help="only these stills and clips")
    options = parser.parse_args(arguments)
    return _COMMANDS[options.command][0](options)


if __name__ == "__main__":
    sys.exit(main())
