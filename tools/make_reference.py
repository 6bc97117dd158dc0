"""Write the pages of docs/reference that say what the code says: commands, JSON shapes, reasons.

usage: python -m tools.make_reference

tests/cli/test_reference.py fails when a page differs from what this writes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from counterfoil.checks import QUESTIONS
from counterfoil.cli.alert_output import AlertsOutput, DecidedOutput, MonitoredOutput, RegisteredOutput
from counterfoil.cli.app import app
from counterfoil.cli.ledger_output import LedgerOutput, ReceiptOutput
from counterfoil.cli.list_output import AddedOutput, DifferenceOutput, ListOutput, ListsOutput
from counterfoil.cli.metrics import MetricsOutput
from counterfoil.cli.vault_output import DueOutput, RanOutput, RotatedOutput, SweptOutput, VaultOutput, VerifiedOutput
from counterfoil.reasons import Reason
from counterfoil.report.published.screening_shapes import BatchLineOutput, ScreenedOutput
from counterfoil.report.published.shapes import GradingOutput, PairOutput, ReadingOutput, VerificationOutput
from counterfoil.report.scales import SCALES
from counterfoil.screening.matching_api import MatchRequest, MatchResponse
from tools import make_service_reference

FOLDER = Path(__file__).parent.parent / "docs" / "reference"

_BEFORE_COMMANDS = """# Commands

This page is generated from the commands themselves: `counterfoil COMMAND --help` says the same.

Results go to standard output, everything else to standard error. `--json` prints JSON and nothing else. Colour is used
on a terminal only, and never alone: `NO_COLOR=1` takes it away. `counterfoil --install-completion` teaches the shell
the commands.

## Exit codes

| code | means |
|---|---|
| 0 | accept, a match, or success |
| 10 | retry: better pictures are needed |
| 20 | refer: a person must look |
| 30 | reject, or no match |
| 2 | wrong use, or input that cannot be read; one line on standard error says which and what would help |
| 1 | a defect of Counterfoil; please report it |
| 130, 141 | interrupted; whoever read the output has gone |

## Environment

| variable | does |
|---|---|
| `COUNTERFOIL_DATABASE` | the database of records: a path or SQLAlchemy's URL; by default in the user's data folder |
| `COUNTERFOIL_MODELS` | the folder that holds the model files; nothing is fetched on its own then |
| `COUNTERFOIL_LISTS` | the folder that holds the lists; by default one among what programs keep for the user |
| `COUNTERFOIL_VAULT` | where sealed evidence is kept: a folder or `s3://bucket/prefix`; by default in that folder too |
| `COUNTERFOIL_KEK` | the key-encryption key itself, 32 bytes in base 64; [how to keep keys](../how-to/keys.md) |
| `COUNTERFOIL_KEK_FILE` | or the file that holds it; by default one in that folder, made at the first start |
| `COUNTERFOIL_SIGNING_KEY` | the file of the key that signs receipts and the ledger; by default one in that folder |
| `COUNTERFOIL_KMS` | or the key of AWS KMS that takes its place: `aws-kms://KEY-ID` |
| `COUNTERFOIL_KEK_FORMER` | former ones, parted by commas: keys, `file:PATH` or `aws-kms://KEY-ID` |
| `COUNTERFOIL_OFFLINE` | `1`: never use a network |
| `COUNTERFOIL_TRACEBACK` | `1`: show the traceback of a defect. It may quote the document: look before you share it |
| `NO_COLOR` | anything: no colour |
"""

_JSON_PAGES: Mapping[str, tuple[type[Any], str]] = {
    "verification": (VerificationOutput, "counterfoil verify --json"),
    "document-read": (ReadingOutput, "counterfoil document read --json"),
    "face-compare": (PairOutput, "counterfoil face compare --json"),
    "face-quality": (GradingOutput, "counterfoil face quality --json"),
}

_BEFORE_JSON = """# The result as JSON

Four commands print JSON. Each shape is published as a JSON Schema and kept by a test. Keys may be added; none is
renamed, removed or given another meaning without a new major version. Codes are stable, sentences are not.

A policy that discloses the answer only (`counter`) leaves `document` null and the scores of the document's checks out.
What `screening` holds is told in [screening as JSON](screening.md).
"""

_SCREENING_PAGES: Mapping[str, tuple[type[Any], str]] = {
    "screen-name": (ScreenedOutput, "counterfoil screen name --json"),
    "screen-batch": (BatchLineOutput, "A line that counterfoil screen batch writes"),
    "lists-add": (AddedOutput, "counterfoil lists add --json, counterfoil lists fetch --json"),
    "lists-show": (ListsOutput, "counterfoil lists show --json"),
    "lists-show-one": (ListOutput, "counterfoil lists show NAME --json"),
    "lists-diff": (DifferenceOutput, "counterfoil lists diff --json"),
    "screen-register": (RegisteredOutput, "counterfoil screen register --json"),
    "screen-monitor": (MonitoredOutput, "counterfoil screen monitor --json"),
    "screen-alerts": (AlertsOutput, "counterfoil screen alerts --json"),
    "screen-decide": (DecidedOutput, "counterfoil screen decide --json"),
    "match-request": (MatchRequest, "The body of POST /match/{dataset}"),
    "match-response": (MatchResponse, "What it answers"),
}

_OF_SCREENING = frozenset(ScreenedOutput.model_json_schema()["$defs"])
"""Parts that their own page tells."""

_BEFORE_SCREENING = """# Screening as JSON

Each shape is published as a JSON Schema and kept by a test. Keys may be added; none is renamed, removed or given
another meaning without a new major version. `fpr` is what to compare between versions: it is measured anew with every
change of the matcher, while `score` moves.

`screen batch` writes one line a row, in the order of the input. `OUT.jsonl.skipped` says of each row that was not
screened its `line` and the `reason`; `OUT.jsonl.run` says of which input, lists and matcher the results are.

The last two are the shapes that clients of yente speak; [how to screen](../how-to/screen.md) says what is used.
"""

_RECORDS_PAGES: Mapping[str, tuple[type[Any], str]] = {
    "ledger-verify": (LedgerOutput, "counterfoil ledger verify --json"),
    "receipt-verify": (ReceiptOutput, "counterfoil receipt verify --json"),
    "vault-status": (VaultOutput, "counterfoil vault status --json"),
    "vault-verify": (VerifiedOutput, "counterfoil vault verify --json"),
    "vault-rotate": (RotatedOutput, "counterfoil vault rotate --json"),
    "vault-sweep": (SweptOutput, "counterfoil vault sweep --json"),
    "retention-due": (DueOutput, "counterfoil retention due --json"),
    "retention-run": (RanOutput, "counterfoil retention run --json"),
}

_BEFORE_RECORDS = """# Records as JSON

What the commands that look after the records print. Each shape is published as a JSON Schema and kept by a test. Keys
may be added; none is renamed, removed or given another meaning without a new major version.
"""

_OWN_PAGE: Mapping[str, type[Any]] = {"metrics": MetricsOutput}

_BEFORE_METRICS = """# metrics.json

`counterfoil assess PAIRS.csv --out DIR` writes it, and `--json` prints the same on one line. It holds aggregates, never
a score of a single pair. Where nothing can be measured there is null, and a `reason` beside it. Keys may be added; none
is renamed, removed or given another meaning without a new major version.
[What each figure means](../explanation/errors.md).

Schema: [metrics.schema.json](metrics.schema.json)
"""


def pages() -> dict[Path, str]:
    """Return every generated page and schema by its path."""
    shared = {name: model for name, (model, _) in {**_JSON_PAGES, **_SCREENING_PAGES, **_RECORDS_PAGES}.items()}
    schemas = {
        FOLDER / f"{name}.schema.json": json.dumps(_schema(model), indent=2) + "\n"
        for name, model in {**shared, **_OWN_PAGE}.items()
    }
    return {
        FOLDER / "cli.md": "\n".join([_BEFORE_COMMANDS, *_command("counterfoil", typer.main.get_command(app))]),
        FOLDER / "verification.md": "\n".join([_BEFORE_JSON, *_shapes()]),
        FOLDER / "screening.md": "\n".join([_BEFORE_SCREENING, *_shapes_of(_SCREENING_PAGES)]),
        FOLDER / "records.md": "\n".join([_BEFORE_RECORDS, *_shapes_of(_RECORDS_PAGES)]),
        FOLDER / "metrics.md": "\n".join([_BEFORE_METRICS, *_metrics()]),
        FOLDER / "reasons.md": "\n".join(_reasons()),
        **schemas,
        **make_service_reference.pages(FOLDER),
    }


def _command(path: str, command: Any) -> Iterator[str]:
    """A command and, after it, those below it. Typer moved its types between versions: only names are relied on."""
    children = getattr(command, "commands", {})
    if not children or path == "counterfoil":
        yield f"## {path}\n"
        yield f"```\n{path} {_usage(command)}\n```\n"
        yield f"{command.help.strip()}\n"
        yield from _parameters(command)
    for name, child in children.items():
        yield from _command(f"{path} {name}", child)


def _usage(command: Any) -> str:
    if getattr(command, "commands", None):
        return "COMMAND"
    parts = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            written = f"{parameter.metavar}{'...' if parameter.nargs == -1 else ''}"
        else:
            written = " ".join(filter(None, [parameter.opts[0], _value(parameter)]))
        parts.append(written if parameter.required else f"[{written}]")
    return " ".join(parts)


def _parameters(command: Any) -> Iterator[str]:
    yield "| | | default |\n|---|---|---|"
    for parameter in command.params:
        shown = parameter.metavar if parameter.param_type_name == "argument" else ", ".join(parameter.opts)
        name = " ".join(filter(None, [shown, _value(parameter)]))
        yield f"| `{name}` | {parameter.help} | {_default(parameter)} |"
    yield ""


def _value(parameter: Any) -> str:
    return "" if parameter.param_type_name == "argument" else parameter.metavar or ""


def _default(parameter: Any) -> str:
    if parameter.required:
        return "required"
    silent = parameter.default is None or isinstance(parameter.default, bool)
    return "" if silent else f"`{parameter.default}`"


def _schema(model: type[Any]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


def _shapes() -> Iterator[str]:
    for name, (model, command) in _JSON_PAGES.items():
        schema = _schema(model)
        yield f"## {command}\n"
        yield f"Schema: [{name}.schema.json]({name}.schema.json)\n"
        yield from _shape(schema)
        for title, part in schema.get("$defs", {}).items():
            if (name == "verification" and title not in _OF_SCREENING) or title == "ErrorOutput":
                yield from _part(title, part)


def _shapes_of(shapes: Mapping[str, tuple[type[Any], str]]) -> Iterator[str]:
    told = set()
    for name, (model, title) in shapes.items():
        schema = _schema(model)
        yield f"## {title}\n"
        yield f"Schema: [{name}.schema.json]({name}.schema.json)\n"
        yield from _shape(schema)
        for part, shape in schema.get("$defs", {}).items():
            if part not in told:
                told.add(part)
                yield from _part(part, shape)


def _metrics() -> Iterator[str]:
    schema = _schema(MetricsOutput)
    yield from _shape(schema)
    for title, part in schema["$defs"].items():
        yield from _part(title, part)


def _part(title: str, part: dict[str, Any]) -> Iterator[str]:
    yield f"### {_plain(title)}\n"
    if "enum" in part:
        yield f"One of {_kind(part)}.\n"
        return
    yield f"{part['description']}\n"
    yield from _shape(part)


def _shape(schema: dict[str, Any]) -> Iterator[str]:
    yield "| key | holds | means |\n|---|---|---|"
    for key, part in schema["properties"].items():
        yield f"| `{key}` | {_kind(part)} | {part.get('description', '')} |"
    yield ""


def _kind(part: dict[str, Any]) -> str:
    if "anyOf" in part:
        return " or ".join(_kind(one) for one in part["anyOf"])
    if "$ref" in part:
        return _plain(part["$ref"].rpartition("/")[2])
    if "enum" in part or "const" in part:
        return ", ".join(f"`{value}`" for value in part.get("enum", [part.get("const")]))
    return _of_type(part)


def _of_type(part: dict[str, Any]) -> str:
    within = part.get("items") if part.get("type") == "array" else part.get("additionalProperties")
    if isinstance(within, dict) and within and part["type"] == "array":
        return f"list of {_kind(within)}"
    if isinstance(within, dict) and part["type"] == "object" and within.get("type") != "string":
        return f"object of {_kind(within)}"
    names = {
        "array": "list",
        "boolean": "true or false",
        "integer": "whole number",
        "object": "object of text" if isinstance(within, dict) else "object",
        "string": "text",
    }
    return names.get(part.get("type", ""), str(part.get("type", "anything")))


def _plain(title: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title.removesuffix("Output")).lower()


def _reasons() -> Iterator[str]:
    yield "# Checks and reason codes\n"
    yield "What each check asks, and the unit of its score.\n"
    yield "| check | asks | unit of the score |\n|---|---|---|"
    for check, question in QUESTIONS.items():
        yield f"| `{check}` | {question} | {SCALES[check].unit if check in SCALES else ''} |"
    yield "\nWhy a check did not pass. The code is stable. The person is told one sentence, the reviewer the other.\n"
    yield "| code | the person is told | the reviewer sees |\n|---|---|---|"
    for reason in Reason:
        yield f"| `{reason.code}` | {reason.public} | {reason.detail} |"
    yield ""


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(FOLDER.parent.parent))
