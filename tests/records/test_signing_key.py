"""The key that signs: made once, only for its owner, named by its thumbprint, and never forgotten after a rotation."""

import json
import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import SigningKeyError
from counterfoil.records.signing import SigningKey, is_signed, jwks, verifying_keys
from counterfoil.records.signing_files import load_or_create, rotate

LOAD = """
import sys
from pathlib import Path
from counterfoil.records.signing_files import load_or_create
print(load_or_create(Path(sys.argv[1])).kid)
"""


def test_a_key_is_drawn_once_and_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "keys" / "signing.json"
    first = load_or_create(path)
    assert load_or_create(path).kid == first.kid
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [found.name for found in path.parent.iterdir()] == ["signing.json"]


def test_processes_that_start_at_once_sign_with_the_same_key(tmp_path):
    command = [sys.executable, "-c", LOAD, str(tmp_path / "signing.json")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]  # noqa: S603 - ours
    assert len({process.communicate()[0] for process in started}) == 1
    assert all(process.returncode == 0 for process in started)


def test_the_thumbprint_is_that_of_rfc_8037():
    x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"  # RFC 8037, appendix A.2 and A.3
    (kid,) = verifying_keys({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x}]})
    assert kid == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_after_a_rotation_what_the_old_key_signed_still_verifies(tmp_path):
    path = tmp_path / "signing.json"
    old = load_or_create(path)
    new = rotate(path)
    assert new.kid != old.kid
    published = jwks([load_or_create(path)])
    assert [jwk["kid"] for jwk in published["keys"]] == [new.kid, old.kid]
    assert is_signed(verifying_keys(published), old.kid, old.sign(b"said"), b"said")
    assert not any("d" in jwk for jwk in published["keys"])
    assert path.read_text().count('"d"') == 1, "the private part of the old key is gone"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_signs_only_what_it_signed():
    key, other = SigningKey.generate(), SigningKey.generate()
    keys = verifying_keys(jwks([key]))
    assert is_signed(keys, key.kid, key.sign(b"said"), b"said")
    assert not is_signed(keys, key.kid, key.sign(b"said"), b"sand")
    assert not is_signed(keys, key.kid, other.sign(b"said"), b"said")
    assert not is_signed(keys, other.kid, other.sign(b"said"), b"said")


def test_a_key_under_the_name_of_another_is_refused():
    key, other = SigningKey.generate(), SigningKey.generate()
    with pytest.raises(SigningKeyError):
        verifying_keys({"keys": [{**other.public_jwk(), "kid": key.kid}]})


@given(st.binary(max_size=200))
def test_a_file_of_anything_is_no_key_and_is_left_as_it_is(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("keys") / "signing.json"
    path.write_bytes(content)
    with pytest.raises(SigningKeyError, match=r"^signing\.json"):
        load_or_create(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("part", ["x", "d", "kid", "kty"])
def test_a_key_file_in_which_a_part_was_changed_is_refused(tmp_path, part):
    path = tmp_path / "signing.json"
    load_or_create(path)
    held = json.loads(path.read_text())
    held["keys"][0][part] = load_or_create(tmp_path / "other.json").private_jwk()[part] if part != "kty" else "RSA"
    path.write_text(json.dumps(held))
    with pytest.raises(SigningKeyError):
        load_or_create(path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["keys", "kty", "x", "crv"]), inner),
)


@given(json_values)
def test_anything_for_a_jwk_set_is_refused_or_holds_no_key(value):
    try:
        keys = verifying_keys(value)
    except SigningKeyError:
        return
    assert keys == {}
