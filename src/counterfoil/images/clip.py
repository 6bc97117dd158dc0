"""What a clip is, and how long and large one may be.

A clip is read frame by frame; only the frame that is being looked at is ever in memory. Its own clock counts in
seconds from its first frame.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ImageError
from counterfoil.images.picture import Picture

Source = Literal["camera", "file"]
"""Where a clip says that it comes from: frames as a camera delivers them, or a file that somebody hands over."""

MOST_FRAMES: Final = 1_800
"""Frames of a clip that are looked at: a minute at 30 frames a second. A challenge takes half of that at most."""

LONGEST: Final = 60.0
"""Seconds of a clip that are looked at."""

MOST_PIXELS: Final = 3_840 * 2_160
"""Pixels of the largest frame: what phones record at most. Half of that in each direction is plenty."""

CLIP_LIMITS: Final = f"At most {MOST_PIXELS / 1e6:.1f} megapixels a frame are read"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a clip.

    Attributes:
        pixels: H x W x 3, RGB, 0 to 255, upright by the clip's own rotation, read-only.
        at: Seconds since the first frame, by the clip's own clock.
        arrived: Seconds since the first frame at which it arrived here; None when nobody noted it.
        sha256: Digest of the frame as it was coded; None where the container does not keep frames apart.
    """

    pixels: NDArray[np.uint8]
    at: float
    arrived: float | None = None
    sha256: str | None = None


class Clip:
    """A clip that can be looked through, from the beginning each time, one frame after another.

    Args:
        name: The base name of what was handed over, for messages.
        sha256: Digest of the bytes as handed over.
        format: ``MP4``, ``MATROSKA`` (WebM too), ``AVI``, ``GIF`` or ``MJPEG``.
        codec: What coded the frames, four characters at most, such as ``h264`` or ``VP80``.
        clocked: Whether the clip says when its frames were taken; if not, 25 a second are assumed.
        frames: Begins to decode, and gives the frames in order.
        source: Where it says that it comes from.
    """

    def __init__(
        self,
        name: str,
        sha256: str,
        format: str,  # noqa: A002 - as `Picture.format`
        codec: str,
        *,
        clocked: bool,
        frames: Callable[[], Iterator[Frame]],
        source: Source = "file",
    ) -> None:
        self.name = name
        self.sha256 = sha256
        self.format = format
        self.codec = codec
        self.clocked = clocked
        self.source = source
        self._frames = frames
        self._stopped_at: float | None = None

    @property
    def stopped_at(self) -> float | None:
        """Second at which the last look ended because of a limit although the clip went on; None when it did not."""
        return self._stopped_at

    def picture(self, frame: Frame) -> Picture:
        """Return a frame as a picture; its name and digest are the clip's, since that is what was handed over."""
        return Picture(frame.pixels, self.name, self.sha256, self.format)

    def __iter__(self) -> Iterator[Frame]:
        """Give the frames in order, up to the limits of this module.

        Raises:
            ImageError: A frame cannot be decoded or is too large.
        """
        self._stopped_at = None
        for count, frame in enumerate(self._frames()):
            if count == MOST_FRAMES or frame.at > LONGEST:
                self._stopped_at = frame.at
                return
            yield frame


def check_frame(width: int, height: int, name: str) -> None:
    """Refuse frames that have no pixels or too many.

    Raises:
        ImageError: With the size and the limit.
    """
    if width < 1 or height < 1:
        raise ImageError(f"{name} has frames without pixels ({width} x {height})")
    if width * height > MOST_PIXELS:
        raise ImageError(f"{name} has frames that are too large ({width} x {height} pixels)", remedy=CLIP_LIMITS)
