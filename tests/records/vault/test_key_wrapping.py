"""Every kind of key-encryption key wraps for one owner only, and says in one line when it cannot."""

import os
import subprocess
import sys

import pytest
from vault_made import local_key

from counterfoil.errors import VaultError
from counterfoil.records.vault import KeyRing
from counterfoil.records.vault.aws_kms import AwsKms
from counterfoil.records.vault.remembering import MOST, SECONDS, Remembering
from counterfoil.records.vault.sealing import NotWhatWasSealed
from tests.amazon import new_kms_key, serving

OWNER = {"tenant": "default", "subject": "ver_1", "clock": "biometrics"}
KEY = os.urandom(32)


@pytest.fixture(params=["local", "kms", "remembered kms"])
def wrapping(request):
    if request.param == "local":
        return local_key()
    request.getfixturevalue("amazon")
    kms = AwsKms(new_kms_key())
    return kms if request.param == "kms" else Remembering(kms)


def test_a_key_is_unwrapped_for_its_owner_only(wrapping):
    wrapped = wrapping.wrap(KEY, OWNER)
    assert KEY not in wrapped
    assert wrapping.unwrap(wrapped, OWNER) == KEY
    for name in OWNER:
        with pytest.raises(NotWhatWasSealed):
            wrapping.unwrap(wrapped, {**OWNER, name: "another"})
    with pytest.raises(NotWhatWasSealed):
        wrapping.unwrap(wrapped, {})


def test_what_was_altered_is_refused(wrapping):
    wrapped = wrapping.wrap(KEY, OWNER)
    for at in (len(wrapped) // 2, len(wrapped) - 1):
        altered = bytearray(wrapped)
        altered[at] ^= 1
        with pytest.raises(NotWhatWasSealed):
            wrapping.unwrap(bytes(altered), OWNER)


def test_the_same_key_wrapped_twice_looks_different():
    key = local_key()
    assert key.wrap(KEY, OWNER) != key.wrap(KEY, OWNER)


@pytest.mark.usefixtures("amazon")
def test_another_key_of_the_service_does_not_unwrap():
    wrapped = AwsKms(new_kms_key()).wrap(KEY, OWNER)
    with pytest.raises((NotWhatWasSealed, VaultError)):
        AwsKms(new_kms_key()).unwrap(wrapped, OWNER)


@pytest.mark.usefixtures("amazon")
def test_a_service_that_is_down_is_told_in_one_line(monkeypatch):
    with serving() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        kms = AwsKms(new_kms_key())
        wrapped = kms.wrap(KEY, OWNER)
    for attempt in (lambda: kms.wrap(KEY, OWNER), lambda: kms.unwrap(wrapped, OWNER)):
        with pytest.raises(VaultError, match="key service cannot be used") as wrong:
            attempt()
        assert "\n" not in str(wrong.value)
        assert "ver_1" not in str(wrong.value)


@pytest.mark.usefixtures("amazon")
def test_a_key_that_is_not_there_is_told():
    with pytest.raises(VaultError, match="NotFoundException"):
        AwsKms("aws-kms://5d0e4a8e-0000-4000-8000-000000000000").wrap(KEY, OWNER)


@pytest.mark.parametrize("url", ["aws-kms://", "aws-kms://alias/vault", "aws-kms://arn:aws:kms:eu:1:alias/vault", "x"])
def test_what_names_no_key_is_refused(url):
    with pytest.raises(VaultError, match="names no key"):
        AwsKms(url)


class Counting:
    """A key-encryption key that counts how often it is asked."""

    def __init__(self):
        self.key, self.asked = local_key(), 0
        self.id = self.key.id

    def wrap(self, key, context):
        return self.key.wrap(key, context)

    def unwrap(self, wrapped, context):
        self.asked += 1
        return self.key.unwrap(wrapped, context)


def test_a_distant_key_is_asked_once_a_minute_and_by_holders_of_the_wrapped_key_only():
    moment = [0.0]
    distant = Counting()
    near = Remembering(distant, lambda: moment[0])
    wrapped = distant.wrap(KEY, OWNER)
    assert [near.unwrap(wrapped, OWNER) for _ in range(3)] == [KEY] * 3
    assert distant.asked == 1
    with pytest.raises(NotWhatWasSealed):
        near.unwrap(wrapped, {**OWNER, "subject": "ver_2"})
    moment[0] = SECONDS - 0.1
    near.unwrap(wrapped, OWNER)
    assert distant.asked == 2
    moment[0] = SECONDS
    near.unwrap(wrapped, OWNER)
    assert distant.asked == 3


def test_no_more_keys_are_remembered_than_a_few():
    near = Remembering(Counting())
    for at in range(MOST + 10):
        near.wrap(os.urandom(32), {"subject": str(at)})
    assert len(near) == MOST


def test_a_ring_learns_of_a_key_that_another_process_has_added():
    first, second = local_key(), local_key()
    known = [first]
    ring = KeyRing(known, lambda: known)
    wrapped = second.wrap(KEY, OWNER)
    with pytest.raises(VaultError, match="not known here"):
        ring.unwrap(wrapped, second.id, OWNER)
    known = [second, first]
    assert ring.unwrap(wrapped, second.id, OWNER) == KEY
    assert ring.current == second


def test_without_the_optional_part_a_line_names_it():
    program = (
        "import sys; sys.modules['boto3'] = sys.modules['obstore'] = sys.modules['obstore.store'] = None\n"
        "from counterfoil.errors import MissingExtraError\n"
        "from counterfoil.records.vault.aws_kms import AwsKms\n"
        "from counterfoil.records.vault.bucket_store import BucketStore\n"
        "for one in (lambda: AwsKms('aws-kms://1'), lambda: BucketStore('s3://b/p')):\n"
        "    try: one()\n"
        "    except MissingExtraError as missing: print(missing)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert "counterfoil[kms]" in told.stdout
    assert "counterfoil[s3]" in told.stdout
