"""The formats of lists, and telling which one a file has by looking at its beginning."""

import csv
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from counterfoil.errors import ListError
from counterfoil.files import opened


class Format(StrEnum):
    """How a list is written."""

    OFAC_XML = "ofac-xml"
    """SDN_ADVANCED.XML and CONS_ADVANCED.XML of the US Treasury's OFAC."""
    OFAC_CSV = "ofac-csv"
    """SDN.CSV with ALT.CSV and ADD.CSV of OFAC, or CONS_PRIM.CSV with CONS_ALT.CSV and CONS_ADD.CSV."""
    UN_XML = "un-xml"
    """The consolidated list of the UN Security Council."""
    EU_XML = "eu-xml"
    """The EU's consolidated list of financial sanctions, FSF schema 1.1."""
    UK_XML = "uk-xml"
    """The UK Sanctions List, as XML."""
    UK_CSV = "uk-csv"
    """The UK Sanctions List, as CSV."""
    FTM_JSON = "ftm-json"
    """FollowTheMoney entities, one JSON object a line."""
    TARGETS_CSV = "targets-csv"
    """targets.simple.csv of OpenSanctions."""
    OWN_CSV = "own-csv"
    """Our own; docs/reference/lists.md."""


_HEAD: Final = 65_536
_OFAC_COLUMNS: Final = (12, 6, 5, 2)
_ROOTS: Final = {
    b"<Sanctions": Format.OFAC_XML,
    b"<CONSOLIDATED_LIST": Format.UN_XML,
    b"<export": Format.EU_XML,
    b"<Designations": Format.UK_XML,
}
_PACKED: Final = {b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "a gzip archive", b"%PDF": "a PDF"}


def detect(files: Sequence[Path]) -> Format:
    """Tell the format of a list.

    Args:
        files: Its file, or its files where a format has several.

    Raises:
        FileError: A file cannot be read.
        ListError: It is none of the formats.
    """
    found = {_of(path) for path in files}
    if len(found) == 1:
        return found.pop()
    names = ", ".join(path.name for path in files)
    raise ListError(f"{names}: these files are not of one format", remedy="Name the format with --format.")


def _of(path: Path) -> Format:
    head = _beginning(path)
    for magic, packing in _PACKED.items():
        if head.startswith(magic):
            raise ListError(f"{path.name}: this is {packing}", remedy="Unpack it, and add the file that is in it.")
    text = head.decode("utf-16", "replace").encode() if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    return _by_text(text.removeprefix(b"\xef\xbb\xbf").lstrip(), path.name)


def _by_text(head: bytes, name: str) -> Format:
    if head.startswith(b"<"):
        for root, kind in _ROOTS.items():
            if (at := head.find(root)) >= 0 and head[at + len(root) : at + len(root) + 1] in b" \t\r\n>/":
                return kind
    elif head.startswith(b"{"):
        return Format.FTM_JSON
    else:
        first, *_ = head.split(b"\n", 1)
        if (known := _by_header(first)) is not None:
            return known
    raise ListError(
        f"{name}: the format of this list is not known by its beginning", remedy="Name the format with --format."
    )


def _by_header(first: bytes) -> Format | None:
    columns = [column.strip().strip(b'"').lower() for column in first.split(b",")]
    if (
        first.lower().startswith((b"report date", b'"report date'))
        or b"unique id" in columns
        or b"ofsi group id" in columns
    ):
        return Format.UK_CSV
    if {b"id", b"schema", b"name"} <= set(columns) and {b"countries", b"identifiers"} & set(columns):
        return Format.TARGETS_CSV
    if {b"id", b"name"} <= set(columns):
        return Format.OWN_CSV
    if columns[0].isdigit() and len(_cells(first)) in _OFAC_COLUMNS:
        return Format.OFAC_CSV
    return None


def _cells(line: bytes) -> list[str]:
    try:
        return next(csv.reader([line.decode("utf-8", "replace").strip()], strict=True), [])
    except csv.Error:
        return []


def _beginning(path: Path) -> bytes:
    with opened(path, instead="the file of a list") as file:
        return file.read(_HEAD)
