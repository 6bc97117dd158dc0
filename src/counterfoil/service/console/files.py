"""What the pages of the console load beside themselves, all our own; and the answer where there is no page."""

from fastapi import Response

from counterfoil.errors import NotFoundError
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.console.routing import console_router, go_to
from counterfoil.service.console.templating import STATIC, static

router = console_router()


@router.get("/static/{name}", dependencies=[ANYONE])
def give_file(name: str) -> Response:
    """Give a file that belongs to the pages; its address changes with its content."""
    if name not in STATIC:
        raise NotFoundError("There is no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(static(name), media_type=STATIC[name], headers=headers)


@router.get("/{place:path}", dependencies=[ANYONE])
def no_page(place: str) -> Response:
    """Say to a person that there is no such page; it stands behind every other route."""
    if not place:
        return go_to("/console")
    raise NotFoundError("There is nothing at this address, or nothing that your role may see")
