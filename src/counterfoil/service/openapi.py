"""The OpenAPI document: what FastAPI finds out by itself, and what holds for every operation.

Which problems an operation can answer follows from who may ask for it and from what it takes; it is written here once
and not at each operation.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from counterfoil.service.access.scopes import MEANINGS
from counterfoil.service.problems import MEDIA_TYPE, Problem

DESCRIPTION: Final = """Verify that a person is the holder of an identity document.

An integrator's server creates a verification with an **API key** and sends the person to its `capture_url`. The
capture page does the rest with a **capture session**. Webhooks, or `GET /v1/verifications/{verification}`, tell what it
came to.

Errors are problem details (RFC 9457): act on `code`, show nobody `detail` but developers. What is too much is answered
with 429 and `Retry-After`. A query parameter that an operation does not have is refused with 422, never passed over. A
POST that carries an `Idempotency-Key` can be sent again without harm.
"""

_TAGS: Final = (
    ("verifications", "Create verifications, see how far they are, end what is kept of them."),
    ("results", "What was found, the signed receipt, the ledger of a verification. Personal data."),
    ("reviews", "Decide what a person must look at."),
    ("capture", "What the capture page asks for, with its session. An integrator's server needs none of it."),
    ("screening", "Names against lists."),
    ("webhooks", "Where to tell what happens, and what became of each message."),
    ("keys", "API keys, and the public keys that verify receipts."),
    ("operation", "For whoever runs the service."),
)
_ALWAYS: Final = {
    "422": "The request says something wrong (`request_invalid` and others)",
    "429": "Too many requests, or too much work at once (`too_many_requests`)",
}
_WITH_CREDENTIALS: Final = {
    "401": "No valid credentials (`credentials_invalid`)",
    "403": "Not allowed (`forbidden`, `origin_refused`, `session_follows`)",
}
_OF_PAGES: Final = {"403": "Not sent by a page of this service (`origin_refused`)"}
_WITH_BODIES: Final = ("post", "put", "patch")
_WITH_BODY: Final = {
    "408": "The body did not arrive in time (`body_too_slow`)",
    "413": "The body is too large (`body_too_large`)",
}
_WITH_NAME: Final = {"404": "There is nothing of that name for this caller (`not_found`)"}
_ON_STATE: Final = {"409": "The state does not allow it (`state_conflict` and others, `idempotency_mismatch`)"}
_GONE: Final = {"410": "It has been erased (`evidence_gone`), or the link is used up (`link_unusable`)"}
_PARTS: Final = {
    "503": "The database, the vault or a model cannot be reached (`records_unavailable` and others). `Retry-After` "
    "says when to come back"
}


def install(app: FastAPI) -> None:
    """Have the application describe itself so."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = document(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of an application."""
    said = get_openapi(
        title="Counterfoil",
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        webhooks=app.webhooks.routes,
        tags=[{"name": name, "description": text} for name, text in _TAGS],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        separate_input_output_schemas=app.separate_input_output_schemas,
    )
    schemas = said["components"]["schemas"]
    for name, schema in Problem.model_json_schema(ref_template="#/components/schemas/{model}").pop("$defs").items():
        schemas[name] = schema
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas["Problem"].pop("$defs", None)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for schema in schemas.values():
        if "examples" in schema:
            schema["examples"] = [_whole(one, schema, schemas) for one in schema["examples"]]
    scopes = "\n".join(f"- `{scope.value}`: {meaning}" for scope, meaning in MEANINGS.items())
    said["components"]["securitySchemes"]["ApiKey"]["description"] += f"\n\nScopes:\n\n{scopes}"
    for path, method, operation in _operations(said):
        for status, meaning in _problems(path, method, operation):
            operation["responses"].setdefault(status, _problem(meaning))
        operation["responses"]["422"] = _problem(_ALWAYS["422"])  # in the place of FastAPI's own shape
    return said


def _whole(value: Any, shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """Return an example with the nulls that FastAPI takes out of the document."""
    if "$ref" in shape:
        return _whole(value, schemas[shape["$ref"].rpartition("/")[2]], schemas)
    if isinstance(value, list) and "items" in shape:
        return [_whole(one, shape["items"], schemas) for one in value]
    if isinstance(value, dict) and "properties" in shape:
        required = dict.fromkeys(shape.get("required", ()))
        return {
            name: _whole(value[name], part, schemas) if name in value else None
            for name, part in shape["properties"].items()
            if name in value or name in required
        }
    return value


def _operations(said: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _problems(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _ALWAYS.items()
    yield from _PARTS.items()
    if operation.get("security"):
        yield from _WITH_CREDENTIALS.items()
    elif path.startswith("/v1/capture"):
        yield from _OF_PAGES.items()
    if method in _WITH_BODIES:
        yield from _WITH_BODY.items()
    if "{" in path or path == "/metrics":
        yield from _WITH_NAME.items()
    if path.startswith(("/v1/verifications/", "/v1/capture", "/v1/webhooks")) or method in _WITH_BODIES:
        yield from _ON_STATE.items()
    if path.startswith(("/v1/verifications/", "/v1/capture")) or (path, method) == ("/v1/verifications", "post"):
        yield from _GONE.items()


def _problem(meaning: str) -> dict[str, Any]:
    return {
        "description": meaning,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
