"""face_recognition (dlib): its HOG detector and its embedding, two files to a distance."""

from collections.abc import Sequence

import face_recognition  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.loop import serve


def compare(paths: Sequence[str]) -> float:
    """Return one minus the Euclidean distance; fails where no face is found."""
    first, second = (face_recognition.face_encodings(face_recognition.load_image_file(path))[0] for path in paths)
    return 1 - float(face_recognition.face_distance([first], second)[0])


if __name__ == "__main__":
    serve(("face_recognition", "dlib"), compare)
