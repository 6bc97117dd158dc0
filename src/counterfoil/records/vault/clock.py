"""The two clocks after which what was sealed is erased."""

from enum import StrEnum


class Clock(StrEnum):
    """Which period of retention a piece of evidence follows. Each has a key of its own."""

    BIOMETRICS = "biometrics"
    """Pictures, clips and challenges: erased when their purpose is met."""

    RECORDS = "records"
    """What due diligence must keep: results, consents, reasons of reviewers."""
