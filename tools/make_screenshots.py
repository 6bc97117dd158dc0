"""Photograph the demo's reports for the documentation, into docs/images.

usage: python -m tools.make_screenshots [CHROMIUM]

Needs Chromium and Noto Sans (on Debian: chromium and fonts-noto-core), and nothing of the network.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from counterfoil import cli
from counterfoil.cli.invented_list import invented_list
from counterfoil.cli.scenes import DAY
from counterfoil.report import render_screened
from counterfoil.screening.stating import state

FOLDER = Path(__file__).parent.parent / "docs" / "images"


@dataclass(frozen=True)
class Shot:
    """A picture of a report.

    Attributes:
        name: Of the picture.
        report: Of the demo, or ``screened``.
        width: Of the window, in CSS pixels.
        height: As much of the page as is shown.
        dark: Whether the reader prefers dark colours.
        photographs: Whether it shows photographs, which need many colours.
    """

    name: str
    report: str
    width: int
    height: int
    dark: bool = False
    photographs: bool = True


SHOTS = (
    Shot("report", "holder", 1100, 1862),
    Shot("report-impostor", "impostor", 1100, 860),
    Shot("report-phone", "expired", 375, 1300, dark=True),
    Shot("screening", "screened", 1100, 1290, photographs=False),
)


def screen(reports: Path) -> None:
    """Write the page of a screened name beside the demo's reports."""
    query = state(["Viacheslau Barazanau"], birth_date="1961-07-04", nationalities=["Belarus"])
    with invented_list(DAY) as lists:
        page = render_screened(lists.screen(query, 0.01))
    (reports / "screened.html").write_text(page, "utf-8")


def take(shot: Shot, reports: Path, chromium: str, scratch: Path) -> None:
    """Take one picture. A frame gives the page its width: Chromium has no windows as narrow as a phone."""
    page = (reports / f"{shot.report}.html").read_text("utf-8")
    if shot.dark:
        page = page.replace("@media screen and (prefers-color-scheme: dark)", "@media screen")
    (scratch / "page.html").write_text(page, "utf-8")
    frame = f'<body style="margin:0"><iframe src="page.html" width={shot.width} height={shot.height} style="border:0">'
    (scratch / "frame.html").write_text(frame, "utf-8")
    subprocess.run(  # noqa: S603 - the browser that was named
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-quic",
            "--no-first-run",
            "--allow-file-access-from-files",
            "--hide-scrollbars",
            f"--user-data-dir={scratch / 'profile'}",
            f"--window-size={max(shot.width, 500)},{shot.height}",
            f"--screenshot={scratch / 'shot.png'}",
            (scratch / "frame.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with Image.open(scratch / "shot.png") as picture:
        whole = picture.convert("RGB").crop((0, 0, shot.width, shot.height))
        if not shot.photographs:
            whole = whole.quantize(128, dither=Image.Dither.NONE)
        whole.save(FOLDER / f"{shot.name}.png", optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if cli.main(["demo", "--out", f"{folder}/reports"]) != 0:
            sys.exit("the demo did not come out as it should")
        screen(Path(folder) / "reports")
        for one in SHOTS:
            take(one, Path(folder) / "reports", (sys.argv[1:] or ["chromium"])[0], Path(folder))
            print(FOLDER / f"{one.name}.png")
