"""How fast frames may come."""

from counterfoil.service.live import limits


class Pace:
    """A bucket of frames that fills evenly: bursts are let pass, a flood is not."""

    def __init__(self) -> None:
        self._left = float(limits.BURST)
        self._at: float | None = None

    def allows(self, at: float) -> bool:
        """Say whether a frame may come now.

        Args:
            at: Seconds by a clock that never runs backward.
        """
        passed = 0.0 if self._at is None else at - self._at
        self._at = at
        self._left = min(limits.BURST, self._left + passed * limits.FRAMES_A_SECOND)
        if self._left < 1:
            return False
        self._left -= 1
        return True
