"""The list that ``counterfoil demo`` screens against: nobody on it exists."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final

from counterfoil.screening import index, lists
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.open_lists import OpenLists

_FILE: Final = "list.csv"


@contextmanager
def invented_list(day: date) -> Iterator[OpenLists]:
    """Give the list, open, as if it had been imported on a day."""
    with (
        tempfile.TemporaryDirectory(prefix="counterfoil-demo-") as folder,
        resources.as_file(resources.files("counterfoil") / "specimens" / _FILE) as file,
    ):
        built = index.build(lists.read(file), Path(folder) / "index")
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        version = ListVersion("invented", digest[:8], day, day, day, (digest,), built.entities)
        yield OpenLists((version,), (Path(folder) / "index",))
