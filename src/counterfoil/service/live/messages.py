"""What page and socket say to each other: small JSON objects, read strictly; frames travel as bytes.

The page says what it shows (`Watch`), begins a challenge (`Begin`), gives up a step (`Cannot`) or stops (`Stop`). Every
frame is answered by one message, so that the page never has more than a few under way.
"""

import json
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from counterfoil.errors import InvalidRequestError
from counterfoil.liveness import Prompt, Step
from counterfoil.service.live.guidance import Guidance, Side
from counterfoil.service.live.limits import CONTROL_BYTES


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Watch(_Said):
    """Frames that follow show this; answer each with guidance."""

    do: Literal["watch"]
    shows: Side | Literal["face"]


class Begin(_Said):
    """Frames that follow answer a challenge."""

    do: Literal["begin"]
    without: Annotated[list[Step], Field(max_length=len(Step))] = []


class Cannot(_Said):
    """The bearer cannot do the step that is shown."""

    do: Literal["cannot"]


class Stop(_Said):
    """Nothing follows for now; a challenge that runs is given up."""

    do: Literal["stop"]


Message = Watch | Begin | Cannot | Stop
_READER: Final[TypeAdapter[Message]] = TypeAdapter(Annotated[Message, Field(discriminator="do")])


def read(text: str) -> Message:
    """Return what a page said.

    Raises:
        InvalidRequestError: It is none of the messages above.
    """
    if len(text.encode()) > CONTROL_BYTES:
        raise InvalidRequestError("The message is too long")
    try:
        return _READER.validate_json(text)
    except ValidationError:
        raise InvalidRequestError("This is no message that the socket knows") from None


def guided(guidance: Guidance) -> str:
    """Write what to tell the bearer of a frame."""
    return json.dumps({"kind": "guidance", "hint": guidance.hint, "ready": guidance.ready})


def prompted(prompt: Prompt) -> str:
    """Write what to show the bearer now."""
    step = prompt.step.value if prompt.step else None
    return json.dumps({"kind": "prompt", "state": prompt.state, "step": step, "number": prompt.number, "of": prompt.of})


def said(kind: str, **more: str | float) -> str:
    """Write anything else, such as ``begun``, ``kept``, ``passed_over`` or ``busy`` (with ``retry_after``)."""
    return json.dumps({"kind": kind, **more})
