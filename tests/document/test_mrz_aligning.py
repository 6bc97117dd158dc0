import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mrz_scores import frames_of
from mrz_strategies import characters

from counterfoil.document.mrz.aligning import Frames, greedy, scores
from counterfoil.document.mrz.alphabet import ALPHABET

SYMBOLS = 3


def written(path: tuple[int, ...]) -> tuple[int, ...]:
    """What a path of classes writes: repetitions, then blanks dropped."""
    kept = [one for one, _ in itertools.groupby(path)]
    return tuple(one - 1 for one in kept if one)


def best_by_trying(frames: Frames, length: int) -> dict[tuple[int, ...], float]:
    """The best path's score for every text of this length, by trying every path over the first few symbols."""
    best: dict[tuple[int, ...], float] = {}
    for path in itertools.product(range(SYMBOLS + 1), repeat=len(frames)):
        text = written(path)
        if len(text) == length:
            score = float(sum(frames[at, symbol] for at, symbol in enumerate(path)))
            best[text] = max(best.get(text, float("-inf")), score)
    return best


def few_symbols(seed: int, steps: int) -> Frames:
    """Random frames over blank and three symbols; all other symbols are out of reach."""
    likely = np.random.default_rng(seed).dirichlet(np.ones(SYMBOLS + 1), steps)
    frames = np.full((steps, len(ALPHABET) + 1), -50.0, np.float32)
    frames[:, : SYMBOLS + 1] = np.log(likely)
    return frames


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 6), st.integers(1, 3))
def test_scores_are_those_of_the_best_of_all_paths(seed: int, steps: int, length: int) -> None:
    frames = few_symbols(seed, steps)
    by_trying = best_by_trying(frames, length)
    found = scores(frames, length)
    assert found is not None
    text = max(by_trying, key=by_trying.__getitem__)
    assert tuple(found.argmax(axis=1)) == text
    for at, symbol in itertools.product(range(length), range(SYMBOLS)):
        exchanged = (*text[:at], symbol, *text[at + 1 :])
        if exchanged in by_trying:
            assert found[at, symbol] == pytest.approx(by_trying[exchanged], abs=1e-3)


@given(st.text(characters(), min_size=1, max_size=44))
def test_a_sure_recogniser_is_taken_at_its_word(text: str) -> None:
    found = scores(frames_of(text), len(text))
    assert found is not None
    assert "".join(ALPHABET[index] for index in found.argmax(axis=1)) == text
    assert "".join(ALPHABET[index] for index in greedy(frames_of(text))) == text


def test_a_filler_lost_in_a_run_is_put_back_by_the_length_of_the_line() -> None:
    text = "ANNA<<<<<<<<<<"
    frames = frames_of(text)
    # Between two fillers of the run the recogniser nearly sees a third instead of a gap, which joins the three to one.
    frames[20] = frames[19]
    frames[20, 0] = -2.0
    assert len(greedy(frames)) == len(text) - 1
    found = scores(frames, len(text))
    assert found is not None
    assert "".join(ALPHABET[index] for index in found.argmax(axis=1)) == text


def test_fewer_frames_than_characters_give_no_scores() -> None:
    assert scores(frames_of("AB", between=0)[:2], 30) is None
