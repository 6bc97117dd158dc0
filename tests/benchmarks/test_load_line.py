"""The line by which played people ask the service."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.load.line import Answer, Line, LineError

Served = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def run(asking: Coroutine[None, None, list[Answer]]) -> list[Answer]:
    """Run it in a thread of its own: tests with a browser leave a loop behind in theirs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asking).result()


async def with_server(served: Served, asked: Callable[[str], Awaitable[list[Answer]]]) -> list[Answer]:
    async with await asyncio.start_server(served, "127.0.0.1", 0) as server:
        return await asked(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")


async def ask_twice(address: str) -> list[Answer]:
    async with Line(address) as line:
        return [await line.ask("PUT", "/there", {"A": "b"}, b"body"), await line.ask("GET", "/again", {})]


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    heads = [await reader.readuntil(b"\r\n\r\n")]
    sent = await reader.readexactly(4)
    writer.write(b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nContent-Length: 4\r\n\r\n" + sent)
    heads.append(await reader.readuntil(b"\r\n\r\n"))
    said = b'"%d"' % sum(head.count(b"\r\n") for head in heads)
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(said) + said)
    writer.close()


async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
    writer.close()


def test_one_line_carries_several_questions_and_their_answers() -> None:
    refused, found = run(with_server(echo, ask_twice))
    assert (refused.status, refused.headers["retry-after"], refused.body) == (429, "5", b"body")
    assert (found.status, found.json()) == (200, "9")  # request line, headers and the empty line, twice


def test_half_an_answer_is_none() -> None:
    with pytest.raises(LineError):
        run(with_server(cut, ask_twice))


def test_a_service_that_is_not_there_gives_no_answer() -> None:
    with pytest.raises(LineError):
        run(ask_twice("http://127.0.0.1:1"))
