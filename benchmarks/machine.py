"""What the benchmarks run on."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Return processor, cores and Python, in words."""
    listed = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    name = next(line.split(":")[1].strip() for line in listed if line.startswith("model name"))
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"
