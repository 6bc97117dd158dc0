"""A person on their way through the capture page, as requests: what a browser sends, without the browser."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from benchmarks.load.line import Answer, Line, LineError

POLICY: Final = "counter"
"""Takes pictures as they are, so that every verification is judged to its end."""

_BUSY: Final = 429
_REFUSED: Final = 400


class RefusedError(Exception):
    """The service said no.

    Args:
        what: What was asked for.
        status: The status of the answer.
        retry_after: When to come back, as the answer says; empty when it does not.
    """

    def __init__(self, what: str, status: int, retry_after: str) -> None:
        super().__init__(f"{what}: {status}")
        self.what = what
        self.status = status
        self.retry_after = retry_after

    @property
    def is_busy(self) -> bool:
        """Whether it was for want of room."""
        return self.status == _BUSY


@dataclass(frozen=True, slots=True)
class Pictures:
    """What one person shows: the bytes of two files."""

    document: bytes
    probe: bytes


@dataclass(slots=True)
class Person:
    """One person, one verification.

    Attributes:
        id: The verification.
        cookie: The session.
        submitted_at: Monotonic time at which everything was handed in.
        judged_at: Monotonic time at which somebody was seen to have judged it; 0 until then.
        seconds: How long each request took, by what was asked.
    """

    id: str = ""
    cookie: str = ""
    submitted_at: float = 0.0
    judged_at: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def waited(self) -> float:
        """Seconds from handing in to the decision."""
        return self.judged_at - self.submitted_at


class _Asking:
    """A person who asks by a line of their own, and how long each answer took."""

    def __init__(self, line: Line) -> None:
        self.person = Person()
        self._line = line

    async def ask(self, what: str, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        begun = time.perf_counter()
        try:
            answer = await self._line.ask(method, path, headers, body)
        except LineError as wrong:
            raise RefusedError(what, 0, "") from wrong
        self.person.seconds[what] = time.perf_counter() - begun
        if answer.status >= _REFUSED:
            raise RefusedError(what, answer.status, answer.headers.get("retry-after", ""))
        return answer

    async def say(self, what: str, path: str, headers: Mapping[str, str], said: Mapping[str, Any]) -> Answer:
        as_json = {**headers, "Content-Type": "application/json"}
        return await self.ask(what, "POST", path, as_json, json.dumps(said).encode())


class Door:
    """Where people come in, each by a line of their own.

    Args:
        address: The service's.
        key: Opens its API.
    """

    def __init__(self, address: str, key: str) -> None:
        self._address = address
        self._key = {"Authorization": f"Bearer {key}"}
        self._page = {"Origin": address, "Counterfoil-Page": "1"}

    async def open(self) -> Person:
        """Create a verification, open its link and consent.

        Raises:
            RefusedError: The service said no on the way.
        """
        async with Line(self._address) as line:
            asking = _Asking(line)
            await self._open(asking)
        return asking.person

    async def hand_in(self, pictures: Pictures) -> Person:
        """Go all the way to where the service begins to judge.

        Raises:
            RefusedError: The service said no on the way.
        """
        async with Line(self._address) as line:
            asking = _Asking(line)
            await self._open(asking)
            person, mine = asking.person, self._mine(asking.person)
            for what, where, content in (
                ("document", "/v1/capture/document/front", pictures.document),
                ("probe", "/v1/capture/probe", pictures.probe),
            ):
                await asking.ask(what, "PUT", where, mine | {"Content-Type": "image/jpeg"}, content)
            person.submitted_at = time.monotonic()
            await asking.ask("submit", "POST", "/v1/capture/submit", mine)
        return person

    async def judging(self) -> set[str]:
        """Return the verifications that wait to be judged, or are being judged."""
        found: set[str] = set()
        query: dict[str, str] | None = {"state": "processing", "limit": "200"}
        async with Line(self._address) as line:
            while query:
                page = (await line.ask("GET", f"/v1/verifications?{urlencode(query)}", self._key)).json()
                found |= {one["id"] for one in page["verifications"]}
                query = query | {"cursor": page["next"]} if page["next"] else None
        return found

    async def _open(self, asking: _Asking) -> None:
        person = asking.person
        created = (await asking.say("create", "/v1/verifications", self._key, {"policy": POLICY})).json()
        person.id = created["id"]
        link = {"token": created["capture_url"].partition("#")[2]}
        opened = await asking.say("session", "/v1/capture/session", self._page, link)
        person.cookie = opened.headers["set-cookie"].partition(";")[0]
        consent = {"version": opened.json()["consent"]["version"], "language": "en"}
        await asking.say("consent", "/v1/capture/consent", self._mine(person), consent)

    def _mine(self, person: Person) -> dict[str, str]:
        return self._page | {"Cookie": person.cookie}
