"""Deployments that may be killed: the process that forks them is started once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from killable import Killable, WarmParent

from counterfoil.models import ModelStore


@pytest.fixture(scope="session")
def warm_parent(tmp_path_factory: pytest.TempPathFactory, store: ModelStore) -> Iterator[WarmParent]:
    del store  # filled: a server looks at pictures
    parent = WarmParent(tmp_path_factory.mktemp("servers") / "log")
    yield parent
    parent.end()


@pytest.fixture
def killable(warm_parent: WarmParent, tmp_path: Path) -> Iterator[Callable[..., Killable]]:
    """Makes a deployment of the test's own, on a database that was asked for before, so that it ends later.

    What its servers log is looked at: none of them may meet a defect.
    """
    made: list[Killable] = []

    def make(database_url: str, folder: Path = tmp_path, **environment: Any) -> Killable:
        own = Killable(warm_parent, database_url, folder, **environment)
        made.append(own)
        own.start()
        own.wait_until_it_listens()
        return own

    yield make
    said = [own.said for own in made]
    for own in made:
        own.close()
    assert not [one for one in said if "Traceback" in one or '"defect"' in one]
