"""From the recogniser's frames to a score for every character at every position of a line of known length.

The recogniser is a CTC network: each frame holds a probability for every character and for "nothing" (blank), and a
path through the frames writes a text. A zone's line has 30, 36 or 44 characters, so instead of the most probable text
of any length we take the most probable one that has exactly as many. Then each position is asked in turn: with all
others as they are, how probable is the best path that has this character here? All paths are Viterbi paths.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.document.mrz.alphabet import ALPHABET

Frames = NDArray[np.float32]
Scores = NDArray[np.float32]
Text = NDArray[np.intp]

_BLANK: Final = 0
_NEVER: Final = np.float32(-1e9)


def greedy(frames: Frames) -> Text:
    """The most probable text of any length, as indices into `ALPHABET`.

    Args:
        frames: T x 38 log-probabilities, blank first, then the characters of `ALPHABET`.
    """
    best = frames.argmax(axis=1)
    text: Text = best[(best != _BLANK) & (best != np.concatenate(([_BLANK], best[:-1])))] - 1
    return text


def scores(frames: Frames, length: int) -> Scores | None:
    """Score every character at every position of a line.

    Args:
        frames: T x 38 log-probabilities, as for `greedy`.
        length: How many characters the line has.

    Returns:
        length x 37 log-probabilities: of the best path that has this character here and the most probable text of
        this length everywhere else. None when there are fewer frames than characters.
    """
    if len(frames) < length:
        return None
    text = greedy(frames)
    if len(text) != length:
        text = _exactly(frames, length)
    return _exchanged(frames, text)


def _exactly(frames: Frames, length: int) -> Text:
    """The most probable text of this length: at each position, the character of the best path through it."""
    forward = _forward(frames, length)
    # Backwards is forwards on the frames and the line reversed; each frame's own score then counts twice.
    backward = _forward(frames[::-1], length)[::-1, ::-1]
    best: Text = (forward + backward - frames[:, None, 1:]).max(axis=0).argmax(axis=1)
    return best


def _forward(frames: Frames, length: int) -> Scores:
    """T x length x 37: the best score of frames 0 to t with character c at position i being written in frame t."""
    symbols = len(ALPHABET)
    written = np.full((len(frames), length, symbols), _NEVER, np.float32)
    nothing = np.full(length + 1, _NEVER, np.float32)
    nothing[0] = 0.0
    current = np.full((length, symbols), _NEVER, np.float32)
    rows = np.arange(length - 1)
    for at, frame in enumerate(frames):
        enter = np.repeat(nothing[:length, None], symbols, axis=1)
        # A character may follow another at once, but not itself: CTC needs a blank between equals.
        order = current[:-1].argmax(axis=1)
        others = current[:-1].copy()
        others[rows, order] = _NEVER
        from_other = np.repeat(current[:-1].max(axis=1)[:, None], symbols, axis=1)
        from_other[rows, order] = others.max(axis=1)
        enter[1:] = np.maximum(enter[1:], from_other)
        left = current.max(axis=1)
        current = np.maximum(current, enter) + frame[1:]
        nothing[1:] = np.maximum(nothing[1:], left)
        nothing += frame[_BLANK]
        written[at] = current
    return written


def _exchanged(frames: Frames, text: Text) -> Scores:
    """Length x 37: the best score of all frames with one character of the text exchanged."""
    before, after = _entering(frames, text), _entering(frames[::-1], text[::-1])[::-1, ::-1]
    left = np.concatenate(([-1], text[:-1]))[:, None] == np.arange(len(ALPHABET))
    right = np.concatenate((text[1:], [-1]))[:, None] == np.arange(len(ALPHABET))
    current = np.full((len(text), len(ALPHABET)), _NEVER, np.float32)
    best = current.copy()
    for at, frame in enumerate(frames):
        # Next to itself a character can only be entered from, and left to, a blank.
        enter = np.where(left, before[at, :, :1], before[at].max(axis=1, keepdims=True))
        leave = np.where(right, after[at, :, :1], after[at].max(axis=1, keepdims=True))
        current = np.maximum(current, enter) + frame[1:]
        np.maximum(best, current + leave, out=best)
    return best


def _entering(frames: Frames, text: Text) -> Scores:
    """T x length x 2: the best score of the frames before t after which position i can begin.

    The first of the two is with a blank before it, the second straight from the character before it.
    """
    length = len(text)
    entering = np.full((len(frames), length, 2), _NEVER, np.float32)
    repeated = np.concatenate(([False], text[1:] == text[:-1]))
    nothing = np.full(length + 1, _NEVER, np.float32)
    nothing[0] = 0.0
    current = np.full(length, _NEVER, np.float32)
    for at, frame in enumerate(frames):
        entering[at, :, 0] = nothing[:-1]
        entering[at, 1:, 1] = current[:-1]
        straight = np.where(repeated, _NEVER, entering[at, :, 1])
        following = np.maximum(np.maximum(current, straight), nothing[:-1]) + frame[1 + text]
        nothing[1:] = np.maximum(nothing[1:], current)
        nothing += frame[_BLANK]
        current = following
    return entering
