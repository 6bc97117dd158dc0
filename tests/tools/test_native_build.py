import subprocess
import sys
from pathlib import Path

import pytest

from tools import build_native
from tools.build_native import NAME, CompilerError, build

ROOT = Path(__file__).parents[2]


def test_the_module_compiles_without_a_warning_and_loads(tmp_path):
    try:
        made = build(tmp_path, strict=True)
    except CompilerError as why:
        pytest.skip(str(why).splitlines()[0])
    load = f"import importlib.util as u; s = u.spec_from_file_location('_native', {str(made)!r}); u.module_from_spec(s)"
    subprocess.run([sys.executable, "-c", load], check=True)  # noqa: S603 - our own line
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_without_a_compiler_it_says_so_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CC", "")
    monkeypatch.setattr(build_native.sysconfig, "get_config_var", lambda _: None)
    with pytest.raises(CompilerError, match="no C compiler"):
        build(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_the_compiler_finds_fault_with_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("CFLAGS", "-no-such-option-of-any-compiler")
    with pytest.raises(CompilerError):
        build(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_module_that_cannot_be_loaded_is_an_error_and_takes_no_ones_place(tmp_path, monkeypatch):
    monkeypatch.setenv("CFLAGS", "-DPyInit__native=PyInit_another")
    try:
        with pytest.raises(CompilerError) as told:
            build(tmp_path)
    finally:
        assert list(tmp_path.iterdir()) == []
    if "no C compiler" in str(told.value):
        pytest.skip(str(told.value))
    assert "cannot be loaded" in str(told.value)
    assert "PyInit__native" in str(told.value)
