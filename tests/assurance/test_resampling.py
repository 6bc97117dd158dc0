"""The weighted counts are held against the plain way: copying the people that were drawn and counting again."""

import itertools

import numpy as np
import pytest

from counterfoil.assurance import limits
from counterfoil.assurance.resampling import Tally, interval, replicate


@pytest.fixture
def people():
    """Seven people, of whom some have several genuine pairs, and every impostor pair of theirs."""
    genuine = [(p, p) for p in (0, 0, 0, 1, 2, 2, 5)]
    impostor = list(itertools.combinations(range(7), 2))
    return np.array([*genuine, *impostor], np.int32), np.array([True] * 7 + [False] * 21)


def test_weights_count_as_copies_would(people, monkeypatch):
    monkeypatch.setattr(limits, "REPLICATES", 40)
    pairs, same = people
    places = np.random.default_rng(1).integers(0, 4, len(pairs))
    genuine, impostor = replicate(pairs, same, [Tally(same, places[same], 4), Tally(~same, places[~same], 4)], seed=9)
    drawing = np.random.default_rng(9)
    for turn in range(40):
        drawn = drawing.integers(0, 7, 7).tolist()
        copies = [np.zeros(4), np.zeros(4)]
        for (a, b), place, one in zip(pairs.tolist(), places, same, strict=True):
            if one:
                copies[0][place] += drawn.count(a)
            else:
                copies[1][place] += sum(1 for x in drawn for y in drawn if (x, y) == (a, b))
        assert genuine[turn].tolist() == copies[0].tolist()
        assert impostor[turn].tolist() == copies[1].tolist()


def test_the_same_pairs_give_the_same_replicates(people, monkeypatch):
    monkeypatch.setattr(limits, "REPLICATES", 5)
    pairs, same = people
    tally = [Tally(~same, np.zeros(21, np.intp), 1)]
    assert np.array_equal(replicate(pairs, same, tally)[0], replicate(pairs, same, tally)[0])


def test_people_with_many_pairs_widen_the_interval():
    """1,000 pairs of 10 people say less than 1,000 pairs of 1,000: the whole point of drawing people."""
    random = np.random.default_rng(5)
    wide, narrow = [], []
    for number, found in ((10, wide), (1000, narrow)):
        errs = random.random(number) < 0.3
        owner = np.arange(1000) % number
        pairs = np.stack([owner, owner], axis=1).astype(np.int32)
        counts = replicate(
            pairs, np.ones(1000, np.bool_), [Tally(np.ones(1000, np.bool_), errs[owner].astype(np.intp), 2)]
        )[0]
        found.extend(interval(counts[:, 1] / counts.sum(axis=1)))
    assert wide[1] - wide[0] > 4 * (narrow[1] - narrow[0])


def test_an_interval_covers_the_truth_about_as_often_as_it_says(monkeypatch):
    monkeypatch.setattr(limits, "REPLICATES", 200)
    random, covered = np.random.default_rng(11), 0
    for turn in range(200):
        rate = random.beta(2, 6, 60)  # of each person; the mean is 0.25
        owner = np.repeat(np.arange(60), 10)
        wrong = random.random(600) < rate[owner]
        pairs = np.stack([owner, owner], axis=1).astype(np.int32)
        everyone = np.ones(600, np.bool_)
        counts = replicate(pairs, everyone, [Tally(everyone, wrong.astype(np.intp), 2)], seed=turn)[0]
        low, high = interval(counts[:, 1] / counts.sum(axis=1))
        covered += low <= 0.25 <= high
    assert 180 <= covered <= 198


def test_nobody_to_draw_gives_no_interval():
    nobody = np.zeros((0, 2), np.int32)
    counts = replicate(nobody, np.zeros(0, np.bool_), [Tally(np.zeros(0, np.bool_), np.zeros(0, np.intp), 3)])[0]
    with np.errstate(invalid="ignore"):
        assert interval(counts[:, 0] / counts.sum(axis=1)) is None
