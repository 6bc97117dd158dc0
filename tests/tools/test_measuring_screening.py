"""Screening is measured on lists and queries in files; here on invented ones."""

import json
from dataclasses import replace

import numpy as np
import pytest

from counterfoil.screening.matching import MATCHER, PARAMETERS
from tools.measure_screening.__main__ import print_figures
from tools.measure_screening.calibrating import calibrate
from tools.measure_screening.lengths import lengths
from tools.measure_screening.rates import above, rate, threshold
from tools.measure_screening.sets import Half, read
from tools.measure_screening.tuning import Tuning, changed

FIRST = ("Valdemar", "Amina", "Chidi", "Jonas", "Tulumba")
LAST = ("Ostrovin", "Karowe", "Kupuku", "Belandris")


@pytest.fixture
def folder(tmp_path):
    listed = [
        {
            "id": f"x-{at}",
            "name": [f"{first} {last}"],
            "alias": [],
            "weakAlias": [f"{first} {last}", "Momo"],
            "birthDate": [f"19{60 + at}-04-07"],
            "nationality": ["Germany"],
            "idNumber": [],
        }
        for at, (first, last) in enumerate((first, last) for first in FIRST for last in LAST)
    ]
    positives = [
        {
            "qid": f"p{at}",
            "name": one["name"][0].lower(),
            "birthDate": one["birthDate"][0],
            "nationality": None,
            "category": "exact",
            "real": at % 2 == 0,
            "accept": [one["id"]],
        }
        for at, one in enumerate(listed)
    ]
    clean = [
        {
            "qid": f"n{at}",
            "name": f"Olufemi Person{at:x}",
            "birthDate": "1950-01-01",
            "nationality": None,
            "category": kind,
        }
        for at in range(60)
        for kind in ("negatives_global", "hard_recombined", "namesake")[at % 3 : at % 3 + 1]
    ]
    for name, rows in (("index-persons", listed), ("positives-dev", positives), ("clean-dev", clean)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_with_every_name_once_and_namesakes_left_out(folder):
    sets = read(folder)
    assert [name.text for name in sets.entities[0].names] == ["Valdemar Ostrovin", "Momo"]
    assert sets.entities[0].nationalities == ("de",)
    assert (len(sets.positives), len(sets.clean), len(sets.hard)) == (20, 20, 20)
    assert {asked.half for asked in sets.positives} == set(type(sets.positives[0].half))


def test_the_figures_show_that_exact_names_are_found(folder, capsys):
    print_figures(read(folder))
    told = capsys.readouterr().out
    assert "20 queries, 20 clean names, 20 recombined ones" in told
    assert "names only, 10 false positives per 1,000 clean names" in told
    all_of_them = next(line for line in told.splitlines() if line.startswith("all "))
    assert all_of_them.split()[1] == "100.0"


def test_a_calibration_begins_at_certainty_and_falls(folder):
    table = json.loads(calibrate(read(folder)))
    assert table["matcher"] == MATCHER
    assert table["measured"] == {"entities": 20, "listed_names": 40, "clean_names": 20}
    for kind in ("names_only", "with_birth_date"):
        assert table[kind][0] == [0.0, 1.0, 1.0, 1.0]
        rates = [point[1] for point in table[kind]]
        assert rates == sorted(rates, reverse=True)


def test_a_threshold_lets_through_no_more_clean_names_than_it_may():
    clean = np.array([0.1, 0.2, 0.2, 0.3, 0.9, 0.9, 0.4, 0.5, 0.6, 0.7])
    for share in (0.1, 0.2, 0.3):
        assert above(clean, threshold(clean, share)).share <= share
    assert above(clean, threshold(clean, 0.2)).share == 0.2


def test_a_rate_has_its_interval():
    few, many = rate(5, 10), rate(500, 1000)
    assert few.low < many.low < 0.5 < many.high < few.high
    assert (rate(0, 10).low, rate(10, 10).high) == pytest.approx((0.0, 1.0))


def test_the_search_never_leaves_with_less_than_it_began_with_and_finds_what_was_spoilt(folder):
    sets = read(folder)
    near = tuple(replace(one, name=f"{FIRST[at % 5]} {LAST[at % 4]} Ostrovan") for at, one in enumerate(sets.clean))
    tuning = Tuning(replace(sets, clean=near))
    spoilt = PARAMETERS._replace(left_in_query=0.0, left_in_listed=0.0, contradiction=0.0)
    worths = [worth for worth, _ in tuning.search(1, spoilt)]
    assert worths == sorted(worths)
    assert worths[0] < worths[-1]
    assert worths[0] < tuning.worth(PARAMETERS)
    assert next(changed(spoilt)).startswith("    left_in_query: float = 0")


def test_the_search_may_be_shown_one_half_of_the_queries(folder):
    sets = read(folder)
    whole, *halves = (Tuning(sets, half).worth(PARAMETERS) for half in (None, *Half))
    assert all(half > 0 for half in halves)
    assert min(halves) <= whole <= max(halves)


def test_the_length_of_the_list_is_measured_on_parts_of_it_and_on_invented_lists(folder):
    lines = list(lengths(read(folder), invented=[30]))
    assert [line.split()[0] for line in lines[::6]] == ["1/1", "1/2", "1/4", "1/8", "invented"]
    assert len(lines) == 30
