"""What is known of one face in one picture: where it is and how it is held, never whose it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face, found in one picture.

    Angles follow ISO/IEC 19794-5: zero is a head that looks straight into the camera (the average of the people of
    `mean_mesh.csv`), and each is positive when the bearer does what is said.

    Attributes:
        box: Left, top, right and bottom in pixels of the picture; may reach beyond its edges.
        confidence: The detector's, 0 to 1.
        landmarks: 468 x 3 float32 points of the face mesh: x and y in pixels of the picture, z in the same unit,
            growing away from the camera.
        yaw: Degrees that the head is turned to the bearer's own left.
        pitch: Degrees that it looks down.
        roll: Degrees that it is tilted to the bearer's own right shoulder.
        crop: 112 x 112 x 3 uint8, RGB: the face as it is compared, eyes and mouth at fixed places.
        fine: 224 x 224 x 3 uint8, RGB: the crop at twice the resolution.
    """

    box: Box
    confidence: float
    landmarks: NDArray[np.float32]
    yaw: float
    pitch: float
    roll: float
    crop: NDArray[np.uint8]
    fine: NDArray[np.uint8]

    @property
    def width(self) -> float:
        """Width of the box in pixels."""
        return self.box[2] - self.box[0]
