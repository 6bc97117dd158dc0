"""Deployments that may be killed: the process that forks them is started once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from killable import Killable, WarmParent


@pytest.fixture(scope="session")
def warm_parent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmParent]:
    parent = WarmParent(tmp_path_factory.mktemp("servers") / "log")
    yield parent
    parent.end()


@pytest.fixture
def killable(warm_parent: WarmParent, tmp_path: Path) -> Iterator[Callable[..., Killable]]:
    """Makes a deployment of the test's own. What its servers log is looked at: none of them may meet a defect."""
    made: list[Killable] = []

    def make(database_url: str, **environment: Any) -> Killable:
        own = Killable(warm_parent, database_url, tmp_path, **environment)
        made.append(own)
        own.start()
        return own

    yield make
    for own in made:
        said = own.said
        own.close()
        assert "Traceback" not in said
        assert '"defect"' not in said
