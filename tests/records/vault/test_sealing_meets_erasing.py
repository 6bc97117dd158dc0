"""Who seals and who erases at the same moment wait for each other, and nothing that was erased comes back."""

import threading

import pytest
from vault_made import NOW, seal

from counterfoil.errors import EvidenceGone
from counterfoil.records.vault import Clock


@pytest.fixture
def meanwhile():
    """Begin something in another thread that has to wait; give what tells how it ended."""
    threads = []

    def begin(work):
        ended, begun = [], threading.Event()

        def run():
            begun.set()
            try:
                ended.append(work())
            except EvidenceGone as gone:
                ended.append(gone)

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        begun.wait()
        return lambda: (threads[-1].join(), ended[0])[1]

    yield begin
    for thread in threads:
        thread.join()


def test_what_is_being_sealed_is_erased_with_the_rest(database, vault, meanwhile):
    def erase():
        with database.writing() as connection:
            return vault.destroy_keys(connection, "default", "ver_1", [Clock.BIOMETRICS], NOW)

    with database.writing() as connection:
        seal(vault, connection)
    with database.writing() as connection:
        piece = seal(vault, connection)
        erased = meanwhile(erase)
    assert erased() == 2
    with database.reading() as connection:
        assert all(one.erased_at == NOW for one in vault.find(connection, "default", "ver_1"))
        with pytest.raises(EvidenceGone):
            vault.open(connection, "default", piece.id)


@pytest.mark.parametrize("sealed_before", [True, False])
def test_what_comes_while_it_is_being_erased_is_refused(database, vault, meanwhile, sealed_before):
    def add():
        with database.writing() as connection:
            return seal(vault, connection, kind="portrait")

    if sealed_before:
        with database.writing() as connection:
            seal(vault, connection)
    with database.writing() as connection:
        vault.destroy_keys(connection, "default", "ver_1", [Clock.BIOMETRICS], NOW)
        added = meanwhile(add)
    assert isinstance(added(), EvidenceGone)
    with database.reading() as connection:
        assert vault.find(connection, "default", "ver_1", "portrait") == []


def test_an_erasure_that_is_undone_lets_the_next_one_in(database, vault, meanwhile):
    def add():
        with database.writing() as connection:
            return seal(vault, connection)

    with pytest.raises(ZeroDivisionError), database.writing() as connection:  # noqa: PT012 - it fails half-way
        vault.destroy_keys(connection, "default", "ver_1", [Clock.BIOMETRICS], NOW)
        added = meanwhile(add)
        1 / 0  # noqa: B018 - any failure
    piece = added()
    with database.reading() as connection:
        assert vault.open(connection, "default", piece.id)
