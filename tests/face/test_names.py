from dataclasses import fields

from counterfoil import face


def test_the_room_exports_what_it_promises_and_no_more():
    assert sorted(face.__all__) == [
        "Calibration",
        "Comparison",
        "Face",
        "MODELS",
        "calibration",
        "compare",
        "find",
        "judge",
        "match",
    ]


def test_a_face_is_geometry_and_pixels():
    assert [field.name for field in fields(face.Face)] == [
        "box",
        "confidence",
        "landmarks",
        "yaw",
        "pitch",
        "roll",
        "crop",
    ]
