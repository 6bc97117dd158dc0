"""How long a connection may keep us waiting: for a request that does not come, for an answer that nobody takes.

The server underneath limits neither. A thousand callers that send a letter a minute, or ask and never read, would hold
every file descriptor of the process for ever. While a request is served, its body has a limit of its own (`Bodies`).
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


class Connection(H11Protocol):
    """One connection of a caller.

    Args:
        given: What the server gives its protocols.
        seconds: For the head of a request, counted from the moment at which nothing is being served; and for taking
            some of an answer.
    """

    def __init__(self, *given: Any, seconds: float, **named: Any) -> None:
        super().__init__(*given, **named)
        self._seconds = seconds
        self._until_asked: asyncio.TimerHandle | None = None
        self._until_taken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the server has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._mind()

    def data_received(self, data: bytes) -> None:
        """Take what came: a piece of a head does not begin the wait anew."""
        super().data_received(data)
        self._mind()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request, or for the end of a body that nobody wanted."""
        super().on_response_complete()
        self._mind()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        self._mind()
        _cancel(self._until_taken)
        self._until_taken = None

    def pause_writing(self) -> None:
        """Wait for the caller to take what was sent."""
        super().pause_writing()
        self._until_taken = self._until_taken or self._abort_later()

    def resume_writing(self) -> None:
        """Go on: some of it was taken."""
        super().resume_writing()
        _cancel(self._until_taken)
        self._until_taken = None

    def _mind(self) -> None:
        """Let the wait run while the connection is ours and nothing is being served, and not otherwise."""
        is_ours = self in self.connections  # a WebSocket has limits of its own
        is_served = self.cycle is not None and not self.cycle.response_complete
        if is_ours and not is_served:
            self._until_asked = self._until_asked or self._abort_later()
        else:
            _cancel(self._until_asked)
            self._until_asked = None

    def _abort_later(self) -> asyncio.TimerHandle:
        """Close without finishing, which a caller that reads nothing would prevent."""
        return self.loop.call_later(self._seconds, self.transport.abort)


def _cancel(wait: asyncio.TimerHandle | None) -> None:
    if wait is not None:
        wait.cancel()
