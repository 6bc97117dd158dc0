from dataclasses import fields

from counterfoil import face


def test_a_face_is_geometry_and_pixels():
    assert [field.name for field in fields(face.Face)] == [
        "box",
        "confidence",
        "landmarks",
        "yaw",
        "pitch",
        "roll",
        "crop",
        "fine",
    ]
