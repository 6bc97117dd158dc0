"""Rewrite an ONNX file whose weights are blocks of 8-bit integers as one whose weights are floats.

Run in deepface's environment, which has ``onnx``: ``python -m benchmarks.runners.float_weights SOURCE TARGET``. The
values are exactly those that DequantizeLinear (ONNX opset 21) stands for: ``(stored - zero point) * scale``, block by
block.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found,import-untyped,unused-ignore]
from numpy.typing import NDArray
from onnx import helper, numpy_helper  # type: ignore[import-not-found,import-untyped,unused-ignore]

Constants = dict[str, NDArray[Any]]


def rewrite(source: Path, target: Path) -> None:
    """Write the same network with float weights and no inputs but its picture."""
    model = onnx.load(str(source))
    graph = model.graph
    constants = {stored.name: numpy_helper.to_array(stored) for stored in graph.initializer}
    computed, kept = _fold(graph.node, constants)
    used = {name for node in kept for name in node.input}
    weights = [stored for stored in graph.initializer if stored.name in used]
    weights += [numpy_helper.from_array(array, name) for name, array in computed.items() if name in used]
    picture = graph.input[0]
    for entries, wanted in ((graph.node, kept), (graph.initializer, weights), (graph.input, [picture])):
        del entries[:]
        entries.extend(wanted)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def _fold(nodes: Any, constants: Constants) -> tuple[Constants, list[Any]]:
    """Return what the nodes over constants compute, and the nodes that remain."""
    computed: Constants = {}
    kept: list[Any] = []
    for node in nodes:
        inputs = [(constants | computed).get(name) for name in node.input]
        if node.op_type == "DequantizeLinear":
            computed[node.output[0]] = _floats(node, *inputs)
        elif node.op_type == "Reshape" and inputs[0] is not None and inputs[1] is not None:
            computed[node.output[0]] = inputs[0].reshape(inputs[1])
        else:
            kept.append(node)
    return computed, kept


def _floats(node: Any, stored: Any, scale: Any, zero_point: Any) -> NDArray[np.float32]:
    attributes = {one.name: helper.get_attribute_value(one) for one in node.attribute}
    axis, block = attributes.get("axis", 1), attributes["block_size"]
    whole = range(stored.shape[axis])
    scales, zeros = (np.repeat(part, block, axis=axis).take(whole, axis=axis) for part in (scale, zero_point))
    floats: NDArray[np.float32] = (stored.astype(np.float32) - zeros.astype(np.float32)) * scales
    return floats


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]), Path(sys.argv[2]))
