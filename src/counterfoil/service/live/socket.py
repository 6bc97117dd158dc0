"""The WebSocket ``/v1/capture/live``: who may come in, how long it stays open, and how it ends."""

import asyncio
import contextlib
from typing import Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from counterfoil.errors import CounterfoilError, InvalidRequestError
from counterfoil.service.access.bearers import bearer_of
from counterfoil.service.live import closing, limits
from counterfoil.service.live.conversation import Conversation
from counterfoil.service.live.places import Places
from counterfoil.service.state import Here

PATH: Final = "/v1/capture/live"
router = APIRouter()


@router.websocket(PATH)
async def live(socket: WebSocket, service: Here) -> None:
    """Guide a camera and run the challenge, for a page with a capture session."""
    try:
        bearer = await asyncio.to_thread(bearer_of, socket, service)
    except CounterfoilError as wrong:
        # A socket that was never accepted can only be answered with 403, which says nothing: so it is opened to say it.
        await socket.accept()
        await _close(socket, closing.code(wrong), closing.reason(wrong))
        return
    await socket.accept()
    places, verification = _places(socket), bearer.verification.id
    conversation = Conversation(bearer, service, places, socket.send_text)
    taken_over = places.take_over(verification)
    looking = asyncio.create_task(conversation.look())
    hearing = asyncio.create_task(_hear(socket, conversation))
    elsewhere = asyncio.create_task(taken_over.wait())
    tasks = looking, hearing, elsewhere
    try:
        async with asyncio.timeout(limits.LONGEST):
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            await _close(socket, closing.TAKEN_OVER, "taken_over")
    except CounterfoilError as wrong:
        await _close(socket, closing.code(wrong), closing.reason(wrong))
    except TimeoutError:
        await _close(socket, closing.TOO_LONG, "too_long")
    except WebSocketDisconnect:
        pass
    except Exception:
        await _close(socket, closing.DEFECT, "defect")
        raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        conversation.close()
        places.leave(verification, taken_over)


async def _hear(socket: WebSocket, conversation: Conversation) -> None:
    """Pass on what comes, until the page goes.

    Raises:
        WebSocketDisconnect: It went.
        TimeoutError: Nothing came for too long.
        CounterfoilError: Something came that ends the socket.
    """
    while True:
        async with asyncio.timeout(limits.IDLE):
            message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", closing.GOING))
        if (coded := message.get("bytes")) is not None:
            await conversation.take(coded)
        elif (text := message.get("text")) is not None:
            await conversation.hear(text)
        else:
            raise InvalidRequestError("A message is text or bytes")


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    """Close a socket; that the page has gone already is no error."""
    with contextlib.suppress(RuntimeError, WebSocketDisconnect, OSError):
        await socket.close(code, reason)


def _places(socket: WebSocket) -> Places:
    """Return the process's places, made when the first socket is opened."""
    state = socket.app.state
    if not hasattr(state, "live_places"):
        state.live_places = Places()
    places = state.live_places
    assert isinstance(places, Places)  # noqa: S101 - the application's state is untyped
    return places
