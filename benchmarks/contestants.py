"""Who takes part: each with its runner, the environment it runs in, and the settings it gets."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Contestant:
    """A project that takes part.

    Attributes:
        name: As the tables call it.
        runner: Module of `benchmarks.runners`.
        venv: Folder of its environment under ``--venvs``; None is the environment of this project.
        folders: Environment variables that hold a folder, relative to ``--venvs``.
        stand_in: A file under ``--venvs`` that is there when the contestant runs with something else than its own
            model: its answers are not judged then, only its time.
    """

    name: str
    runner: str
    venv: str | None = None
    folders: dict[str, str] = field(default_factory=dict)
    stand_in: str | None = None


ENVIRONMENT: Final = {
    # Threads that wait for each other cost CPU time and gain little on small pictures.
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # The peers' notices of deprecation would bury what matters.
    "PYTHONWARNINGS": "ignore",
}
"""What everyone's process is started with."""

MRZ_STAND_IN: Final = "tessdata/stand-in.txt"
"""Lies beside ``mrz.traineddata`` when that is not fastmrz's own."""

_WEIGHTS: Final = {"DEEPFACE_HOME": "weights"}

PAIR: Final = (
    Contestant("counterfoil", "counterfoil_pair"),
    Contestant("deepface", "deepface_pair", "deepface", _WEIGHTS),
    Contestant("deepface, one thread", "deepface_pair_one_thread", "deepface", _WEIGHTS),
    Contestant("face_recognition", "face_recognition_pair", "face_recognition"),
)
PAGE: Final = (
    Contestant("counterfoil", "counterfoil_page"),
    Contestant("fastmrz", "fastmrz_page", "fastmrz", {"TESSDATA_PREFIX": "tessdata"}, MRZ_STAND_IN),
    Contestant("PassportEye", "passporteye_page", "passporteye"),
)
VERIFICATION: Final = (Contestant("counterfoil", "counterfoil_verification"),)

PAIR_STAGES: Final = Contestant("counterfoil", "counterfoil_pair_stages")
VERIFICATION_STAGES: Final = Contestant("counterfoil", "counterfoil_verification_stages")
