"""Policies: which checks a purpose needs, and what each outcome means for it.

A policy is a TOML file that a compliance officer can read and sign. The ones that come with Counterfoil lie in
``policies/`` beside this module; any other is named by its path. Reading one ends in a `Policy` or in one line that
says what is wrong and where: a policy that does not mean exactly what it says is never used.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from counterfoil.checks import Outcome
from counterfoil.decision.policy_file import PolicyFile, explain
from counterfoil.decision.verdict import Verdict
from counterfoil.errors import PolicyError
from counterfoil.files import opened

_LARGEST: Final = 64 * 1024
_BUILT_IN: Final = resources.files("counterfoil.decision") / "policies"


@dataclass(frozen=True, slots=True)
class ScreeningRule:
    """What a policy asks of screening.

    Attributes:
        max_fpr: The highest false positive rate at which a listed name counts as a hit, in (0, 1): of all customers
            who are on no list, at most this share is held up.
        max_age_days: The age in days up to which a list counts as fresh.
    """

    max_fpr: float
    max_age_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What one purpose asks for.

    Attributes:
        name: What it is called.
        version: Its own version, raised by whoever changes it.
        purpose: Why people are verified under it, in words that they can be shown.
        formats: The formats of Doc 9303 that are accepted: TD1, TD2, TD3, MRV-A, MRV-B.
        max_fmr: The highest false match rate that counts as the same face, in (0, 1).
        minimum_age: Completed years that the holder must have, or None when age does not matter.
        screening: What it asks of screening, or None when nobody is screened under it.
        discloses_document: Whether results may show what the document says; if not, only the answer is shown.
        rules: For each check that counts, what its outcomes other than ``passed`` lead to.
        sha256: Digest of the file, in hexadecimal.
    """

    name: str
    version: int
    purpose: str
    formats: tuple[str, ...]
    max_fmr: float
    minimum_age: int | None
    screening: ScreeningRule | None
    discloses_document: bool
    rules: Mapping[str, Mapping[Outcome, Verdict]]
    sha256: str


def built_in_policies() -> tuple[str, ...]:
    """Return the names of the policies that come with Counterfoil, sorted."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in _BUILT_IN.iterdir() if file.name.endswith(".toml")))


def load_policy(name_or_path: str) -> Policy:
    """Return the policy of that name, or the one in that file.

    Args:
        name_or_path: ``bank``, ``border``, ``counter``, ``remote``, or the path of a TOML file.

    Raises:
        PolicyError: There is no such policy, or the file says something wrong; the message says where.
        FileError: The file cannot be read.
    """
    if name_or_path in built_in_policies():
        return parse_policy((_BUILT_IN / f"{name_or_path}.toml").read_bytes(), name_or_path)
    if not name_or_path.endswith(".toml"):
        raise PolicyError(
            f"There is no policy {name_or_path!r}",
            remedy=f"Name one of {', '.join(built_in_policies())}, or a file that ends in .toml.",
        )
    path = Path(name_or_path)
    with opened(path, instead="a policy") as file:
        content = file.read(_LARGEST + 1)
    return parse_policy(content, path.name)


def parse_policy(content: bytes, name: str) -> Policy:
    """Return the policy that a file's bytes hold.

    Args:
        content: UTF-8 TOML, at most 64 KiB.
        name: What to call the file in messages.

    Raises:
        PolicyError: Not TOML, or not a policy; the message says where.
    """
    if len(content) > _LARGEST:
        raise PolicyError(f"{name}: a policy has at most {_LARGEST // 1024} KiB")
    try:
        stated = PolicyFile.model_validate(tomllib.loads(content.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        reason = "not UTF-8 text" if isinstance(wrong, UnicodeDecodeError) else str(wrong)
        raise PolicyError(f"{name}: not a TOML file: {reason}") from wrong
    except (ValidationError, RecursionError) as wrong:
        reason = explain(wrong) if isinstance(wrong, ValidationError) else "nested too deeply"
        raise PolicyError(f"{name}: {reason}") from wrong
    return Policy(
        name=stated.name,
        version=stated.version,
        purpose=stated.purpose,
        formats=tuple(stated.document.formats),
        max_fmr=float(stated.face.max_fmr),
        minimum_age=stated.age.over if stated.age else None,
        screening=_screening(stated),
        discloses_document=stated.discloses == "document",
        rules={check: rule.verdicts() for check, rule in stated.checks.items()},
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _screening(stated: PolicyFile) -> ScreeningRule | None:
    if stated.screening is None:
        return None
    return ScreeningRule(float(stated.screening.max_fpr), stated.screening.max_age_days)
