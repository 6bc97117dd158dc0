"""The build hook: compiles counterfoil.screening._native when Counterfoil is installed or a wheel is made.

Without a C compiler the installation succeeds all the same, with the reference in Python alone, and says so.
"""

import runpy
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileNative(BuildHookInterface):
    """Compiles the module into the source tree, and puts it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's interface
        """Compile, and tag the wheel for every Python from 3.11 on, on this platform."""
        native = runpy.run_path(str(Path(self.root) / "tools/build_native.py"))
        try:
            made = native["build"]()
        except native["CompilerError"] as why:
            self.app.display_warning(f"counterfoil: without its module in C, screening is slow: {why}")
            return
        build_data["artifacts"].append(f"/{made.relative_to(self.root).as_posix()}")
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
