"""Attacks with printed pictures: held, bent, worn as a mask, with holes for the attacker's own eyes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.attacks import Picture, Reals, chance, levels
from tools.attacks.acting import act, loosened
from tools.attacks.bank import Bank, read_picture
from tools.attacks.camera import draw_camera, draw_room, record
from tools.attacks.edits import Staging
from tools.attacks.eyes import Eyes, apart, covered, eyes
from tools.attacks.handling import draw_hand, handled
from tools.attacks.motion import Movement, nearness, perform, times
from tools.attacks.prints import Printer, draw_lamp, draw_printer, ink, lit, on_paper, texture
from tools.attacks.sheets import Pose, Sheet, focal, lay, over, texels
from tools.attacks.video import Clip
from tools.specimens.shots import turn

_HOLE: Final = (0.3, 0.17)
"""Half axes of an eye hole, in distances of the eyes."""
_OVAL: Final = (1.03, 1.7, 0.42)
"""Half axes of a mask cut from a print, and how far below the eyes its middle lies, in distances of the eyes."""
_EARS: Final = 10.5
"""How far the face is in front of the axis that a head turns about (cm)."""
_SLEEVE: Final = (72, 60, 54)
_FRAME: Final = turn(0)[0]


@dataclass(frozen=True)
class Print:
    """A finished print and where the eyes are on it."""

    picture: Picture
    eyes: Eyes

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width (texels)."""
        return self.picture.shape[0], self.picture.shape[1]


def flat_print(staging: Staging) -> Clip:
    """Return a clip of a print held flat, moved and turned as the challenge asks."""
    return _held(staging, None)


def bent_print(staging: Staging) -> Clip:
    """Return a clip of a print bent around a vertical cylinder, held in a hand or worn as a mask."""
    if chance(staging.rng):
        return _worn(staging, holes=False)
    return _held(staging, float(staging.rng.uniform(1.4, 2.8)))


def cut_eyes(staging: Staging) -> Clip:
    """Return a clip of a print with holes through which the attacker's own eyes look and blink: held flat or worn."""
    if chance(staging.rng):
        return _worn(staging, holes=True)
    return _held(staging, None, holes=True)


def _draw_print(bank: Bank, printer: Printer, rng: np.random.Generator) -> Print:
    """Return a print of a person's portrait or first selfie."""
    which = int(rng.integers(2))
    inked = ink(read_picture((bank.portrait, bank.selfies[0])[which]), printer)
    finished = on_paper(inked, texture(inked.shape[:2], printer, rng), printer)
    margin = (finished.shape[0] - inked.shape[0]) // 2
    return Print(finished, eyes(bank, which).framed(inked.shape[1], inked.shape[0], margin))


def _held(staging: Staging, bend: float | None, *, holes: bool = False) -> Clip:
    """Return a clip of a print in a hand; `bend` is the cylinder's radius in distances of the eyes."""
    rng, camera = staging.rng, draw_camera(staging.rng)
    at, movements = times(staging.script, camera.rate), perform(staging.script, staging.rng)
    printer, lamp, hand = draw_printer(rng), draw_lamp(rng), draw_hand(rng)
    whole = _draw_print(staging.victim, printer, rng)
    eyes_cm = rng.uniform(4.0, 6.6)
    width = eyes_cm / whole.eyes.apart
    sheet = Sheet(width, width * whole.shape[0] / whole.shape[1], None if bend is None else bend * eyes_cm)
    length = focal(camera.size, rng.uniform(45, 65))
    apart_px = rng.uniform(0.15, 0.23) * camera.size[0]
    whole = _sized(whole, round(1.4 * apart_px / whole.eyes.apart))
    middle = (width * (0.5 - whole.eyes.x), sheet.height * (0.5 - whole.eyes.y))
    rest = Pose(middle[0], middle[1], length * eyes_cm / apart_px, *(float(a) for a in rng.normal(0, (4, 5, 2))))
    skin = _skin(staging.accomplice)
    thumbed = replace(whole, picture=_thumb(whole.picture, skin, float(rng.uniform(0.25, 0.75)), whole.eyes.apart))
    shown = _eyes_through(thumbed, staging.accomplice, movements) if holes else _fingers(thumbed, skin, movements, rng)
    room = draw_room(camera, rng, (0.45, 0.95))
    scenes = []
    for t, pose in zip(at, handled(rest, hand, movements, at, rng), strict=True):
        seen, where = lay(shown(float(t)), sheet, texels(sheet, pose, length, camera.size))
        scenes.append(over(_sleeve(room, pose, sheet, length, skin), lit(seen, pose, lamp, printer.gloss), where))
    return Clip(record(scenes, camera, rng), camera.rate)


def _sized(whole: Print, width: int) -> Print:
    """Return a print with no more texels than a camera could see."""
    if width >= whole.shape[1]:
        return whole
    size = (width, round(width * whole.shape[0] / whole.shape[1]))
    return Print(np.asarray(cv2.resize(whole.picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), whole.eyes)


def _skin(bank: Bank) -> tuple[int, int, int]:
    """Return the colour of a person's forehead and cheeks: of their hands, too."""
    patch = bank.show("turn", 0.0)[168:186, 108:132].reshape(-1, 3)
    blue, green, red = (int(level) for level in np.median(patch, axis=0))
    return blue, green, red


def _thumb(picture: Picture, skin: tuple[int, int, int], along: float, scale: float) -> Picture:
    """Return a print with the thumb that holds it at its lower edge."""
    height, width = picture.shape[:2]
    held = picture.copy()
    x, long = round(along * width), round(0.55 * scale * width)
    for grown, shade in ((1.0, 0.75), (0.86, 1.0)):
        colour = tuple(round(c * shade) for c in skin)
        axes = (round(0.19 * scale * width * grown), round(long * grown))
        cv2.ellipse(held, (x, height), axes, 8 * (0.5 - along), 0, 360, colour, -1, cv2.LINE_AA)
    return np.asarray(held, dtype=np.uint8)


def _sleeve(room: Picture, pose: Pose, sheet: Sheet, length: float, skin: tuple[int, int, int]) -> Picture:
    """Return the room with the hand behind the sheet's lower edge and the arm that it belongs to."""
    height, width = room.shape[:2]
    edge = pose.rotation() @ np.array([0.0, sheet.height / 2, 0.0]) + (pose.x, pose.y, pose.z)
    x, y = width / 2 + length * edge[0] / edge[2], height / 2 + length * edge[1] / edge[2]
    palm = length * 4.2 / edge[2]
    seen = room.copy()
    elbow, thick = (round(x + 0.2 * width), height + 200), max(1, round(1.9 * palm))
    cv2.line(seen, (round(x), round(y)), elbow, _SLEEVE, thick)
    cv2.circle(seen, (round(x), round(y)), round(palm), tuple(round(0.85 * c) for c in skin), -1, cv2.LINE_AA)
    return np.asarray(seen, dtype=np.uint8)


def _closure(movements: tuple[Movement, ...], t: float) -> float:
    return max((m.share(t) for m in movements if m.axis == "blink"), default=0.0)


def _fingers(
    whole: Print, skin: tuple[int, int, int], movements: tuple[Movement, ...], rng: np.random.Generator
) -> Callable[[float], Picture]:
    """Return what is seen of a print at a time: some attackers pass a hand before its eyes for a blink."""
    if chance(rng):
        return lambda _: whole.picture
    return lambda t: (
        covered(whole.picture, whole.eyes, skin, closed) if (closed := _closure(movements, t)) else whole.picture
    )


def _holes(shape: tuple[int, int], at: Eyes, grown: float = 1.0) -> NDArray[np.uint8]:
    """Return where the two eye holes of a print are, 0 to 255."""
    height, width = shape
    apart_px, cut = at.apart * width, np.zeros(shape, np.uint8)
    for side in (-0.5, 0.5):
        middle = (round(at.x * width + side * apart_px), round(at.y * height))
        axes = (round(_HOLE[0] * apart_px * grown), round(_HOLE[1] * apart_px * grown))
        cv2.ellipse(cut, middle, axes, 0, 0, 360, 255, -1, cv2.LINE_AA)
    return cut


def _eyes_through(whole: Print, behind: Bank, movements: tuple[Movement, ...]) -> Callable[[float], Picture]:
    """Return what is seen of a print with eye holes at a time: the eyes of whoever is behind it."""
    height, width = whole.shape
    scale = whole.eyes.apart * width / (apart(behind) / _FRAME.field * _FRAME.size[1])
    across, down = whole.eyes.x * width - scale * _FRAME.size[0] / 2, whole.eyes.y * height - scale * _FRAME.size[1] / 2
    matrix = np.array([[scale, 0, across], [0, scale, down]])
    cut, edge = (_holes(whole.shape, whole.eyes, grown).astype(np.float32)[..., None] / 255 for grown in (1.0, 1.08))
    shaded = whole.picture * (1 - 0.5 * edge)

    def shown(t: float) -> Picture:
        face = cv2.warpAffine(behind.show("blink", _closure(movements, t)), matrix, (width, height))
        return levels(shaded * (1 - cut) + 0.9 * face * cut)

    return shown


def _worn(staging: Staging, *, holes: bool) -> Clip:
    """Return a clip of an attacker who wears a face cut from a print and does what is asked."""
    rng, camera, attacker = staging.rng, draw_camera(staging.rng), staging.accomplice
    at, movements = times(staging.script, camera.rate), perform(staging.script, staging.rng)
    printer, lamp = replace(draw_printer(rng), margin=0.0), draw_lamp(rng)
    mask, shape = _cut_out(_draw_print(staging.victim, printer, rng))
    if holes:
        shape = np.asarray(cv2.subtract(shape, _holes(mask.shape, mask.eyes)), dtype=np.uint8)
    eyes_cm = 10 * apart(attacker) * rng.uniform(0.97, 1.05)
    width = eyes_cm / mask.eyes.apart
    sheet = Sheet(width, width * mask.shape[0] / mask.shape[1], float(rng.uniform(7.5, 11.0)), shape)
    length = _FRAME.size[1] * _FRAME.distance / _FRAME.field
    slip = rng.normal(0, 0.2, 2)
    scenes = []
    for t, scene in zip(at, act(attacker, movements, at, rng), strict=True):
        pose = _on_face(movements, float(t), sheet, mask.eyes, slip)
        seen, where = lay(mask.picture, sheet, texels(sheet, pose, length, _FRAME.size))
        scenes.append(over(scene, lit(seen, pose, lamp, printer.gloss), where))
    return Clip(record(loosened(scenes, at, rng), camera, rng), camera.rate)


def _cut_out(whole: Print) -> tuple[Print, NDArray[np.uint8]]:
    """Return the oval of a print that has the face in it, with its outline (0 to 255)."""
    height, width = whole.shape
    apart_px = whole.eyes.apart * width
    x, y = whole.eyes.x * width, whole.eyes.y * height + _OVAL[2] * apart_px
    half = (_OVAL[0] * apart_px, _OVAL[1] * apart_px)
    left, top = max(0, round(x - half[0])), max(0, round(y - half[1]))
    cut = whole.picture[top : round(y + half[1]), left : round(x + half[0])]
    tall, wide = cut.shape[:2]
    outline = np.zeros((tall, wide), np.uint8)
    cv2.ellipse(outline, (wide // 2, tall // 2), (wide // 2, tall // 2), 0, 0, 360, 255, -1, cv2.LINE_AA)
    at = Eyes((x - left) / wide, (whole.eyes.y * height - top) / tall, apart_px / wide)
    small = _sized(Print(cut, at), 2 * _FRAME.size[0] // 3)
    return small, np.asarray(cv2.resize(outline, small.shape[::-1]), dtype=np.uint8)


def _on_face(movements: tuple[Movement, ...], t: float, sheet: Sheet, at: Eyes, slip: Reals) -> Pose:
    """Return where a worn mask is: it turns and nods with the head, about the neck."""
    yaw = sum(m.reach * m.share(t) for m in movements if m.axis == "turn")
    pitch = sum(m.reach * m.share(t) for m in movements if m.axis == "nod")
    below_eyes = sheet.height * (0.5 - at.y)
    pose = Pose(0, 0, 0, yaw, pitch)
    x, y, z = pose.rotation() @ np.array([slip[0], below_eyes + slip[1] - 3.0, -_EARS - 1.2])
    return pose.moved(x=float(x), y=float(y) + 3.0, z=float(z) + _EARS + 10 * _FRAME.distance / nearness(movements, t))
