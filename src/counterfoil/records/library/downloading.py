"""Getting a file from an address: whole or not at all, again when that may help, and never without end."""

import random
import time
import urllib.error
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from counterfoil import network
from counterfoil.errors import ListError

_CHUNK: Final = 1 << 16
_NOT_MODIFIED: Final = 304
_WORTH_ANOTHER_TRY: Final = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Patience:
    """How much is borne from a host.

    Attributes:
        timeout: Seconds for each step: connecting, and each piece of the answer.
        deadline: Seconds for one try in all.
        tries: How often it is tried.
        pause: Seconds before the second try; doubled before each further one, and spread so that clients do not march
            in step.
        most_bytes: The largest file that is taken.
    """

    timeout: float = network.TIMEOUT
    deadline: float = 3600.0
    tries: int = 4
    pause: float = 2.0
    most_bytes: int = 8 << 30


PATIENCE: Final = Patience()
"""What is borne unless somebody says otherwise. The largest public list, that of OpenSanctions, has some 5 GB."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a host says of a file so that it need not be sent again.

    Attributes:
        etag: Its entity tag; empty where the host gives none.
        last_modified: When it was changed, as the host writes it; empty where the host does not say.
    """

    etag: str = ""
    last_modified: str = ""


class _PassingTroubleError(Exception):
    """Something that another try may mend."""


def download(
    url: str,
    target: Path,
    stamp: Stamp,
    *,
    patience: Patience,
    is_plain_allowed: bool,
    told: Callable[[int, int], None],
) -> Stamp | None:
    """Get a file.

    Args:
        url: Its address.
        target: Where to write it.
        stamp: What the host said of the file that is here already; empty when none is.
        patience: How much is borne.
        is_plain_allowed: Whether HTTP without TLS will do.
        told: Told the bytes that have arrived and the bytes in all; 0 in all where the host does not say.

    Returns:
        What the host says of the file; None when it has not changed, and nothing was written.

    Raises:
        ListError: It cannot be had; the message names the host alone.
    """
    headers = _conditions(stamp)
    for attempt in range(patience.tries):
        try:
            return _try(url, target, headers, patience=patience, is_plain_allowed=is_plain_allowed, told=told)
        except _PassingTroubleError as why:
            reason = str(why)
        if attempt + 1 < patience.tries:
            # No secret depends on it: it only keeps clients apart.
            time.sleep(patience.pause * 2**attempt * random.uniform(0.5, 1.0))  # noqa: S311
    raise _refused(url, f"{reason}, {patience.tries} times")


def _try(
    url: str,
    target: Path,
    headers: Mapping[str, str],
    *,
    patience: Patience,
    is_plain_allowed: bool,
    told: Callable[[int, int], None],
) -> Stamp | None:
    try:
        with network.opened(
            url, headers=headers, timeout=patience.timeout, is_plain_allowed=is_plain_allowed
        ) as answer:
            _write(url, answer, target, patience, told)
            return Stamp(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
    except urllib.error.HTTPError as why:
        if why.code == _NOT_MODIFIED and headers:
            return None
        if why.code in _WORTH_ANOTHER_TRY:
            raise _PassingTroubleError(network.cause(why)) from None
        raise _refused(url, network.cause(why)) from None
    except network.InsecureError as why:
        raise _refused(url, network.cause(why)) from None
    except network.TROUBLES as why:
        raise _PassingTroubleError(network.cause(why)) from None


def _write(url: str, answer: Any, target: Path, patience: Patience, told: Callable[[int, int], None]) -> None:
    size = _size(answer)
    if size > patience.most_bytes:
        raise _refused(url, f"it offers more than {patience.most_bytes:,} bytes")
    arrived, until = 0, time.monotonic() + patience.deadline
    with target.open("wb") as file:
        while chunk := answer.read1(_CHUNK):
            arrived += len(chunk)
            if arrived > patience.most_bytes:
                raise _refused(url, f"it sends more than {patience.most_bytes:,} bytes")
            if time.monotonic() > until:
                raise _PassingTroubleError("it takes too long")
            file.write(chunk)
            told(arrived, size)
    if size and arrived < size:
        raise _PassingTroubleError("the answer was cut off")


def _size(answer: Any) -> int:
    written = answer.headers.get("Content-Length", "")
    return int(written) if written.isdecimal() else 0


def _conditions(stamp: Stamp) -> dict[str, str]:
    asked = {"If-None-Match": stamp.etag, "If-Modified-Since": stamp.last_modified}
    return {name: value for name, value in asked.items() if value}


def _refused(url: str, why: str) -> ListError:
    return ListError(
        f"{network.host(url)} does not give the list ({why})",
        remedy="Get the file in another way, and add it with: counterfoil lists add FILE",
    )
