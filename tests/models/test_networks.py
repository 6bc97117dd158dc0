"""Running the networks: the right numbers, always the same ones, from any thread."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from counterfoil.errors import ModelError
from counterfoil.models import REGISTRY, ModelStore, Networks

SHAPES = {
    "yunet": (1, 3, 96, 64),
    "sface": (1, 3, 112, 112),
    "face-mesh": (1, 192, 192, 3),
    "ppocr-det": (1, 3, 64, 96),
    "ppocr-rec": (1, 3, 48, 160),
}
TOP = {"yunet": 255, "sface": 255, "face-mesh": 1, "ppocr-det": 1, "ppocr-rec": 1}

# Computed by ONNX Runtime 1.32 in float32 on the same input: length of all outputs taken as one vector.
LENGTHS = {
    "yunet": 45.82973526594986,
    "sface": 3.3017725502274824,
    "face-mesh": 3006.822618386856,
    "ppocr-det": 0.00040454721646214606,
    "ppocr-rec": 3.745944253770077,
}


def ramp(name):
    """0, 1, ... 250, 0, 1, ... scaled to the range of the network's input."""
    shape = SHAPES[name]
    steps = (np.arange(np.prod(shape)) % 251).astype(np.float32).reshape(shape)
    return steps * np.float32(TOP[name] / 250)


def digest(outputs):
    return hashlib.sha256(b"".join(output.tobytes() for output in outputs)).hexdigest()


@pytest.mark.parametrize("name", REGISTRY)
def test_the_numbers_are_those_of_another_runtime_in_full_precision(networks, name):
    outputs = networks.run(name, ramp(name))
    length = np.linalg.norm(np.concatenate([output.ravel().astype(np.float64) for output in outputs]))
    assert length == pytest.approx(LENGTHS[name], rel=5e-4)


@pytest.mark.parametrize("name", REGISTRY)
def test_the_same_input_gives_the_same_bytes_in_this_and_in_another_set_of_networks(store, networks, name):
    given = ramp(name)
    expected = digest(networks.run(name, given))
    assert digest(networks.run(name, given)) == expected
    assert digest(Networks(store).run(name, given)) == expected


def test_threads_that_share_the_networks_get_the_same_bytes(store):
    networks = Networks(store)
    names = ["yunet", "sface", "face-mesh", "ppocr-rec"] * 4
    with ThreadPoolExecutor(8) as pool:
        digests = list(pool.map(lambda name: digest(networks.run(name, ramp(name))), names))
    assert len(set(zip(names, digests, strict=True))) == 4


@pytest.mark.parametrize("name", REGISTRY)
def test_outputs_belong_to_the_caller_and_inputs_are_left_alone(networks, name):
    given = ramp(name)
    before, first = given.copy(), networks.run(name, given)
    kept = digest(first)
    networks.run(name, given * 0)
    assert digest(first) == kept
    assert (given == before).all()
    first[0][:] = 0  # nothing hinders the caller


def test_an_input_that_is_not_contiguous_gives_the_same_result(networks):
    picture = np.ascontiguousarray(ramp("sface")[0].transpose(1, 2, 0))
    assert digest(networks.run("sface", picture.transpose(2, 0, 1)[None])) == digest(
        networks.run("sface", ramp("sface"))
    )


@pytest.mark.parametrize(("height", "width"), [(32, 32), (320, 320), (480, 640), (96, 1024)])
def test_the_detector_takes_any_multiple_of_32_and_answers_for_every_place(networks, height, width):
    outputs = networks.run("yunet", np.zeros((1, 3, height, width), np.float32))
    places = [height * width // stride**2 for stride in (8, 16, 32)]
    assert [output.shape for output in outputs] == [(1, n, depth) for depth in (1, 1, 4, 10) for n in places]
    assert all(((output >= 0) & (output <= 1)).all() for output in outputs[:6])


def test_the_other_networks_answer_in_the_layout_of_the_list(networks):
    assert [output.shape for output in networks.run("sface", ramp("sface"))] == [(1, 128)]
    assert [output.shape for output in networks.run("face-mesh", ramp("face-mesh"))] == [(1, 1, 1, 1404), (1, 1, 1, 1)]


def test_text_detection_follows_the_size_of_its_input(networks):
    for shape in ((1, 3, 64, 96), (1, 3, 96, 64), (1, 3, 64, 96), (2, 3, 32, 32)):
        (text,) = networks.run("ppocr-det", np.zeros(shape, np.float32))
        assert text.shape == (shape[0], 1, *shape[2:])
        assert ((text >= 0) & (text <= 1)).all()


def test_text_recognition_gives_a_probability_for_each_character_that_the_file_lists(networks):
    characters = networks.annotation("ppocr-rec", "character").split("\n")
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<") <= set(characters)
    (steps,) = networks.run("ppocr-rec", np.zeros((2, 3, 48, 320), np.float32))
    assert steps.shape == (2, 40, 1 + len(characters) + 1)
    assert steps.sum(axis=2) == pytest.approx(np.ones((2, 40)), abs=1e-4)


@pytest.mark.parametrize("shape", [(1, 3, 100, 112), (3, 112, 112), (1, 112, 112, 3), (2, 3, 112, 112)])
def test_an_input_of_another_shape_is_told_what_is_wanted(networks, shape):
    with pytest.raises(ValueError, match="sface takes 1 x 3 x 112 x 112 float32, RGB"):
        networks.run("sface", np.zeros(shape, np.float32))


def test_an_annotation_that_is_not_there_is_a_key_error(networks):
    with pytest.raises(KeyError):
        networks.annotation("sface", "character")


def test_a_version_names_the_model_and_the_beginning_of_its_digest(networks):
    assert networks.version("sface") == "sface 2021dec fb143eea0783"


def test_what_is_required_and_missing_is_named_in_one_line(tmp_path, store):
    (tmp_path / REGISTRY["yunet"].file).write_bytes(store.path("yunet").read_bytes())
    networks = Networks(ModelStore(tmp_path))
    networks.require(["yunet"])
    with pytest.raises(
        ModelError, match=r"^models are missing or altered: sface, ppocr-rec\. Run: counterfoil models get$"
    ):
        networks.require(["yunet", "sface", "ppocr-rec"])
    with pytest.raises(ModelError, match=r"the model sface .* is missing"):
        networks.require(["sface"])


def test_an_altered_file_never_runs(tmp_path, store):
    altered = bytearray(store.path("yunet").read_bytes())
    altered[-1] ^= 1
    (tmp_path / REGISTRY["yunet"].file).write_bytes(altered)
    networks = Networks(ModelStore(tmp_path))
    for use in (lambda: networks.require(["yunet"]), lambda: networks.run("yunet", ramp("yunet"))):
        with pytest.raises(ModelError, match="its digest is another"):
            use()


def test_a_network_that_does_not_exist_is_refused(networks):
    with pytest.raises(ModelError, match="no model is called 'age'"):
        networks.run("age", ramp("sface"))
    with pytest.raises(ModelError, match="no model is called 'age'"):
        networks.version("age")
