"""Real verifications of specimens, each done once."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from counterfoil import images
from counterfoil.decision import load_policy
from counterfoil.models import Networks
from counterfoil.screening.open_lists import OpenLists
from counterfoil.verification import Verification, verify

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def verified(networks: Networks, specimens: Path, lists: OpenLists) -> Callable[..., Verification]:
    """Verify a specimen's document with a probe under a policy."""

    @cache
    def verified(document: str, probe: str, policy: str = "bank") -> Verification:
        page, face = (images.load(specimens / f"{name}.jpg") for name in (document, probe))
        return verify(page, face, load_policy(policy), TODAY, networks, lists=lists)

    return verified


@pytest.fixture(scope="session")
def accepted(verified: Callable[..., Verification]) -> Verification:
    """A holder with their own passport."""
    return verified("p01/document-perspective", "p01/selfie-1")


@pytest.fixture(scope="session")
def impostor(verified: Callable[..., Verification]) -> Verification:
    """Somebody else with the same passport."""
    return verified("p01/document-perspective", "p05/selfie-1")


@pytest.fixture(scope="session")
def expired(verified: Callable[..., Verification]) -> Verification:
    """A holder with a passport that has expired."""
    return verified("p01/expired-flat", "p01/selfie-1")


@pytest.fixture(scope="session")
def undisclosed(verified: Callable[..., Verification]) -> Verification:
    """A holder under a policy that discloses the answer only."""
    return verified("p01/document-perspective", "p01/selfie-1", "counter")
