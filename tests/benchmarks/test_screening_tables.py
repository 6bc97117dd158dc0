from pathlib import Path

import pytest

from benchmarks.screening.measures import among_candidates, at_rate
from benchmarks.screening.queries import Asked, Kind, sample
from benchmarks.screening.record import Accuracy, AtRate, Cost, Record, Share
from benchmarks.screening.table import section


def clean(number: int) -> Asked:
    return Asked(f"n{number}", "Invented Name", None, Kind.CLEAN)


def positive(number: int, *, is_real: bool = False) -> Asked:
    return Asked(f"p{number}", "Invented Name", "1970-01-02", Kind.POSITIVE, frozenset({"e1", "e2"}), is_real=is_real)


CLEAN = [clean(number) for number in range(1000)]
CLEAN_HITS = [{"e9": number / 1000} for number in range(1000)]


def test_the_threshold_lets_no_more_clean_names_through_than_allowed() -> None:
    rate = at_rate([*CLEAN, positive(1), positive(2)], [*CLEAN_HITS, {"e1": 0.9895}, {"e1": 0.9885}], 10)
    assert rate.threshold == 0.989
    assert rate.everyone == Share(1, 2)


def test_scores_that_bunch_at_the_threshold_count_as_not_found() -> None:
    rate = at_rate([*CLEAN, positive(1)], [*({"e9": 1.0} for _ in CLEAN), {"e1": 1.0}], 10)
    assert rate.everyone == Share(0, 1)


def test_a_positive_is_found_only_with_the_right_person() -> None:
    rate = at_rate([*CLEAN, positive(1), positive(2)], [*CLEAN_HITS, {"e9": 1.0}, {"e2": 1.0, "e9": 1.0}], 1)
    assert rate.everyone == Share(1, 2)


def test_real_names_and_hard_names_are_counted_apart() -> None:
    hard = Asked("h1", "Invented Name", None, Kind.HARD)
    queries = [*CLEAN, positive(1, is_real=True), positive(2), hard]
    rate = at_rate(queries, [*CLEAN_HITS, {"e1": 1.0}, {}, {"e5": 1.0}], 1)
    assert (rate.everyone, rate.real, rate.hard) == (Share(1, 2), Share(1, 1), Share(1, 1))


def test_a_rate_that_no_clean_name_reaches_has_no_threshold() -> None:
    assert at_rate([*CLEAN, positive(1)], [*({} for _ in CLEAN), {"e1": 0.0}], 1).threshold is None


def test_candidates_count_whatever_their_score() -> None:
    assert among_candidates([positive(1), positive(2), clean(1)], [{"e2": 0.0}, {"e9": 1.0}, {}]) == Share(1, 2)


def test_a_sample_has_its_share_of_each_kind_and_is_always_the_same() -> None:
    queries = [*CLEAN[:90], *(positive(number) for number in range(30))]
    drawn = sample(queries, 1 / 3)
    assert [sum(query.kind is kind for query in drawn) for kind in (Kind.CLEAN, Kind.POSITIVE)] == [30, 10]
    assert sample(list(reversed(queries)), 1 / 3) == drawn


def test_a_birth_date_is_told_only_when_it_is_asked_for() -> None:
    assert positive(1).as_json(is_dated=False)["born"] is None
    assert positive(1).as_json(is_dated=True)["born"] == "1970-01-02"


@pytest.fixture
def record() -> Record:
    rate = AtRate(10, 0.5, Share(8, 10), Share(3, 4), Share(1, 20))
    accuracies = tuple(
        Accuracy(name, is_dated, {"positive": 10, "clean": 2000}, (rate,), Share(9, 10))
        for name, is_dated in (("counterfoil", False), ("a peer", False), ("counterfoil", True))
    )
    costs = (
        Cost("counterfoil", {"counterfoil": "1"}, 2.0, 2.1, (0.001, 0.002), 200, 90_000_000),
        Cost("a peer", {"peer": "3"}, 14.0, 14.1, (0.02, 0.02), 200, 300_000_000),
    )
    return Record("2026-01-02", "a machine", 7, 9, accuracies, costs)


def test_a_screening_record_is_read_as_it_was_written(record: Record, tmp_path: Path) -> None:
    record.save(tmp_path / "record.json")
    assert Record.load(tmp_path / "record.json") == record


def test_the_section_shows_recall_with_its_interval_and_ratios_round_by_round(record: Record) -> None:
    text = section(record)
    assert "| counterfoil | 80.0% (49.0% to 94.3%) | 75.0% (30.1% to 95.4%) | 5.0% | 90.0% | 10 and 2,000 |" in text
    assert "| a peer | 50 | 15.0 (10.0 to 20.0) | 14.0 | 300 |" in text
    assert "Versions: counterfoil 1, peer 3." in text


def test_contestants_without_birth_dates_have_no_row_with_them(record: Record) -> None:
    dated = section(record).split("### ")[2]
    assert "counterfoil" in dated
    assert "a peer" not in dated
