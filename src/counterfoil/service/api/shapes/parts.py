"""What shapes share."""

from datetime import datetime
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

_LONGEST_URL: Final = 2000


class Asked(BaseModel):
    """Something that is sent: what is not known is refused, so that a misspelt key is never passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(BaseModel):
    """Something that is answered."""

    model_config = ConfigDict(frozen=True)


def example(**said: Any) -> ConfigDict:
    """Return the configuration of a shape with an example."""
    return ConfigDict(json_schema_extra={"examples": [said]})


def _printable(text: str) -> str:
    if not text.isprintable() or text != text.strip():
        raise ValueError("write one line without control characters, and no space at its ends")
    return text


def _page(address: str) -> str:
    """Return an address to which a browser may be sent: nothing but a page, and nothing hidden in it."""
    parts = urlsplit(address)
    plain = address.isascii() and address.isprintable() and " " not in address and "\\" not in address
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not plain or not parts.hostname or "@" in parts.netloc:
        raise ValueError("write a whole address in ASCII, such as https://example.org/done")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValueError("the address must begin with https://")
    return address


def _whole(text: object) -> object:
    """Let a day be a day: pydantic would take a number of seconds for one."""
    if not isinstance(text, str):
        raise ValueError("write the day as 1990-12-31")  # noqa: TRY004 - pydantic turns this one into an answer
    return text


Line = Annotated[str, AfterValidator(_printable)]
PageAddress = Annotated[str, Field(min_length=1, max_length=_LONGEST_URL), AfterValidator(_page)]
Day = BeforeValidator(_whole)
Moment = Annotated[datetime, PlainSerializer(lambda at: at.isoformat(), return_type=str, when_used="json")]
"""A moment in UTC (RFC 3339)."""

Language = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        max_length=16,
        description="BCP 47, such as `en` or `fr-CA`.",
        examples=["en"],
    ),
]
VerificationId = Annotated[
    str, Field(pattern=r"^ver_[0-9a-hjkmnp-tv-z]{26}$", examples=["ver_01kb0c4z7m8q2r5t9v3x6y1w0a"])
]
