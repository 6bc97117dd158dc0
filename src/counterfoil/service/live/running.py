"""A challenge that runs: the frames as they came in, when each arrived, and what to show next."""

from collections.abc import Collection

from counterfoil.checks import Outcome
from counterfoil.errors import BodyTooLargeError
from counterfoil.images.motion_jpeg import decode_frame
from counterfoil.liveness import DECIDING, Draw, Findings, Prompt, Session, Step
from counterfoil.models import Networks
from counterfoil.reasons import Reason
from counterfoil.service.live import limits

CLIP: str = "the recording"


class Running:
    """One challenge of one bearer.

    Frames are kept as they were coded, since the worker that judges must see the very same ones; their own time is
    that of their arrival here, by one clock, which a page cannot set.

    Args:
        draw: The source of chance: `secrets.randbelow`.
        networks: With the models of `counterfoil.liveness.MODELS`.
        without: Steps that the bearer cannot do.
        most_bytes: How large the clip may become.
    """

    def __init__(
        self,
        draw: Draw,
        networks: Networks,
        without: Collection[Step] = (),
        *,
        most_bytes: int = limits.CHALLENGE_BYTES,
    ) -> None:
        self._session = Session(draw, networks, without=without)
        self._coded: list[bytes] = []
        self._room = most_bytes
        self._began = 0.0
        self._last = -1.0

    @property
    def id(self) -> str:
        """The id of the challenge."""
        return self._session.id

    @property
    def clip(self) -> bytes:
        """The frames one after another (``.mjpeg``)."""
        return b"".join(self._coded)

    def see(self, coded: bytes, arrived: float) -> Prompt:
        """Look at the next frame.

        Args:
            coded: A JPEG.
            arrived: Seconds by a clock that never runs backward.

        Raises:
            BodyTooLargeError: The clip would become too large with it.
            ImageError: It is no JPEG, damaged or too large.
            ModelError: A network is missing or altered.
        """
        if len(coded) > self._room:
            raise BodyTooLargeError(f"A challenge has at most {limits.CHALLENGE_BYTES // 1024**2} MiB")
        if not self._coded:
            self._began = arrived
        at = arrived - self._began
        frame = decode_frame(coded, at, CLIP, arrived=at)
        self._coded.append(coded)
        self._room -= len(coded)
        self._last = at
        return self._session.see(frame)

    def cannot(self) -> Prompt:
        """Exchange the step that is shown: the bearer cannot do it."""
        return self._session.cannot()

    def finish(self) -> Findings:
        """Judge what was seen, as the worker will again; with what was asked and the record of the capture."""
        return self._session.finish()


def poor(findings: Findings) -> Reason | None:
    """Return why a recording is too poor to be judged, such as too few frames a second; None when it is not.

    Whoever sent it may record again at once, which costs no attempt. Nothing is said of one that fails: what fails is
    for the worker and for reviewers, and no page learns how to do better.
    """
    judged = [check for check in findings.checks if check.id in DECIDING]
    if any(check.outcome is Outcome.FAILED for check in judged):
        return None
    return next((check.reasons[0] for check in judged if check.outcome is Outcome.INCONCLUSIVE), None)
