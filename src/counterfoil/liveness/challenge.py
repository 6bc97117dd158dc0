"""What a bearer is asked to do: steps in an order that nobody can know before.

A challenge is drawn from a source of chance that is handed in (`secrets.randbelow` where it counts), never twice the
same step in a row. Whoever cannot do a step gets another in its place; fewer kinds of steps make longer challenges, so
that as many orders remain to be guessed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from counterfoil.errors import ChallengeError
from counterfoil.images.clip import Source
from counterfoil.liveness import limits
from counterfoil.liveness.steps import TURNS, Step

Draw = Callable[[int], int]
"""Gives a whole number from 0 up to, but not including, its argument, each as likely: `secrets.randbelow`."""

ID_BITS: Final = 128


@dataclass(frozen=True, slots=True)
class Asked:
    """One step of a challenge.

    Attributes:
        step: What is asked for.
        revealed: Seconds of the clip's clock at which the bearer was first shown it.
        window: Seconds that the bearer has for it.
    """

    step: Step
    revealed: float
    window: float


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the capture side noted of one frame.

    Attributes:
        arrived: Seconds since the first frame at which it arrived.
        chain: The digest that chains it to all before it, in hexadecimal; see `counterfoil.liveness.capture`.
    """

    arrived: float
    chain: str


@dataclass(frozen=True, slots=True)
class Capture:
    """What the capture side noted while it recorded.

    Attributes:
        source: Where the frames came from.
        frames: What was noted of each frame, in order.
    """

    source: Source
    frames: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class Flash:
    """One colour of a colour challenge.

    Attributes:
        at: Seconds of the clip's clock at which the screen took the colour.
        colour: Red, green and blue, 0 to 255.
    """

    at: float
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Challenge:
    """What one bearer was asked to do in one clip.

    Attributes:
        id: 32 hexadecimal digits that no other challenge has; the nonce of the capture's chain.
        steps: The steps in order.
        flashes: The colours shown; empty unless the colour challenge was asked for.
        capture: What the capture side noted; None when it noted nothing.
    """

    id: str
    steps: tuple[Asked, ...]
    flashes: tuple[Flash, ...] = ()
    capture: Capture | None = None


def new_challenge(draw: Draw, *, without: Collection[Step] = (), window: float = limits.WINDOW) -> Challenge:
    """Draw a challenge whose steps are shown at fixed times, a window each.

    A `Session` is the better way, since it shows each step only when the one before is done.

    Args:
        draw: The source of chance.
        without: Steps that this bearer cannot do.
        window: Seconds for each step.

    Raises:
        ChallengeError: Too few kinds of steps remain.
    """
    kinds = kinds_left(without)
    steps: list[Step] = []
    while len(steps) < (count := length(len(kinds))):
        steps.append(next_step(draw, kinds, steps, count))
    asked = (Asked(step, limits.LEAD + at * window, window) for at, step in enumerate(steps))
    return Challenge(new_id(draw), tuple(asked))


def new_id(draw: Draw) -> str:
    """Draw an id."""
    return f"{draw(2**ID_BITS):032x}"


def kinds_left(without: Collection[Step]) -> tuple[Step, ...]:
    """Return the kinds of steps that remain.

    Raises:
        ChallengeError: They are too few for an order that cannot be guessed.
    """
    left = tuple(step for step in Step if step not in without)
    if len(left) < limits.FEWEST_KINDS:
        raise ChallengeError(
            f"A challenge needs {limits.FEWEST_KINDS} kinds of steps, and only {len(left)} are left",
            remedy="Have a trained person see the bearer instead",
        )
    return left


def next_step(draw: Draw, kinds: tuple[Step, ...], before: Sequence[Step], count: int) -> Step:
    """Draw the next step: any but the last one, each as likely; for the last place a turn if none has been drawn yet.

    A turn is what tells a head from a print, so that no challenge goes without unless the bearer cannot turn.

    Args:
        draw: The source of chance.
        kinds: What may be drawn.
        before: The steps so far.
        count: How many there will be.
    """
    open_to_choice = [step for step in kinds if not before or step is not before[-1]]
    turns = [step for step in open_to_choice if step in TURNS]
    if turns and len(before) == count - 1 and not TURNS.intersection(before):
        open_to_choice = turns
    return open_to_choice[draw(len(open_to_choice))]


def length(kinds: int) -> int:
    """Return how many steps a challenge of so many kinds has, so that there are enough orders to choose from.

    >>> [length(kinds) for kinds in (5, 4, 3)]
    [4, 4, 6]
    """
    count = limits.FEWEST_STEPS
    while kinds * (kinds - 1) ** (count - 1) < limits.FEWEST_ORDERS:
        count += 1
    return count
