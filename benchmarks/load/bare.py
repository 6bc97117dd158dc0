"""The pipeline alone: processes that verify the same pictures over and over, and do nothing else."""

import multiprocessing
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle
from multiprocessing.synchronize import Barrier
from typing import Any

import cv2

from benchmarks.load.person import POLICY, Pictures
from benchmarks.load.record import Rate
from counterfoil.decision import load_policy
from counterfoil.images import decode
from counterfoil.models import ModelStore, Networks
from counterfoil.verification import verify


def measure(people: Sequence[Pictures], count: int, seconds: float) -> Rate:
    """Return what so many processes get through together.

    Args:
        people: Whose pictures, again and again.
        count: How many processes, each with one thread, as a worker has.
        seconds: How long.
    """
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(count)
    answers = context.SimpleQueue()
    workers = [context.Process(target=_work, args=(people, number, seconds, start, answers)) for number in range(count)]
    for worker in workers:
        worker.start()
    rates = [answers.get() for _ in workers]
    for worker in workers:
        worker.join()
    return Rate(sum(rate[0] for rate in rates), sum(rate[1] for rate in rates) / count, sum(rate[2] for rate in rates))


def _work(people: Sequence[Pictures], first: int, seconds: float, start: Barrier, answers: Any) -> None:
    cv2.setNumThreads(1)
    networks = Networks(ModelStore(), threads=1)
    policy = load_policy(POLICY)
    today = datetime.now(tz=UTC).date()

    def judge(person: Pictures) -> None:
        verify(decode(person.document, "document"), decode(person.probe, "probe"), policy, today, networks)

    for person in people:
        judge(person)  # every network is loaded and warm
    start.wait()
    begun, cpu, count = time.perf_counter(), time.process_time(), 0
    turns = cycle([*people[first:], *people[:first]])
    while time.perf_counter() - begun < seconds:
        judge(next(turns))
        count += 1
    answers.put((count, time.perf_counter() - begun, time.process_time() - cpu))
