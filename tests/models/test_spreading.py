import threading

import pytest

from counterfoil.models import Networks, spread


def test_every_item_is_worked_on_once_by_as_many_threads_as_there_are_networks(store):
    several, done, threads = [Networks(store) for _ in range(3)], [], set()
    together = threading.Barrier(3, timeout=300)

    def work(item, own):
        if item < 3:
            together.wait()
        threads.add(id(own))
        done.append(item)

    spread(iter(range(50)), several, work)
    assert sorted(done) == list(range(50))
    assert len(threads) == 3


def test_the_first_error_ends_it(store):
    done = []

    def work(item, own):
        del own
        done.append(item)
        if item == 3:
            raise ValueError("three")

    with pytest.raises(ValueError, match="three"):
        spread(range(1000), [Networks(store)], work)
    assert done == [0, 1, 2, 3]
