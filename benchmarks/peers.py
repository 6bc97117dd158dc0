"""Make the peers' virtual environments: ``python -m benchmarks.peers --venvs DIR``.

Every package is pinned in `benchmarks/pins`. dlib is compiled, which takes a while and needs cmake and a C++ compiler;
so is PyICU, for nomenklatura, which needs ICU's headers; the readers of machine-readable zones need Tesseract. All of
them come from the system's packages, so they are only looked for.

deepface gets the very weights that this project uses, from this project's model store, where it would otherwise
download them. fastmrz wants Tesseract data of its own (``mrz.traineddata``) that is on no package index: give it with
``--mrz-data``, or Tesseract's English data takes its place, which the record then says.
"""

import argparse
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.contestants import MRZ_STAND_IN
from counterfoil.models import ModelStore

_PINS: Final = Path(__file__).parent / "pins"
_NEEDED: Final[Mapping[str, Mapping[str, str]]] = {
    "deepface": {},
    "face_recognition": {"cmake": "cmake", "g++": "g++"},
    "fastmrz": {"tesseract": "tesseract-ocr"},
    "nomenklatura": {"g++": "g++", "icuinfo": "libicu-dev", "pkg-config": "pkg-config"},
    "passporteye": {"tesseract": "tesseract-ocr"},
    "rapidfuzz": {},
}
"""Programs that a peer's packages are compiled or run with, and the system packages that bring them."""

_WEIGHTS: Final = {"yunet": "face_detection_yunet_2023mar.onnx", "sface": "face_recognition_sface_2021dec.onnx"}


def main() -> None:
    """Make what is missing."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    arguments.add_argument("--venvs", type=Path, required=True, help="where to make them; not in the repository")
    arguments.add_argument("--only", choices=sorted(path.stem for path in _PINS.glob("*.txt")), help="one of them")
    arguments.add_argument("--mrz-data", type=Path, help="fastmrz's mrz.traineddata, if you have it")
    chosen = arguments.parse_args()
    folder: Path = chosen.venvs.absolute()
    wanted = [pins for pins in sorted(_PINS.glob("*.txt")) if chosen.only in (None, pins.stem)]
    _require_programs({program: package for pins in wanted for program, package in _NEEDED[pins.stem].items()})
    for pins in wanted:
        _install(pins, folder / pins.stem)
    if chosen.only in (None, "deepface"):
        _place_weights(folder)
    if chosen.only in (None, "fastmrz"):
        _place_tesseract_data(folder / MRZ_STAND_IN, chosen.mrz_data)


def _require_programs(needed: Mapping[str, str]) -> None:
    missing = sorted({package for program, package in needed.items() if shutil.which(program) is None})
    if missing:
        sys.exit(f"install these with the system's package manager first: {' '.join(missing)}")


def _install(pins: Path, folder: Path) -> None:
    print(f"{pins.stem}: installing into {folder}")
    venv.create(folder, with_pip=True, clear=False)
    # One compile job: the machine may be doing other work.
    environment = os.environ | {"CMAKE_BUILD_PARALLEL_LEVEL": "1"}
    pip = [str(folder / "bin/pip"), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--requirement", str(pins)], env=environment, check=True)


def _place_weights(venvs: Path) -> None:
    """Give deepface the weights by the names it looks for.

    The files of the store hold blocks of 8-bit integers, which ONNX Runtime turns into floats again at every run.
    deepface's own files hold floats, so the blocks are turned into floats here, once: the faster form is the fair one.
    """
    store = ModelStore()
    store.fetch(_WEIGHTS)
    target = venvs / "weights/.deepface/weights"
    target.mkdir(parents=True, exist_ok=True)
    python = venvs / "deepface/bin/python"
    for name, file in _WEIGHTS.items():
        command = [str(python), "-m", "benchmarks.runners.float_weights", str(store.path(name)), str(target / file)]
        subprocess.run(command, cwd=_PINS.parents[1], check=True)


def _place_tesseract_data(note: Path, own: Path | None) -> None:
    """Put what fastmrz asks Tesseract for beside a note, which is there only when it is a stand-in."""
    note.parent.mkdir(parents=True, exist_ok=True)
    note.unlink(missing_ok=True)
    if own is None:
        note.write_text("mrz.traineddata here is Tesseract's English data.\n", encoding="ascii")
    shutil.copyfile(own or _english(), note.with_name("mrz.traineddata"))


def _english() -> Path:
    listed = subprocess.run(
        ["tesseract", "--list-langs"],  # noqa: S607  wherever the system has it
        capture_output=True,
        check=True,
        text=True,
    )
    return Path(listed.stdout.split('"')[1]) / "eng.traineddata"


if __name__ == "__main__":
    main()
