"""Reading MakeHuman's released assets: meshes, shape targets, and clothes that follow the body.

A *target* moves some of the body's vertices. A *fitting* (``.mhclo``) hangs each vertex of a garment, hair style or
eye on three vertices of the body, so that it follows whatever the targets did. Lengths are decimetres, y is up and
z is to the front. All the assets that are read here were released as CC0 by MakeHuman in September 2020.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Mesh:
    """A polygon mesh.

    Attributes:
        vertices: (n, 3) positions.
        uv: (m, 2) texture coordinates.
        faces: Vertex indices of each face.
        face_uv: Texture coordinate indices of each face.
        groups: The name of the group that each face belongs to.
    """

    vertices: Floats
    uv: Floats
    faces: tuple[tuple[int, ...], ...]
    face_uv: tuple[tuple[int, ...], ...]
    groups: tuple[str, ...]

    def group_centre(self, name: str, vertices: Floats) -> Floats:
        """Return the middle of a group's vertices, with the positions that `vertices` gives them."""
        members = {v for face, group in zip(self.faces, self.groups, strict=True) if group == name for v in face}
        centre: Floats = vertices[sorted(members)].mean(axis=0)
        return centre


@dataclass(frozen=True)
class Target:
    """A shape target: `offsets` (n, 3) to be added, times a weight, to the vertices `at` (n,)."""

    at: Indices
    offsets: Floats


@dataclass(frozen=True)
class Fitting:
    """How the vertices of a garment hang on those of the body.

    Attributes:
        mesh_file: The garment's own mesh.
        anchors: (n, 3) body vertices.
        weights: (n, 3) how much of each.
        offsets: (n, 3) what is added, in units of `scale`.
        scale: For each axis two body vertices and the distance between them at which an offset counts once.
        hidden: Body vertices that the garment covers; they would poke through it.
    """

    mesh_file: Path
    anchors: Indices
    weights: Floats
    offsets: Floats
    scale: tuple[tuple[int, int, float], ...]
    hidden: frozenset[int]

    def drape(self, body: Floats) -> Floats:
        """Return the garment's vertices (n, 3) on a body of the given vertices."""
        axes = [abs(body[a, axis] - body[b, axis]) / unit for axis, (a, b, unit) in enumerate(self.scale)]
        draped: Floats = np.einsum("nk,nkd->nd", self.weights, body[self.anchors]) + self.offsets * np.array(axes)
        return draped


def _words(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if words and not words[0].startswith("#"):
                yield words


@lru_cache(maxsize=64)
def load_mesh(path: Path) -> Mesh:
    """Read a Wavefront OBJ file."""
    vertices: list[list[float]] = []
    uv: list[list[float]] = []
    faces: list[tuple[int, ...]] = []
    face_uv: list[tuple[int, ...]] = []
    groups: list[str] = []
    group = ""
    for kind, *values in _words(path):
        if kind == "v":
            vertices.append([float(x) for x in values[:3]])
        elif kind == "vt":
            uv.append([float(x) for x in values[:2]])
        elif kind == "g":
            group = values[0]
        elif kind == "f":
            corners = [corner.split("/") for corner in values]
            faces.append(tuple(int(corner[0]) - 1 for corner in corners))
            face_uv.append(tuple(int(corner[1]) - 1 for corner in corners))
            groups.append(group)
    return Mesh(np.array(vertices), np.array(uv), tuple(faces), tuple(face_uv), tuple(groups))


@lru_cache(maxsize=1024)
def load_target(path: Path) -> Target:
    """Read a shape target."""
    rows = list(_words(path))
    offsets = np.array([[float(x) for x in row[1:4]] for row in rows]).reshape(-1, 3)
    return Target(np.array([int(row[0]) for row in rows], dtype=np.int64), offsets)


def _spans(words: list[str]) -> Iterator[int]:
    """Yield the numbers of a ``12 15 - 18 40`` list."""
    place = 0
    while place < len(words):
        first = int(words[place])
        if place + 2 < len(words) and words[place + 1] == "-":
            yield from range(first, int(words[place + 2]) + 1)
            place += 3
        else:
            yield first
            place += 1


@lru_cache(maxsize=64)
def load_fitting(path: Path) -> Fitting:
    """Read a ``.mhclo`` file."""
    mesh_file = path
    scale: dict[str, tuple[int, int, float]] = {}
    rows: list[list[float]] = []
    hidden: set[int] = set()
    section = ""
    for words in _words(path):
        if words[0] in ("verts", "delete_verts"):
            section = words[0]
        elif words[0] == "obj_file":
            mesh_file = path.parent / words[1]
        elif words[0] in ("x_scale", "y_scale", "z_scale"):
            scale[words[0]] = (int(words[1]), int(words[2]), float(words[3]))
        elif words[0][0].isalpha():
            continue
        elif section == "verts":
            numbers = [float(x) for x in words]
            rows.append(numbers if len(numbers) > 1 else [numbers[0]] * 3 + [1.0, 0.0, 0.0, 0.0, 0.0, 0.0])
        elif section == "delete_verts":
            hidden.update(_spans(words))
    table = np.array([row[:9] for row in rows])
    axes = tuple(scale[axis] for axis in ("x_scale", "y_scale", "z_scale"))
    return Fitting(mesh_file, table[:, :3].astype(np.int64), table[:, 3:6], table[:, 6:9], axes, frozenset(hidden))
