"""From a clip and its challenge to checks: frames go by once, each is looked at and let go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from counterfoil.checks import QUESTIONS, Check, Outcome
from counterfoil.images import Clip, Frame
from counterfoil.liveness import alone, colour, cues, depth, integrity, obeying, person, source, trace
from counterfoil.liveness.challenge import Arrival, Challenge
from counterfoil.liveness.findings import check
from counterfoil.liveness.observing import Observer
from counterfoil.liveness.trace import Point
from counterfoil.models import Networks
from counterfoil.reasons import Reason

MODELS: Final = ("yunet", "face-mesh", "sface")
"""The models that liveness needs."""

DECIDING: Final = (
    "liveness.challenge",
    "liveness.depth",
    "liveness.person",
    "liveness.integrity",
    "liveness.alone",
)
"""The checks that must all pass for a presentation to count as bona fide. The source is no property of what is
presented, and the passive cues are advice."""

CHECKS: Final = tuple(name for name in QUESTIONS if name.startswith("liveness."))
"""Every check of this room."""


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What was found in a clip.

    Attributes:
        checks: One of each of `CHECKS`.
        trace: How the face was held from frame to frame.
        best: The frame that serves best as the probe: straight, large and sharp; the first when none shows a face,
            None when there was none at all.
        challenge: What was asked, with the times at which it was shown.
    """

    checks: tuple[Check, ...]
    trace: tuple[Point, ...]
    best: Frame | None
    challenge: Challenge | None


def judge(clip: Clip, challenge: Challenge, networks: Networks) -> tuple[Check, ...]:
    """Judge whether a living person did what a challenge asked, before a camera, in one uncut clip.

    Args:
        clip: What was recorded.
        challenge: What was asked, and when it was shown.
        networks: With the models of `MODELS`.

    Returns:
        One of each of `CHECKS`.

    Raises:
        ModelError: A network is missing or altered.
        ImageError: A frame cannot be decoded.
    """
    return watch(clip, challenge, networks).checks


def watch(clip: Clip, challenge: Challenge | None, networks: Networks) -> Findings:
    """Look through a clip once.

    Args:
        clip: What was recorded.
        challenge: What was asked; None when nothing was, and then no check runs.
        networks: With the models of `MODELS`.

    Raises:
        ModelError: A network is missing or altered.
        ImageError: A frame cannot be decoded.
    """
    observer = Observer(networks)
    first: Frame | None = None
    for frame in _on_time(clip, challenge):
        first = first or frame
        observer.see(frame)
    return conclude(observer, challenge, stopped=clip.stopped_at is not None, otherwise=first)


def conclude(
    observer: Observer, challenge: Challenge | None, *, stopped: bool, otherwise: Frame | None = None
) -> Findings:
    """Judge what an observer has seen.

    Args:
        observer: What looked at the frames.
        challenge: What was asked; None when nothing was, and then no check runs.
        stopped: Whether there were more frames than were looked at.
        otherwise: The frame to take for the best when none shows a face.
    """
    sights = observer.sights
    followed = trace.course(sights)
    best = observer.best or otherwise
    if challenge is None:
        return Findings(not_run(Reason.LIVENESS_NO_CHALLENGE), trace.points(followed), best, None)
    if not sights:
        return Findings(not_run(Reason.LIVENESS_SHORT), (), best, challenge)
    checks = (
        source.judge(sights, challenge),
        obeying.judge(followed, challenge),
        depth.judge(sights, observer.standings, challenge),
        person.judge(sights, observer.similarities),
        integrity.judge(sights, stopped=stopped),
        alone.judge(sights),
        colour.judge(sights, challenge),
        *cues.judge(observer.cues),
    )
    return Findings(checks, trace.points(followed), best, challenge)


def not_run(reason: Reason) -> tuple[Check, ...]:
    """Return every check of this room as not run."""
    return tuple(check(name.removeprefix("liveness."), Outcome.NOT_RUN, reason, looked_at=()) for name in CHECKS)


def _on_time(clip: Clip, challenge: Challenge | None) -> Iterator[Frame]:
    """Give the frames; where the clip has no clock, when they arrived is when they were taken."""
    capture = challenge.capture if challenge else None
    frames: Iterable[Frame] = clip
    return _arrived(frames, capture.frames) if capture and not clip.clocked else iter(frames)


def _arrived(frames: Iterable[Frame], arrivals: Sequence[Arrival]) -> Iterator[Frame]:
    for number, frame in enumerate(frames):
        # A frame that nobody noted keeps the assumed time; the chain over the frames does not hold then.
        noted = arrivals[number].arrived if number < len(arrivals) else None
        yield frame if noted is None else replace(frame, at=noted - arrivals[0].arrived, arrived=noted)
