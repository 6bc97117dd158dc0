"""Measure OpenVINO, as Counterfoil uses it, against ONNX Runtime on the five networks, on one thread.

    pip install onnx onnxruntime tflite2onnx
    python tools/measure_runtime.py

Each runtime gets a process of its own, so that what is resident is its own. ONNX Runtime is given files that are
converted first: the block-quantised ones in float32, PReLU as ``s*x + (1-s)*ReLU(x)``, the landmarks as ONNX. The
table is for docs/decisions/0003-inference-runtime.md.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.models import REGISTRY, ModelStore, Networks

SHAPES: Final = {
    "yunet": (1, 3, 480, 640),
    "sface": (1, 3, 112, 112),
    "face-mesh": (1, 192, 192, 3),
    "ppocr-det": (1, 3, 736, 960),
    "ppocr-rec": (1, 3, 48, 960),
}
RANGES: Final = {"yunet": (0, 255), "sface": (0, 255), "face-mesh": (0, 1), "ppocr-det": (-1, 1), "ppocr-rec": (-1, 1)}
REPEATS: Final = 15
PROCESSES: Final = 3
"""Every figure is the smallest of so many processes: what else the machine does can only add."""

Run = Callable[[NDArray[np.float32]], list[NDArray[np.float32]]]


def given(name: str) -> NDArray[np.float32]:
    """Noise in the range of the network's input, the same every time."""
    low, high = RANGES[name]
    noise = np.random.default_rng(1).random(SHAPES[name], dtype=np.float32)
    return noise * np.float32(high - low) + np.float32(low)


def open_openvino(_: Path) -> Callable[[str], Run]:
    """Our own way of running them; a first, tiny input compiles the network."""
    networks = Networks(ModelStore())

    def opened(name: str) -> Run:
        if name != "ppocr-det":  # compiled for one shape, so its load is part of its first run
            networks.run(name, np.zeros(tuple(32 if n == -1 else n for n in REGISTRY[name].shape), np.float32))
        return lambda array: list(networks.run(name, array))

    return opened


def open_onnxruntime(folder: Path) -> Callable[[str], Run]:
    """ONNX Runtime on the converted files."""
    import onnxruntime  # noqa: PLC0415  only this process may carry it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3

    def opened(name: str) -> Run:
        session = onnxruntime.InferenceSession(folder / f"{name}.onnx", options, providers=["CPUExecutionProvider"])
        only = session.get_inputs()[0].name
        if name == "face-mesh":  # the converter turns the input to channels first
            return lambda array: list(session.run(None, {only: np.ascontiguousarray(array.transpose(0, 3, 1, 2))}))
        return lambda array: list(session.run(None, {only: array}))

    return opened


def measured(runtime: str, folder: Path) -> dict[str, Any]:
    """Load and run each network; CPU seconds, and the megabytes that were resident at most."""
    opened = {"openvino": open_openvino, "onnxruntime": open_onnxruntime}[runtime](folder)
    table: dict[str, Any] = {}
    imported = time.process_time()
    for name in SHAPES:
        before = time.process_time()
        run, array = opened(name), given(name)
        loaded = time.process_time()
        outputs = run(array)
        first = time.process_time()
        table[name] = {"load": loaded - before, "first": first - loaded, "later": min(times(run, array))}
        np.savez(folder / f"{runtime}-{name}.npz", *outputs)
    cold = sum(row["load"] + row["first"] for row in table.values())
    table["cold"] = {"cpu": imported + cold}
    table["memory"] = {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    return table


def times(run: Run, array: NDArray[np.float32]) -> list[float]:
    """CPU seconds of each of many runs."""
    taken = []
    for _ in range(REPEATS):
        before = time.process_time()
        run(array)
        taken.append(time.process_time() - before)
    return taken


def difference(folder: Path, name: str) -> float:
    """The largest difference between the runtimes' outputs, relative to the largest value of each output."""
    ours, theirs = (np.load(folder / f"{runtime}-{name}.npz") for runtime in ("openvino", "onnxruntime"))
    return max(
        float(np.abs(ours[key].ravel() - theirs[key].ravel()).max() / max(np.abs(theirs[key]).max(), 1e-6))
        for key in ours.files
    )


def main() -> None:
    """Convert, measure both in processes of their own, print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runtime", choices=("openvino", "onnxruntime"), help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.runtime:
        print(json.dumps(measured(asked.runtime, asked.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Converting needs other libraries, so it has a process of its own too.
        subprocess.run([sys.executable, Path(__file__).with_name("convert_for_onnxruntime.py"), folder], check=True)  # noqa: S603
        rows = {}
        for runtime in ("openvino", "onnxruntime"):
            command = [sys.executable, __file__, "--runtime", runtime, "--folder", name]
            tables = [json.loads(subprocess.check_output(command)) for _ in range(PROCESSES)]  # noqa: S603
            rows[runtime] = {
                row: {kind: min(table[row][kind] for table in tables) for kind in tables[0][row]} for row in tables[0]
            }
        show(rows["openvino"], rows["onnxruntime"], {name: difference(folder, name) for name in SHAPES})


def show(ours: dict[str, Any], theirs: dict[str, Any], differences: dict[str, float]) -> None:
    """Print the table in Markdown: OpenVINO / ONNX Runtime."""
    print("| network | input | load, CPU s | first run, CPU ms | later runs, CPU ms | largest difference |")
    print("|---|---|---|---|---|---|")
    for name, shape in SHAPES.items():
        a, b = ours[name], theirs[name]
        cells = [name, " x ".join(map(str, shape)), f"{a['load']:.2f} / {b['load']:.2f}"]
        cells += [f"{1e3 * a[kind]:.1f} / {1e3 * b[kind]:.1f}" for kind in ("first", "later")]
        print(f"| {' | '.join(cells)} | {differences[name]:.1e} |")
    print(
        f"\nProcess with all five loaded and run once: {ours['cold']['cpu']:.1f} / {theirs['cold']['cpu']:.1f} CPU s, "
    )
    print(f"at most {ours['memory']['peak']:.0f} / {theirs['memory']['peak']:.0f} MB resident.")


if __name__ == "__main__":
    main()
