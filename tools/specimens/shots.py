"""The pictures that are taken of every person: pose, light, expression, camera."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Light:
    """Lamps and sky.

    Attributes:
        lamps: Position relative to the eyes (dm), energy (W), size (dm) and colour of each.
        sky: Colour of the light from all around.
        sky_strength: How strong that is.
        exposure: Stops.
    """

    lamps: tuple[tuple[tuple[float, float, float], float, float, Colour], ...]
    sky: Colour
    sky_strength: float
    exposure: float = 0.0


_WHITE = (1.0, 1.0, 1.0)
_WARM = (1.0, 0.82, 0.62)
_COOL = (0.82, 0.91, 1.0)

LIGHTS = {
    "booth": Light((((4, 3, 7), 420, 5, _WHITE), ((-4, 2.5, 7), 380, 5, _WHITE)), (0.9, 0.92, 0.95), 0.65),
    "room": Light((((2, 5, 5), 420, 4, _WARM), ((-5, 1, 5), 160, 4, _WHITE)), (1.0, 0.95, 0.88), 0.55),
    "window": Light((((7, 2, 4), 800, 5, _COOL), ((-5, 2, 5), 140, 4, _WARM)), (0.9, 0.93, 1.0), 0.4),
    "lamp": Light((((-5, 4, 4), 650, 2, _WARM), ((4, 0, 6), 110, 3, _WARM)), (1.0, 0.88, 0.74), 0.35),
    "outdoors": Light((((3, 7, 3), 650, 1.5, (1.0, 0.95, 0.86)),), (0.75, 0.87, 1.0), 1.1),
    "dim": Light((((1, 4, 6), 160, 4, _WARM), ((-4, -1, 5), 70, 2, _COOL)), (0.9, 0.9, 1.0), 0.3, 0.35),
}


ROOMS = ("wall", "shelf", "curtain", "kitchen")
"""Backgrounds within doors."""


@dataclass(frozen=True)
class Shot:
    """One picture.

    Attributes:
        name: Its file name without suffix.
        size: Width and height (pixels).
        samples: Light paths a pixel.
        yaw: To the person's left is positive (degrees).
        pitch: Down is positive (degrees).
        roll: Towards the person's right shoulder is positive (degrees).
        expression: Expression units and their weights.
        light: One of `LIGHTS`.
        field: Height of the picture where the eyes are (dm).
        distance: From the eyes to the lens (dm).
        above: How much higher the lens is than the eyes (dm).
        aside: How far to the right of the picture's middle the lens is (dm).
        glasses: Whether glasses are worn.
        hair: Another hair style than the person's own.
        backdrop: Which background; ``plain`` for a document's portrait.
    """

    name: str
    size: tuple[int, int]
    samples: int
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    expression: tuple[tuple[str, float], ...] = ()
    light: str = "booth"
    field: float = 3.5
    distance: float = 14.0
    above: float = 0.0
    aside: float = 0.0
    glasses: bool = False
    hair: str | None = None
    backdrop: str = "plain"


SMILE = (("mouth-corner-puller", 0.65), ("eye-left-slit", 0.25), ("eye-right-slit", 0.25))
FAINT_SMILE = (("mouth-corner-puller", 0.35),)
RAISED_BROWS = (("eyebrows-left-up", 0.5), ("eyebrows-right-up", 0.5))

PORTRAIT = Shot("portrait", (413, 531), 12, field=3.4, above=-0.1)
CANDIDATE = replace(PORTRAIT, name="candidate", size=(206, 265), samples=6)
TURN_FRAMES = 24
TURN_LIMIT = 35.0
"""The head turn goes from this far to the right to this far to the left (degrees)."""
NOD_PITCHES = tuple(-5.0 + 2.5 * n for n in range(11))
"""Of a nod's frames, from a little up to well down (degrees)."""
CLOSER_SCALES = tuple(1.5 ** (n / 7) for n in range(8))
"""By how much nearer the face is than at first in each frame of coming closer; the last is the nearest."""
BLINK_CLOSURE = (0.0, 0.0, 0.1, 0.45, 0.85, 1.0, 1.0, 0.8, 0.45, 0.15, 0.0, 0.0)

_SELFIE = Shot("selfie", (480, 640), 8, field=4.5, distance=6.0)
_FRAME = Shot("frame", (240, 320), 5, field=4.5, distance=6.0)
_GLASSES_FOURTH = 0.6
"""How often the fourth selfie is the one with glasses; otherwise the fifth is."""
_OTHER_HAIR = {
    "long01": "ponytail01",
    "ponytail01": "long01",
    "short01": "short04",
    "short02": "short04",
    "short04": "short02",
}


def selfies(seed: int, hair: str) -> tuple[Shot, ...]:
    """Return a person's five selfies; the first is the easy one, the others vary one thing or more."""
    rng = random.Random(f"selfies {seed}")  # noqa: S311 - a pose, not a secret
    side = rng.choice((-1.0, 1.0))
    near = rng.uniform(0.9, 1.1)
    wears_glasses = rng.random() < _GLASSES_FOURTH
    shots = (
        replace(_SELFIE, yaw=side * rng.uniform(0, 3), expression=FAINT_SMILE, light="room", above=0.2),
        replace(_SELFIE, yaw=-side * rng.uniform(9, 13), pitch=rng.uniform(-2, 4), light="window", aside=side * 0.2),
        replace(_SELFIE, yaw=side * rng.uniform(15, 19), roll=rng.uniform(-5, 5), expression=SMILE, light="outdoors"),
        replace(
            _SELFIE,
            yaw=side * rng.uniform(4, 8),
            pitch=rng.uniform(-6, -3),
            expression=RAISED_BROWS,
            light="lamp",
            glasses=wears_glasses,
            above=-0.3,
        ),
        replace(
            _SELFIE,
            yaw=-side * rng.uniform(5, 9),
            roll=side * rng.uniform(3, 7),
            light="dim",
            hair=_OTHER_HAIR.get(hair),
            glasses=not wears_glasses,
        ),
    )
    backdrops = rng.sample(ROOMS, len(ROOMS))
    backdrops.insert(2, "street")
    return tuple(
        replace(shot, name=f"selfie-{n}", field=shot.field * near, backdrop=backdrop)
        for n, (shot, backdrop) in enumerate(zip(shots, backdrops, strict=True), 1)
    )


def turn(seed: int) -> tuple[Shot, ...]:
    """Return the frames of a head turn, from one side to the other, slow at both ends."""
    rng = random.Random(f"clips {seed}")  # noqa: S311 - a light, not a secret
    frame = replace(_FRAME, light=rng.choice(("room", "window", "lamp")), backdrop=rng.choice(ROOMS))
    eased = (-math.cos(math.pi * n / (TURN_FRAMES - 1)) for n in range(TURN_FRAMES))
    return tuple(
        replace(frame, name=f"turn-{n:02d}", yaw=TURN_LIMIT * place, pitch=1.5 * place * place)
        for n, place in enumerate(eased)
    )


def blink(seed: int) -> tuple[Shot, ...]:
    """Return the frames of a blink: open, closed, open."""
    frame = turn(seed)[0]
    return tuple(
        replace(
            frame,
            name=f"blink-{n:02d}",
            yaw=1.0,
            pitch=0.0,
            expression=(("eye-left-closure", closure), ("eye-right-closure", closure)),
        )
        for n, closure in enumerate(BLINK_CLOSURE)
    )


def nod(seed: int) -> tuple[Shot, ...]:
    """Return the frames of a nod: from a little up, through straight ahead, to well down."""
    frame = replace(turn(seed)[0], yaw=0.0)
    return tuple(replace(frame, name=f"nod-{n:02d}", pitch=pitch) for n, pitch in enumerate(NOD_PITCHES))


def closer(seed: int) -> tuple[Shot, ...]:
    """Return the frames of a person who comes closer to a camera that stays as it is: the perspective changes too."""
    frame = replace(turn(seed)[0], yaw=0.0, pitch=0.0)
    return tuple(
        replace(frame, name=f"closer-{n:02d}", distance=frame.distance / scale, field=frame.field / scale)
        for n, scale in enumerate(CLOSER_SCALES)
    )


@dataclass(frozen=True)
class Clip:
    """One moving picture.

    Attributes:
        name: Its file name without suffix.
        frames: Returns its frames for a person's seed.
        metered: Which frame the camera takes its exposure from, for the whole clip.
    """

    name: str
    frames: Callable[[int], tuple[Shot, ...]]
    metered: int


CLIPS = (
    Clip("turn", turn, TURN_FRAMES // 2),
    Clip("blink", blink, len(BLINK_CLOSURE) // 2),
    Clip("nod", nod, NOD_PITCHES.index(0.0)),
    Clip("closer", closer, 0),
)
