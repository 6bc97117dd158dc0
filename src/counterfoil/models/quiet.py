"""OpenVINO, imported so that it tells nobody.

`import openvino` imports its model converter when that is there, and importing the converter queues a message to
Google Analytics unless the user has opted out (openvino 2026.4, openvino/tools/ovc/__init__.py, last lines). OpenVINO
is written to go on without the converter, so while it is imported the converter is hidden: a None in ``sys.modules``
makes Python say that there is no such module. Nothing is sent, and the start is 0.1 s faster. Every other module here
takes OpenVINO from this one. tests/models/test_privacy.py watches the sockets.
"""

import sys
from typing import Final

_CONVERTER: Final = "openvino.tools.ovc"

if _CONVERTER in sys.modules:  # the program around us has imported it already and made that choice
    import openvino
else:
    sys.modules[_CONVERTER] = None  # type: ignore[assignment]
    import openvino

    del sys.modules[_CONVERTER]

from openvino import opset13  # noqa: E402
from openvino.frontend import NodeContext  # noqa: E402
from openvino.frontend.onnx import ConversionExtension  # noqa: E402

__all__ = ["ConversionExtension", "NodeContext", "openvino", "opset13"]
