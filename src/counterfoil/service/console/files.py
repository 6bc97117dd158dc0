"""What the pages of the console load beside themselves: a style sheet, modules, an icon; all our own."""

from fastapi import Response

from counterfoil.errors import NotFoundError
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.console.routing import console_router
from counterfoil.service.console.templating import STATIC, static

router = console_router()


@router.get("/static/{name}", dependencies=[ANYONE])
def give_file(name: str) -> Response:
    """Give a file that belongs to the pages; its address changes with its content."""
    if name not in STATIC:
        raise NotFoundError("There is no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(static(name), media_type=STATIC[name], headers=headers)
