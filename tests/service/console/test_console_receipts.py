"""What is decided at the console has a receipt that verifies, as every decision has."""

from datetime import timedelta

import cases
import pytest

from counterfoil.client import verify_receipt
from counterfoil.records import verifications
from counterfoil.records.access.accounts import Role

REASON = "The person was seen in the branch with the original in hand."


def claims_of(deployment, tenant, case):
    with deployment.books.database.reading() as connection:
        receipt = verifications.get(connection, tenant, case).receipt
    with deployment.api() as nobody:
        return verify_receipt(receipt, nobody.get("/v1/keys").json())


@pytest.mark.parametrize("second", [False, True], ids=["by one", "by two"])
@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_decision_at_the_console_has_a_receipt_that_verifies(deployment, tenant, staff, verdict, second):
    case = cases.seed_manual(deployment.books, tenant, timedelta(hours=5), deployment.clock(), second=second)
    ann, sue = staff[Role.REVIEWER], staff[Role.SUPERVISOR]
    assert ann.get(f"/cases/{case}").status_code == 200
    done = ann.post(f"/cases/{case}/decision", verdict=verdict, reason=REASON, sure="yes")
    assert done.status_code == 303
    if second:
        with deployment.books.database.reading() as connection:
            assert verifications.get(connection, tenant, case).receipt is None
        assert sue.post(f"/cases/{case}/confirmation", verdict=verdict, sure="yes").status_code == 303
    claims = claims_of(deployment, tenant, case)
    assert (claims["sub"], claims["verdict"], claims["decided_by"]) == (case, verdict, "reviewer")
    assert REASON not in str(claims)
