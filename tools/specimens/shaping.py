"""From a likeness and an expression to the vertices of a body."""

from pathlib import Path

from tools.specimens.likeness import Likeness
from tools.specimens.makehuman import Floats, load_mesh, load_target


def _macro_targets(person: Likeness) -> list[tuple[str, float]]:
    """Return the body targets of age, weight and build."""
    mixed = []
    fatness = {"minweight": max(0.0, -person.weight), "maxweight": max(0.0, person.weight)}
    fatness["averageweight"] = 1 - abs(person.weight)
    for period, share in (("young", 1 - person.age), ("old", person.age)):
        for kind, part in fatness.items():
            mixed.append((f"macrodetails/universal-{person.body}-{period}-averagemuscle-{kind}", share * part))
        for build, part in zip("abc", person.builds, strict=True):
            mixed.append((f"macrodetails/shape-{build}-{person.body}-{period}", share * part))
    return mixed


def shape(person: Likeness, expression: dict[str, float], assets: Path) -> Floats:
    """Return the vertices (n, 3) of a person's body with an expression.

    Args:
        person: Whose.
        expression: Weights of expression units, such as ``mouth-corner-puller``.
        assets: The folder of MakeHuman assets.
    """
    vertices = load_mesh(assets / "3dobjs" / "base.obj").vertices.copy()
    units = [
        (f"expression/units/shape-{build}/{unit}", weight * share)
        for unit, weight in expression.items()
        for build, share in zip("abc", person.builds, strict=True)
    ]
    for name, weight in (*_macro_targets(person), *person.targets, *units):
        if weight:
            target = load_target(assets / "targets" / f"{name}.target")
            vertices[target.at] += target.offsets * weight
    return vertices
