"""A few attacks that must not pass, and bona fide clips that must, through files as people hand them in.

`python -m tools.attacks` measures many more; docs/explanation/attacks.md has the figures.
"""

import pytest

from counterfoil import images
from counterfoil.checks import Outcome
from counterfoil.liveness import DECIDING, judge, load_challenge
from tools.attacks import camera
from tools.attacks.making import Presentation, make

SEED = 1
ATTACKS = (
    ("still", "p02"),
    ("flat_print", "p03"),
    ("bent_print", "p05"),
    ("bent_print", "p13"),
    ("loop", "p04"),
    ("wrong_order", "p16"),
    ("swap", "p11"),
)
BEARERS = ("p06", "p12")
PASSED = Outcome.PASSED


@pytest.fixture(scope="module")
def refused(specimens, networks, tmp_path_factory):
    """Return which deciding checks a presentation does not pass."""
    out = tmp_path_factory.mktemp("attacks")

    def judged(species, person):
        one = Presentation(species, person, 0, SEED)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(camera, "SIZES", ((240, 320),))
            make([one], specimens, out)
        clip = next(file for file in out.glob(f"{one.name}.*") if file.suffix != ".json")
        checks = judge(images.load_clip(clip), load_challenge(out / f"{one.name}.json"), networks)
        return {check.id: check.outcome for check in checks if check.id in DECIDING and check.outcome is not PASSED}

    return judged


@pytest.mark.parametrize(("species", "person"), ATTACKS)
def test_an_attack_is_refused(refused, species, person):
    assert refused(species, person)


@pytest.mark.parametrize("person", BEARERS)
def test_a_person_who_does_what_is_asked_passes(refused, person):
    assert refused("bona fide", person) == {}
