import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening.names import skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        ("muhammad", "mohamed", "mhmd", "muhamet"),
        ("yusuf", "iusuf", "youssef"),
        ("jamil", "djamil"),
        ("chernov", "tchernow", "tschernoff"),
        ("qasim", "kassem", "gasim"),
        ("philip", "filip"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings):
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=48))
def test_a_skeleton_is_never_empty_and_never_longer_by_more_than_the_sounds_of_x(text):
    assert 1 <= len(skeleton(text)) <= 2 * len(text)
