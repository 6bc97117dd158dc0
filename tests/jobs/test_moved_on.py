"""What was handed in before the records moved to Postgres is judged there; the engine's own file stays behind."""

from attempts_made import MAGIC, environment, handed_in, known
from families import Family
from test_workers_together import decided, is_over, wait_for

from counterfoil.jobs.handing_over import Handover
from counterfoil.records.books import open_books
from counterfoil.records.database import Database
from counterfoil.records.moving import move
from counterfoil.records.signing import jwks
from counterfoil.records.verifications import State


def test_what_was_handed_in_before_the_records_moved_is_judged_once_where_they_are_now(postgres_url, tmp_path):
    file = tmp_path / "records.sqlite"
    books = open_books(environment(f"sqlite:///{file}", tmp_path))
    handover = Handover(books.database)
    ids = [handed_in(books, MAGIC, magic="accept") for _ in range(3)]
    assert handover.hand_over(ids[0], 1)
    handover.close()
    books.close()

    source, target = Database(file, is_sole=True), Database(postgres_url)
    done = move(source, target, jwks([books.signing_key]), lambda _done, _of: None)
    source.close()
    target.close()
    assert done.unfinished == len(ids)

    surroundings = environment(postgres_url, tmp_path)
    books, family = open_books(surroundings), Family(surroundings)
    family.bear("worker")
    wait_for(lambda: is_over(books, *ids))
    family.end()
    assert decided(books) == dict.fromkeys(ids, 1)
    with books.database.reading() as connection:
        assert books.vault.find(connection, "default", ids[0], "result")
    books.close()
    books = open_books(environment(f"sqlite:///{file}", tmp_path))
    assert known(books, ids[0]).state is State.PROCESSING
    books.close()
