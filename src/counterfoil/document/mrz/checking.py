"""Which check digit covers what in a given zone, and whether it agrees (ICAO Doc 9303-4 to 9303-7, data structure).

A number of more than nine characters goes on in the optional field of a TD1 or TD2 (9303-5, note j): its check
digit's place then holds a filler, the rest of the number stands at the start of the optional field, and the check
digit follows it. The standard leaves that filler out of the sum; some issuers count it. Both are tried, and which one
fitted is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from counterfoil.document.mrz.alphabet import FILLER, check_digit
from counterfoil.document.mrz.formats import Format, Layout, Span


class NumberReading(StrEnum):
    """How the digits of a document number were put together."""

    PRINTED = "as printed"
    LONG = "long number"
    LONG_WITH_FILLER = "long number, filler counted"


@dataclass(frozen=True, slots=True)
class Rule:
    """One check digit: what it covers and where it stands.

    Attributes:
        name: ``number``, ``birth``, ``expiry``, ``optional`` or ``composite``.
        spans: What is summed, in this order.
        digit: Where the check digit is printed.
        filler_when_empty: A filler may stand for the digit when all it covers is filler (TD3's position 43).
        reading: For ``number``, how its characters were put together.
    """

    name: str
    spans: tuple[Span, ...]
    digit: Span
    filler_when_empty: bool = False
    reading: NumberReading = NumberReading.PRINTED


@dataclass(frozen=True, slots=True)
class CheckDigit:
    """A check digit of a zone as found.

    Attributes:
        name: As in `Rule`.
        printed: The character in its place.
        computed: The digit that the covered characters give.
        passed: The two agree, or the standard allows the printed one all the same.
        reading: As in `Rule`.
    """

    name: str
    printed: str
    computed: str
    passed: bool
    reading: NumberReading = NumberReading.PRINTED


CAN_BE_LONG: Final = (Format.TD1, Format.TD2)
SHORT_NUMBER: Final = 9


def rules(layout: Layout, lines: tuple[str, ...]) -> tuple[Rule, ...]:
    """The check digits of a zone, the one over all last. A long number is taken as the reading that fits, if any."""
    number = tuple(_number_readings(layout, lines))
    found = [next((rule for rule in number if verify(rule, lines).passed), number[0])]
    found.extend(
        Rule(name, (layout.fields[name],), layout.fields[f"{name}_digit"], filler_when_empty=name == "optional")
        for name in ("birth", "expiry", "optional")
        if f"{name}_digit" in layout.fields
    )
    if layout.composite:
        found.append(Rule("composite", layout.composite, layout.fields["composite_digit"]))
    return tuple(found)


def verify(rule: Rule, lines: tuple[str, ...]) -> CheckDigit:
    """Hold one printed check digit against what it covers."""
    covered, printed = "".join(span.of(lines) for span in rule.spans), rule.digit.of(lines)
    computed = check_digit(covered)
    empty = rule.filler_when_empty and printed == FILLER and not covered.strip(FILLER)
    return CheckDigit(rule.name, printed, computed, printed == computed or empty, rule.reading)


def number_rest(layout: Layout, lines: tuple[str, ...]) -> str:
    """What the optional field holds of a long document number, its check digit last; empty when the number is short."""
    if layout.format not in CAN_BE_LONG or layout.text("number_digit", lines) != FILLER:
        return ""
    if layout.text("number", lines).endswith(FILLER):
        return ""
    rest = layout.text("optional", lines).partition(FILLER)[0]
    return rest if len(rest) > 1 else ""


def _number_readings(layout: Layout, lines: tuple[str, ...]) -> Iterator[Rule]:
    number, digit, rest = layout.fields["number"], layout.fields["number_digit"], number_rest(layout, lines)
    if not rest:
        yield Rule("number", (number,), digit)
        return
    optional = layout.fields["optional"]
    last = optional.start + len(rest) - 1
    remainder, place = Span(optional.line, optional.start, last), Span(optional.line, last, last + 1)
    yield Rule("number", (number, remainder), place, reading=NumberReading.LONG)
    yield Rule("number", (number, digit, remainder), place, reading=NumberReading.LONG_WITH_FILLER)
