"""``counterfoil verify``: the main job."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, ListNames, ReportFile, Threads, Today, day_of, day_option


def verify(
    *,
    document: Annotated[
        Path, typer.Option(metavar="IMG", help="The page or card with the photograph and the lines of < signs.")
    ],
    probe: Annotated[
        Path, typer.Option(metavar="IMG-or-CLIP", help="The face of the person who presents the document.")
    ],
    back: Annotated[
        Path | None,
        typer.Option(metavar="IMG", help="The other side of a card whose lines of < signs are not on its front."),
    ] = None,
    challenge: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.json",
            help="What the bearer was asked to do in the clip. Without it, nothing is said about liveness.",
        ),
    ] = None,
    policy: Annotated[
        str, typer.Option(metavar="NAME", help="bank, border, counter, remote, or a policy file of your own (.toml).")
    ] = "bank",
    expect_name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whose document it should be, in any spelling."),
    ] = None,
    expect_born: Annotated[date | None, day_option("When that person was born.")] = None,
    expect_number: Annotated[str | None, typer.Option(metavar="NUMBER", help="The number of that document.")] = None,
    list_name: ListNames = None,
    as_json: AsJson = False,
    report: ReportFile = None,
    today: Today = None,
    threads: Threads = 1,
) -> None:
    """Decide whether the bearer is the holder of a document.

    Reads the document, finds the portrait on it, judges the probe, compares
    the two faces, applies the policy and says what it comes to and why.

    A clip that answers a challenge is also judged for liveness. A picture, or
    a clip that answers none, never is: the policy remote then asks a person.

    Under bank, border and remote the result shows what the document says. Under
    counter it only says whether the holder is old enough: no name, no number,
    no date, no picture of the document.

    With --expect-name, --expect-born or --expect-number, somebody else's
    document goes to a person. Another spelling of the name agrees.

    Under bank and remote the holder's names are screened against every list
    that was imported (counterfoil lists add). A hit, a list that is too old,
    or none at all is for a person to look at.

    Example: counterfoil verify --document passport.jpg --probe selfie.jpg

    Exit codes: 0 accept, 10 retry, 20 refer, 30 reject.
    """
    from counterfoil import images, verification
    from counterfoil.cli import result_text, screen_work
    from counterfoil.cli.files import require_writable, write_whole
    from counterfoil.cli.loading import networks
    from counterfoil.cli.terminal import emit, note, show
    from counterfoil.cli.verdicts import EXIT_CODES
    from counterfoil.decision import load_policy
    from counterfoil.liveness import load_challenge
    from counterfoil.report import render
    from counterfoil.report.published.verified import verification_json

    if report:
        require_writable(report, beside=filter(None, (document, back, probe, challenge)))
    rules, page = load_policy(policy), images.load(document)
    behind = images.load(back) if back else None
    face = images.load_clip(probe) if images.is_clip(probe) else images.load(probe)
    asked = load_challenge(challenge) if challenge else None
    lists = screen_work.open_if_any(list_name) if rules.screening else None
    loaded = networks(verification.MODELS, threads)
    expected = verification.Expected(expect_name, expect_born, expect_number)
    result = verification.verify(
        page, face, rules, day_of(today), loaded, back=behind, expected=expected, challenge=asked, lists=lists
    )
    if report:
        write_whole(report, render(result))
        note(f"report written: {report}")
    if as_json:
        emit(verification_json(result))
    else:
        show(result_text.verification(result))
    raise typer.Exit(EXIT_CODES[result.decision.verdict])
