"""The ledger of a tenant, for its auditors: read, verified, exported."""

from collections.abc import Iterator
from typing import Annotated, Final

from fastapi import Depends, Query, Response
from fastapi.responses import StreamingResponse

from counterfoil.records import ledger
from counterfoil.records.access import accounts
from counterfoil.records.signing import JwkSet, jwks
from counterfoil.service.console.permissions import Action
from counterfoil.service.console.routing import console_router
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import OurForm, Visitor, allowed
from counterfoil.service.state import Here, Service

router = console_router()

_PAGE: Final = 100
Auditor = Annotated[Visitor, Depends(allowed(Action.READ_LEDGER))]


@router.get("/ledger")
def show_ledger(
    here: Here,
    visitor: Auditor,
    after: Annotated[int, Query(ge=0, le=2**31)] = 0,
    subject: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show entries, oldest first from a number on, or those about one subject."""
    return _ledger(here, visitor, after, subject.strip(), None)


@router.post("/ledger/verification", dependencies=[OurForm])
def verify(here: Here, visitor: Auditor) -> Response:
    """Verify the whole chain, and show what came of it."""
    with here.books.database.reading() as connection:
        outcome = ledger.verify_ledger(connection, visitor.account.tenant, _keys(here))
    return _ledger(here, visitor, 0, "", outcome)


@router.post("/ledger/export", dependencies=[OurForm])
def export(here: Here, visitor: Auditor) -> Response:
    """Give the chain as a file that verifies without the database. That it was taken stands in the ledger first."""
    tenant, now = visitor.account.tenant, here.clock()
    with here.books.database.writing() as connection:
        ledger.append(connection, tenant=tenant, kind="ledger.exported", actor=visitor.account.actor, now=now)

    def lines() -> Iterator[bytes]:
        with here.books.database.reading() as connection:
            yield from ledger.export(connection, tenant, _keys(here))

    name = f"counterfoil-ledger-{now:%Y%m%dT%H%M%SZ}.jsonl"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(lines(), media_type="application/jsonl", headers=headers)


def _ledger(
    here: Service, visitor: Visitor, after: int, subject: str, outcome: ledger.Verified | ledger.Fault | None
) -> Response:
    tenant = visitor.account.tenant
    with here.books.database.reading() as connection:
        found = ledger.entries(connection, tenant, subject=subject or None, after=after, limit=_PAGE + 1)
        names = {one.id: one.name for one in accounts.of_tenant(connection, tenant)}
        newest = ledger.newest_checkpoint(connection, tenant)
        last = ledger.last_number(connection, tenant)
    return page(
        "ledger.html",
        visitor=visitor,
        here="ledger",
        entries=found[:_PAGE],
        more=found[_PAGE - 1].number if len(found) > _PAGE else 0,
        after=after,
        subject=subject,
        names=names,
        outcome=outcome,
        is_whole=isinstance(outcome, ledger.Verified),
        newest=newest,
        last_page=max(0, last - _PAGE),
    )


def _keys(here: Service) -> JwkSet:
    return jwks([here.books.signing_key])
