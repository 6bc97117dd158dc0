"""The worked examples of ICAO Doc 9303 parts 4 to 7 and 11, with what the standard says they hold."""

from dataclasses import dataclass
from datetime import date

from counterfoil.document.mrz import Document, Format, PartialDate

TODAY = date(2011, 6, 1)


@dataclass(frozen=True, slots=True)
class Example:
    name: str
    lines: tuple[str, ...]
    document: Document


def _example(name: str, lines: tuple[str, ...], document: Document) -> Example:
    return Example(name, lines, document)


def _eriksson(kind: Format, code: str, number: str, optional: tuple[str, ...]) -> Document:
    return Document(
        format=kind,
        code=code,
        issuer="UTO",
        number=number,
        surname="ERIKSSON",
        given_names="ANNA MARIA",
        names_truncated=False,
        nationality="UTO",
        birth=PartialDate(1974, 8, 12),
        sex="F",
        expiry=date(2012, 4, 15),
        optional=optional,
    )


def _visa(kind: Format, optional: str) -> Document:
    return Document(
        format=kind,
        code="V",
        issuer="UTO",
        number="L8988901C",
        surname="ERIKSSON",
        given_names="ANNA MARIA",
        names_truncated=False,
        nationality="XXX",
        birth=PartialDate(1940, 9, 7),
        sex="F",
        expiry=date(1996, 12, 10),
        optional=(optional,),
    )


def _stevenson(kind: Format, optional: tuple[str, ...]) -> Document:
    return Document(
        format=kind,
        code="I",
        issuer="UTO",
        number="D23145890734",
        surname="STEVENSON",
        given_names="PETER JOHN",
        names_truncated=False,
        nationality="UTO",
        birth=PartialDate(1934, 7, 12),
        sex="M",
        expiry=date(1995, 7, 12),
        optional=optional,
    )


WORKED_EXAMPLES = (
    _example(
        "9303-4 TD3",
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"),
        _eriksson(Format.TD3, "P", "L898902C3", ("ZE184226B",)),
    ),
    _example(
        "9303-5 TD1",
        ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"),
        _eriksson(Format.TD1, "I", "D23145890", ("", "")),
    ),
    _example(
        "9303-6 TD2",
        ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"),
        _eriksson(Format.TD2, "I", "D23145890", ("",)),
    ),
    _example(
        "9303-7 MRV-A",
        ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"),
        _visa(Format.MRV_A, "6ZE184226B"),
    ),
    _example(
        "9303-7 MRV-B",
        ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"),
        _visa(Format.MRV_B, ""),
    ),
    _example(
        "9303-11 TD1 with a long number",
        ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"),
        _stevenson(Format.TD1, ("", "")),
    ),
    _example(
        "9303-11 TD2 with a long number",
        ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8"),
        _stevenson(Format.TD2, ("",)),
    ),
)
