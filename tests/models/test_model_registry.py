"""The list of model files is complete, honest and true."""

import hashlib
from dataclasses import fields

import pytest

from counterfoil.models import REGISTRY, Address, ModelFile, Wheel

LICENCES = {"MIT", "Apache-2.0"}


def test_the_five_networks_are_listed_under_their_names():
    assert set(REGISTRY) == {"yunet", "sface", "face-mesh", "ppocr-det", "ppocr-rec"}
    assert all(model.name == name for name, model in REGISTRY.items())


@pytest.mark.parametrize("model", REGISTRY.values(), ids=lambda model: model.name)
def test_nothing_is_left_open_about_a_model(model):
    for field in fields(ModelFile):
        assert getattr(model, field.name), field.name
    assert model.licence in LICENCES
    assert len(bytes.fromhex(model.sha256)) == 32
    assert len(model.outputs) >= 1
    assert "float32" in model.input


@pytest.mark.parametrize("model", REGISTRY.values(), ids=lambda model: model.name)
def test_each_origin_is_pinned(model):
    wheels = [origin for origin in model.origins if isinstance(origin, Wheel)]
    addresses = [origin for origin in model.origins if isinstance(origin, Address)]
    assert model.origins == (*wheels, *addresses), "wheels are tried first"
    assert wheels
    assert all(len(bytes.fromhex(wheel.sha256)) == 32 and wheel.size > model.size / 2 for wheel in wheels)
    assert all(wheel.member.endswith("/" + model.file) for wheel in wheels)
    assert all(address.url.startswith("https://") and address.url.endswith("/" + model.file) for address in addresses)


@pytest.mark.parametrize("name", REGISTRY)
def test_the_file_that_is_fetched_has_the_size_and_digest_of_the_list(store, name):
    data = store.path(name).read_bytes()
    assert len(data) == REGISTRY[name].size
    assert hashlib.sha256(data).hexdigest() == REGISTRY[name].sha256


def test_no_two_models_share_a_file_name():
    assert len({model.file for model in REGISTRY.values()}) == len(REGISTRY)


def test_the_card_of_the_face_embedder_says_where_its_photographs_came_from_and_what_is_forbidden():
    card = REGISTRY["sface"]
    assert "celebrities collected from the web without asking" in card.trained_on
    for forbidden in ("Searching for a face among many", "watch lists", "race", "sex", "age", "feelings"):
        assert forbidden in card.not_for
