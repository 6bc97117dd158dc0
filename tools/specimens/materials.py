"""Cycles materials for skin, hair, eyes and cloth."""

from pathlib import Path

import bpy
import numpy as np

from tools.specimens.likeness import Likeness

_PALE_BEARD = 0.25
_PALE_STRENGTH = 0.25
"""A beard of hair paler than the former covers the skin only by the latter; more looks painted on."""
_BRIGHT = 0.25
"""Textures brighter than this are fair hair; the darker ones lose less by being made linear."""
_ALPHA_SEEN = 0.5
"""A texel counts towards a hair texture's mean brightness when it is more opaque than this."""


def _texture(nodes: bpy.types.NodeTree, path: Path) -> bpy.types.Node:
    node = nodes.nodes.new("ShaderNodeTexImage")
    node.image = bpy.data.images.load(str(path), check_existing=True)
    return node


def _blank(name: str) -> tuple[bpy.types.Material, bpy.types.NodeTree, bpy.types.Node]:
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    tree = material.node_tree
    return material, tree, tree.nodes["Principled BSDF"]


def _mix(tree: bpy.types.NodeTree, blend: str, factor: object, a: object, b: object) -> object:
    """Add a colour mixing node; each input is a socket or a constant."""
    node = tree.nodes.new("ShaderNodeMix")
    node.data_type, node.blend_type = "RGBA", blend
    for index, value in ((0, factor), (6, a), (7, b)):
        if isinstance(value, bpy.types.NodeSocket):
            tree.links.new(value, node.inputs[index])
        else:
            node.inputs[index].default_value = value
    return node.outputs[2]


def _scaled(tree: bpy.types.NodeTree, value: object, factor: object, operation: str = "MULTIPLY") -> object:
    node = tree.nodes.new("ShaderNodeMath")
    node.operation, node.use_clamp = operation, True
    for index, operand in ((0, value), (1, factor)):
        if isinstance(operand, bpy.types.NodeSocket):
            tree.links.new(operand, node.inputs[index])
        else:
            node.inputs[index].default_value = operand
    return node.outputs[0]


def _noise(tree: bpy.types.NodeTree, scale: float) -> bpy.types.Node:
    """Add noise that sticks to the texture, so that it does not swim when the head turns."""
    where = tree.nodes.new("ShaderNodeTexCoord")
    noise = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = scale
    noise.inputs["Detail"].default_value = 3.0
    tree.links.new(where.outputs["UV"], noise.inputs["Vector"])
    return noise


def skin(person: Likeness, assets: Path) -> bpy.types.Material:
    """Return a skin: two textures blended and tinted, pores, and the beard."""
    material, tree, surface = _blank("skin")
    first, second = (_texture(tree, assets / "skins" / f"{name}.jpg").outputs["Color"] for name in person.skins)
    colour = _mix(tree, "MIX", person.blend, first, second)
    colour = _mix(tree, "MULTIPLY", 1.0, colour, (*person.tint, 1.0))
    if person.beard:
        amount = tree.nodes.new("ShaderNodeAttribute")
        amount.attribute_name = "beard"
        grain = _scaled(tree, _noise(tree, 1500.0).outputs["Fac"], 0.5, "GREATER_THAN")
        stubble = _scaled(tree, _scaled(tree, grain, 0.5), 0.45, "ADD")
        pale = min(person.hair_colour) > _PALE_BEARD
        strength = person.beard * (_PALE_STRENGTH if pale else 1.0)
        share = _scaled(tree, _scaled(tree, amount.outputs["Fac"], strength), stubble)
        colour = _mix(tree, "MIX", share, colour, (*person.hair_colour, 1.0))
    tree.links.new(colour, surface.inputs["Base Color"])
    bump = tree.nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value, bump.inputs["Distance"].default_value = 0.25, 0.01
    tree.links.new(_noise(tree, 700.0).outputs["Fac"], bump.inputs["Height"])
    tree.links.new(bump.outputs["Normal"], surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = 0.52
    surface.inputs["Specular IOR Level"].default_value = 0.35
    return material


def _brightness(image: bpy.types.Image) -> float:
    """Return the mean luminance of a texture's opaque part."""
    pixels = np.empty(len(image.pixels), dtype=np.float32)
    image.pixels.foreach_get(pixels)
    texels = pixels.reshape(-1, 4)
    seen = texels[texels[:, 3] > _ALPHA_SEEN]
    return max(0.02, float((seen[:, :3] @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)).mean()))


def hair(texture: Path, colour: tuple[float, float, float]) -> bpy.types.Material:
    """Return hair of the texture's strands in a colour of our own."""
    material, tree, surface = _blank("hair")
    strands = _texture(tree, texture)
    grey = tree.nodes.new("ShaderNodeRGBToBW")
    tree.links.new(strands.outputs["Color"], grey.inputs["Color"])
    mean = _brightness(strands.image)
    level = tree.nodes.new("ShaderNodeMath")
    level.operation = "DIVIDE"
    level.inputs[1].default_value = mean**2.2 if mean > _BRIGHT else mean**1.6
    tree.links.new(grey.outputs["Val"], level.inputs[0])
    colours = _mix(tree, "MULTIPLY", 1.0, level.outputs[0], (*colour, 1.0))
    tree.links.new(colours, surface.inputs["Base Color"])
    tree.links.new(strands.outputs["Alpha"], surface.inputs["Alpha"])
    surface.inputs["Roughness"].default_value = 0.6
    surface.inputs["Specular IOR Level"].default_value = 0.25
    return material


def textured(texture: Path, roughness: float) -> bpy.types.Material:
    """Return a material that shows a picture with its transparency: eyes, lashes, cloth."""
    material, tree, surface = _blank(texture.stem)
    picture = _texture(tree, texture)
    tree.links.new(picture.outputs["Color"], surface.inputs["Base Color"])
    tree.links.new(picture.outputs["Alpha"], surface.inputs["Alpha"])
    surface.inputs["Roughness"].default_value = roughness
    return material


def plain(colour: tuple[float, float, float], roughness: float) -> bpy.types.Material:
    """Return a material of one colour: spectacle frames."""
    material, _, surface = _blank("plain")
    surface.inputs["Base Color"].default_value = (*colour, 1.0)
    surface.inputs["Roughness"].default_value = roughness
    return material
