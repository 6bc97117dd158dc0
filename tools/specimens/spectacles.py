"""A pair of spectacles: two rims, a bridge and two temples, swept along curves."""

import math

import bpy
import numpy as np

from tools.specimens.makehuman import Floats

_WIDEST_RIM, _RIM_HEIGHT = 0.27, 0.2
"""Half the width and half the height of a rim (dm)."""
_HALF_BRIDGE = 0.07
"""Half of what is left for the bridge where the eyes are close together (dm)."""
_THICKNESS = 0.016
_SIDES = 8
_BEFORE_EYE = 0.3
"""How far before the middle of the eye the rims sit (dm)."""
_TEMPLE_LENGTH = 1.25
_TEMPLE_SPREAD = 0.12


def _tube(path: Floats, closed: bool) -> tuple[list[list[float]], list[list[int]]]:
    """Sweep a circle along a path (n, 3) and return vertices and faces."""
    count = len(path)
    ahead = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0) if closed else np.gradient(path, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    vertices, faces = [], []
    for point, direction in zip(path, ahead, strict=True):
        side = np.cross(direction, (0.0, 0.3, 1.0))
        side /= np.linalg.norm(side)
        up = np.cross(side, direction)
        for corner in range(_SIDES):
            angle = 2 * math.pi * corner / _SIDES
            vertices.append((point + _THICKNESS * (math.cos(angle) * side + math.sin(angle) * up)).tolist())
    for ring in range(count if closed else count - 1):
        following = (ring + 1) % count
        for corner in range(_SIDES):
            right = (corner + 1) % _SIDES
            faces.append(
                [ring * _SIDES + corner, following * _SIDES + corner, following * _SIDES + right, ring * _SIDES + right]
            )
    return vertices, faces


def _rim(eye: Floats, width: float) -> Floats:
    angles = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    x = np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** 0.7 * width
    y = np.sign(np.sin(angles)) * np.abs(np.sin(angles)) ** 0.7 * _RIM_HEIGHT
    rim: Floats = np.stack([eye[0] + x, eye[1] - 0.02 + y, np.full_like(x, eye[2] + _BEFORE_EYE)], axis=1)
    return rim


def _curve(*points: tuple[float, float, float]) -> Floats:
    """Return twelve points along straight pieces."""
    corners = np.array(points)
    at = np.linspace(0, len(corners) - 1, 12)
    curve: Floats = np.stack([np.interp(at, range(len(corners)), corners[:, k]) for k in range(3)], axis=1)
    return curve


def spectacles(eyes: tuple[Floats, Floats], material: bpy.types.Material) -> bpy.types.Object:
    """Add a pair of spectacles to the scene.

    Args:
        eyes: The middles of the right and the left eye (dm).
        material: What the frame is made of.
    """
    right, left = eyes
    front, height = left[2] + _BEFORE_EYE, left[1]
    width = min(_WIDEST_RIM, left[0] - _HALF_BRIDGE)
    pieces = [_tube(_rim(right, width), True), _tube(_rim(left, width), True)]
    inner = left[0] - width
    bridge = _curve(
        (-inner, height, front),
        (-inner / 2, height + 0.05, front + 0.02),
        (inner / 2, height + 0.05, front + 0.02),
        (inner, height, front),
    )
    pieces.append(_tube(bridge, False))
    for sign in (-1.0, 1.0):
        outer = sign * (left[0] + width)
        spread = outer + sign * _TEMPLE_SPREAD
        temple = _curve(
            (outer, height + 0.06, front),
            (spread, height + 0.06, front - 0.15),
            (spread + sign * 0.06, height + 0.02, front - _TEMPLE_LENGTH),
        )
        pieces.append(_tube(temple, False))
    vertices: list[list[float]] = []
    faces: list[list[int]] = []
    for piece_vertices, piece_faces in pieces:
        faces.extend([[v + len(vertices) for v in face] for face in piece_faces])
        vertices.extend(piece_vertices)
    solid = bpy.data.meshes.new("spectacles")
    solid.from_pydata(vertices, [], faces)
    solid.polygons.foreach_set("use_smooth", [True] * len(faces))
    solid.materials.append(material)
    thing = bpy.data.objects.new("spectacles", solid)
    bpy.context.scene.collection.objects.link(thing)
    return thing
