"""Start the contestants, ask each of them for accuracy, then all in turns for time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.process import RunnerProcess
from benchmarks.screening.contestants import OURS, PEERS, Contestant
from benchmarks.screening.measures import Hits, among_candidates, at_rate
from benchmarks.screening.queries import Asked, sample
from benchmarks.screening.record import Accuracy, Cost

PER_THOUSAND: Final = (10, 1)
"""The rates of false positives that are reported."""

_ROOT: Final = Path(__file__).parents[2]
_AT_ONCE: Final = 500
_TIMED: Final = 100
"""Queries in a measured round."""

Candidates = dict[str, list[str]]
"""Ids of this project's candidates by the id of the query."""


class Process(RunnerProcess):
    """A contestant's process: it builds its index once and answers one batch after the other.

    Args:
        contestant: Whose runner it is.
        venvs: Where the peers' environments are.
        listed: The list.

    Raises:
        RuntimeError: It ended before it was asked to.
    """

    def __init__(self, contestant: Contestant, venvs: Path, listed: Path) -> None:
        self.contestant = contestant
        self.peak = 0
        venv = venvs / contestant.venv if contestant.venv else None
        super().__init__(contestant.name, venv, (contestant.runner, str(listed)))

    def ask(
        self, queries: Sequence[Asked], candidates: Candidates | None, *, is_dated: bool, is_timed: bool = False
    ) -> tuple[list[Hits], float]:
        """Return the hits of each query, and the CPU seconds that all took.

        Args:
            queries: Whom to look for.
            candidates: This project's, for a contestant that scores those.
            is_dated: Whether birth dates are told.
            is_timed: Whether a contestant answers as in use; otherwise it returns everyone that it scored.
        """
        batch = {
            "queries": [query.as_json(is_dated=is_dated) for query in queries],
            "candidates": [candidates[query.id] for query in queries] if candidates is not None else None,
            "is_timed": is_timed,
        }
        reply = self.reply_to(batch)
        self.peak = max(self.peak, reply["peak"])
        return [dict(hits) for hits in reply["hits"]], reply["cpu"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to be.

    Attributes:
        queries: All of them.
        listed: The list.
        venvs: Where the peers' environments are.
        rounds: How often the time is taken.
        slow_share: The share of the queries that the slow are asked for accuracy.
        known: What peers found in an earlier run, which no change of this project's code can change.
    """

    queries: Sequence[Asked]
    listed: Path
    venvs: Path
    rounds: int
    slow_share: float
    known: Sequence[Accuracy] = ()


def hold(plan: Plan) -> tuple[list[Accuracy], list[Cost]]:
    """Let everyone screen the same queries.

    Raises:
        RuntimeError: A contestant ended early.
    """
    accuracies: list[Accuracy] = []
    with ExitStack() as stack:
        processes = [stack.enter_context(Process(one, plan.venvs, plan.listed)) for one in (OURS, *PEERS)]
        for is_dated in (False, True):
            answers = _answers(processes[0], plan.queries, None, is_dated=is_dated)
            given = {query.id: list(hits) for query, hits in zip(plan.queries, answers, strict=True)}
            accuracies.append(_accuracy(OURS, plan.queries, answers, is_dated=is_dated))
            accuracies += [_peer(process, plan, given, is_dated=is_dated) for process in _taking(processes, is_dated)]
        timed = sample(plan.queries, 1)[:_TIMED]
        spent = _rounds(processes, timed, given, plan.rounds)
        costs = [_cost(process, spent[number], len(timed)) for number, process in enumerate(processes)]
    return accuracies, costs


def _taking(processes: Sequence[Process], is_dated: bool) -> Iterator[Process]:
    """Give the peers to which these queries make sense."""
    return (process for process in processes[1:] if process.contestant.knows_dates or not is_dated)


def _peer(process: Process, plan: Plan, given: Candidates, *, is_dated: bool) -> Accuracy:
    contestant = process.contestant
    for one in plan.known:
        if (one.contestant, one.is_dated) == (contestant.name, is_dated) and not contestant.is_given:
            return one
    asked = sample(plan.queries, plan.slow_share if contestant.is_slow else 1)
    return _accuracy(contestant, asked, _answers(process, asked, given, is_dated=is_dated), is_dated=is_dated)


def _answers(process: Process, queries: Sequence[Asked], given: Candidates | None, *, is_dated: bool) -> list[Hits]:
    print(f"{process.contestant.name}: {len(queries)} queries{' with birth dates' if is_dated else ''}", flush=True)
    candidates = given if process.contestant.is_given else None
    return [hits for batch in _batches(queries) for hits in process.ask(batch, candidates, is_dated=is_dated)[0]]


def _batches(queries: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    return (queries[start : start + _AT_ONCE] for start in range(0, len(queries), _AT_ONCE))


def _accuracy(contestant: Contestant, queries: Sequence[Asked], answers: Sequence[Hits], *, is_dated: bool) -> Accuracy:
    return Accuracy(
        contestant=contestant.name,
        is_dated=is_dated,
        asked=dict(Counter(query.kind.value for query in queries)),
        rates=tuple(at_rate(queries, answers, per_thousand) for per_thousand in PER_THOUSAND),
        candidates=among_candidates(queries, answers),
    )


def _rounds(
    processes: Sequence[Process], queries: Sequence[Asked], given: Candidates, rounds: int
) -> list[list[float]]:
    """Return the CPU seconds of each round of each process; every other round goes in the opposite order."""
    spent: list[list[float]] = [[] for _ in processes]
    for number in range(rounds):
        order = list(enumerate(processes))
        for index, process in order if number % 2 == 0 else reversed(order):
            candidates = given if process.contestant.is_given else None
            spent[index].append(process.ask(queries, candidates, is_dated=True, is_timed=True)[1])
    return spent


def _cost(process: Process, spent: Sequence[float], queries: int) -> Cost:
    return Cost(
        contestant=process.contestant.name,
        versions=process.first_reply["versions"],
        build_cpu=process.first_reply["cpu"],
        build_wall=process.first_reply["wall"],
        cpu=tuple(seconds / queries for seconds in spent),
        queries=queries,
        peak=process.peak,
    )
