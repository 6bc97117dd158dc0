"""From a document's fields back to the text of its machine-readable zone, check digits computed.

The counterpart of `counterfoil.document.mrz.parsing`: parsing what this writes gives the same document again.
"""

from counterfoil.document.mrz.alphabet import FILLER, check_digit
from counterfoil.document.mrz.checking import CAN_BE_LONG, SHORT_NUMBER, rules, verify
from counterfoil.document.mrz.dates import short
from counterfoil.document.mrz.document import Document
from counterfoil.document.mrz.formats import LAYOUTS, Layout, Span
from counterfoil.document.mrz.names import write_names
from counterfoil.errors import MrzError


def compose(document: Document) -> tuple[str, ...]:
    """Write the lines of a zone.

    Args:
        document: Its fields. A number of more than nine characters goes on in the optional field of a TD1 or TD2, as
            the standard has it. Names that do not fit are cut.

    Raises:
        MrzError: A field does not fit its place; the message names the field.
    """
    layout = LAYOUTS[document.format]
    page = [[FILLER] * layout.length for _ in range(layout.lines)]
    for name, text in _fields(document, layout).items():
        _write(page, layout.fields[name], text, name)
    for name in ("number", "birth", "expiry", "optional"):
        digit = layout.fields.get(f"{name}_digit")
        if digit is not None and not (name == "number" and _is_long(document)):
            _write(page, digit, check_digit(layout.fields[name].of(_text(page))), name)
    if layout.composite:
        composite = rules(layout, _text(page))[-1]
        _write(page, composite.digit, verify(composite, _text(page)).computed, "composite")
    return _text(page)


def _fields(document: Document, layout: Layout) -> dict[str, str]:
    """Each field's text but for the check digits."""
    head, optional = document.number, list(document.optional) or [""]
    if _is_long(document):
        head, rest = document.number[:SHORT_NUMBER], document.number[SHORT_NUMBER:]
        optional[0] = FILLER.join(part for part in (rest + check_digit(head + rest), optional[0]) if part)
    born, expiry, names = document.birth, document.expiry, layout.fields["names"]
    fields = {
        "code": document.code,
        "issuer": document.issuer,
        "number": head,
        "nationality": document.nationality,
        "birth": short(born.year, born.month, born.day) if born else "",
        "sex": document.sex or FILLER,
        "expiry": short(expiry.year, expiry.month, expiry.day) if expiry else "",
        "names": write_names(document.surname, document.given_names, names.stop - names.start),
        "optional": optional[0],
    }
    return fields | ({"optional_2": optional[1]} if len(optional) > 1 else {})


def _is_long(document: Document) -> bool:
    return document.format in CAN_BE_LONG and len(document.number) > SHORT_NUMBER


def _write(page: list[list[str]], span: Span, text: str, name: str) -> None:
    width = span.stop - span.start
    if len(text) > width:
        raise MrzError(f"the field {name} holds {width} characters, not {len(text)}")
    page[span.line][span.start : span.stop] = text.ljust(width, FILLER)


def _text(page: list[list[str]]) -> tuple[str, ...]:
    return tuple("".join(line) for line in page)
