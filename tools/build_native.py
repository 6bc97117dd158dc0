r"""Compile counterfoil.screening._native, the scorer and the index in C.

    python -m tools.build_native [--into DIR]

The installation does the same (hatch_build.py); this is for work trees. ``CC``, ``CFLAGS`` and ``LDFLAGS`` are heeded,
so that the sanitizers can be had:

    CFLAGS="-g -O1 -fsanitize=address,undefined" LDFLAGS="-fsanitize=address,undefined" \
        LD_PRELOAD=$(gcc -print-file-name=libasan.so) ASAN_OPTIONS=detect_leaks=0 python -m tools.build_native

What was built is loaded before it takes its place, by another process: a function that no source defines is only missed
then.

The module keeps to Python's limited API, so one build serves every version from 3.11 on.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src/counterfoil/screening/native"
PLACE = ROOT / "src/counterfoil/screening"
NAME = "_native.abi3.so"
FLAGS = ("-std=c11", "-O3", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off")
WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Werror")

_LOADING = """
import sys
from importlib import util
found = util.spec_from_file_location("_native", sys.argv[1])
found.loader.exec_module(util.module_from_spec(found))
"""


class CompilerError(Exception):
    """There is no C compiler, it did not compile, or what it made cannot be loaded; the text says why."""


def build(into: Path = PLACE, *, strict: bool = False) -> Path:
    """Compile the module.

    Args:
        into: The folder that it is put into, under the name `NAME`.
        strict: Whether a warning is an error.

    Raises:
        CompilerError: There is no compiler, it found fault, or Python cannot load what it made.
    """
    command = [*_compiler(), *FLAGS, *(WARNINGS if strict else ()), f"-I{sysconfig.get_path('include')}"]
    command += shlex.split(os.environ.get("CFLAGS", ""))
    with tempfile.TemporaryDirectory(dir=into, prefix=".native-") as beside:
        made = Path(beside) / NAME
        _run([*command, *_linking(), *map(str, sorted(SOURCES.glob("*.c"))), "-o", str(made), "-lm"])
        _load(made)
        made.replace(into / NAME)
    return into / NAME


def _compiler() -> list[str]:
    if os.name != "posix":
        raise CompilerError("only compilers that take the options of POSIX systems are known")
    for named in (os.environ.get("CC"), sysconfig.get_config_var("CC"), "cc", "gcc", "clang"):
        words = shlex.split(named or "")
        if words and shutil.which(words[0]):
            return words
    raise CompilerError("there is no C compiler")


def _linking() -> list[str]:
    """Return the options that make a module: on macOS, Python's own symbols are found when it is loaded."""
    kind = ["-bundle", "-undefined", "dynamic_lookup"] if sys.platform == "darwin" else ["-shared"]
    return kind + shlex.split(os.environ.get("LDFLAGS", ""))


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a compiler's options
    except OSError as why:
        raise CompilerError(f"{command[0]} cannot be started: {why.strerror}") from None
    if done.returncode:
        raise CompilerError(f"{command[0]} found fault:\n{done.stderr.strip()}")


def _load(made: Path) -> None:
    loading = [sys.executable, "-c", _LOADING, str(made)]
    done = subprocess.run(loading, capture_output=True, text=True, check=False)  # noqa: S603 - our own line
    if done.returncode:
        raise CompilerError(f"the module was compiled but cannot be loaded:\n{done.stderr.strip()}")


def main() -> None:
    """Compile, warnings as errors, and say where the module lies."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_native", description="Compile the module in C.")
    parser.add_argument("--into", type=Path, default=PLACE, help="the folder that it is put into")
    try:
        print(build(parser.parse_args().into, strict=True))
    except CompilerError as why:
        sys.exit(str(why))


if __name__ == "__main__":
    main()
