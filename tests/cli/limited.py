"""Give something up, then become another program: ``python limited.py permissions|disk PROGRAM ARGUMENT...``."""

import ctypes
import os
import resource
import sys

DROP_FROM_BOUNDS, MAY_READ_AND_WRITE_ALL = 24, (1, 2)  # prctl(2) PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def give_up_permissions() -> None:
    """Take from root what lets it read and write past permissions."""
    if os.geteuid() == 0:
        for capability in MAY_READ_AND_WRITE_ALL:
            assert ctypes.CDLL(None).prctl(DROP_FROM_BOUNDS, capability, 0, 0, 0) == 0


def give_up_disk() -> None:
    """Let no file grow beyond 4 KiB, as on a disk that is nearly full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


if __name__ == "__main__":
    {"permissions": give_up_permissions, "disk": give_up_disk}[sys.argv[1]]()
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - our own command
