from dataclasses import replace

import numpy as np
import pytest

from counterfoil.errors import ModelError
from counterfoil.face import compare, compare_listed
from counterfoil.models import REGISTRY, ModelStore, Networks

NAMES = ["first-portrait", "first-probe", "second-portrait", "second-probe"]
PAIRS = np.array([[0, 1], [1, 0], [2, 3], [0, 3], [2, 1], [0, 0]], np.int32)


@pytest.mark.parametrize("threads", [1, 3])
def test_each_listed_pair_comes_out_as_a_comparison_of_its_own(threads, faces, networks, store):
    told = []
    several = [networks, *(Networks(store) for _ in range(threads - 1))]
    found, norms = compare_listed((faces[name].crop for name in NAMES), PAIRS, several, told.append)
    expected = [compare(faces[NAMES[a]], faces[NAMES[b]], networks).similarity for a, b in PAIRS.tolist()]
    assert found.shape == (6,)
    assert found == pytest.approx(expected, abs=1e-6)
    assert told == [1, 2, 3, 4]
    both = compare(faces[NAMES[0]], faces[NAMES[1]], networks).norms
    assert norms[:2] == pytest.approx(both, rel=1e-5)
    assert norms.shape == (4,)


@pytest.mark.parametrize(
    "pairs",
    [np.array([0, 1], np.int32), np.array([[0, 1, 2]], np.int32), np.array([[0.0, 1.0]]), np.array([[0, 4]], np.int32)],
)
def test_what_is_no_list_of_pairs_is_refused(pairs, faces, networks):
    with pytest.raises(ValueError, match="pair"):
        compare_listed([faces[name].crop for name in NAMES], pairs, [networks])


def test_no_pairs_are_no_similarities(networks):
    assert compare_listed([], np.zeros((0, 2), np.int32), [networks])[0].shape == (0,)


def test_other_weights_than_those_that_were_measured_are_refused(store, faces):
    other = {**REGISTRY, "sface": replace(REGISTRY["sface"], version="another")}
    networks = Networks(ModelStore(store.folder, registry=other))
    with pytest.raises(ModelError, match="sface another"):
        compare_listed([faces["first-portrait"].crop], np.zeros((0, 2), np.int32), [networks])
