"""Measure the engine under the worker, and what a verification costs through it.

    python -m tools.measure_worker engine [--database URL] [--workers N] [--count N]
    python -m tools.measure_worker verifications [--database URL] [--count N]

``engine`` hands over attempts that are judged by doing nothing: how many a second, how long handing over and one alone
take, what a worker keeps in memory, and after what time a killed worker's work is taken up. ``verifications`` judges
real ones, bare and through a worker, and compares the processor time. Without a URL a database on SQLite is made and
removed.
"""

import argparse
import multiprocessing
import os
import resource
import signal
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from counterfoil import images
from counterfoil.decision import load_policy
from counterfoil.decision.choosing import policies
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.engine import Engine
from counterfoil.jobs.handing_over import Handover
from counterfoil.jobs.patience import Patience
from counterfoil.jobs.watching import Watch, new_id
from counterfoil.jobs.worker import Manner, run_worker
from counterfoil.models import ModelStore, Networks
from counterfoil.records import ids, verifications
from counterfoil.records.access.tenants import DEFAULT, ensure_tenant
from counterfoil.records.books import Books, open_books
from counterfoil.records.database import Database
from counterfoil.records.shelf import Shelf
from counterfoil.records.vault import Clock, Unsealed
from counterfoil.records.verifications import Retention, State
from counterfoil.verification import MODELS, verify

_SPECIMENS = Path(__file__).parents[1] / "tests" / "specimens"
_PEOPLE = tuple(f"p{number:02d}" for number in range(1, 17))
_SPAWN = multiprocessing.get_context("spawn")
_MEBIBYTE = 2**20


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["engine", "verifications"])
    parser.add_argument("--database", default="")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = said.database or f"sqlite:///{folder}/records.sqlite"
        if said.what == "engine":
            _measure_engine(url, said.workers, said.count)
        else:
            _measure_verifications(url, Path(folder), said.count)


def _idle_worker(url: str, counted: "multiprocessing.sharedctypes.Synchronized[int]", seconds: float) -> None:
    """Be a worker whose judging takes so many seconds and does nothing."""
    database = Database(url)
    engine = Engine(database, which := new_id("measured"), at_once=1)
    watch = Watch(database, engine, which, "measured", lambda: datetime.now(UTC))

    def judge(_which: str, _attempt: int) -> None:
        time.sleep(seconds)
        with counted.get_lock():
            counted.value += 1

    watch.arrive()
    engine.start(judge, lambda _which, _attempt: None, Patience())
    while True:
        watch.look()
        time.sleep(1)


def _measure_engine(url: str, workers: int, count: int) -> None:
    database = Database(url)
    handover = Handover(database)
    handover.hand_over("ver_first", 0)
    counted = _SPAWN.Value("i", 0)
    started = [_start(_idle_worker, url, counted, 0.0) for _ in range(workers)]
    _until(lambda: counted.value >= 1)
    took = []
    began = time.monotonic()
    for number in range(count):
        before = time.monotonic()
        handover.hand_over(f"ver_{number}", 1)
        took.append(time.monotonic() - before)
    _until(lambda: counted.value >= count + 1)
    print(f"handing over: {1000 * statistics.median(took):.1f} ms (median)")
    print(f"done: {count / (time.monotonic() - began):.0f} a second by {workers} workers, one at a time each")
    alone = []
    for number in range(20):
        before, done = time.monotonic(), counted.value
        handover.hand_over(f"ver_alone_{number}", 1)
        _until(lambda done=done: counted.value > done)  # type: ignore[misc]
        alone.append(time.monotonic() - before)
    print(f"one alone: {1000 * statistics.median(alone):.0f} ms from handing over to done (median)")
    print(f"memory of a worker without models: {_resident(started[0].pid or 0):.0f} MiB")
    for process in started:
        process.kill()
    slow, quick = _start(_idle_worker, url, counted, 3600.0), None
    handover.hand_over("ver_slow", 1)
    time.sleep(5)
    done = counted.value
    slow.kill()
    before = time.monotonic()
    quick = _start(_idle_worker, url, counted, 0.0)
    _until(lambda: counted.value > done)
    print(f"taken up {time.monotonic() - before:.0f} s after a kill, by a worker that was started then")
    quick.kill()
    handover.close()


def _measure_verifications(url: str, folder: Path, count: int) -> None:
    os.environ |= {
        "COUNTERFOIL_DATABASE": url,
        "COUNTERFOIL_VAULT": str(folder / "vault"),
        "COUNTERFOIL_KEK_FILE": str(folder / "vault.key"),
        "COUNTERFOIL_SIGNING_KEY": str(folder / "signing.jwk"),
        "COUNTERFOIL_OFFLINE": "1",
    }
    networks = Networks(ModelStore())
    networks.require(MODELS)
    people = [_PEOPLE[number % len(_PEOPLE)] for number in range(count)]
    _bare(networks, people[:2])
    before = _own_seconds()
    _bare(networks, people)
    bare = (_own_seconds() - before) / count
    print(f"memory, bare: {_resident(os.getpid()):.0f} MiB")
    books = open_books()
    ids = [_handed_in(books, person) for person in people]
    process = _start(_worker)
    _until(lambda: all(_is_over(books, which) for which in ids[:2]))
    over = sum(_is_over(books, which) for which in ids)
    began, used = time.monotonic(), _seconds_of(process.pid or 0)
    _until(lambda: all(_is_over(books, which) for which in ids), every=1.0)
    through = (_seconds_of(process.pid or 0) - used) / (count - over)
    rate = (count - over) / (time.monotonic() - began)
    print(f"processor seconds a verification: bare {bare:.3f}, through the worker {through:.3f}")
    print(f"that is {through / bare:.2f} times")
    print(f"{rate:.2f} a second through one worker; memory of the worker {_resident(process.pid or 0):.0f} MiB")
    process.kill()


def _bare(networks: Networks, people: list[str]) -> None:
    for person in people:
        page, probe = (images.load(_SPECIMENS / person / name) for name in ("document-perspective.jpg", "selfie-1.jpg"))
        verify(page, probe, load_policy("border"), datetime.now(UTC).date(), networks)


def _handed_in(books: Books, person: str) -> str:
    now = datetime.now(UTC)
    which = ids.new_id("ver", now)
    pieces = [
        Unsealed(kind, Clock.BIOMETRICS, (_SPECIMENS / person / name).read_bytes(), "image/jpeg")
        for kind, name in (("document_front", "document-perspective.jpg"), ("probe", "selfie-1.jpg"))
    ]
    sealed = books.vault.seal(books.database, tenant=DEFAULT, subject=which, pieces=pieces, now=now)
    with books.database.writing() as connection:
        ensure_tenant(connection, now=now)
        made = verifications.create(
            connection,
            which=which,
            tenant=DEFAULT,
            policy=load_policy("border"),
            consent_version="1",
            is_test=False,
            expires_at=now + timedelta(days=1),
            actor="system",
            now=now,
        )
        verifications.consent(connection, made.id, version="1", language="en", now=now)
        for piece in books.vault.register(connection, sealed):
            verifications.capture(connection, made.id, kind=piece.kind, evidence=piece, now=now)
        verifications.submit(connection, made.id, now)
    return made.id


def _worker() -> None:
    bench = Bench(open_books(), Networks(ModelStore()), policies(None), Shelf(), Retention())
    run_worker(bench, Manner(), threading.Event())


def _is_over(books: Books, which: str) -> bool:
    with books.database.reading() as connection:
        found = verifications.known(connection, which)
    return found is not None and found.state is not State.PROCESSING


def _start(work: Callable[..., None], *arguments: object) -> BaseProcess:
    process = _SPAWN.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def _until(condition: Callable[[], bool], every: float = 0.002) -> None:
    while not condition():
        time.sleep(every)


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _MEBIBYTE


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _seconds_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1))
    main()
