"""Whatever a file holds, reading it gives entities or one of our errors, and never anything else."""

import contextlib
from pathlib import Path
from tempfile import TemporaryDirectory

import invented_lists
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import CounterfoilError
from counterfoil.screening import countries
from counterfoil.screening.lists import Format, detect, read

WHOLE = {
    Format.OFAC_XML: invented_lists.OFAC_XML,
    Format.OFAC_CSV: invented_lists.OFAC_SDN,
    Format.UN_XML: invented_lists.UN,
    Format.EU_XML: invented_lists.EU,
    Format.UK_XML: invented_lists.UK_XML,
    Format.UK_CSV: invented_lists.UK_CSV,
    Format.FTM_JSON: invented_lists.FTM,
    Format.TARGETS_CSV: invented_lists.TARGETS,
    Format.OWN_CSV: invented_lists.OWN,
}


def check(content, kind):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(content)
        with contextlib.suppress(CounterfoilError):
            detect([path])
        reading = read(path, kind)
        with contextlib.suppress(CounterfoilError):
            for entity in reading:
                assert entity.id
                assert entity.names
                assert len({name.text for name in entity.names}) == len(entity.names)
                "".join(name.text for name in entity.names).encode()
        assert all("\n" not in left.why for left in reading.skipped)


@pytest.mark.parametrize("kind", Format)
@given(content=st.binary(max_size=300))
def test_any_bytes(kind, content):
    check(content, kind)


@pytest.mark.parametrize("kind", Format)
@given(data=st.data())
def test_a_list_with_any_bytes_in_the_middle(kind, data):
    whole = WHOLE[kind].encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    check(whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:], kind)


@pytest.mark.parametrize("kind", Format)
@given(data=st.data())
def test_a_list_with_other_words_in_it(kind, data):
    words = WHOLE[kind].split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = data.draw(st.text(max_size=20) | st.sampled_from(["-0-", "DOB 1", "a.k.a. '", "(", ",,,", "\u202e"]))
    check(" ".join(words).encode("utf-8", "surrogatepass"), kind)


@given(st.text(max_size=120))
def test_any_text_is_a_nationality_or_none(text):
    found = countries.nationality(text)
    assert found is None or found == found.lower()
    assert countries.code(text) is None or len(countries.code(text)) in (2, 3)
