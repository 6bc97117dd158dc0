"""The inference runtime: OpenVINO on the CPU, told to be quiet, exact and repeatable.

docs/decisions/0003-inference-runtime.md says why this runtime, with the measurements.
"""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.models.dequantise import dequantise
from counterfoil.models.quiet import ConversionExtension, openvino

_SETTINGS: Final = {
    "NUM_STREAMS": 1,
    # By default OpenVINO computes in bfloat16 where the processor can: other numbers on other machines.
    "INFERENCE_PRECISION_HINT": "f32",
    # Several processes would otherwise be pinned to the same core.
    "ENABLE_CPU_PINNING": False,
}


class Network:
    """A compiled network that one thread at a time runs.

    Args:
        request: What runs it.
        shape: Lengths of the input's axes that it was compiled for; -1 where any length will do.
        annotations: Texts that the publisher wrote into the file.
    """

    def __init__(self, request: openvino.InferRequest, shape: tuple[int, ...], annotations: Mapping[str, str]) -> None:
        self.shape = shape
        self._request = request
        self._annotations = annotations
        self._lock = threading.Lock()

    def run(self, inputs: tuple[NDArray[np.float32], ...]) -> tuple[NDArray[np.float32], ...]:
        """Run once; the outputs are copies that belong to the caller."""
        with self._lock:
            self._request.infer(list(inputs), share_inputs=True)
            return tuple(np.array(tensor.data) for tensor in self._request.output_tensors)

    def annotation(self, key: str) -> str:
        """Return a text that the publisher wrote into the file."""
        return self._annotations[key]


class Engine:
    """Reads and compiles model files.

    Args:
        threads: How many threads one inference may use.
    """

    def __init__(self, threads: int) -> None:
        self._core = openvino.Core()
        self._core.set_property("CPU", _SETTINGS | {"INFERENCE_NUM_THREADS": threads})
        self._core.add_extension(ConversionExtension("DequantizeLinear", dequantise))

    def compile(self, path: Path, shape: tuple[int, ...]) -> Network:
        """Read an ONNX or TensorFlow Lite file and make it ready to run.

        Args:
            path: The file.
            shape: Lengths of its input's axes; -1 where any length will do.
        """
        model = self._core.read_model(path)
        # SFace lists its weights as inputs too; once they are constants, nothing reads those.
        unused = [entry for entry in model.get_parameters() if not entry.output(0).get_target_inputs()]
        for entry in unused:
            model.remove_parameter(entry)
        model.reshape(list(shape))
        request = self._core.compile_model(model, "CPU").create_infer_request()
        return Network(request, shape, _annotations(model))


def _annotations(model: openvino.Model) -> dict[str, str]:
    if not model.has_rt_info("framework"):
        return {}
    return {str(key): str(model.get_rt_info(["framework", key]).value) for key in model.get_rt_info("framework").value}
