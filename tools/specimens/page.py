"""Drawing a document: ground, guilloche, printed zone, portrait and machine-readable zone."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from tools.specimens import guilloche
from tools.specimens.holders import Holder
from tools.specimens.layouts import LAYOUTS, LINE_SPACING, PITCH, Box, Layout, Rgb
from tools.specimens.lettering import Lettering
from tools.specimens.mrz import compose

SCALE = 20
"""Pixels per millimetre while drawing."""

_BLACK: Rgb = (24, 24, 28)
_WIDE = 100.0
"""Sides narrower than this (mm) have less room in the heading."""
_STAMP: Rgb = (196, 40, 48)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True)
class Side:
    """One drawn side. Boxes are left, top, right, bottom in millimetres; None where the side has no such thing."""

    picture: Image.Image
    portrait: Box | None
    zone: Box | None


def printed_date(iso: str) -> str:
    """Return a date as documents print it; an unknown day is XX (Doc 9303-3, 4.8)."""
    year, month, *day = iso.split("-")
    return f"{day[0] if day else 'XX'} {_MONTHS[int(month) - 1]} {year}"


def _tinted(ink: Rgb, ground: Rgb, share: float) -> Rgb:
    red, green, blue = (round(g + (i - g) * share) for i, g in zip(ink, ground, strict=True))
    return red, green, blue


class _Sheet:
    """A side while it is being drawn; positions and heights are in millimetres."""

    def __init__(self, layout: Layout, lettering: Lettering, seed: str) -> None:
        self.layout = layout
        self._lettering = lettering
        width, height = (round(length * SCALE) for length in layout.size)
        self.picture = guilloche.pastel((width, height), layout.ground)
        light = _tinted(layout.ink, layout.ground[1], 0.26)
        guilloche.band(self.picture, height * 0.3, height * 0.2, light, f"{seed} upper")
        guilloche.band(self.picture, height * 0.62, height * 0.16, light, f"{seed} lower")
        guilloche.rosette(self.picture, (width * 0.78, height * 0.42), height * 0.27, light, f"{seed} rosette")

    def text(self, at: tuple[float, float], words: str, height: float, font: str = "plain", ink: Rgb = _BLACK) -> None:
        """Write with the capitals' feet at the given height."""
        face = self._lettering.of_height(font, height * SCALE)
        ImageDraw.Draw(self.picture).text((at[0] * SCALE, at[1] * SCALE), words, fill=ink, font=face, anchor="ls")

    def field(self, column: int, row: float, label: str, value: str) -> None:
        """Write a field: a small label, and the value below it."""
        layout = self.layout
        left, top = layout.fields[column], layout.top + row * layout.row
        self.text((left, top + 1.6), label, 0.95, ink=_tinted(layout.ink, layout.ground[0], 0.9))
        self.text((left, top + 2.2 + layout.letter), value, layout.letter, "bold")

    def heading(self) -> None:
        """Write the title, with the emblem before it and small print around the edge."""
        layout = self.layout
        width, _ = layout.size
        size = 3.4 if width >= _WIDE else 2.9
        guilloche.emblem(self.picture, (9.0 * SCALE, 7.0 * SCALE), 4.6 * SCALE, layout.ink)
        self.text((16.5, 7.4), layout.title[0], size, "serif", layout.ink)
        self.text((16.5, 10.9), layout.title[1], 1.5, "plain", layout.ink)
        small = "SPECIMEN · NO LEGAL VALUE" if width < _WIDE else "SPECIMEN · NO LEGAL VALUE · SANS VALEUR"
        face = self._lettering.of_height("plain", 1.3 * SCALE)
        self.text((width - 4 - face.getlength(small) / SCALE, 7.2), small, 1.3, "plain", _STAMP)

    def stamp(self, middle: tuple[float, float], height: float) -> None:
        """Print SPECIMEN across the page, under the text."""
        face = self._lettering.of_height("bold", height * SCALE)
        mask = Image.new("L", self.picture.size)
        at = (middle[0] * SCALE, middle[1] * SCALE)
        ImageDraw.Draw(mask).text(at, "SPECIMEN", fill=58, font=face, anchor="mm")
        mask = mask.rotate(14, Image.Resampling.BICUBIC, center=at)
        self.picture.paste(Image.new("RGB", self.picture.size, _STAMP), mask=mask)

    def portrait(self, photo: Image.Image) -> None:
        """Print the portrait, with a few fine lines over it."""
        left, top, right, bottom = (round(edge * SCALE) for edge in self.layout.photo)
        size = (right - left, bottom - top)
        printed = photo.resize(size, Image.Resampling.LANCZOS)
        lined = printed.copy()
        guilloche.band(lined, size[1] * 0.93, size[1] * 0.07, _tinted(self.layout.ink, (255, 255, 255), 0.5), "photo")
        self.picture.paste(Image.blend(printed, lined, 0.35), (left, top))
        frame = (left - 4, top - 4, right + 3, bottom + 3)
        ImageDraw.Draw(self.picture).rectangle(frame, outline=self.layout.ink, width=4)

    def zone(self, lines: tuple[str, ...]) -> Box:
        """Print the machine-readable zone on a lighter ground and return its box."""
        layout = self.layout
        left, width = layout.zone_left, len(lines[0]) * PITCH
        foot = layout.size[1] - layout.zone_bottom
        first_foot = foot - (len(lines) - 1) * LINE_SPACING
        strip = (0, round((first_foot - 6.2) * SCALE), self.picture.width, self.picture.height)
        plain = Image.new("RGB", (strip[2], strip[3] - strip[1]), (250, 250, 247))
        self.picture.paste(Image.blend(self.picture.crop(strip), plain, 0.8), strip[:2])
        face = self._lettering.of_pitch(PITCH * SCALE)
        draw = ImageDraw.Draw(self.picture)
        for row, line in enumerate(lines):
            for column, letter in enumerate(line):
                at = ((left + column * PITCH) * SCALE, (first_foot + row * LINE_SPACING) * SCALE)
                draw.text(at, letter, fill=_BLACK, font=face, anchor="ls")
        return left, first_foot - 2.9, left + width, foot + 0.3

    def finished(self) -> Image.Image:
        """Return the side with its corners rounded off (RGBA)."""
        mask = Image.new("L", self.picture.size)
        box = (0, 0, mask.width - 1, mask.height - 1)
        ImageDraw.Draw(mask).rounded_rectangle(box, self.layout.corner * SCALE, fill=255)
        cut = self.picture.convert("RGBA")
        cut.putalpha(mask)
        return cut


def _fields(sheet: _Sheet, holder: Holder) -> None:
    """Write the printed zone: passports and cards say who the holder is, visas also for what."""
    visa = holder.format.startswith("MRV")
    if visa:
        sheet.field(0, 0, "Type / Type", "TOURIST · C")
        sheet.field(1, 0, "Entries / Entrées", "MULTIPLE")
        sheet.field(2, 0, "Visa No. / No du visa", holder.number)
    else:
        sheet.field(0, 0, "Type / Type", holder.entry.code)
        sheet.field(1, 0, "State / État", "UTO")
        sheet.field(2, 0, "Document No. / No", holder.number)
    sheet.field(0, 1, "Surname / Nom", holder.surname.upper())
    sheet.field(0, 2, "Given names / Prénoms", holder.given_names.upper() or "—")
    sheet.field(0, 3, "Date of birth / Naissance", printed_date(holder.birth))
    sheet.field(1, 3, "Sex / Sexe", holder.sex)
    sheet.field(2, 3, "Nationality / Nationalité", "UTOPIAN")
    begins, ends = (
        ("Valid from / Du", "Valid until / Au") if visa else ("Date of issue / Délivrance", "Expiry / Expiration")
    )
    sheet.field(0, 4, begins, printed_date(holder.issued.isoformat()))
    sheet.field(1, 4, ends, printed_date(holder.expires.isoformat()))
    if holder.format != "TD1":
        sheet.field(2, 4, "Place of birth / Lieu", holder.place.upper())


def _signed(sheet: _Sheet, holder: Holder, box: Box) -> None:
    left, top, right, bottom = (edge * SCALE for edge in box)
    guilloche.signature(sheet.picture, (left, top, right, bottom), (40, 44, 90), holder.id)


def _front(holder: Holder, portrait: Image.Image, lettering: Lettering) -> _Sheet:
    layout = LAYOUTS[holder.format]
    sheet = _Sheet(layout, lettering, f"{holder.format} front")
    width, _ = layout.size
    sheet.stamp((width * 0.68, layout.top + 2.4 * layout.row), width * 0.075)
    sheet.heading()
    sheet.portrait(portrait)
    _fields(sheet, holder)
    return sheet


def draw_document(holder: Holder, portrait: Image.Image, lettering: Lettering) -> tuple[Side, ...]:
    """Draw a document.

    Args:
        holder: Whose, and which format.
        portrait: The issued portrait (RGB).
        lettering: The fonts.

    Returns:
        The page, or a card's front and back.
    """
    layout = LAYOUTS[holder.format]
    lines = compose(holder.format, holder.entry)
    front = _front(holder, portrait, lettering)
    left, _, right, bottom = layout.photo
    if not layout.two_sided:
        if holder.format == "TD3":
            _signed(front, holder, (left + 3, bottom + 1.0, right - 3, bottom + 6.0))
        zone = front.zone(lines)
        return (Side(front.finished(), layout.photo, zone),)
    _signed(front, holder, (left + 2, bottom + 1.2, right - 2, bottom + 5.6))
    back = _Sheet(layout, lettering, f"{holder.format} back")
    back.stamp((layout.size[0] * 0.6, 13), layout.size[0] * 0.075)
    back.text((4.7, 6.2), "Place of birth / Lieu de naissance", 0.95, ink=layout.ink)
    back.text((4.7, 9.0), holder.place.upper(), 1.75, "bold")
    back.text((4.7, 13.2), "Authority / Autorité", 0.95, ink=layout.ink)
    back.text((4.7, 16.0), "REGISTRY OF AMAUROT", 1.75, "bold")
    guilloche.emblem(back.picture, ((layout.size[0] - 11) * SCALE, 11 * SCALE), 6.5 * SCALE, layout.ink)
    zone = back.zone(lines)
    return Side(front.finished(), layout.photo, None), Side(back.finished(), None, zone)
