"""The page itself at ``GET /verify``, and what it is made of under ``/verify/static``.

The page is the same for everybody: who it is for comes with the fragment of its address, which browsers send to nobody,
and is exchanged for a session by the page's own script.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from counterfoil.errors import NotFoundError
from counterfoil.liveness import Step
from counterfoil.service.access.anyone import ANYONE
from counterfoil.service.capture.texts import LANGUAGES, best, direction, texts

PATH: Final = "/verify"
router = APIRouter(dependencies=[ANYONE], include_in_schema=False)

SCREENS: Final = (
    "consent",
    "manual",
    "kind",
    "document",
    "preview",
    "face",
    "photo",
    "challenge",
    "halted",
    "handoff",
    "following",
    "review",
    "waiting",
    "result",
    "trouble",
)

_TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

_HEADERS: Final = {
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "Vary": "Accept-Language",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A script, style or drawing of the page.

    Attributes:
        content: Its bytes.
        media_type: Their type.
        tag: Its entity tag (RFC 9110, 8.8.3).
    """

    content: bytes
    media_type: str
    tag: str


@router.get("/")
def front_door() -> RedirectResponse:
    """Lead whoever types the bare address to the page, which says what it needs."""
    return RedirectResponse(PATH)


@router.get(PATH)
def verify(request: Request, lang: Annotated[str | None, Query(max_length=35)] = None) -> HTMLResponse:
    """Return the page in the language that was asked for, or in the one that the browser prefers."""
    language = best(lang, request.headers.get("accept-language", ""))
    policy = _content_security(request.headers.get("host", ""))
    return HTMLResponse(_rendered(language), headers={"Content-Security-Policy": policy, **_HEADERS})


@router.get(f"{PATH}/static/{{name}}")
def part(name: str, request: Request) -> Response:
    """Return a script, style or drawing of the page."""
    found = _parts().get(name)
    if found is None:
        raise NotFoundError("There is nothing at this address")
    headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


def _content_security(host: str) -> str:
    """Return what the page may load: itself. The socket is named by its own scheme, since older Safaris ask for it."""
    sockets = f" ws://{host} wss://{host}" if host and all(c.isalnum() or c in ".-:[]" for c in host) else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
        f"connect-src 'self'{sockets}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )


@cache
def _rendered(language: str) -> str:
    said = texts(language)
    environment = Environment(
        loader=PackageLoader("counterfoil.service.capture"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("verify.html").render(
        t=said.__getitem__,
        language=language,
        direction=direction(language),
        languages=LANGUAGES,
        screens=SCREENS,
        steps=[step.value for step in Step],
        static=f"{PATH}/static",
        page={"language": language, "languages": list(LANGUAGES), "texts": dict(said)},
    )


@cache
def _parts() -> dict[str, Part]:
    folder = resources.files("counterfoil.service.capture") / "static"
    found = {}
    for file in folder.iterdir():
        content = file.read_bytes()
        media_type = _TYPES[f".{file.name.rpartition('.')[2]}"]
        found[file.name] = Part(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
    return found
