"""How large a body may be and how long it may take: counted as it arrives, whatever its length was declared to be."""

import asyncio
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterfoil.errors import BodyTooLargeError, BodyTooSlowError
from counterfoil.service.problems import of_error
from counterfoil.service.settings import Settings

UPLOADS: Final = ("/v1/capture/document/", "/v1/capture/probe")
"""Where pictures and clips go."""

LISTS: Final = "/v1/match"
"""Where whole lists of names go."""

_SMALL: Final = 64 * 1024
"""Bytes of every other body: the longest reason in any script, written in the longest way, takes 48 KB. Telling all
that is wrong with a megabyte takes seconds, during which the process answers nobody."""


class Bodies:
    """ASGI middleware that refuses a body which is too large or too slow, before anything reads it whole.

    Args:
        app: What serves the request.
        settings: The limits.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._lists = settings.body_kilobytes * 1024
        self._large = settings.upload_megabytes * 1024 * 1024
        self._seconds = settings.body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._most(scope["path"])
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not declared.isdigit() or int(declared) > most:
            await of_error(_too_large(most), scope)(scope, receive, send)
            return
        await self._app(scope, _Counted(receive, most, self._seconds), send)

    def _most(self, path: str) -> int:
        if path.startswith(UPLOADS):
            return self._large
        return self._lists if path.startswith(LISTS) else min(self._lists, _SMALL)


class _Counted:
    """The body of one request as it arrives."""

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive = receive
        self._most = most
        self._seconds = seconds
        self._until: float | None = None
        self._arrived = 0
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:  # what comes now is that the caller goes away, which may take as long as it likes
            return await self._receive()
        loop = asyncio.get_running_loop()
        self._until = self._until or loop.time() + self._seconds
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise BodyTooSlowError(f"The body did not arrive within {self._seconds:.0f} seconds") from None
        self._arrived += len(message.get("body", b""))
        if self._arrived > self._most:
            raise _too_large(self._most)
        self._whole = not message.get("more_body", False)
        return message


def _too_large(most: int) -> BodyTooLargeError:
    return BodyTooLargeError(f"The body is larger than {most:,} bytes, which is all that this operation takes")
