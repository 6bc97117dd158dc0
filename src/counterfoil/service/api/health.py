"""Is the process alive, and can it serve?"""

from fastapi import APIRouter

router = APIRouter(prefix="/v1/health", tags=["health"])


@router.get("/live", operation_id="live", summary="Is the process there?")
async def live() -> dict[str, str]:
    """Answer as long as the process serves at all; it looks at nothing else."""
    return {"status": "live"}
