"""What a worker waits for, and what it does not."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from attempts_made import NOW, handed_in, known

from counterfoil.errors import EvidenceAltered, ModelError
from counterfoil.jobs.judging import judge
from counterfoil.jobs.patience import Patience
from counterfoil.models import REGISTRY, ModelStore, Networks
from counterfoil.records.verifications import State

LATER = NOW + timedelta(minutes=1)


def test_a_model_file_that_is_gone_is_waited_for_and_the_work_goes_on_when_it_is_back(
    bench, specimens, store, tmp_path
):
    folder = tmp_path / "models"
    folder.mkdir()
    for name in REGISTRY:
        (folder / store.path(name).name).symlink_to(store.path(name))
    gone = folder / store.path("sface").name
    gone.rename(folder / "elsewhere")
    own = replace(bench, networks=Networks(ModelStore(folder, offline=True)))
    captures = {"document_front": specimens / "p01" / "document-flat.jpg", "probe": specimens / "p01" / "selfie-1.jpg"}
    which, tried_twice, tries = handed_in(own.books, captures), threading.Event(), []

    def judged():
        tries.append(None)
        if len(tries) > 1:
            tried_twice.set()
        return judge(own, which, 1, lambda: LATER)

    patience = Patience()
    with ThreadPoolExecutor(1) as worker:
        judging = worker.submit(patience.wait_for, judged)
        while not tried_twice.wait(0.05):
            assert not judging.done(), judging.exception()
        assert known(own.books, which).state is State.PROCESSING
        (folder / "elsewhere").rename(gone)
        assert judging.result()
    assert known(own.books, which).state is State.DECIDED


def test_what_waiting_does_not_mend_is_said_at_once():
    def altered():
        raise EvidenceAltered("evidence is not what was sealed")

    with pytest.raises(EvidenceAltered):
        Patience().wait_for(altered)


def test_whoever_is_told_to_stop_waits_no_more():
    patience = Patience()

    def gone():
        patience.stop()
        raise ModelError("it is gone")

    with pytest.raises(ModelError):
        patience.wait_for(gone)
