"""No sealed piece passes for another one, and none that was altered is opened."""

import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from vault_made import CONTENT, NOW, seal

from counterfoil.errors import EvidenceAltered, VaultError
from counterfoil.records.tables import evidence, secrets, vault_keys
from counterfoil.records.vault import Clock, KeyRing, small
from counterfoil.records.vault.local_key import LocalKey
from counterfoil.records.vault.sealing import OVERHEAD, NotWhatWasSealed, bound, open_bytes, seal_bytes

KEY = bytes(range(32))
parts = st.lists(st.text() | st.integers(), max_size=8)


@given(st.binary(max_size=2000), parts)
def test_what_is_sealed_opens_and_is_no_longer_than_it_must_be(content, binding):
    sealed = seal_bytes(KEY, content, bound(*binding))
    assert open_bytes(KEY, sealed, bound(*binding)) == content
    assert len(sealed) == len(content) + OVERHEAD


@given(st.binary(min_size=1, max_size=200), st.data())
def test_any_flipped_bit_is_refused(content, data):
    sealed = seal_bytes(KEY, content, b"")
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NotWhatWasSealed):
        open_bytes(KEY, sealed, b"")


@given(st.binary(max_size=200), st.data())
def test_any_cut_or_lengthened_piece_is_refused(content, data):
    sealed = bytes(seal_bytes(KEY, content, b""))
    cut = data.draw(st.integers(0, len(sealed) - 1))
    more = data.draw(st.binary(min_size=1, max_size=40))
    for other in (sealed[:cut], sealed + more, more + sealed):
        with pytest.raises(NotWhatWasSealed):
            open_bytes(KEY, other, b"")


@given(st.binary(max_size=200))
def test_bytes_that_nobody_sealed_are_refused(noise):
    with pytest.raises(NotWhatWasSealed):
        open_bytes(KEY, noise, b"")


@given(parts, parts)
def test_different_parts_are_never_bound_alike(these, those):
    assert (bound(*these) == bound(*those)) == ([str(part) for part in these] == [str(part) for part in those])


def test_the_same_content_sealed_twice_looks_different():
    assert seal_bytes(KEY, CONTENT, b"") != seal_bytes(KEY, CONTENT, b"")


def test_another_key_does_not_open():
    with pytest.raises(NotWhatWasSealed):
        open_bytes(bytes(32), seal_bytes(KEY, CONTENT, b""), b"")


@pytest.mark.parametrize(
    "moved",
    [
        {"subject": "ver_2"},
        {"tenant": "other"},
        {"kind": "portrait"},
        {"version": 7},
        {"media_type": "text/html"},
        {"sha256": "0" * 64},
        {"size": 1},
        {"id": "evd_other"},
    ],
    ids=lambda moved: next(iter(moved)),
)
def test_a_row_that_says_something_else_is_refused(database, vault, moved):
    with database.writing() as connection:
        piece = seal(vault, connection)
        connection.execute(update(evidence).values(moved))
        piece = replace(piece, **moved)
        with pytest.raises(EvidenceAltered) as wrong:
            vault.open(connection, piece.tenant, piece.id)
    assert str(wrong.value) == f"Evidence {piece.id} is not what was sealed"


@pytest.mark.parametrize(
    "other", [{"kind": "portrait"}, {"subject": "ver_2"}, {"tenant": "other"}, {}, {"clock": Clock.RECORDS}]
)
def test_swapped_objects_are_refused(database, vault, other):
    with database.writing() as connection:
        one, two = seal(vault, connection), seal(vault, connection, **other)
        first, second = (_object(connection, piece.id) for piece in (one, two))
        for piece, name in ((one, None), (two, first), (one, second)):
            connection.execute(update(evidence).where(evidence.c.id == piece.id).values(object=name))
        for piece in (one, two):
            with pytest.raises(EvidenceAltered):
                vault.open(connection, piece.tenant, piece.id)


@pytest.mark.parametrize(
    "moved",
    [{"clock": "records"}, {"clock": "none"}, {"wrapped": os.urandom(67)}, {"wrapped": b""}],
)
def test_a_key_that_was_moved_or_altered_is_refused(database, vault, moved):
    with database.writing() as connection:
        piece = seal(vault, connection)
        connection.execute(update(vault_keys).values(moved))
        with pytest.raises(EvidenceAltered):
            vault.open(connection, "default", piece.id)


@pytest.mark.parametrize("moved", [{"subject": "ver_9"}, {"tenant": "other"}])
def test_evidence_that_was_moved_with_its_key_is_refused(database, vault, moved):
    with database.writing() as connection:
        piece = replace(seal(vault, connection), **moved)
        connection.execute(update(vault_keys).values(moved))
        connection.execute(update(evidence).values(moved))
        with pytest.raises(EvidenceAltered):
            vault.open(connection, piece.tenant, piece.id)


def test_nothing_is_sealed_under_a_key_that_was_altered(database, vault):
    with database.writing() as connection:
        seal(vault, connection)
        connection.execute(update(vault_keys).values(wrapped=os.urandom(67)))
        with pytest.raises(EvidenceAltered):
            seal(vault, connection)


def test_the_key_of_another_subject_does_not_open(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection)
        other = seal(vault, connection, subject="ver_2")
        connection.execute(update(evidence).where(evidence.c.id == piece.id).values(key=_key(connection, other.id)))
        with pytest.raises(EvidenceAltered):
            vault.open(connection, "default", piece.id)


def test_an_object_that_is_missing_is_told(database, vault):
    with database.writing() as connection:
        piece = seal(vault, connection)
        vault.store.delete([_object(connection, piece.id)])
        with pytest.raises(EvidenceAltered, match=f"^Evidence {piece.id} is missing from the store$"):
            vault.open(connection, "default", piece.id)


def test_a_row_leads_to_no_other_file(database, vault, folder, tmp_path):
    with database.writing() as connection:
        piece = seal(vault, connection)
        place = folder / _object(connection, piece.id)
        place.rename(tmp_path / "elsewhere")
        connection.execute(update(evidence).values(object="../elsewhere"))
        with pytest.raises(EvidenceAltered, match="missing"):
            vault.open(connection, "default", piece.id)


@pytest.mark.parametrize("changed", [{"sealed": b"other"}, {"wrapped": b"other"}, {"id": "webhook/whe_2"}])
def test_a_secret_that_was_altered_or_moved_is_refused(database, vault, changed):
    with database.writing() as connection:
        vault.put_secret(connection, vault.seal_secret("webhook/whe_1", b"secret"), NOW)
        connection.execute(update(secrets).values(changed))
        with pytest.raises(VaultError, match="is not what was sealed"):
            vault.open_secret(vault.find_secret(connection, changed.get("id", "webhook/whe_1")))


@given(st.data())
def test_a_small_thing_that_was_altered_is_refused(data):
    ring = KeyRing([LocalKey(KEY)])
    sealed = bytearray(small.new_box(ring, "ver_1").seal(b"an answer"))
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(VaultError):
        small.open_small(ring, "ver_1", bytes(sealed))
    with pytest.raises(VaultError):
        small.open_small(ring, "ver_1", bytes(sealed[: bit // 8]))


def _object(connection, evidence_id):
    return connection.execute(evidence.select().where(evidence.c.id == evidence_id)).one().object


def _key(connection, evidence_id):
    return connection.execute(evidence.select().where(evidence.c.id == evidence_id)).one().key
