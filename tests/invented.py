"""Lists of invented people: nobody of these exists."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema
from counterfoil.screening.index import build
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.open_lists import OpenLists

PUBLISHED = date(2026, 11, 20)

CSV = """id,schema,name,aliases,birth_date,nationality,document_number
inv-1,Person,"BARAZANOV, Vyacheslav Ilyich",Вячеслав Ильич Баразанов;Slava the Owl,1961-04-07,by,MC1234567
inv-2,Person,Abdul Rahman Mohammed AL-QAYSARI,عبد الرحمن محمد القيصري,1970;1971-02-03,iq;sy,
inv-3,Person,Robert James Fenwick-Talmadge,Bob Talmadge,1955-11-30,gb,
inv-4,Company,Barazan Overland Trading LLC,,,ae,
"""
"""In our own format."""

PEOPLE = (
    Entity(
        "inv-1",
        Schema.PERSON,
        (
            ListedName("BARAZANOV, Vyacheslav Ilyich"),
            ListedName("Вячеслав Ильич Баразанов", NameKind.ALIAS),
            ListedName("Slava the Owl", NameKind.WEAK_ALIAS),
        ),
        (BirthDate(1961, 4, 7),),
        ("by",),
        ("MC1234567",),
        ("INVENTED",),
    ),
    Entity(
        "inv-2",
        Schema.PERSON,
        (ListedName("Abdul Rahman Mohammed AL-QAYSARI"), ListedName("عبد الرحمن محمد القيصري", NameKind.ALIAS)),
        (BirthDate(1970), BirthDate(1971, 2, 3)),
        ("iq", "sy"),
    ),
    Entity(
        "inv-3",
        Schema.PERSON,
        (ListedName("Robert James Fenwick-Talmadge"), ListedName("Bob Talmadge", NameKind.ALIAS)),
        (BirthDate(1955, 11, 30),),
        ("gb",),
    ),
    Entity("inv-4", Schema.COMPANY, (ListedName("Barazan Overland Trading LLC"),), nationalities=("ae",)),
)

HOLDER = Entity(
    "inv-5",
    Schema.PERSON,
    (ListedName("Ignace Augustyn BELLWETHER"), ListedName("Gus Bellwether", NameKind.ALIAS)),
    (BirthDate(1955, 7, 29),),
)
"""Named nearly as the holder of specimen p16."""


def open_list(
    folder: Path, people: Iterable[Entity] = PEOPLE, *, name: str = "invented", current_on: date = PUBLISHED
) -> OpenLists:
    """Return a list of people, open, with its index in a folder."""
    listed = tuple(people)
    build(listed, folder / name)
    version = ListVersion(name, "20261120-1", PUBLISHED, PUBLISHED, current_on, ("0" * 64,), len(listed))
    return OpenLists((version,), (folder / name,))
