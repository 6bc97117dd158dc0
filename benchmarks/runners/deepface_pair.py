"""deepface: SFace behind its YuNet detector, two files to a distance. Needs ``DEEPFACE_HOME`` with the weights."""

from collections.abc import Sequence

from deepface import DeepFace  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.loop import serve


def compare(paths: Sequence[str]) -> float:
    """Return the cosine similarity."""
    result = DeepFace.verify(*paths, model_name="SFace", detector_backend="yunet", silent=True)
    return 1 - float(result["distance"])


if __name__ == "__main__":
    serve(("deepface", "onnxruntime", "opencv-contrib-python-headless"), compare)
