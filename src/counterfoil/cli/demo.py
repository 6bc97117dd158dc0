"""``counterfoil demo``: four verifications with nothing to prepare."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder for the reports. It is made when it is not there.")
    ] = Path("counterfoil-demo"),
) -> None:
    """Verify synthetic people, with nothing to prepare.

    A holder, an impostor, an expired passport and a holder whose name is
    nearly on a list: prints each decision and writes a report of each. The
    people are drawn and the list is invented; no such person exists.

    Exit codes: 0 all four come out as they should, 1 they do not.
    """
    from counterfoil import verification
    from counterfoil.cli import result_text
    from counterfoil.cli.files import make_folder, write_whole
    from counterfoil.cli.invented_list import invented_list
    from counterfoil.cli.loading import networks
    from counterfoil.cli.scenes import DAY, POLICY, SCENES, play
    from counterfoil.cli.terminal import emit, show
    from counterfoil.report import render
    from counterfoil.report.words import day

    make_folder(out)
    loaded = networks(verification.MODELS)
    emit(f"Four verifications of synthetic people under the policy {POLICY!r}, as of {day(DAY)}.")
    right = 0
    with invented_list(DAY) as lists:
        for number, scene in enumerate(SCENES, start=1):
            result = play(scene, loaded, lists)
            page = out / f"{scene.name}.html"
            write_whole(page, render(result))
            show(result_text.scene(number, scene, result, page))
            right += result.decision.verdict in scene.expected
    if right < len(SCENES):
        emit(f"\n{len(SCENES) - right} of {len(SCENES)} did not come out as expected: this is a defect of Counterfoil.")
        raise typer.Exit(1)
    emit(f"\nAll {right} came out as they should. Open the reports in a browser, and try your own pictures with:")
    emit("  counterfoil verify --document passport.jpg --probe selfie.jpg --report report.html")
