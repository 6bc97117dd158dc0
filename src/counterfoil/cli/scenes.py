"""The verifications of ``counterfoil demo``: who presents what, and what must come of it."""

from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Final

from counterfoil import images, verification
from counterfoil.decision import Verdict, load_policy
from counterfoil.images import Picture
from counterfoil.models import Networks
from counterfoil.screening.open_lists import OpenLists
from counterfoil.verification import Verification

DAY: Final = date(2026, 11, 23)
"""The day on which the demo judges: the specimens' passport is valid then, and stays so however late this runs."""

POLICY: Final = "bank"


@dataclass(frozen=True, slots=True)
class Scene:
    """One verification of the demo.

    Attributes:
        name: What its report is called.
        title: Who presents what.
        document: A picture that comes with the package.
        probe: Another.
        expected: The verdicts that are right.
    """

    name: str
    title: str
    document: str
    probe: str
    expected: frozenset[Verdict]


SCENES: Final = (
    Scene(
        "holder",
        "The holder, with a photograph of the passport",
        "p01/document-perspective.jpg",
        "p01/selfie-1.jpg",
        frozenset({Verdict.ACCEPT}),
    ),
    Scene(
        "impostor",
        "Somebody else, with the same passport",
        "p01/document-perspective.jpg",
        "p05/selfie-1.jpg",
        frozenset({Verdict.REFER, Verdict.RETRY, Verdict.REJECT}),
    ),
    Scene(
        "expired",
        "The holder, with a former passport that has expired",
        "p01/expired-flat.jpg",
        "p01/selfie-1.jpg",
        frozenset({Verdict.REJECT, Verdict.REFER}),
    ),
    Scene(
        "listed",
        "Another holder, with their own passport, whose name is nearly on a list",
        "p16/document-flat.jpg",
        "p16/selfie-1.jpg",
        frozenset({Verdict.REFER}),
    ),
)
"""The demo, in the order in which it is shown."""


def play(scene: Scene, networks: Networks, lists: OpenLists) -> Verification:
    """Verify what a scene presents.

    Args:
        scene: Who presents what.
        networks: The models.
        lists: What holders are screened against.

    Raises:
        ModelError: A model is missing or altered.
    """
    document, probe = _picture(scene.document), _picture(scene.probe)
    return verification.verify(document, probe, load_policy(POLICY), DAY, networks, lists=lists)


def _picture(name: str) -> Picture:
    return images.decode((resources.files("counterfoil") / "specimens" / name).read_bytes(), name)
