"""Processes that do not outlive the one that started them, whatever ended it."""

import ctypes
import signal

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, of linux/prctl.h


def die_with_parent() -> None:
    """Have this process killed when its parent ends."""
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
