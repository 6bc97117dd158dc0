"""An export says by itself what the database says, and no line of it can be changed, moved, added or taken out."""

import json

import pytest
from chains import KEY, KEYS, NOW, change, changed, exported, fill, verify
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import CounterfoilError, FileError
from counterfoil.records.database import Database
from counterfoil.records.ledger import (
    Fault,
    Problem,
    Verified,
    checkpoint,
    checkpoint_line,
    read_checkpoints,
    verify_export,
)
from counterfoil.records.signing import SigningKey, jwks

MANY = 12
WORDS = ("kind", "subject", "actor", "previous", "digest", "at", "tenant")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An export with checkpoints behind entries 4, 8 and 12."""
    folder = tmp_path_factory.mktemp("export")
    database = Database(folder / "records.sqlite")
    fill(database, MANY, signed={4, 8, 12})
    return exported(database, folder / "ledger.jsonl")


def test_an_export_that_nobody_touched_verifies_as_the_database_does(whole):
    outcome = whole.verify(whole.lines)
    assert isinstance(outcome, Verified)
    assert (outcome.tenant, outcome.entries, outcome.checkpoints, outcome.signed_to) == ("a", MANY, 3, MANY)
    assert len(whole.lines) == 1 + MANY + 3


def test_without_other_keys_those_in_the_file_are_used_and_told(whole):
    whole.verify(whole.lines)
    done = verify_export(whole.path)
    assert isinstance(done.outcome, Verified)
    assert [key["kid"] for key in done.own_keys["keys"]] == [KEY.kid]


def test_an_export_that_was_signed_anew_with_a_key_of_ones_own_is_forged_to_whoever_has_the_right_keys(whole):
    assert whole.verify(whole.lines, keys=jwks([SigningKey.generate()])).problem is Problem.FORGED_CHECKPOINT


@given(st.integers(1, MANY), st.sampled_from(WORDS), st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_change_of_any_word_names_the_entry(whole, number, word, value):
    at = whole.entry(number)
    line = changed(whole.lines[at], **{word: value})
    if line == whole.lines[at]:
        return
    fault = whole.verify([*whole.lines[:at], line, *whole.lines[at + 1 :]])
    assert (fault.number, fault.since) == (number, number)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.integers(1, MANY), st.sampled_from((*WORDS, "body", "number", "more")), json_values)
def test_anything_in_place_of_a_word_names_the_entry(whole, number, word, value):
    at = whole.entry(number)
    try:
        line = changed(whole.lines[at], **{word: value})
    except UnicodeEncodeError:
        return  # half a surrogate pair cannot be written at all
    if line == whole.lines[at]:
        return
    fault = whole.verify([*whole.lines[:at], line, *whole.lines[at + 1 :]])
    # An entry that takes the number of an earlier one may also be told as that one, standing twice.
    assert fault.number == number or (fault.problem is Problem.OUT_OF_ORDER and fault.number == value)


@given(st.data())
def test_no_byte_of_an_export_can_be_changed(whole, data):
    at = data.draw(st.integers(1, len(whole.lines) - 1))
    line = bytearray(whole.lines[at])
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] ^= data.draw(st.integers(1, 255))
    assert isinstance(whole.verify([*whole.lines[:at], bytes(line), *whole.lines[at + 1 :]]), Fault)


@given(st.integers(1, MANY))
def test_an_entry_that_was_taken_out_is_named(whole, number):
    at = whole.entry(number)
    fault = whole.verify([*whole.lines[:at], *whole.lines[at + 1 :]])
    assert (fault.number, fault.problem) == (number, Problem.MISSING)


@given(st.data())
def test_two_lines_that_changed_places_are_found_at_the_first(whole, data):
    first = data.draw(st.integers(1, MANY - 1))
    second = data.draw(st.integers(first + 1, MANY))
    lines = list(whole.lines)
    one, other = whole.entry(first), whole.entry(second)
    lines[one], lines[other] = lines[other], lines[one]
    assert whole.verify(lines).number == first


@given(st.integers(1, MANY), st.integers(1, MANY))
def test_an_entry_that_stands_twice_is_found(whole, number, behind):
    at = whole.entry(behind) + 1
    fault = whole.verify([*whole.lines[:at], whole.lines[whole.entry(number)], *whole.lines[at:]])
    assert isinstance(fault, Fault)
    assert fault.number in {number, behind, behind + 1}


def test_an_export_without_its_last_checkpoint_says_up_to_where_it_is_signed(whole):
    assert whole.verify(whole.lines[:-1]).signed_to == 8


@given(st.integers(1, 14))
def test_an_export_that_was_cut_names_the_first_entry_that_is_gone(whole, lines):
    left = whole.lines[:lines]
    fault = whole.verify(left)
    assert fault.problem is Problem.MISSING
    assert fault.number == 1 + sum(line.startswith(b'{"entry"') for line in left)


@pytest.mark.parametrize("at", [5, 10, 15])
def test_a_checkpoint_that_was_changed_is_forged(whole, at):
    assert whole.lines[at].startswith(b'{"checkpoint"')
    line = changed(whole.lines[at], at="2020-01-01T00:00:00.000000Z")
    assert whole.verify([*whole.lines[:at], line, *whole.lines[at + 1 :]]).problem is Problem.FORGED_CHECKPOINT


def test_a_checkpoint_in_another_place_is_found(whole):
    lines = list(whole.lines)
    lines[5], lines[6] = lines[6], lines[5]
    assert whole.verify(lines).problem is Problem.OUT_OF_ORDER


def test_an_export_of_another_tenant_under_this_name_is_found(whole):
    header = whole.lines[0].replace(b'"tenant":"a"', b'"tenant":"b"')
    assert whole.verify([header, *whole.lines[1:]]).number == 1


def test_what_is_broken_in_the_database_is_exported_as_it_is(tmp_path):
    database = Database(tmp_path / "records.sqlite")
    fill(database, 5)
    for broken, number in (("'{}'", 4), ("'no JSON'", 3), ("x'ff00'", 2)):
        change(database, f"UPDATE ledger_entries SET body = {broken} WHERE number = {number}")  # noqa: S608
        file = exported(database, tmp_path / "ledger.jsonl")
        assert file.verify(file.lines).number == verify(database).number == number


def test_a_checkpoint_that_was_kept_elsewhere_is_held_against_an_export(whole, tmp_path):
    kept_file = tmp_path / "kept.jsonl"
    kept_file.write_bytes(whole.lines[10])
    (kept,) = read_checkpoints(kept_file)
    assert kept.number == 8
    assert isinstance(whole.verify(whole.lines, kept=[kept]), Verified)
    other = Database(tmp_path / "other.sqlite")
    fill(other, 7)
    checkpoint(other, "a", KEY, NOW)
    short = exported(other, tmp_path / "short.jsonl")
    assert short.verify(short.lines, kept=[kept]).number == 8
    fill(other, 5)
    rewritten = exported(other, tmp_path / "rewritten.jsonl")
    fault = rewritten.verify(rewritten.lines, kept=[kept])
    assert (fault.number, fault.since, fault.problem) == (8, 1, Problem.REWRITTEN)


def test_checkpoints_are_read_as_they_were_printed(whole, tmp_path):
    path = tmp_path / "kept.jsonl"
    path.write_bytes(whole.lines[5] + whole.lines[10])
    assert [checkpoint_line(one) for one in read_checkpoints(path)] == [whole.lines[5], whole.lines[10]]
    for wrong in (b"", whole.lines[5] + whole.lines[4], whole.lines[5][:-2], b"{}\n"):
        path.write_bytes(wrong)
        with pytest.raises(FileError, match=r"kept\.jsonl"):
            read_checkpoints(path)


def test_an_export_of_an_empty_chain_verifies(tmp_path):
    file = exported(Database(tmp_path / "records.sqlite"), tmp_path / "empty.jsonl")
    assert file.verify(file.lines).entries == 0


hostile_lines = st.one_of(
    st.binary(max_size=60),
    json_values.map(lambda value: json.dumps(value).encode() + b"\n"),
    st.sampled_from([b"[" * 100_000 + b"\n", b'{"entry":' * 50_000 + b"\n", b"9" * 10_000 + b"\n", b"x" * 300_000]),
)


@given(st.lists(hostile_lines | st.integers(0, 15), max_size=6), st.booleans())
def test_a_file_of_anything_ends_in_a_fault_or_one_line(whole, parts, begins_well):
    lines = [whole.lines[part] if isinstance(part, int) else part for part in parts]
    whole.path.write_bytes(b"".join([whole.lines[0]] * begins_well + lines))
    try:
        outcome = verify_export(whole.path, keys=KEYS).outcome
    except CounterfoilError as wrong:
        said = str(wrong)
    else:
        said = outcome.said
    assert said
    assert "\n" not in said


def test_a_file_that_is_not_there_ends_in_one_line(tmp_path):
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(FileError):
            verify_export(path)
        with pytest.raises(FileError):
            read_checkpoints(path)
