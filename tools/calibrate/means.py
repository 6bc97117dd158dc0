"""The two aggregates that the pipeline carries: the mean mesh and the centre, both of the London set.

The mean mesh refines itself: the landmarks are mirrored by the present one, so a second run changes nothing but the
last digit.
"""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import geometry
from counterfoil.face.landmarks import TWIN, eye_centres
from tools.calibrate.seen import Seen

_ROUNDS: Final = 10
_NOSE: Final = 1
_MOUTH: Final = [61, 291]
_TEMPLATE: Final = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)
"""Where SFace's training put right eye, left eye, nose and corners of the mouth (the template of ArcFace, 112 px)."""


def mean_mesh(meshes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of N x 468 x 3 meshes of upright heads, symmetric and put on the template.

    Generalised Procrustes analysis gives the shape; it is held as the heads are held on average.
    """
    held = _symmetric(np.mean([_posed(mesh) for mesh in meshes], axis=0))
    mean = held
    for _ in range(_ROUNDS):
        mean = _symmetric(np.mean([_turned(_posed(mesh), mean) for mesh in meshes], axis=0))
    mean = _symmetric(_turned(mean, held))
    mean[:, 0] -= mean[_NOSE, 0]
    fit = geometry.fit_similarity(_five(mean), _TEMPLATE)
    scale = float(np.hypot(fit[0, 0], fit[1, 0]))
    return np.column_stack([mean[:, :2] * scale + fit[:, 2], mean[:, 2] * scale])


def write(seen: Seen, folder: Path) -> None:
    """Write mean_mesh.csv and centre.csv of the London set."""
    mesh = mean_mesh(np.array([face.landmarks for face in seen.faces], np.float64))
    rows = "".join(f"{x:.3f},{y:.3f},{z:.3f}\n" for x, y, z in mesh)
    (folder / "mean_mesh.csv").write_text(rows, "ascii")
    centre = seen.directions.mean(axis=0)
    (folder / "centre.csv").write_text("".join(f"{value:.6f}\n" for value in centre), "ascii")


def _posed(mesh: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a mesh about its own middle and of size one."""
    centred = mesh - mesh.mean(axis=0)
    return np.asarray(centred / np.linalg.norm(centred))


def _symmetric(mesh: NDArray[np.float64]) -> NDArray[np.float64]:
    return _posed(mesh + mesh[TWIN] * (-1, 1, 1))


def _turned(mesh: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    u, _, vt = np.linalg.svd(mesh.T @ target)
    return np.asarray(mesh @ u @ np.diag([1, 1, np.sign(np.linalg.det(u @ vt))]) @ vt)


def _five(mesh: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.vstack([*eye_centres(mesh), mesh[_NOSE, :2], mesh[_MOUTH, :2]])
