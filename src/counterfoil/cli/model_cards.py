"""The registry of models as text and as JSON."""

import json
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterfoil.models import REGISTRY, ModelFile, ModelStore, Wheel

_MEGABYTE = 1_000_000


def as_json(store: ModelStore) -> str:
    """Return one JSON object: for each model everything that the registry says, and whether its file is here."""
    missing = store.missing(REGISTRY)
    listed = [asdict(model) | {"present": name not in missing} for name, model in REGISTRY.items()]
    return json.dumps({"folder": str(store.folder), "models": listed}, ensure_ascii=False)


def as_text(store: ModelStore) -> tuple[RenderableType, ...]:
    """Return a card for each model, and a line on where the files are."""
    missing = store.missing(REGISTRY)
    remedy = " Fetch what is missing with: counterfoil models get" if missing else ""
    where = f"{len(REGISTRY) - len(missing)} of {len(REGISTRY)} models are in {store.folder}.{remedy}"
    return (*(_card(model, here=name not in missing) for name, model in REGISTRY.items()), where)


def _card(model: ModelFile, *, here: bool) -> RenderableType:
    heading = Text.assemble(
        (model.name, "bold"), f"  {model.title}, {model.size / _MEGABYTE:.1f} MB, {model.licence}, "
    )
    heading.append("here" if here else "missing", "green" if here else "red")
    lines = Table.grid(padding=(0, 2))
    lines.add_column(style="dim")
    for label, text in (
        ("for", model.purpose),
        ("not for", model.not_for),
        ("trained on", model.trained_on),
        ("made by", model.source),
        ("comes from", _origins(model)),
        ("sha256", model.sha256),
    ):
        lines.add_row(label, text)
    return Group(heading, Padding(lines, (0, 0, 1, 2)))


def _origins(model: ModelFile) -> str:
    return ", else ".join(
        f"the wheel of {origin.package} {origin.version} on the package index"
        if isinstance(origin, Wheel)
        else "its publisher"
        for origin in model.origins
    )
