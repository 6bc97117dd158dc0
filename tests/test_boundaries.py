"""What Counterfoil never does (docs/explanation/never.md), held by tests; each guard is shown a violation first.

A guard is a function from a part of the system to the list of what must not be there.
"""

import dataclasses
import importlib
import inspect
import json
import pkgutil
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Column, MetaData, Table

import counterfoil
from counterfoil import face, images
from counterfoil.checks import QUESTIONS, Check
from counterfoil.decision import built_in_policies, load_policy, parse_policy
from counterfoil.errors import PolicyError
from counterfoil.models import REGISTRY
from counterfoil.reasons import Reason
from counterfoil.records.tables import metadata
from counterfoil.verification import verify

TRAITS = re.compile(
    r"ethnic|gender|\brac(e|ial)\b|emotion|attractiv|age_?(estimat|predict|group)|estimated_?age|skin_?tone|religio|"
    r"orientation_(sexual)|health|mood|nationality_?(guess|estimat|predict)",
    re.IGNORECASE,
)
IDENTIFICATION = re.compile(
    r"embedding|faceprint|gallery|watch_?list|identif(y|ication)|re_?identif|enrol|one_to_many|cluster|track_?id|"
    r"(search|lookup|index)_?(of_?)?face|face_?(search|lookup|index|database|template)|biometric_?template",
    re.IGNORECASE,
)
ROOT = Path(__file__).parents[1]
LONGEST_LINE = 44  # of a machine-readable zone, which has a probability for each character


def forbidden(words: Iterable[str]) -> list[str]:
    """The words that speak of a trait or of identification."""
    spaced = {word: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word) for word in words}
    return sorted(
        word
        for word, parts in spaced.items()
        if TRAITS.search(parts.replace("_", " ")) or TRAITS.search(parts) or IDENTIFICATION.search(parts)
    )


def modules() -> list[types.ModuleType]:
    found = pkgutil.walk_packages(counterfoil.__path__, "counterfoil.")
    return [importlib.import_module(module.name) for module in found if not module.name.endswith("__main__")]


def names(module: types.ModuleType) -> Iterator[str]:
    """Every name that a module defines, with the names of parameters, attributes and fields."""
    yield module.__name__.rpartition(".")[2]
    for name, value in vars(module).items():
        if name.startswith("__"):
            continue
        yield name
        own = getattr(value, "__module__", None) == module.__name__
        if own and inspect.isclass(value):
            yield from (attribute for attribute in vars(value) if not attribute.startswith("__"))
            yield from getattr(value, "__annotations__", {})
        if own and inspect.isfunction(value):
            yield from inspect.signature(value).parameters


def words_of_schema(schema: object) -> Iterator[str]:
    """Every property name and every enumerated value of a JSON schema."""
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        yield from (value for value in schema.get("enum", ()) if isinstance(value, str))
        for part in schema.values():
            yield from words_of_schema(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from words_of_schema(part)


def words_of_tables(tables: MetaData) -> Iterator[str]:
    """Every name of a table and of a column."""
    for table in tables.sorted_tables:
        yield table.name
        yield from (column.name for column in table.columns)


def arrays(value: object) -> Iterator[tuple[np.dtype, tuple[int, ...]]]:
    """Kind and shape of every array that a result holds, however deep."""
    if isinstance(value, np.ndarray):
        yield value.dtype, value.shape
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from arrays(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from (found for part in value.values() for found in arrays(part))
    elif isinstance(value, tuple | list):
        if len(value) > LONGEST_LINE and all(isinstance(part, float) for part in value):
            yield np.dtype(float), (len(value),)
        yield from (found for part in value for found in arrays(part))


def templates(value: object) -> list[tuple[np.dtype, tuple[int, ...]]]:
    """The arrays that could be a face's template: anything but pixels and the 468 points."""
    return [
        (kind, shape)
        for kind, shape in arrays(value)
        if shape != (468, 3) and not (kind == np.uint8 and len(shape) == 3 and shape[2] == 3)
    ]


def takes_more_than_two_faces(function: object) -> bool:
    """Does a comparison accept anything but one face against one face?"""
    hints = typing.get_type_hints(function)
    hints.pop("return", None)
    given = [hint for hint in hints.values() if "Face" in str(hint)]
    return given != [face.Face, face.Face]


def compares_unlisted(function: object) -> bool:
    """Does a function that takes several crops or faces and gives a number for each take no list of pairs?

    A measurement compares what is listed, pair by pair. Whatever takes one face and many others, and gives a number for
    each, is a search, by whatever name.
    """
    hints = {name: str(hint) for name, hint in typing.get_type_hints(function).items()}
    numbers = re.search(r"float|int|Comparison", hints.pop("return", ""))
    several = [
        name
        for name, hint in hints.items()
        if re.search(r"(Iterable|Sequence|list|tuple|dict|Mapping)\[.*(Face|ndarray)", hint)
    ]
    return bool(numbers and several) and "pairs" not in hints


class TestTheGuardsSeeAViolation:
    @pytest.mark.parametrize(
        "name",
        [
            "ethnicity",
            "predictedGender",
            "race",
            "emotion",
            "age_estimate",
            "faceGallery",
            "identify",
            "watchlist",
            "embedding",
            "enroll_person",
            "face_search",
            "skin_tone",
            "estimated_age",
            "cluster_faces",
            "track_id",
        ],
    )
    def test_a_forbidden_name_is_seen(self, name):
        assert forbidden([name]) == [name]

    @pytest.mark.parametrize("name", ["trace", "brace", "minimum_age", "page", "image", "portrait", "research", "sex"])
    def test_an_innocent_name_is_not(self, name):
        assert forbidden([name]) == []

    def test_a_module_that_offers_it_is_seen(self):
        bad = types.ModuleType("counterfoil.bad")
        exec("def compare(face, gallery): ...\nclass Face:\n    emotion: str\n", vars(bad))  # noqa: S102
        for value in (bad.compare, bad.Face):
            value.__module__ = bad.__name__
        assert forbidden(names(bad)) == ["emotion", "gallery"]

    def test_a_schema_that_offers_it_is_seen(self):
        schema = {
            "properties": {"face": {"properties": {"gender": {"enum": ["x"]}}}},
            "$defs": {"a": {"enum": ["race"]}},
        }
        assert forbidden(words_of_schema(schema)) == ["gender", "race"]

    def test_a_table_that_keeps_it_is_seen(self):
        tables = MetaData()
        Table("people", tables, Column("id"), Column("embedding"), Column("gender"))
        assert forbidden(words_of_tables(tables)) == ["embedding", "gender"]

    @pytest.mark.parametrize("template", [np.zeros(128, np.float32), np.zeros((1, 128)), (0.5,) * 128])
    def test_a_result_that_carries_a_template_is_seen(self, template):
        @dataclasses.dataclass
        class Leak:
            inner: object

        assert templates(Leak({"a": [Leak(template)]}))

    def test_a_comparison_with_many_is_seen(self):
        def compare(probe: face.Face, others: list[face.Face]) -> float:
            raise AssertionError(probe, others)

        assert takes_more_than_two_faces(compare)

    def test_one_face_against_a_list_of_others_is_seen(self):
        def best(probe: face.Face, others: list[face.Face]) -> list[float]:
            raise AssertionError(probe, others)

        def rank(probe: np.ndarray, crops: Iterable[np.ndarray]) -> tuple[int, ...]:
            raise AssertionError(probe, crops)

        assert compares_unlisted(best)
        assert compares_unlisted(rank)


class TestNoTraitsAndNoIdentification:
    @pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
    def test_no_name_in_the_package_speaks_of_them(self, module):
        inside_the_call = {"counterfoil.face"} if module.__name__.startswith("counterfoil.face") else set()
        assert forbidden(set(names(module)) - inside_the_call) == []

    def test_the_published_schema_has_no_place_for_them(self):
        schema = json.loads((ROOT / "docs" / "reference" / "verification.schema.json").read_text())
        assert list(words_of_schema(schema))
        assert forbidden(words_of_schema(schema)) == []

    def test_the_database_has_no_place_for_them(self):
        assert len(list(words_of_tables(metadata))) > 200
        assert forbidden(words_of_tables(metadata)) == []

    def test_neither_has_that_of_an_assessment(self):
        schema = json.loads((ROOT / "docs" / "reference" / "metrics.schema.json").read_text())
        assert len(list(words_of_schema(schema))) > 100
        assert forbidden(words_of_schema(schema)) == []

    def test_neither_has_the_api(self):
        schema = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text())
        assert len(list(words_of_schema(schema))) > 100
        assert forbidden(words_of_schema(schema)) == []

    def test_no_check_asks_for_them_and_no_reason_names_them(self):
        assert forbidden([*QUESTIONS, *(reason.code for reason in Reason)]) == []

    def test_only_these_models_are_loaded(self):
        assert set(REGISTRY) == {"yunet", "sface", "face-mesh", "ppocr-det", "ppocr-rec"}

    @pytest.mark.parametrize("model", list(REGISTRY.values()), ids=lambda model: model.name)
    def test_no_model_puts_them_out(self, model):
        assert forbidden([model.name, model.file, *model.outputs]) == []


class TestOneFaceAgainstOneFace:
    def test_the_face_room_offers_just_these_names(self):
        assert set(face.__all__) == {
            "Calibration",
            "Comparison",
            "Component",
            "Face",
            "Follower",
            "MODELS",
            "Sighting",
            "calibration",
            "compare",
            "compare_listed",
            "components",
            "distinct",
            "find",
            "judge",
            "match",
            "portrait",
            "unified",
            "utility",
        }

    def test_a_comparison_takes_two_faces_and_no_more(self):
        assert not takes_more_than_two_faces(face.compare)

    @pytest.mark.parametrize("name", [name for name in face.__all__ if inspect.isfunction(getattr(face, name))])
    def test_many_faces_are_compared_only_pair_by_pair_as_listed(self, name):
        assert not compares_unlisted(getattr(face, name))

    def test_a_listed_comparison_gives_one_number_for_each_pair_and_no_template(self, networks, specimens):
        found = face.find(images.load(specimens / "p01" / "portrait.jpg"), networks)
        listed = np.array([[0, 0]] * 3)
        similarities, norms = face.compare_listed([found[0].crop], listed, [networks])
        assert (similarities.shape, norms.shape) == ((3,), (1,))
        with pytest.raises(ValueError, match="pairs"):
            face.compare_listed([found[0].crop], np.array([0]), [networks])

    def test_nothing_that_comes_out_holds_a_template(self, networks, specimens):
        portrait = images.load(specimens / "p01" / "portrait.jpg")
        selfie = images.load(specimens / "p01" / "selfie-1.jpg")
        faces = face.find(portrait, networks) + face.find(selfie, networks)
        assert len(faces) == 2
        assert templates([faces, face.compare(*faces, networks)]) == []

    def test_a_verification_holds_none_either(self, networks, specimens):
        result = verify(
            images.load(specimens / "p01" / "document-flat.jpg"),
            images.load(specimens / "p01" / "selfie-1.jpg"),
            load_policy("bank"),
            date(2026, 11, 23),
            networks,
        )
        assert result.comparison is not None
        assert templates(result) == []


class TestNothingCovert:
    @pytest.mark.parametrize("name", built_in_policies())
    def test_every_policy_states_its_purpose(self, name):
        assert load_policy(name).purpose

    def test_a_policy_without_a_purpose_is_refused(self):
        with pytest.raises(PolicyError, match="purpose"):
            parse_policy(b'name = "silent"\nversion = 1\n', "silent.toml")

    def test_a_check_says_what_it_looked_at(self):
        assert {"looked_at", "judged_by", "score", "threshold"} <= {field.name for field in dataclasses.fields(Check)}
