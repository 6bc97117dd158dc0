"""The five formats of ICAO Doc 9303: which positions hold what, and what each check digit covers.

TD1 is Doc 9303-5, TD2 9303-6, TD3 9303-4, MRV-A and MRV-B 9303-7. Positions here count from 0 and ranges leave their
end out, as Python's do; the standard counts from 1.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Format(StrEnum):
    """A size of document and the zone that goes with it."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


@dataclass(frozen=True, slots=True)
class Span:
    """Positions ``start`` to ``stop`` (left out) of a line."""

    line: int
    start: int
    stop: int

    def of(self, lines: tuple[str, ...]) -> str:
        """The text at these positions."""
        return lines[self.line][self.start : self.stop]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a format keeps its fields.

    Attributes:
        format: Which format.
        lines: How many lines.
        length: Characters a line.
        fields: Name to positions: ``code``, ``issuer``, ``names``, ``number``, ``number_digit``, ``nationality``,
            ``birth``, ``birth_digit``, ``sex``, ``expiry``, ``expiry_digit``, ``optional`` and, where the format has
            them, ``optional_digit``, ``optional_2`` and ``composite_digit``.
        composite: What the composite check digit covers, in order; empty when the format has none.
    """

    format: Format
    lines: int
    length: int
    fields: dict[str, Span]
    composite: tuple[Span, ...] = ()

    def text(self, name: str, lines: tuple[str, ...]) -> str:
        """The text of a field as printed."""
        return self.fields[name].of(lines)


def _lower_line(optional_stop: int) -> dict[str, Span]:
    """The lower line as TD2, TD3 and both visas share it, up to the end of the optional field."""
    return {
        "number": Span(1, 0, 9),
        "number_digit": Span(1, 9, 10),
        "nationality": Span(1, 10, 13),
        "birth": Span(1, 13, 19),
        "birth_digit": Span(1, 19, 20),
        "sex": Span(1, 20, 21),
        "expiry": Span(1, 21, 27),
        "expiry_digit": Span(1, 27, 28),
        "optional": Span(1, 28, optional_stop),
    }


def _upper_line(length: int) -> dict[str, Span]:
    return {"code": Span(0, 0, 2), "issuer": Span(0, 2, 5), "names": Span(0, 5, length)}


_TD1: Final = Layout(
    Format.TD1,
    lines=3,
    length=30,
    fields={
        "code": Span(0, 0, 2),
        "issuer": Span(0, 2, 5),
        "number": Span(0, 5, 14),
        "number_digit": Span(0, 14, 15),
        "optional": Span(0, 15, 30),
        "birth": Span(1, 0, 6),
        "birth_digit": Span(1, 6, 7),
        "sex": Span(1, 7, 8),
        "expiry": Span(1, 8, 14),
        "expiry_digit": Span(1, 14, 15),
        "nationality": Span(1, 15, 18),
        "optional_2": Span(1, 18, 29),
        "composite_digit": Span(1, 29, 30),
        "names": Span(2, 0, 30),
    },
    composite=(Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
)
_TD2: Final = Layout(
    Format.TD2,
    lines=2,
    length=36,
    fields=_upper_line(36) | _lower_line(35) | {"composite_digit": Span(1, 35, 36)},
    composite=(Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 35)),
)
_TD3: Final = Layout(
    Format.TD3,
    lines=2,
    length=44,
    fields=_upper_line(44) | _lower_line(42) | {"optional_digit": Span(1, 42, 43), "composite_digit": Span(1, 43, 44)},
    composite=(Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 43)),
)
_MRV_A: Final = Layout(Format.MRV_A, lines=2, length=44, fields=_upper_line(44) | _lower_line(44))
_MRV_B: Final = Layout(Format.MRV_B, lines=2, length=36, fields=_upper_line(36) | _lower_line(36))

LAYOUTS: Final = {layout.format: layout for layout in (_TD1, _TD2, _TD3, _MRV_A, _MRV_B)}
SHAPES: Final = tuple(dict.fromkeys((layout.lines, layout.length) for layout in LAYOUTS.values()))


def layout_of(lines: tuple[str, ...]) -> Layout | None:
    """Which layout these lines have by number and length; a first V makes two lines a visa. None: no format's."""
    shape = (len(lines), len(lines[0]) if lines else 0)
    if any(len(line) != shape[1] for line in lines):
        return None
    fitting = [layout for layout in LAYOUTS.values() if (layout.lines, layout.length) == shape]
    if not fitting:
        return None
    return fitting[-1] if lines[0].startswith("V") else fitting[0]
