"""The lines of Python that the documentation shows for screening a file do run, as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["reference/python.md", "how-to/screen.md"])
def test_the_lines_that_screen_a_file_print_who_was_found(page, library, tmp_path):
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    lines = next(block for block in blocks if "customers.csv" in block)
    (tmp_path / "customers.csv").write_text(
        "id,name,birth_date\nc-1,Viacheslav Barazanov,1961-04-07\nc-2,Olufemi Quill,\n", encoding="utf-8"
    )
    done = subprocess.run(  # noqa: S603 - lines of our own documentation
        [sys.executable, "-c", lines],
        cwd=tmp_path,
        env={**os.environ, "COUNTERFOIL_LISTS": str(library)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "c-1" in done.stdout
    assert "inv-1" in done.stdout
