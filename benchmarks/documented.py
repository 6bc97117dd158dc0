"""The page of the documentation: what the latest run of each benchmark measured."""

from pathlib import Path
from typing import Final

from benchmarks import load, screening, table
from benchmarks.load.record import Record as LoadRecord
from benchmarks.load.table import section as load_section
from benchmarks.record import Record
from benchmarks.screening.record import Record as ScreeningRecord
from benchmarks.screening.table import section

PAGE: Final = Path(__file__).parents[1] / "docs/reference/benchmarks.md"
RECORD: Final = Path(__file__).parent / "record.json"
SCREENING_RECORD: Final = Path(screening.__file__).parent / "record.json"
LOAD_RECORD: Final = Path(load.__file__).parent / "record.json"


def page() -> str:
    """Return the page as Markdown."""
    parts = [
        table.page(Record.load(RECORD)),
        section(ScreeningRecord.load(SCREENING_RECORD)),
        load_section(LoadRecord.load(LOAD_RECORD)),
    ]
    return "\n".join(parts)


def write_page() -> None:
    """Write the page from the records."""
    PAGE.write_text(page(), encoding="utf-8")
