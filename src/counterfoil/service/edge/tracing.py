"""An id for each request, one log line for each answer, and a problem for each defect of ours.

A log line names the route as it is declared, never the path that came: a path may hold what nobody should log.
"""

import logging
import re
import secrets
import time
import traceback
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterfoil.service.measures import Measures
from counterfoil.service.problems import of_defect

REQUEST_ID: Final = "X-Request-Id"

_log: Final = logging.getLogger("counterfoil.requests")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_CALLER_GONE: Final = 499
_GIVEN: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")


class Tracing:
    """ASGI middleware, around everything that may go wrong.

    Args:
        app: What serves the request.
        measures: Told of each answer.
    """

    def __init__(self, app: ASGIApp, *, measures: Measures) -> None:
        self._app = app
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; nothing that goes wrong in it comes out but as an answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._converse(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        began, status = time.perf_counter(), 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", []).append((REQUEST_ID.lower().encode(), request_id.encode()))
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except Exception as defect:  # noqa: BLE001 - the one place where a defect becomes an answer
            _own_up(defect, request_id)
            if not status:
                await of_defect(request_id)(scope, receive, answer)
        finally:
            self._tell(scope, status or _CALLER_GONE, time.perf_counter() - began, request_id)

    async def _converse(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a WebSocket. A defect ends it, and is logged without what was said."""
        try:
            await self._app(scope, receive, send)
        except Exception as defect:  # noqa: BLE001 - the same
            _own_up(defect, "")

    def _tell(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        route = getattr(scope.get("route"), "path", None) or "(none)"
        method = scope["method"] if scope["method"] in _METHODS else "(other)"
        self._measures.answered(method, route, status, seconds)
        said = {"method": method, "route": route, "status": status, "milliseconds": round(seconds * 1000, 1)}
        _log.info("answered", extra={**said, "request_id": request_id})


def _request_id(scope: Scope) -> str:
    """Return the caller's own id where it is harmless, else a new one."""
    given = next((value for name, value in scope["headers"] if name == REQUEST_ID.lower().encode()), b"")
    return given.decode() if _GIVEN.fullmatch(given) else secrets.token_hex(16)


def _own_up(defect: Exception, request_id: str) -> None:
    """Log where a defect is. Its message stays out: it may quote a document."""
    frames = traceback.extract_tb(defect.__traceback__)
    ours = [frame for frame in frames if "counterfoil" in frame.filename] or frames
    place = f"{ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno}" if ours else "?"
    _log.error("defect", extra={"defect": type(defect).__name__, "place": place, "request_id": request_id})
