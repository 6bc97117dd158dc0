"""What is open to everyone, said as a dependency, so that nothing is open by having been forgotten."""

from typing import Final

from fastapi import Depends, Request

from counterfoil.service.access.addresses import address
from counterfoil.service.access.parameters import require_known_parameters
from counterfoil.service.state import Here


async def anyone(request: Request, service: Here) -> None:
    """Let anyone in, at the rate of an address.

    Raises:
        BusyError: The address asks too often.
        RequestValidationError: The operation has no such parameter.
    """
    service.limits.addresses.take(address(request))
    require_known_parameters(request)


ANYONE: Final = Depends(anyone)
