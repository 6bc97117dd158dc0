"""The pages about the service: its API, its problems, its settings. `tools.make_reference` writes them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from counterfoil import errors
from counterfoil.errors import CounterfoilError
from counterfoil.service import problems
from counterfoil.service.access.scopes import MEANINGS
from counterfoil.service.app import create_app
from counterfoil.service.settings import PREFIX, Settings

_BEFORE_API = """# The API

This page is generated from the API's own description, [openapi.json](openapi.json) (OpenAPI 3.1), which a running
service also answers at `/v1/openapi.json`. There is no page with scripts of others at the service: nothing that runs
beside the data of people comes from elsewhere. [How to integrate](../how-to/integrate.md) begins at the beginning.

Keys may be added to answers, and values to lists that are said to grow; nothing is renamed, removed or given another
meaning under `/v1`.

## Who may ask

| who | how | for |
|---|---|---|
| an integrator's server | `Authorization: Bearer cf_live_...` or `cf_test_...` | what its scopes say |
| the capture page | a session cookie; with writes `Counterfoil-Page: 1` and an `Origin` of ours | one verification |
| a scraper | `Authorization: Bearer` and `COUNTERFOIL_METRICS_TOKEN` | `/metrics` |
| anyone | | the keys of receipts, health |

A key of the test mode sees what belongs to the test mode, a live key what does not, and nobody what is another
tenant's: it is not there (404).

| scope | allows |
|---|---|
"""

_BEFORE_LIMITS = """
## Limits

| what | answer |
|---|---|
| more requests in a minute than a key, a session or an unknown address may make | 429 `too_many_requests` |
| more pictures or screenings at once than the process has places for, or too many verifications that wait | the same |
| a body that is too large, or does not arrive in time | 413 `body_too_large`, 408 `body_too_slow` |

429 and 503 carry `Retry-After` in seconds. Buckets hold a minute's requests and fill evenly, in each process for
itself. The numbers are [settings](settings.md).

A POST may carry an `Idempotency-Key`: sent again within a day with the same body, it gets the same answer with
`Idempotent-Replayed: true` and nothing happens twice, also when the first answer was lost in a crash. Of several at
once one is done, and the others wait for its answer. With another body the answer is 409 `idempotency_mismatch`.

Lists come in pages: `next` of one is the `cursor` (or `after`) of the following, null on the last.

Every answer carries `X-Request-Id`; one that you send (8 to 64 letters, digits, `.`, `_`, `-`) is taken over.
"""

_BEFORE_PROBLEMS = """# Problems

What is not served is answered as problem details (RFC 9457), `application/problem+json`:

```json
{"type": "urn:counterfoil:problem:not_found", "title": "...", "status": 404, "detail": "...", "code": "not_found",
 "request_id": "..."}
```

Act on `code`, which is stable; `title` says what it means. `detail` is for developers, and neither repeats what was
sent. With `request_invalid`, `errors` lists the places. Commands end with the same errors as one line and exit code 2.

This page is generated from `counterfoil.errors`.

| code | status | means |
|---|---|---|
"""

_BEFORE_SETTINGS = """# Settings of the service

`counterfoil serve` and `counterfoil worker` read them from the environment; a setting that is wrong is one line at the
start. Where records, evidence, keys, models and lists are kept is set by the variables that
[all commands share](cli.md#environment). This page is generated from `counterfoil.service.settings`.

| variable | default | sets |
|---|---|---|
"""


def pages(folder: Path) -> dict[Path, str]:
    """Return every page of the service by its path."""
    said = create_app(Settings.model_construct()).openapi()
    return {
        folder / "openapi.json": json.dumps(said, indent=1, ensure_ascii=False) + "\n",
        folder / "api.md": "\n".join(_api(said)),
        folder / "problems.md": _BEFORE_PROBLEMS + "".join(_problems()),
        folder / "settings.md": _BEFORE_SETTINGS + "".join(_settings()),
    }


def _api(said: Mapping[str, Any]) -> Iterator[str]:
    yield _BEFORE_API + "\n".join(f"| `{scope.value}` | {meaning} |" for scope, meaning in MEANINGS.items())
    yield _BEFORE_LIMITS
    for tag in said["tags"]:
        yield f"## {tag['name'].capitalize()}\n\n{tag['description']}\n"
        for path, methods in said["paths"].items():
            for method, operation in methods.items():
                if tag["name"] in operation.get("tags", ()):
                    yield from _operation(method, path, operation, said["components"]["schemas"])
    yield from _parts(said)


def _operation(method: str, path: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {operation['summary']}\n"
    yield f"`{method.upper()} {path}` · {_who(operation)}\n"
    yield f"{operation['description']}\n"
    parameters = [one for one in operation.get("parameters", ()) if one["name"] != "Idempotency-Key"]
    if parameters:
        yield "| parameter | in | holds | means |\n|---|---|---|---|"
        for one in parameters:
            yield f"| `{one['name']}` | {one['in']} | {_kind(one['schema'])} | {one.get('description', '')} |"
        yield ""
    for name, shape in _shapes(operation, schemas):
        yield f"{name}\n"
        yield from _keys(shape)
        if example := shape.get("examples"):
            yield f"```json\n{json.dumps(example[0], indent=1, ensure_ascii=False)}\n```\n"


def _parts(said: Mapping[str, Any]) -> Iterator[str]:
    """Tell of the shapes that others name; those of webhooks and of matching have pages of their own."""
    schemas = said["components"]["schemas"]
    told = {name for one in schemas.values() for name in _refs(one.get("properties", {}))}
    yield "## Parts\n\nWhat the shapes above are made of.\n"
    for name in sorted(told):
        yield f"### {name}\n"
        yield f"{schemas[name].get('description', '')}\n"
        if "enum" in schemas[name]:
            yield f"One of {_kind(schemas[name])}.\n"
        yield from _keys(schemas[name])


def _refs(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]
        part = tuple(part.values())
    if isinstance(part, tuple | list):
        for one in part:
            yield from _refs(one)


def _who(operation: Mapping[str, Any]) -> str:
    for one in operation.get("security", ()):
        if scopes := one.get("ApiKey"):
            return f"a key with `{scopes[0]}`"
        if "CaptureSession" in one:
            return "a capture session"
        if "MetricsToken" in one:
            return "the token of metrics"
    return "anyone"


def _shapes(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give what an operation takes and what it answers, where that is an object of ours."""
    body = operation.get("requestBody", {}).get("content", {})
    if shape := _named(body.get("application/json", {}).get("schema", {}), schemas):
        yield "It takes:", shape
    elif body:
        yield f"It takes the bytes of a file: {', '.join(f'`{kind}`' for kind in body)}.", {}
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            content = answer.get("content", {})
            if shape := _named(content.get("application/json", {}).get("schema", {}), schemas):
                yield f"It answers {status}:", shape
            elif not content:
                yield f"It answers {status} without a body.", {}


def _named(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any] | None:
    name = schema.get("$ref", "").rpartition("/")[2]
    return schemas[name] if name else None


def _keys(shape: Mapping[str, Any]) -> Iterator[str]:
    if not shape.get("properties"):
        return
    yield "| key | holds | means |\n|---|---|---|"
    for key, part in shape["properties"].items():
        needed = "" if key in shape.get("required", ()) else ", may be left out"
        yield f"| `{key}` | {_kind(part)}{needed} | {part.get('description', '')} |"
    yield ""


def _kind(part: Mapping[str, Any]) -> str:
    if "anyOf" in part:
        return " or ".join(_kind(one) for one in part["anyOf"])
    if "$ref" in part:
        return f"`{part['$ref'].rpartition('/')[2]}`"
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    if part.get("type") == "array":
        return f"list of {_kind(part['items'])}"
    names = {"boolean": "true or false", "integer": "whole number", "string": "text", "null": "null"}
    kind = names.get(part.get("type", ""), part.get("type", "anything"))
    return f"{kind} ({part['format']})" if "format" in part else kind


def _problems() -> Iterator[str]:
    for kind in sorted({*_every(CounterfoilError)}, key=lambda one: (one.status, one.code)):
        yield f"| `{kind.code}` | {kind.status} | {problems.title(kind)} |\n"


def _every(kind: type[CounterfoilError]) -> Iterator[type[CounterfoilError]]:
    for below in kind.__subclasses__():
        if below.__module__ in (errors.__name__, problems.__name__):
            yield below
        yield from _every(below)


def _settings() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        yield f"| `{PREFIX}{name.upper()}` | {_default(field)} | {field.description} |\n"


def _default(field: FieldInfo) -> str:
    kinds = get_args(field.annotation)
    if field.default is None or field.annotation is SecretStr or (NoneType in kinds and not field.default):
        return ""
    if isinstance(field.default, Mapping):
        return f"`{json.dumps(field.default)}`"
    return f"`{field.default}`" if field.default not in ((), "") else ""
