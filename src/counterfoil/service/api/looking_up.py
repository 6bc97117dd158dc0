"""The verification that an address names, for whoever may see it."""

from typing import Annotated

from fastapi import Path
from sqlalchemy import Connection

from counterfoil.errors import NotFoundError
from counterfoil.records import verifications
from counterfoil.records.verifications import Verification
from counterfoil.service.access.callers import Caller
from counterfoil.service.api.shapes.parts import VerificationId

Named = Annotated[VerificationId, Path(description="The verification's id.")]


def required(connection: Connection, caller: Caller, name: str) -> Verification:
    """Return a verification of the caller's tenant and mode.

    Raises:
        NotFoundError: There is none. Whether another tenant has it, or the other mode, makes no difference.
    """
    found = verifications.get(connection, caller.tenant, name)
    if found is None or found.is_test != caller.is_test:
        raise NotFoundError("There is no such verification")
    return found
