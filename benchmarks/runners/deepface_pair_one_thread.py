"""deepface held to one thread, which it has no setting for: ONNX Runtime's waiting threads burn CPU for little gain."""

from typing import Any

import cv2
import onnxruntime  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners import deepface_pair
from benchmarks.runners.loop import serve

_options = onnxruntime.SessionOptions


def _one_thread() -> Any:
    options = _options()
    options.intra_op_num_threads = 1
    return options


if __name__ == "__main__":
    cv2.setNumThreads(1)
    onnxruntime.SessionOptions = _one_thread
    serve(("deepface", "onnxruntime", "opencv-contrib-python-headless"), deepface_pair.compare)
