"""A photographer's studio in Blender: one person, posed, lit and photographed as often as needed.

The scene is built once a person; every picture only moves vertices, lamps and the camera.
"""

from dataclasses import dataclass
from pathlib import Path

import bpy
import mathutils
import numpy as np

from tools.specimens import materials
from tools.specimens.likeness import Likeness
from tools.specimens.makehuman import Fitting, Floats, Mesh, load_fitting, load_mesh
from tools.specimens.pose import Neck, beard
from tools.specimens.shaping import shape
from tools.specimens.shots import LIGHTS, Shot
from tools.specimens.solids import solid
from tools.specimens.spectacles import spectacles

_LOWEST = 3.0
"""What lies below this height (dm) is never in the picture and is left out."""

_EXPOSURE = 0.85
"""Stops that AgX needs for a face to come out as bright as a photographer would have it."""


@dataclass(frozen=True)
class Part:
    """One object of the scene, with what it takes to move it. `fitting` is None for the body itself."""

    thing: bpy.types.Object
    fitting: Fitting | None
    used: tuple[int, ...]


class Studio:
    """A person before the camera."""

    def __init__(self, person: Likeness, assets: Path) -> None:
        """Build the scene.

        Args:
            person: Who is photographed.
            assets: The folder of MakeHuman assets.
        """
        bpy.ops.wm.read_factory_settings(use_empty=True)
        self._person = person
        self._assets = assets
        self._base = load_mesh(assets / "3dobjs" / "base.obj")
        self._neutral = shape(person, {}, assets)
        self._neck = Neck(*(self._base.group_centre(f"joint-{joint}", self._neutral) for joint in ("neck", "head")))
        self._parts: list[Part] = []
        self._wigs: dict[str, bpy.types.Object] = {}
        self._dress()
        self._camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
        bpy.context.scene.collection.objects.link(self._camera)
        self._glasses = spectacles(self._eyes(), materials.plain((0.02, 0.018, 0.016), 0.35))
        self._glasses_at = np.array([v.co for v in self._glasses.data.vertices])
        self._lamps: list[bpy.types.Object] = []
        self._configure()

    def _configure(self) -> None:
        scene = bpy.context.scene
        scene.camera = self._camera
        scene.world = bpy.data.worlds.new("world")
        scene.world.use_nodes = True
        scene.render.engine = "CYCLES"
        scene.render.use_persistent_data = True
        scene.render.film_transparent = True
        scene.render.image_settings.file_format = "PNG"
        scene.render.image_settings.color_mode = "RGBA"
        scene.cycles.device = "CPU"
        scene.cycles.use_denoising = True
        scene.cycles.denoising_prefilter = "FAST"
        scene.cycles.max_bounces = 3
        scene.cycles.transparent_max_bounces = 8
        scene.view_settings.view_transform = "AgX"
        scene.view_settings.look = "AgX - Punchy"

    def _eyes(self) -> tuple[Floats, Floats]:
        """Return the middles of the right and the left eye (dm)."""
        right, left = (self._base.group_centre(f"joint-{side}-eye", self._neutral) for side in "rl")
        return right, left

    def _dress(self) -> None:
        person, assets = self._person, self._assets
        suit = load_fitting(next((assets / "clothes" / person.clothes).glob("*.mhclo")))
        self._add("body", self._base, None, materials.skin(person, assets), suit.hidden)
        lashes = assets / "eyelashes" / "eyelashes01" / "eyelashes01"
        brows = assets / "eyebrows" / person.brows / person.brows
        clothes = assets / "clothes" / person.clothes / person.clothes
        iris = assets / "eyes" / "materials" / f"{person.eyes}_eye.png"
        worn = (
            ("eye", assets / "eyes" / "high-poly" / "high-poly", materials.textured(iris, 0.15)),
            ("brow", brows, materials.hair(brows.with_suffix(".png"), person.hair_colour)),
            ("lash", lashes, materials.textured(lashes.with_suffix(".png"), 0.6)),
            ("suit", clothes, materials.textured(clothes.with_name(f"{person.clothes}_diffuse.png"), 0.8)),
        )
        for name, file, material in worn:
            fitting = load_fitting(file.with_suffix(".mhclo"))
            self._add(name, load_mesh(fitting.mesh_file), fitting, material, frozenset())
        self._wear_hair(person.hair)

    def _wear_hair(self, style: str) -> None:
        """Put on a hair style, building it the first time, and hide every other."""
        if style != "shaved" and style not in self._wigs:
            folder = self._assets / "hair" / style
            fitting = load_fitting(folder / f"{style}.mhclo")
            material = materials.hair(folder / f"{style}_diffuse.png", self._person.hair_colour)
            self._wigs[style] = self._add("hair", load_mesh(fitting.mesh_file), fitting, material, frozenset())
        for name, wig in self._wigs.items():
            wig.hide_render = name != style

    def _add(
        self, name: str, mesh: Mesh, fitting: Fitting | None, material: bpy.types.Material, hidden: frozenset[int]
    ) -> bpy.types.Object:
        """Make an object of a mesh, without the faces that are never seen."""
        at = self._neutral if fitting is None else fitting.drape(self._neutral)
        kept = [
            index
            for index, face in enumerate(mesh.faces)
            if (fitting is not None or mesh.groups[index] == "body")
            and max(at[v, 1] for v in face) > _LOWEST
            and not all(v in hidden for v in face)
        ]
        thing, used = solid(name, mesh, at, kept, material)
        if fitting is None:
            thing.modifiers.new("smooth", "SUBSURF").render_levels = 1
            grown = thing.data.attributes.new("beard", "FLOAT", "POINT")
            grown.data.foreach_set("value", beard(mesh.vertices)[list(used)])
        self._parts.append(Part(thing, fitting, used))
        return thing

    def pose(self, shot: Shot) -> None:
        """Give the person the shot's expression, head pose, hair and glasses."""
        self._wear_hair(shot.hair or self._person.hair)
        body = shape(self._person, dict(shot.expression), self._assets)
        for part in self._parts:
            at = (body if part.fitting is None else part.fitting.drape(body))[list(part.used)]
            self._move(part.thing, self._neck.turned(at, shot.yaw, shot.pitch, shot.roll))
        self._glasses.hide_render = not shot.glasses
        self._move(self._glasses, self._neck.turned(self._glasses_at, shot.yaw, shot.pitch, shot.roll))

    @staticmethod
    def _move(thing: bpy.types.Object, points: Floats) -> None:
        thing.data.vertices.foreach_set("co", points.astype(np.float32).ravel())
        thing.data.update()

    def light(self, name: str) -> None:
        """Set up the lamps that a light of `LIGHTS` consists of."""
        for lamp in self._lamps:
            bpy.data.objects.remove(lamp)
        light = LIGHTS[name]
        middle = np.mean(self._eyes(), axis=0)
        self._lamps = []
        for position, energy, size, colour in light.lamps:
            lamp = bpy.data.lights.new("lamp", "AREA")
            lamp.energy, lamp.size, lamp.color = energy, size, colour
            thing = bpy.data.objects.new("lamp", lamp)
            thing.location = mathutils.Vector(middle) + mathutils.Vector(position)
            thing.rotation_euler = (-mathutils.Vector(position)).to_track_quat("-Z", "Y").to_euler()
            bpy.context.scene.collection.objects.link(thing)
            self._lamps.append(thing)
        sky = bpy.context.scene.world.node_tree.nodes["Background"].inputs
        sky[0].default_value, sky[1].default_value = (*light.sky, 1.0), light.sky_strength
        bpy.context.scene.view_settings.exposure = _EXPOSURE + light.exposure

    def photograph(self, shot: Shot, file: Path) -> None:
        """Render a shot to a PNG file with a transparent background; there is no file until it is whole."""
        self.light(shot.light)
        self.pose(shot)
        middle = np.mean(self._eyes(), axis=0)
        lens = self._camera.data
        lens.sensor_fit, lens.sensor_height = "VERTICAL", 24.0
        lens.lens = 24.0 * shot.distance / shot.field
        self._camera.location = (middle[0] + shot.aside, middle[1] + shot.above, middle[2] + shot.distance)
        scene = bpy.context.scene
        scene.render.resolution_x, scene.render.resolution_y = shot.size
        scene.cycles.samples = shot.samples
        unfinished = file.with_name(f"unfinished-{file.name}")
        scene.render.filepath = str(unfinished)
        bpy.ops.render.render(write_still=True)
        unfinished.replace(file)
