"""The operations under /v1, a module a subject."""

from typing import Final

from fastapi import APIRouter

from counterfoil.service.api import health

ROUTERS: Final[tuple[APIRouter, ...]] = (health.router,)
"""Every router of the API, in the order of the reference."""
