"""The books are made where the environment says, and are the same the next time."""

import pytest
from pairs_made import NOW

from counterfoil.errors import CounterfoilError
from counterfoil.records import verifications
from counterfoil.records.access.tenants import all_tenants, ensure_tenant
from counterfoil.records.books import open_books, signing_key_file
from counterfoil.records.signing_files import rotate
from counterfoil.records.vault import Clock
from counterfoil.records.vault.local_key import new_key_text
from tests.sealing import seal_within


@pytest.fixture
def environment(tmp_path, database_url):
    return {
        "COUNTERFOIL_DATABASE": database_url,
        "COUNTERFOIL_VAULT": str(tmp_path / "vault"),
        "COUNTERFOIL_KEK": new_key_text(),
        "COUNTERFOIL_SIGNING_KEY": str(tmp_path / "keys" / "signing.jwk"),
    }


def test_what_was_put_in_is_there_when_they_are_opened_again(environment):
    books = open_books(environment)
    with books.database.writing() as connection:
        ensure_tenant(connection, now=NOW)
        piece = seal_within(
            books.vault,
            connection,
            tenant="default",
            subject="ver_1",
            kind="result",
            clock=Clock.RECORDS,
            content=b"{}",
            media_type="application/json",
            now=NOW,
        )
    books.close()
    again = open_books(environment)
    assert again.signing_key.kid == books.signing_key.kid
    with again.database.reading() as connection:
        assert [tenant.id for tenant in all_tenants(connection)] == ["default"]
        assert again.vault.open(connection, "default", piece.id) == b"{}"
        assert verifications.page(connection, "default").verifications == ()
    again.close()


def test_books_that_are_open_sign_with_the_key_that_another_process_put_into_the_file(environment):
    running = open_books(environment)
    former = running.signing_key
    new = rotate(signing_key_file(environment))
    assert running.signing_key.kid == new.kid
    assert [jwk["kid"] for jwk in running.signing_key.retired] == [former.kid]
    running.close()


def test_books_that_are_open_go_on_while_the_file_of_the_signing_key_is_out_of_reach(environment):
    running = open_books(environment)
    former = running.signing_key
    signing_key_file(environment).unlink()
    assert running.signing_key.kid == former.kid
    running.close()


def test_a_default_tenant_is_made_once(environment):
    books = open_books(environment)
    for _ in range(2):
        with books.database.writing() as connection:
            assert ensure_tenant(connection, now=NOW).created_at == NOW
    books.close()


@pytest.mark.parametrize("setting", ["COUNTERFOIL_KEK", "COUNTERFOIL_SIGNING_KEY"])
def test_a_key_that_is_none_is_told_in_one_line(environment, setting, tmp_path):
    (tmp_path / "none").write_text("no key")
    wrong = str(tmp_path / "none") if setting.endswith("SIGNING_KEY") else "short"
    with pytest.raises(CounterfoilError) as refused:
        open_books({**environment, setting: wrong})
    assert "\n" not in str(refused.value)
    assert wrong not in str(refused.value)
