"""The API's own description: every example is what it is an example of, and nothing is left unsaid."""

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from counterfoil.service.app import create_app
from counterfoil.service.settings import Settings

SAID = create_app(Settings.model_construct()).openapi()
SCHEMAS = SAID["components"]["schemas"]
OPERATIONS = [
    pytest.param(operation, id=operation["operationId"])
    for methods in SAID["paths"].values()
    for operation in methods.values()
]
BODIES = ("application/json", "application/problem+json")


def of(name):
    """The validator of a shape, which may name others."""
    registry = Registry().with_resource("urn:api", Resource(contents=SAID, specification=DRAFT202012))
    pointer = {"$ref": f"urn:api#/components/schemas/{name}"}
    return Draft202012Validator(pointer, registry=registry, format_checker=FormatChecker())


@pytest.mark.parametrize("name", sorted(name for name, schema in SCHEMAS.items() if "examples" in schema))
def test_an_example_is_one(name):
    for example in SCHEMAS[name]["examples"]:
        assert not [wrong.message for wrong in of(name).iter_errors(example)]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_says_what_it_does_and_shows_what_it_takes_and_answers(operation):
    assert operation["summary"]
    assert operation["description"]
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    shapes = [body["content"][kind]["schema"] for body in bodies for kind in BODIES if kind in body.get("content", {})]
    assert [shape["$ref"] for shape in shapes if "examples" not in SCHEMAS[shape["$ref"].rpartition("/")[2]]] == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_refusal_is_a_problem_and_what_is_too_much_is_said_of_all(operation):
    refusals = {status: answer for status, answer in operation["responses"].items() if status >= "4"}
    if operation["operationId"] == "ready":
        refusals["503"] = refusals["429"]  # it answers which part failed, in its own shape
    assert {"429", "503"} <= set(refusals)
    assert "401" in refusals or not operation.get("security")
    assert all(list(answer["content"]) == ["application/problem+json"] for answer in refusals.values())


def test_shapes_are_named_for_whoever_generates_a_client():
    assert [name for name in SCHEMAS if not name.isalnum()] == []


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_property_says_what_it_means(name):
    said = SCHEMAS[name].get("properties", {})
    assert [one for one, schema in said.items() if not schema.get("description", "").strip()] == []
