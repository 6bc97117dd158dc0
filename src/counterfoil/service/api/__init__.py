"""The operations under /v1, a module a subject."""

from typing import Final

from fastapi import APIRouter

from counterfoil.service.api import (
    api_keys,
    capture,
    ending,
    metrics,
    policies,
    readiness,
    results,
    reviews,
    screening,
    signing_keys,
    uploads,
    verifications,
    webhooks,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    verifications.router,
    ending.router,
    results.router,
    reviews.router,
    policies.router,
    capture.router,
    uploads.router,
    screening.router,
    webhooks.router,
    api_keys.router,
    signing_keys.router,
    readiness.router,
    metrics.router,
)
"""Every router of the API, in the order of the reference."""
