"""Copy the pictures of the demo from tests/specimens into the package, after the specimens were drawn anew.

usage: python -m tools.demo_pictures
"""

import shutil
from pathlib import Path

from counterfoil.cli.scenes import SCENES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "counterfoil" / "specimens"


if __name__ == "__main__":
    for old in PACKAGE.rglob("*.jpg"):
        old.unlink()
    for name in sorted({name for scene in SCENES for name in (scene.document, scene.probe)}):
        (PACKAGE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "tests" / "specimens" / name, PACKAGE / name)
        print(name)
