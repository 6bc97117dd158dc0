"""Signing keeps nobody who appends waiting, and several who sign do not take one another's work for a break."""

import pytest
from chains import KEY, NOW, fill, verify
from sqlalchemy import event

from counterfoil.records.ledger import append, checkpoint


@pytest.mark.parametrize("words", ["FROM ledger_checkpoints", "FROM ledger_entries"])
def test_what_is_appended_and_signed_while_another_signs_is_no_fault(database, words):
    fill(database, 3)
    done = []

    def look(_connection, _cursor, statement, *_rest):
        if words in statement and not done:
            done.append(True)
            with database.writing() as other:
                append(other, tenant="a", kind="x", now=NOW)
            checkpoint(database, "a", KEY, NOW)

    event.listen(database.engine, "before_cursor_execute", look)
    checkpoint(database, "a", KEY, NOW)
    assert done
    outcome = verify(database)
    assert (outcome.entries, outcome.signed_to) == (4, 4)
