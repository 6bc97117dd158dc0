"""Weights stored as blocks of 8-bit integers, turned back into 32-bit floats when a file is read.

ONNX operator DequantizeLinear, opset 21: along one axis, each block of ``block_size`` values shares a scale and a zero
point, and a value is ``(stored - zero_point) * scale``. OpenVINO 2026.4 knows blocks of matrices but not of vectors
(SFace's last bias). Done here for all of them it is exact, and no runtime's concern.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterfoil.models.quiet import NodeContext, openvino, opset13

Quantised = NDArray[np.integer[Any]]


def dequantise(node: NodeContext) -> list[openvino.Output]:
    """Replace a DequantizeLinear node over constants by the constant that it stands for."""
    stored, scale, zero_point = (node.get_input(i).get_node().data for i in range(3))
    axis, block = node.get_attribute("axis", 1), node.get_attribute("block_size", 0)
    weights = dequantised(stored, scale, zero_point, axis=axis, block=block)
    return list(opset13.constant(weights).outputs())


def dequantised(
    stored: Quantised, scale: NDArray[np.float32], zero_point: Quantised, *, axis: int, block: int
) -> NDArray[np.float32]:
    """Return ``(stored - zero_point) * scale``, each scale and zero point repeated over its block.

    Args:
        stored: Quantised values of any shape.
        scale: The same shape, but along ``axis`` one value for each block.
        zero_point: Shaped like ``scale``.
        axis: The axis that is cut into blocks.
        block: Values in a block; the last block may be shorter.
    """
    whole = (slice(None),) * axis + (slice(stored.shape[axis]),)
    values = stored.astype(np.float32)
    values -= np.repeat(zero_point, block, axis=axis)[whole]
    values *= np.repeat(scale, block, axis=axis)[whole]
    return values
