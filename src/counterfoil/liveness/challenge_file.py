"""The file of a challenge: JSON, read strictly, every mistake one line with its place (docs/reference/challenge.md)."""

import json
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from counterfoil.errors import ChallengeError
from counterfoil.files import name_for_a_line, opened
from counterfoil.images.clip import LONGEST, MOST_FRAMES
from counterfoil.liveness.challenge import Arrival, Asked, Capture, Challenge, Flash
from counterfoil.liveness.colour import LEAST_BETWEEN
from counterfoil.liveness.steps import Step

_LARGEST: Final = 1024 * 1024
_MOST_STEPS: Final = 20
_MOST_FLASHES: Final = 100
_VERSION: Final = 1

_Seconds = Annotated[float, Field(ge=0, le=LONGEST, allow_inf_nan=False)]
_Level = Annotated[int, Field(ge=0, le=255)]
_Hex128 = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
_Hex256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Asked(_Part):
    step: Literal["turn_left", "turn_right", "nod", "blink", "come_closer"]
    revealed: _Seconds
    window: Annotated[float, Field(gt=0, le=LONGEST, allow_inf_nan=False)]


class _Flash(_Part):
    at: _Seconds
    colour: Annotated[list[_Level], Field(min_length=3, max_length=3)]


class _Arrival(_Part):
    arrived: Annotated[float, Field(ge=0, le=10 * LONGEST, allow_inf_nan=False)]
    chain: _Hex256


class _Capture(_Part):
    source: Literal["camera", "file"]
    frames: Annotated[list[_Arrival], Field(max_length=MOST_FRAMES)]


class ChallengeFile(_Part):
    """A challenge as its file states it: the keys, their types and what must stand together."""

    version: Annotated[int, Field(ge=_VERSION, le=_VERSION)]
    id: _Hex128
    steps: Annotated[list[_Asked], Field(min_length=1, max_length=_MOST_STEPS)]
    colour: bool = False
    flashes: Annotated[list[_Flash], Field(max_length=_MOST_FLASHES)] = []
    capture: _Capture | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        for number, (before, after) in enumerate(zip(self.steps, self.steps[1:], strict=False), start=1):
            if after.revealed <= before.revealed:
                raise ValueError(f"steps.{number}.revealed: this step is not shown after the one before it")
        if bool(self.flashes) and not self.colour:
            raise ValueError("flashes: there are flashes, but colour is not true")
        for number, (first, then) in enumerate(zip(self.flashes, self.flashes[1:], strict=False), start=1):
            if then.at - first.at < LEAST_BETWEEN:
                raise ValueError(
                    f"flashes.{number}.at: less than {LEAST_BETWEEN:.3f} s after the one before it; more than three "
                    "flashes a second can cause seizures (WCAG 2.3.1)"
                )
        return self


def load_challenge(path: Path) -> Challenge:
    """Read a challenge from its file.

    Args:
        path: UTF-8 JSON, at most 1 MiB.

    Raises:
        FileError: The file is missing, a directory or may not be read.
        ChallengeError: Not JSON, or not a challenge; the message says where.
    """
    with opened(path, instead="a challenge") as file:
        content = file.read(_LARGEST + 1)
    return parse_challenge(content, name_for_a_line(path.name, otherwise="the challenge"))


def parse_challenge(content: bytes, name: str) -> Challenge:
    """Return the challenge that a file's bytes hold.

    Args:
        content: UTF-8 JSON, at most 1 MiB.
        name: What to call the file in messages.

    Raises:
        ChallengeError: Not JSON, or not a challenge; the message says where.
    """
    if len(content) > _LARGEST:
        raise ChallengeError(f"{name}: a challenge has at most {_LARGEST // 1024} KiB")
    try:
        stated = ChallengeFile.model_validate(json.loads(content.decode("utf-8"), object_pairs_hook=_once), strict=True)
    except ValidationError as wrong:
        raise ChallengeError(f"{name}: {_explain(wrong)}") from wrong
    except _TwiceError as wrong:
        raise ChallengeError(f"{name}: {wrong} stands twice in one object") from wrong
    except (ValueError, RecursionError) as wrong:
        raise ChallengeError(f"{name}: not a JSON file") from wrong
    return Challenge(
        id=stated.id,
        steps=tuple(Asked(Step(one.step), one.revealed, one.window) for one in stated.steps),
        flashes=tuple(Flash(one.at, (one.colour[0], one.colour[1], one.colour[2])) for one in stated.flashes),
        capture=_capture(stated.capture) if stated.capture else None,
    )


def challenge_json(challenge: Challenge) -> str:
    """Return a challenge as its file holds it, so that reading it gives the same challenge."""
    capture = challenge.capture
    stated = {
        "version": _VERSION,
        "id": challenge.id,
        "steps": [{"step": one.step.value, "revealed": one.revealed, "window": one.window} for one in challenge.steps],
    }
    if challenge.flashes:
        stated["colour"] = True
        stated["flashes"] = [{"at": flash.at, "colour": list(flash.colour)} for flash in challenge.flashes]
    if capture is not None:
        frames = [{"arrived": frame.arrived, "chain": frame.chain} for frame in capture.frames]
        stated["capture"] = {"source": capture.source, "frames": frames}
    return f"{json.dumps(stated, indent=2)}\n"


class _TwiceError(Exception):
    """A key that stands twice; JSON readers differ in which of the two they take."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise _TwiceError(ascii(key[:40]))
    return dict(pairs)


def _capture(stated: _Capture) -> Capture:
    return Capture(stated.source, tuple(Arrival(one.arrived, one.chain) for one in stated.frames))


def _explain(wrong: ValidationError) -> str:
    """Say in one line what is wrong first, and how many further places are; the file's own text is not repeated."""
    errors = wrong.errors(include_url=False, include_input=False)
    errors.sort(key=lambda error: error["type"] != "extra_forbidden")
    first = errors[0]
    where = ".".join(ascii(step)[1:-1][:40] if isinstance(step, str) else str(step) for step in first["loc"])
    kind = first["type"]
    if kind == "extra_forbidden":
        said = "there is no such key"
    elif kind == "missing":
        said = "this is missing"
    else:
        said = first["msg"].removeprefix("Value error, ").replace("Input should be", "this should be")
    said = f"{where}: {said}" if where else said
    return f"{said} (and {len(errors) - 1} more)" if len(errors) > 1 else said
