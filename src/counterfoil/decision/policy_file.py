"""The shape of a policy file, and how to say what is wrong with one."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from counterfoil.checks import QUESTIONS, Outcome
from counterfoil.decision.verdict import Verdict

Consequence = Literal["refer", "retry", "reject"]
Format = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]
_MAY_BE_LEFT_OUT: Final = ("liveness.", "document.expected")
"""Liveness where a trained person sees the bearer; the expected person where nobody in particular is expected."""
_LEFT_TO_A_PERSON: Final = "screening."  # names resemble one another: no machine may turn somebody away for that
_ALWAYS_ASKED: Final = ("document.mrz", "document.check_digits", "document.portrait", "face.single", "face.match")
_OF_SCREENING: Final = ("screening.lists", "screening.hits")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Rule(_Part):
    """What the outcomes of one check lead to. ``passed`` always speaks for acceptance, ``not_run`` sometimes."""

    failed: Consequence
    inconclusive: Consequence
    not_run: Literal["refer", "retry", "reject", "accept"] = "refer"

    def verdicts(self) -> Mapping[Outcome, Verdict]:
        return {
            Outcome.PASSED: Verdict.ACCEPT,
            Outcome.FAILED: Verdict(self.failed),
            Outcome.INCONCLUSIVE: Verdict(self.inconclusive),
            Outcome.NOT_RUN: Verdict(self.not_run),
        }


def _rate(text: object) -> str:
    try:
        rate = float(text) if isinstance(text, str) else None
    except ValueError:
        rate = None
    if rate is None:
        raise ValueError('write a rate as text in quotes, such as "1e-4"')
    if not 0 < rate < 1:
        raise ValueError("a rate lies between 0 and 1")
    return str(text)


class _Document(_Part):
    formats: Annotated[list[Format], Field(min_length=1)]


class _Face(_Part):
    max_fmr: Annotated[str, BeforeValidator(_rate)]


class _Age(_Part):
    over: Annotated[int, Field(ge=1, le=130)]


class _Screening(_Part):
    max_fpr: Annotated[str, BeforeValidator(_rate)]
    max_age_days: Annotated[int, Field(ge=1, le=365)]


class PolicyFile(_Part):
    """A policy as its file states it: the keys, their types and what must stand together."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    version: Annotated[int, Field(ge=1)]
    purpose: Annotated[str, Field(min_length=1, max_length=400)]
    discloses: Literal["document", "answer"]
    document: _Document
    face: _Face
    age: _Age | None = None
    screening: _Screening | None = None
    checks: dict[str, _Rule]

    @model_validator(mode="after")
    def _asks_for_what_exists(self) -> Self:
        for check in self.checks:
            if check not in QUESTIONS:
                raise ValueError(f"checks: there is no check {check!r}{_meant(check, QUESTIONS)}")
        for check, rule in self.checks.items():
            if check.startswith(_LEFT_TO_A_PERSON) and {rule.failed, rule.inconclusive, rule.not_run} != {"refer"}:
                raise ValueError(f"checks.{check}: a person must look at what screening finds: write 'refer' only")
            if rule.not_run == "accept" and not check.startswith(_MAY_BE_LEFT_OUT):
                raise ValueError(
                    f"checks.{check}.not_run: only liveness and 'document.expected' may be accepted without a check"
                )
        for check in _ALWAYS_ASKED:
            if check not in self.checks:
                raise ValueError(f"checks: {check!r} is missing, and no verification means anything without it")
        if (self.age is not None) != ("document.age" in self.checks):
            raise ValueError("age: [age] over and the check 'document.age' go together: write both or neither")
        if {self.screening is not None} != {check in self.checks for check in _OF_SCREENING}:
            both = " and ".join(map(repr, _OF_SCREENING))
            raise ValueError(f"screening: [screening] and the checks {both} go together: write all or none")
        return self


def explain(wrong: ValidationError) -> str:
    """Return in one line where a policy file is wrong, and how many further places are."""
    errors = wrong.errors(include_url=False)
    # A misspelt setting is also a missing one: the misspelling says more.
    errors.sort(key=lambda error: error["type"] != "extra_forbidden")
    first = errors[0]
    reason = _reason(first["type"], first["loc"], first["msg"], first["input"])
    return f"{reason} (and {len(errors) - 1} more)" if len(errors) > 1 else reason


def _reason(kind: str, steps: tuple[int | str, ...], message: str, given: object) -> str:
    where = ".".join(str(step) for step in steps)
    if kind == "extra_forbidden":
        return f"{where}: there is no such setting{_meant(str(steps[-1]), _settings(steps[:-1]))}"
    if kind == "missing":
        return f"{where}: this setting is missing"
    if kind == "literal_error":
        return f"{where}: {given!r} is not one of {message.removeprefix('Input should be ')}"
    reason = message.removeprefix("Value error, ").replace("Input should be", "this should be")
    return f"{where}: {reason}" if where else reason


_SECTIONS: Final[Mapping[str, type[_Part]]] = {
    "": PolicyFile,
    "document": _Document,
    "face": _Face,
    "age": _Age,
    "screening": _Screening,
    "checks": _Rule,
}


def _settings(steps: tuple[int | str, ...]) -> Iterable[str]:
    """Return the settings that a section may have."""
    return _SECTIONS[str(steps[0]) if steps else ""].model_fields


def _meant(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
