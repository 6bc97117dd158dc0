"""Requests: sent again where that does no harm, and every refusal an error of ours.

Each POST carries an idempotency key, so that one whose answer was lost is sent again and done once.
"""

import time
import uuid
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, Self

import httpx

from counterfoil.client.trouble import ApiError, UnreachableError

_TRIES: Final = 4
_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_AGAIN: Final = frozenset({429, 502, 503, 504})
_LOWEST_REFUSAL: Final = 400


class Calls:
    """The connection to a service. May be shared between threads.

    Args:
        url: Where it is, such as ``https://verify.example.org``.
        key: The API key.
        timeout: Seconds that one answer may take.
    """

    def __init__(self, url: str, key: str, timeout: float) -> None:
        headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=timeout)

    def __enter__(self) -> Self:
        """Use it in a ``with``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        """Let go of every connection."""
        self.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._http.close()

    def get(self, path: str, asked: Mapping[str, Any] | None = None) -> Any:
        """Return what a path answers.

        Raises:
            ApiError: It refuses.
            UnreachableError: It does not answer.
        """
        return self._sent(self._http.build_request("GET", path, params=asked)).json()

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Return what a path answers to a body, which it takes once however often it is sent.

        Raises:
            ApiError: It refuses.
            UnreachableError: It does not answer.
        """
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        return self._sent(self._http.build_request("POST", path, json=body or {}, headers=headers)).json()

    def _sent(self, request: httpx.Request) -> httpx.Response:
        pause = _PAUSE
        for tries_left in reversed(range(_TRIES)):
            try:
                answer = self._http.send(request)
            except httpx.TransportError as wrong:
                if not tries_left:
                    raise UnreachableError(f"The service does not answer ({type(wrong).__name__})") from wrong
            else:
                if answer.status_code not in _AGAIN or not tries_left:
                    return _taken(answer)
                pause = max(pause, _seconds(answer.headers.get("Retry-After")))
            time.sleep(min(pause, _LONGEST_PAUSE))
            pause *= 2
        raise AssertionError("the last try returns or raises")


def _taken(answer: httpx.Response) -> httpx.Response:
    if answer.status_code < _LOWEST_REFUSAL:
        return answer
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    raise ApiError(answer.status_code, problem if isinstance(problem, dict) else {})


def _seconds(said: str | None) -> float:
    return float(said) if said and said.isdigit() else 0.0
