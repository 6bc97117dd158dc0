"""Where things stand on each document, in millimetres, and in which colours.

Sizes are those of Doc 9303-4 to 9303-7; everything else is a design of our own for a state that does not exist.
"""

from dataclasses import dataclass

from tools.specimens.mrz import Format

Rgb = tuple[int, int, int]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Layout:
    """A document's design.

    Attributes:
        size: Width and height of a side.
        title: Title and what kind of document it is.
        photo: Left, top, right, bottom of the portrait.
        fields: Left edge of the printed zone's columns.
        top: Where the first field's label stands.
        row: Distance between fields.
        letter: Height of a field's capitals.
        zone_left: Left edge of the machine-readable zone's first character.
        zone_bottom: Distance of the last line's foot from the lower edge.
        two_sided: Whether the machine-readable zone is on the back.
        corner: Radius of the corners.
        ground: Colours of the ground, from left to right.
        ink: Colour of titles, emblem and guilloche.
    """

    size: tuple[float, float]
    title: tuple[str, str]
    photo: Box
    fields: tuple[float, ...]
    top: float
    row: float
    letter: float
    zone_left: float
    zone_bottom: float
    two_sided: bool
    corner: float
    ground: tuple[Rgb, ...]
    ink: Rgb


PITCH = 2.54
"""Distance between the zone's characters: ten to the inch (Doc 9303-3, 4.5)."""
LINE_SPACING = 6.35
"""Distance between the zone's lines: four to the inch."""

LAYOUTS: dict[Format, Layout] = {
    "TD3": Layout(
        size=(125.0, 88.0),
        title=("UTOPIA", "PASSPORT / PASSEPORT"),
        photo=(5.5, 15.5, 37.0, 56.0),
        fields=(41.0, 72.0, 98.0),
        top=15.0,
        row=6.75,
        letter=2.0,
        zone_left=6.4,
        zone_bottom=7.2,
        two_sided=False,
        corner=3.0,
        ground=((222, 236, 240), (240, 234, 222), (226, 232, 244)),
        ink=(30, 72, 104),
    ),
    "TD2": Layout(
        size=(105.0, 74.0),
        title=("UTOPIA", "IDENTITY CARD / CARTE D'IDENTITÉ"),
        photo=(4.5, 13.0, 29.0, 44.5),
        fields=(32.5, 57.0, 81.0),
        top=13.0,
        row=6.6,
        letter=1.9,
        zone_left=6.8,
        zone_bottom=6.2,
        two_sided=False,
        corner=3.0,
        ground=((226, 240, 228), (244, 240, 222), (222, 236, 236)),
        ink=(34, 96, 72),
    ),
    "TD1": Layout(
        size=(85.6, 54.0),
        title=("UTOPIA", "IDENTITY CARD / CARTE D'IDENTITÉ"),
        photo=(4.0, 13.0, 29.0, 45.1),
        fields=(32.0, 52.0, 64.0),
        top=11.8,
        row=6.2,
        letter=1.75,
        zone_left=4.7,
        zone_bottom=4.6,
        two_sided=True,
        corner=3.2,
        ground=((240, 226, 232), (236, 238, 244), (224, 240, 236)),
        ink=(120, 44, 84),
    ),
    "MRV-A": Layout(
        size=(120.0, 80.0),
        title=("UTOPIA", "VISA"),
        photo=(5.0, 14.5, 33.0, 50.5),
        fields=(37.0, 66.0, 92.0),
        top=14.0,
        row=6.7,
        letter=1.95,
        zone_left=4.2,
        zone_bottom=6.6,
        two_sided=False,
        corner=0.8,
        ground=((242, 234, 218), (232, 240, 226), (244, 230, 224)),
        ink=(122, 74, 24),
    ),
    "MRV-B": Layout(
        size=(105.0, 74.0),
        title=("UTOPIA", "VISA"),
        photo=(4.5, 13.0, 29.0, 44.5),
        fields=(32.5, 57.0, 81.0),
        top=13.0,
        row=6.5,
        letter=1.9,
        zone_left=6.8,
        zone_bottom=6.2,
        two_sided=False,
        corner=0.8,
        ground=((238, 232, 244), (228, 236, 246), (244, 236, 226)),
        ink=(78, 58, 120),
    ),
}
