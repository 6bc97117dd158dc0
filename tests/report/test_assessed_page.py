"""The report of an assessment, from runs that are made up."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from counterfoil.assurance import distribution, limits
from counterfoil.assurance.assessment import Compared, measure
from counterfoil.assurance.csv_rows import WrongRow
from counterfoil.assurance.intervals import share
from counterfoil.assurance.pair_list import Group
from counterfoil.assurance.presentation import Answer, Presentation, measure_attacks
from counterfoil.assurance.running import Acquisition, Latency, PairCounts, Run, sold_thresholds
from counterfoil.assurance.worst import Worst, WorstPair
from counterfoil.report.assessed import headline, model_card, render

HOSTILE = "<script>alert('x')</script>|$x^2$"


@pytest.fixture
def make(monkeypatch):
    monkeypatch.setattr(limits, "REPLICATES", 50)

    def make(shift=0.0, labels=("", "x", HOSTILE), kept=slice(None), asked=False):
        random = np.random.default_rng(8)
        people = random.integers(0, 60, (30_000, 2)).astype(np.int32)
        same = people[:, 0] == people[:, 1]
        similarity = np.where(same, random.normal(0.6, 0.15, len(same)), random.normal(shift, 0.1, len(same)))
        codes = (1 + people % 2).astype(np.uint8)
        compared = Compared(
            np.clip(similarity, -1, 1).astype(np.float32)[kept],
            same[kept],
            people[kept],
            (Group("site", labels, codes[kept]),),
            {name: random.integers(50, 100, (len(same), 2)).astype(np.float32)[kept] for name in ("one", "two")},
        )
        measured = measure(compared, sold_thresholds())
        times = distribution.times("read", np.array([1.0, 2.0], np.float32))
        return Run(
            measured=measured,
            pairs=PairCounts(30_001, 1, 0, 0, 0, 0, measured.genuine.count, measured.impostor.count),
            acquisition=Acquisition(60, share(1, 60), {"face_not_found": 1}, share(2, 59), {"face.pose": 2}),
            latency=Latency((times,), (times,)),
            wrong=(WrongRow(7, HOSTILE),),
            worst=Worst((WorstPair(HOSTILE, "b.jpg", 0.1),), ()) if asked else None,
            versions={"counterfoil": "0", "pipeline": "1"},
        )

    return make


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.addresses = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href", "action", "srcset"}]
        if tag not in {"meta", "img", "br", "line", "use", "path", "circle"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in {"meta", "img", "br", "line", "use", "path", "circle"}:
            assert self.open.pop() == tag


def test_the_page_is_whole_needs_nothing_else_and_runs_nothing(make):
    page = render(make(asked=True), measure_attacks([Presentation(HOSTILE, Answer.ATTACK)], {}), HOSTILE)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert "script" not in tags.seen
    assert "default-src 'none'" in page
    assert all(address.startswith(("data:", "#")) for address in tags.addresses)
    assert len([address for address in tags.addresses if address.startswith("data:image/svg+xml")]) >= 6


def test_the_same_run_gives_the_same_bytes(make):
    assert render(make(), None, "pairs.csv") == render(make(), None, "pairs.csv")


def test_what_matters_most_to_a_reader_comes_first(make):
    page = render(make(), None, "pairs.csv")
    titles = re.findall(r"<h[12] id=\"(\w+)\"", page)
    assert titles == ["headline", "sold", "errors", "groups", "pictures", "latency", "list", "limits", "provenance"]


def test_the_headline_says_that_a_threshold_holds_or_does_not(make):
    assert (headline(make()).tone, headline(make(shift=0.12)).tone) == ("accept", "reject")
    assert headline(make(shift=0.12)).text.startswith("Sold as 1 in ")
    assert headline(make(kept=slice(40))).text == "Too few pairs to check the thresholds"
    assert all(headline(make(shift=shift)).steps for shift in (0, 0.12))


def test_a_model_card_is_a_table_that_labels_cannot_break(make):
    card = model_card(make(), measure_attacks([Presentation(HOSTILE, Answer.ATTACK)], {}), HOSTILE)
    assert "<script>" not in card.replace(r"\<script\>", "")
    tables = [line for line in card.splitlines() if line.startswith("|")]
    assert len(tables) > 10
    for line in tables:
        assert line.endswith("|")
    assert "**Not known:**" in card


def test_a_group_without_any_pairs_has_no_plot_but_a_sentence(make):
    page = render(make(labels=("", "x", "y"), kept=slice(6)), None, "pairs.csv")
    assert "not measurable" in page
