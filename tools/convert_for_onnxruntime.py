"""Write the five networks as ONNX files that ONNX Runtime reads and runs at its best; used by measure_runtime.py.

python tools/convert_for_onnxruntime.py FOLDER
"""

import sys
from pathlib import Path
from typing import Any

import onnx
import tflite2onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from counterfoil.models import REGISTRY, ModelStore
from counterfoil.models.dequantise import dequantised

Weights = dict[str, NDArray[Any]]


def without_blocks(node: onnx.NodeProto, weights: Weights) -> None:
    """Add the float32 weights that a DequantizeLinear node, or a Reshape of one, stands for."""
    if node.op_type == "DequantizeLinear":
        about = {attribute.name: attribute.i for attribute in node.attribute}
        stored, scale, zero = (weights[name] for name in node.input)
        whole = dequantised(stored, scale, zero, axis=about.get("axis", 1), block=about["block_size"])
        weights[node.output[0]] = whole
    else:
        weights[node.output[0]] = weights[node.input[0]].reshape(weights[node.input[1]])


def without_prelu(node: onnx.NodeProto, weights: Weights) -> list[onnx.NodeProto]:
    """PReLU(x) = s*x + (1-s)*ReLU(x): three fast operators for a slow one."""
    slope, (result,) = node.input[1], node.output
    weights[f"{slope}_rest"] = 1 - weights[slope]
    return [
        helper.make_node("Relu", [node.input[0]], [f"{result}_positive"]),
        helper.make_node("Mul", [f"{result}_positive", f"{slope}_rest"], [f"{result}_upper"]),
        helper.make_node("Mul", [node.input[0], slope], [f"{result}_lower"]),
        helper.make_node("Add", [f"{result}_lower", f"{result}_upper"], [result]),
    ]


def convert(model: onnx.ModelProto) -> None:
    """Rewrite a network in place; the sizes of its picture become free."""
    graph = model.graph
    weights = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type in ("DequantizeLinear", "Reshape") and node.input[0] in weights:
            without_blocks(node, weights)
        elif node.op_type == "PRelu" and node.input[1] in weights:
            nodes += without_prelu(node, weights)
        else:
            nodes.append(node)
    used = {name for node in nodes for name in node.input}
    picture = next(entry for entry in graph.input if entry.name not in weights and entry.name in used)
    for axis in picture.type.tensor_type.shape.dim:
        axis.Clear()
    for field, kept in ((graph.node, nodes), (graph.input, [picture])):
        del field[:]
        field.extend(kept)
    del graph.initializer[:], graph.value_info[:]
    graph.initializer.extend(numpy_helper.from_array(weights[name], name) for name in weights if name in used)
    for output in graph.output:
        output.type.tensor_type.ClearField("shape")


def main() -> None:
    """Convert all five into the folder named on the command line."""
    folder, store = Path(sys.argv[1]), ModelStore()
    store.fetch(REGISTRY)
    for name in REGISTRY:
        target = folder / f"{name}.onnx"
        source = store.path(name)
        if source.suffix == ".tflite":
            tflite2onnx.convert(str(source), str(target))
            source = target
        model = onnx.load(source)
        convert(model)
        onnx.save(model, target)


if __name__ == "__main__":
    main()
