"""Attacks that need no paper and no second screen: stills, loops, cuts, and files fed to a virtual camera."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from tools.attacks import Picture, Reals, chance, levels
from tools.attacks.acting import act, loosened
from tools.attacks.bank import Bank, read_picture
from tools.attacks.camera import Camera, draw_camera, record
from tools.attacks.motion import Movement, Script, nearness, perform, times
from tools.attacks.video import Clip

_WIDE_PORTRAIT: Final = 3 / 4
"""Width of a frame over its height."""


@dataclass(frozen=True)
class Staging:
    """What an attack is made from.

    Attributes:
        victim: Whose portrait is attacked; in a bona fide clip, the bearer.
        accomplice: Whoever else is needed.
        script: What the challenge asks for, and when.
        rng: The source of chance.
    """

    victim: Bank
    accomplice: Bank
    script: Script
    rng: np.random.Generator


def bona_fide(staging: Staging) -> Clip:
    """Return a clip of a person who does what is asked."""
    return _performance(staging.victim, staging.script, draw_camera(staging.rng), staging.rng)


def _performance(bank: Bank, script: Script, camera: Camera, rng: np.random.Generator) -> Clip:
    at = times(script, camera.rate)
    scenes = loosened(act(bank, perform(script, rng), at, rng), at, rng)
    return Clip(record(scenes, camera, rng), camera.rate)


def still(staging: Staging) -> Clip:
    """Return a picture shown as if it were a clip: motionless, in a shaking hand, or slid and zoomed when asked."""
    rng, camera = staging.rng, draw_camera(staging.rng)
    at = times(staging.script, camera.rate)
    victim = staging.victim
    picture = (
        victim.show("turn", 0.0)
        if chance(rng, 1 / 3)
        else _cropped(read_picture((victim.portrait, *victim.selfies[:3])[rng.integers(4)]))
    )
    slid = chance(rng, 1 / 3)
    if not slid and chance(rng):
        camera = replace(camera, shake=0.0, noise=float(rng.choice([0.0, camera.noise])), flicker=0.0)
    movements = perform(staging.script, rng) if slid else ()
    scenes = [_slid(picture, movements, float(t)) for t in at]
    return Clip(record(scenes, camera, rng), camera.rate)


def _cropped(picture: Picture) -> Picture:
    """Return the middle of a picture in the proportions of a frame."""
    height, width = picture.shape[:2]
    wide, high = min(width, round(height * _WIDE_PORTRAIT)), min(height, round(width / _WIDE_PORTRAIT))
    left, top = (width - wide) // 2, (height - high) // 2
    return picture[top : top + high, left : left + wide]


def _slid(picture: Picture, movements: tuple[Movement, ...], t: float) -> Picture:
    """Return a picture pushed aside for a turn, down for a nod, enlarged for coming closer."""
    height, width = picture.shape[:2]
    share = {axis: sum(m.share(t) for m in movements if m.axis == axis) for axis in ("nod", "closer")}
    turned = sum(np.sign(m.reach) * m.share(t) for m in movements if m.axis == "turn")
    scale = 1 + 0.42 * share["closer"]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 0.0, scale)
    matrix[:, 2] += 0.12 * turned * width, 0.07 * share["nod"] * height
    return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REFLECT), dtype=np.uint8)


def loop(staging: Staging) -> Clip:
    """Return a short piece of a bona fide clip over and over, forward or to and fro."""
    rng, script = staging.rng, staging.script
    whole = bona_fide(staging)
    first = script.cues[rng.integers(len(script.cues))].at
    start = int(first * whole.rate)
    piece = whole.frames[start : start + round(rng.uniform(1.2, 2.2) * whole.rate)]
    if chance(rng):
        piece = (*piece, *piece[-2:0:-1])
    frames = [piece[n % len(piece)] for n in range(len(whole.frames))]
    if chance(rng):  # recorded again from a virtual camera, which adds its own noise
        height, width = frames[0].shape[:2]
        again = Camera((width, height), whole.rate, 0.0, float(rng.uniform(0.5, 2.0)), 0.005, (1.0, 1.0, 1.0))
        return Clip(record(frames, again, rng), whole.rate)
    return Clip(tuple(frames), whole.rate)


def swap(staging: Staging) -> Clip:
    """Return a clip in which another person takes over: for the rest, for one step, or for everything but the start.

    The other person is elsewhere, or in the same room: then only the figure changes.
    """
    rng, script, camera = staging.rng, staging.script, draw_camera(staging.rng)
    at, movements = times(script, camera.rate), perform(script, rng)
    mine, others = (loosened(act(bank, movements, at, rng), at, rng) for bank in (staging.victim, staging.accomplice))
    begin, end = _takeover(script, rng)
    same_room = chance(rng)
    fade = float(rng.choice([0.0, rng.uniform(0.3, 0.9)]))
    scenes = []
    for t, one, other in zip(at, mine, others, strict=True):
        share = float(np.clip(min(t - begin, end - t) / fade + 0.5, 0, 1)) if fade else float(begin <= t < end)
        figure = _figure(nearness(movements, float(t))) if same_room else np.ones((*one.shape[:2], 1))
        scenes.append(levels(one + share * figure * (other.astype(np.float64) - one)))
    return Clip(record(scenes, camera, rng), camera.rate)


def _figure(nearer: float) -> Reals:
    """Return where in a frame of the bank the person is, 0 to 1, with soft edges."""
    drawn = np.zeros((320, 240), np.float32)
    head = (round(58 * nearer), round(84 * nearer))
    cv2.ellipse(drawn, (120, round(160 - 12 * nearer)), head, 0, 0, 360, 1.0, -1)
    cv2.ellipse(drawn, (120, round(160 + 200 * nearer)), (round(150 * nearer), round(125 * nearer)), 0, 0, 360, 1.0, -1)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 5)[..., None], dtype=np.float64)


def _takeover(script: Script, rng: np.random.Generator) -> tuple[float, float]:
    """Return from when to when the other person is there; the changes fall between steps, when both look ahead."""
    bounds = [cue.at + 0.1 for cue in script.cues] + [script.end + 9]
    manner = rng.integers(3)
    if manner == 0:  # everything but the start
        return bounds[0], bounds[-1]
    if manner == 1:  # from somewhere in the middle on
        return bounds[int(rng.integers(min(1, len(script.cues) - 1), len(script.cues)))], bounds[-1]
    step = int(rng.integers(len(script.cues)))  # for one step
    return bounds[step], bounds[step + 1]


def reordered(script: Script, rng: np.random.Generator) -> Script:
    """Return the same steps at the same times in another order."""
    steps = list(script.steps)
    while tuple(steps) == script.steps:
        steps = [str(step) for step in rng.permutation(steps)]
    return script.renamed(steps)


def wrong_order(staging: Staging) -> Clip:
    """Return a clip of the right person who does the right steps in another order."""
    return bona_fide(replace(staging, script=reordered(staging.script, staging.rng)))


def injected_file(staging: Staging) -> Clip:
    """Return what is fed to a virtual camera by someone who has footage of every step and cuts it as asked.

    No pixel of it is wrong but at the cuts: it is here to show what a clip cannot prove.
    """
    rng, script, camera = staging.rng, staging.script, draw_camera(staging.rng)
    at = times(script, camera.rate)
    bounds = [0.0, *(cue.at for cue in script.cues), script.end]
    frames: list[Picture] = []
    for n, (begin, end) in enumerate(pairwise(bounds)):
        alone = Script(script.cues[max(0, n - 1) : n], script.end)
        taken = loosened(act(staging.victim, perform(alone, rng), at, rng), at, rng)
        recorded = record(taken, camera, rng)
        frames += [frame for t, frame in zip(at, recorded, strict=True) if begin <= t < end]
    return Clip(tuple(frames), camera.rate)
