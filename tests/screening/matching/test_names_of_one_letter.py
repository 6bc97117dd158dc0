"""Names that are a single letter compare like any others: nothing divides by what they do not say."""

import struct

import pytest

from counterfoil.screening.index import packing
from counterfoil.screening.index.engine import is_compiled, native
from counterfoil.screening.matching import compare
from counterfoil.screening.names import Kind, Part

KINDS = [Kind.NONE, Kind.PARTICLE, Kind.INITIAL, Kind.PATRONYMIC, Kind.TITLE, Kind.LEGAL_FORM, Kind.TRUNCATED]


@pytest.mark.parametrize("listed", ["a", "b", "anna"])
@pytest.mark.parametrize("kind", KINDS)
def test_one_letter_of_any_kind_has_a_score(kind, listed):
    alone, other = (Part("a", kind),), (Part(listed),)
    for query, name in ((alone, other), (other, alone), (alone, alone)):
        score = compare(query, name).score
        assert 0 < score < 1
        if is_compiled():
            packed = packing.readings([query]), packing.readings([name])
            found = native.score_all(packing.parameters(), 0.0, *packed)
            assert struct.unpack("=IId", found)[2] == pytest.approx(score, abs=1e-9, rel=0)
