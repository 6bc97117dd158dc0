"""One synthetic person's looks, drawn from a seed.

Everything that decides how a person looks is in a `Likeness`, so that a seed is enough to make the person again. The
spread is wide on purpose: SFace finds rendered faces more alike than photographed ones.
"""

import math
import random
from dataclasses import dataclass, field
from pathlib import Path

# Standard deviation of the signed weight of every shape axis, and the chance that an axis is used at all.
_SPREAD = {
    "cheek": (0.45, 0.6),
    "chin": (0.42, 0.6),
    "ears": (0.4, 0.4),
    "eyebrows": (0.5, 0.7),
    "eyes": (0.38, 0.45),
    "forehead": (0.5, 0.6),
    "head": (0.32, 0.5),
    "mouth": (0.42, 0.5),
    "neck": (0.3, 0.3),
    "nose": (0.48, 0.55),
}
_LARGEST_WEIGHT = 0.95
_OPPOSITES = {
    "decr": "incr",
    "down": "up",
    "backward": "forward",
    "in": "out",
    "concave": "convex",
    "compress": "uncompress",
}
_NOT_DRAWN = (
    "head-age",
    "head-angle",
    "neck-trans",
    "mouth-trans-in",
    "mouth-trans-out",
    "nose-trans-in",
    "nose-trans-out",
    "head-trans",
    "ear-shape",
    "ear-trans",
    "mouth-laugh",
    "mouth-dimples",
    "nose-septum",
    "chin-jaw-drop",
)
_HEAD_FORMS = ("diamond", "invertedtriangular", "oval", "rectangular", "round", "square", "triangular")

_BEARD_CHANCE = 0.5
_MOSTLY = 0.45
"""A blend with more of a dark skin than this gets hair and eyes that go with it."""
_DARK_SKINS = ("skin01-male-middle", "skin05-male-old", "skin06-male-young")
_LIGHT_SKINS = {
    "female": ("skin02-female-middle", "skin07-female-young", "skin09-female-young"),
    "male": ("skin03-male-middle", "skin04-male-middle", "skin08-male-young", "skin10-male-young", "skin11-male-young"),
}
_HAIR_STYLES = {
    "female": ("braid01", "long01", "ponytail01", "short02", "short04"),
    "male": ("short01", "short02", "short04", "shaved", "short04", "short01"),
}
_DARK_HAIR = ((0.012, 0.010, 0.009), (0.025, 0.016, 0.011), (0.045, 0.025, 0.014))
_FAIR_HAIR = (*_DARK_HAIR, (0.10, 0.055, 0.028), (0.20, 0.11, 0.05), (0.42, 0.28, 0.13), (0.24, 0.075, 0.025))
_GREY_HAIR = ((0.30, 0.29, 0.28), (0.55, 0.54, 0.52), (0.12, 0.115, 0.11))


@dataclass(frozen=True)
class Likeness:
    """How a synthetic person looks.

    Attributes:
        seed: What it was drawn from.
        body: Which of MakeHuman's two body families, ``female`` or ``male``.
        age: 0 (about 25 years) to 1 (about 75).
        weight: -1 (thin) to 1 (heavy).
        builds: Shares of the three basic head and body shapes; they sum to 1.
        targets: Shape targets (path below ``targets/`` without suffix) and their weights.
        skins: Two skin textures.
        blend: Share of the second skin, 0 to 1.
        tint: Linear factors of red, green and blue.
        hair: Hair style, or ``shaved``.
        hair_colour: Linear red, green, blue, 0 to 1.
        brows: Which eyebrows.
        eyes: Which iris colour.
        beard: 0 (none) to 1 (full).
        clothes: Which suit.
    """

    seed: int
    body: str
    age: float
    weight: float
    builds: tuple[float, float, float]
    targets: tuple[tuple[str, float], ...] = field(repr=False)
    skins: tuple[str, str]
    blend: float
    tint: tuple[float, float, float]
    hair: str
    hair_colour: tuple[float, float, float]
    brows: str
    eyes: str
    beard: float
    clothes: str


def _axes(folder: Path) -> list[tuple[str, ...]]:
    """Group a folder's targets into axes: a target, or two that are each other's opposite."""
    names = sorted(path.stem for path in folder.glob("*.target") if not path.stem.startswith("r-"))
    names = [name for name in names if not any(part in name for part in (*_NOT_DRAWN, *_HEAD_FORMS))]
    axes: list[tuple[str, ...]] = []
    for name in names:
        stem, _, last = name.rpartition("-")
        opposite = f"{stem}-{_OPPOSITES[last]}" if last in _OPPOSITES else ""
        if last in _OPPOSITES.values() and any(
            f"{stem}-{low}" in names for low, high in _OPPOSITES.items() if high == last
        ):
            continue
        axes.append((name, opposite) if opposite in names else (name,))
    return axes


def _draw_targets(rng: random.Random, assets: Path) -> tuple[tuple[str, float], ...]:
    drawn = [(f"head/head-{rng.choice(_HEAD_FORMS)}", round(rng.uniform(0.1, 0.7), 3))]
    for region, (spread, chance) in _SPREAD.items():
        for axis in _axes(assets / "targets" / region):
            weight = rng.gauss(0, spread)
            if rng.random() > chance:
                continue
            name = axis[0] if weight < 0 else axis[-1]
            size = min(abs(weight), _LARGEST_WEIGHT)
            sides = (name, "r-" + name[2:]) if name.startswith("l-") else (name,)
            drawn.extend((f"{region}/{side}", round(size, 3)) for side in sides)
    return tuple(drawn)


def _draw_skin(rng: random.Random, body: str) -> tuple[str, str, float]:
    """Draw a skin: light, dark, or a blend of both, each as likely."""
    light, dark = rng.choice(_LIGHT_SKINS[body]), rng.choice(_DARK_SKINS)
    other = rng.choice(_LIGHT_SKINS[body])
    kind = rng.randrange(3)
    if kind == 0:
        return light, other, round(rng.random(), 2)
    if kind == 1:
        return dark, rng.choice(_DARK_SKINS), round(rng.random(), 2)
    return light, dark, round(rng.uniform(0.3, 0.75), 2)


def draw_likeness(seed: int, assets: Path) -> Likeness:
    """Draw a person's looks from a seed; the same seed and assets give the same person."""
    rng = random.Random(seed)  # noqa: S311 - drawing looks, not secrets
    body = ("female", "male")[seed % 2]
    age = round(rng.betavariate(1.1, 1.4), 3)
    shares = [rng.gammavariate(0.6, 1) for _ in range(3)]
    first, second, blend = _draw_skin(rng, body)
    dark = first in _DARK_SKINS or (second in _DARK_SKINS and blend > _MOSTLY)
    shade, warmth = rng.uniform(0.8, 1.05), rng.uniform(-0.05, 0.05)
    colours = _GREY_HAIR if rng.random() < (age - 0.45) * 1.6 else _DARK_HAIR if dark else _FAIR_HAIR
    irises = (
        ("brown", "brownlight") if dark else ("brown", "brownlight", "blue", "bluegreen", "deepblue", "green", "grey")
    )
    a, b, c = (round(share / math.fsum(shares), 3) for share in shares)
    return Likeness(
        seed=seed,
        body=body,
        age=age,
        weight=round(max(-1.0, min(1.0, rng.gauss(0, 0.5))), 3),
        builds=(a, b, c),
        targets=_draw_targets(rng, assets),
        skins=(first, second),
        blend=blend,
        tint=(round(shade * (1 + warmth), 3), round(shade, 3), round(shade * (1 - warmth), 3)),
        hair=rng.choice(_HAIR_STYLES[body]),
        hair_colour=rng.choice(colours),
        brows=f"eyebrow{rng.randint(1, 12):03d}",
        eyes=rng.choice(irises),
        beard=round(rng.uniform(0.3, 1.0), 2) if body == "male" and rng.random() < _BEARD_CHANCE else 0.0,
        clothes=rng.choice(
            {
                "female": ("female_casualsuit01", "female_elegantsuit01"),
                "male": ("male_casualsuit06", "male_elegantsuit01"),
            }[body]
        ),
    )
