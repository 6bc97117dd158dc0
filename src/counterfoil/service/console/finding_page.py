"""Finding a case again, whatever became of it: by its id or by the integrator's reference, never by who it is about."""

from typing import Annotated, Final

from fastapi import Depends, Form, Response
from sqlalchemy import Connection

from counterfoil.records import verifications
from counterfoil.records.verifications import Verification
from counterfoil.service.console.permissions import Action
from counterfoil.service.console.routing import console_router
from counterfoil.service.console.templating import page
from counterfoil.service.console.visiting import OurForm, Visitor, allowed
from counterfoil.service.state import Here

router = console_router()

_MOST: Final = 50
Reader = Annotated[Visitor, Depends(allowed(Action.SEE_CASE))]


@router.get("/find")
def show_finding(visitor: Reader) -> Response:
    """Show where to say what is looked for."""
    return page("find.html", visitor=visitor, here="find", sought="", found=(), more=False)


@router.post("/find", dependencies=[OurForm])
def find(here: Here, visitor: Reader, what: Annotated[str, Form(max_length=128)] = "") -> Response:
    """Show the cases of this id or reference. It is posted, so that it stands in no address and no history."""
    sought = what.strip()
    with here.books.database.reading() as connection:
        found, more = _found(connection, visitor.account.tenant, sought)
    return page("find.html", visitor=visitor, here="find", sought=sought, found=found, more=more)


def _found(connection: Connection, tenant: str, sought: str) -> tuple[tuple[Verification, ...], bool]:
    if not sought:
        return (), False
    if one := verifications.get(connection, tenant, sought):
        return (one,), False
    named = verifications.page(connection, tenant, reference=sought, limit=_MOST)
    return named.verifications, named.next is not None
