"""Blender objects from meshes."""

from collections.abc import Sequence

import bpy
import numpy as np

from tools.specimens.makehuman import Floats, Mesh


def solid(
    name: str, mesh: Mesh, at: Floats, faces: Sequence[int], material: bpy.types.Material
) -> tuple[bpy.types.Object, tuple[int, ...]]:
    """Add an object made of some of a mesh's faces to the scene.

    Args:
        name: The object's name.
        mesh: Faces and texture coordinates.
        at: (n, 3) where the mesh's vertices are.
        faces: Which faces.
        material: What it is made of.

    Returns:
        The object, and which of the mesh's vertices it has.
    """
    used = tuple(sorted({vertex for index in faces for vertex in mesh.faces[index]}))
    place = {vertex: n for n, vertex in enumerate(used)}
    form = bpy.data.meshes.new(name)
    form.from_pydata(at[list(used)].tolist(), [], [[place[v] for v in mesh.faces[index]] for index in faces])
    corners = np.array([mesh.uv[t] for index in faces for t in mesh.face_uv[index]])
    form.uv_layers.new().data.foreach_set("uv", corners.ravel())
    form.polygons.foreach_set("use_smooth", [True] * len(faces))
    form.materials.append(material)
    thing = bpy.data.objects.new(name, form)
    bpy.context.scene.collection.objects.link(thing)
    return thing, used
