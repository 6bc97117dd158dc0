"""A person on their way through the capture page, as requests: what a browser sends, without the browser."""

import time
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final

import httpx

POLICY: Final = "counter"
"""Takes pictures as they are, so that every verification is judged to its end."""

_BUSY: Final = 429
_COOKIE: Final = "counterfoil_capture"


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


class Door:
    """Where people come in: one client for all of them.

    Args:
        address: The service's.
        key: Opens its API.
    """

    def __init__(self, address: str, key: str) -> None:
        self._key = {"Authorization": f"Bearer {key}"}
        self._page = {"Origin": address, "Counterfoil-Page": "1"}
        # Cookies belong to people, not to the client.
        jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
        self._client = httpx.AsyncClient(base_url=address, cookies=jar, timeout=120.0, limits=limits)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._client.aclose()

    async def open(self) -> Person:
        """Create a verification, open its link and consent."""
        person = Person()
        made = await self._ask(
            person, "create", "POST", "/v1/verifications", headers=self._key, json={"policy": POLICY}
        )
        created = made.json()
        person.id = created["id"]
        token = created["capture_url"].partition("#")[2]
        opened = await self._ask(
            person, "session", "POST", "/v1/capture/session", headers=self._page, json={"token": token}
        )
        person.cookie = f"{_COOKIE}={opened.cookies[_COOKIE]}"
        version = opened.json()["consent"]["version"]
        consent = {"version": version, "language": "en"}
        await self._ask(person, "consent", "POST", "/v1/capture/consent", headers=self._mine(person), json=consent)
        return person

    async def hand_in(self, pictures: Pictures) -> Person:
        """Go all the way to where the service begins to judge.

        Raises:
            RefusedError: The service said no on the way.
        """
        person = await self.open()
        for what, where, content in (
            ("document", "/v1/capture/document/front", pictures.document),
            ("probe", "/v1/capture/probe", pictures.probe),
        ):
            headers = self._mine(person) | {"Content-Type": "image/jpeg"}
            await self._ask(person, what, "PUT", where, headers=headers, content=content)
        person.submitted_at = time.monotonic()
        await self._ask(person, "submit", "POST", "/v1/capture/submit", headers=self._mine(person))
        return person

    async def judging(self) -> set[str]:
        """Return the verifications that wait to be judged, or are being judged."""
        found: set[str] = set()
        query: dict[str, str] | None = {"state": "processing", "limit": "200"}
        while query:
            page = (await self._client.get("/v1/verifications", headers=self._key, params=query)).json()
            found |= {one["id"] for one in page["verifications"]}
            query = query | {"cursor": page["next"]} if page["next"] else None
        return found

    def _mine(self, person: Person) -> dict[str, str]:
        return self._page | {"Cookie": person.cookie}

    async def _ask(self, person: Person, what: str, method: str, path: str, **request: Any) -> httpx.Response:
        begun = time.perf_counter()
        try:
            answer = await self._client.request(method, path, **request)
        except httpx.HTTPError as wrong:
            raise RefusedError(what, 0, "") from wrong
        person.seconds[what] = time.perf_counter() - begun
        if not answer.is_success:
            raise RefusedError(what, answer.status_code, answer.headers.get("retry-after", ""))
        return answer
