"""Evidence is sealed before the transaction that registers it: what may come in between, and what is left of it."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from vault_made import CONTENT, NOW, local_key

from counterfoil.errors import EvidenceGone, EvidenceOvertaken
from counterfoil.records.tables import evidence, settings, vault_keys
from counterfoil.records.vault import Clock, KeyRing, Unsealed, Vault, until_registered
from counterfoil.records.vault.store import is_name
from tests.sealing import Slow, held_up

PROBE = Unsealed("probe", Clock.BIOMETRICS, CONTENT, "image/jpeg")
FRONT = Unsealed("document_front", Clock.BIOMETRICS, CONTENT, "image/jpeg")
RESULT = Unsealed("result", Clock.RECORDS, b"{}", "application/json")


@pytest.fixture
def stored(sealed_store):
    return Vault(KeyRing([local_key()]), sealed_store)


@pytest.fixture
def sealed(database):
    def seal(vault, *pieces, subject="ver_1"):
        return vault.seal(database, tenant="default", subject=subject, pieces=pieces or [PROBE], now=NOW)

    return seal


@pytest.fixture
def registered(database):
    def register(vault, what):
        with database.writing() as connection:
            return vault.register(connection, what)

    return register


def found(database, vault):
    with database.reading() as connection:
        return vault.find(connection, "default", "ver_1")


def objects(vault):
    return {one.name for one in vault.store.all() if is_name(one.name)}


def erase(database, vault):
    with database.writing() as connection:
        vault.destroy_keys(connection, "default", "ver_1", set(Clock), NOW)


@pytest.mark.parametrize("slow", ["store", "keys"])
def test_while_a_store_or_a_key_service_is_waited_for_others_write(database, vault, sealed, registered, slow):
    ring, store = Slow(vault.ring.current), Slow(vault.store)
    waiting = Vault(KeyRing([ring]), vault.store) if slow == "keys" else Vault(vault.ring, store)
    held = ring if slow == "keys" else store
    with held_up(held, lambda: registered(waiting, sealed(waiting))), database.writing() as connection:
        connection.execute(settings.insert().values(name="meanwhile", value="written"))
    assert [piece.kind for piece in found(database, vault)] == ["probe"]


def test_several_pieces_of_both_clocks_are_registered_at_once(database, stored, sealed, registered):
    pieces = registered(stored, sealed(stored, PROBE, RESULT, FRONT))
    assert [(piece.kind, piece.version) for piece in pieces] == [("probe", 1), ("result", 1), ("document_front", 1)]
    with database.reading() as connection:
        assert [stored.open(connection, "default", piece.id) for piece in pieces] == [CONTENT, b"{}", CONTENT]


def test_what_is_not_registered_is_nowhere_to_be_found_and_goes(database, stored, sealed, registered):
    (kept,) = registered(stored, sealed(stored))
    before = objects(stored)
    lost = sealed(stored)
    assert objects(stored) - before == set(lost.pieces)
    assert [piece.id for piece in found(database, stored)] == [kept.id]
    assert stored.sweep(database, NOW) == 0  # it is not a day old
    assert stored.sweep(database, NOW, timedelta()) == 1
    assert objects(stored) == before
    with database.reading() as connection:
        assert stored.open(connection, "default", kept.id) == CONTENT


def test_of_the_first_piece_of_all_no_key_is_left_either(database, stored, sealed):
    assert sealed(stored).pieces
    with database.reading() as connection:
        assert connection.execute(select(vault_keys)).all() == []


@pytest.mark.parametrize("is_first", [True, False])
def test_what_was_erased_in_between_is_not_registered(database, stored, sealed, registered, is_first):
    if not is_first:
        registered(stored, sealed(stored))
    late = sealed(stored, FRONT)
    erase(database, stored)
    with pytest.raises(EvidenceGone):
        registered(stored, late)
    assert "document_front" not in [piece.kind for piece in found(database, stored)]
    with database.reading() as connection:
        assert connection.execute(select(vault_keys.c.wrapped)).scalars().all() == [None, None]
    stored.sweep(database, NOW, timedelta())
    assert objects(stored) == set()


def test_who_was_erased_is_refused_before_anything_is_put(database, stored, sealed):
    erase(database, stored)
    with pytest.raises(EvidenceGone):
        sealed(stored)
    assert objects(stored) == set()


def test_what_the_sweep_took_in_between_is_not_registered_whatever_the_clock_says(database, stored, sealed, registered):
    """A store's clock that jumps a day ahead makes everything old: as if no time were given."""
    late = sealed(stored)
    assert stored.sweep(database, NOW, timedelta()) == 1
    with pytest.raises(EvidenceOvertaken):
        registered(stored, late)
    assert found(database, stored) == []
    (piece,) = registered(stored, sealed(stored))
    with database.reading() as connection:
        assert stored.open(connection, "default", piece.id) == CONTENT


def test_the_sweep_waits_for_whoever_registers_and_takes_nothing_of_theirs(database, stored, sealed):
    """It looks for orphans, finds this one, and is made to wait before it deletes."""
    late, swept = sealed(stored), []
    sweeping = threading.Thread(target=lambda: swept.append(stored.sweep(database, NOW, timedelta())))
    with database.writing() as connection:
        (piece,) = stored.register(connection, late)
        sweeping.start()
    sweeping.join()
    assert swept == [0]
    with database.reading() as connection:
        assert stored.open(connection, "default", piece.id) == CONTENT


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_of_a_kind_at_once_the_second_is_sealed_again(database, stored, sealed, registered, is_first):
    if not is_first:
        registered(stored, sealed(stored, FRONT))
    one = sealed(stored)
    rival = [sealed(stored)]
    (first,) = registered(stored, one)
    with pytest.raises(EvidenceOvertaken):
        registered(stored, rival[0])
    (second,) = until_registered(lambda: registered(stored, rival.pop() if rival else sealed(stored)))
    assert (first.version, second.version) == (1, 2)
    with database.reading() as connection:
        assert {stored.open(connection, "default", one.id) for one in (first, second)} == {CONTENT}
        assert connection.execute(select(evidence.c.version).where(evidence.c.kind == "probe")).scalars().all() == [
            1,
            2,
        ]
