"""Results as text for a terminal. Colour only ever repeats what the words say."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterfoil.checks import Check, Outcome
from counterfoil.cli import hit_text
from counterfoil.cli.gradings import Grading
from counterfoil.cli.pairs import Pair
from counterfoil.cli.readings import Found
from counterfoil.cli.scenes import Scene
from counterfoil.cli.terminal import printable
from counterfoil.decision import Verdict
from counterfoil.document import Document
from counterfoil.reasons import Reason
from counterfoil.report import scales, words
from counterfoil.report.disclosure import visible_checks, visible_reading, visible_screening
from counterfoil.report.zone import remark
from counterfoil.verification import Verification

_VERDICT_STYLES: Final = {
    Verdict.ACCEPT: "bold green",
    Verdict.REFER: "bold yellow",
    Verdict.RETRY: "bold cyan",
    Verdict.REJECT: "bold red",
}
_OUTCOME_STYLES: Final = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "bold red",
    Outcome.INCONCLUSIVE: "yellow",
    Outcome.NOT_RUN: "dim",
}


def verification(result: Verification) -> RenderableType:
    """Return a decision, what to do now, every check, what the document says where that is disclosed, the policy."""
    reading = visible_reading(result)
    parts = [headline(result), "", checks(visible_checks(result))]
    if any(check.reasons == (Reason.CHECK_SKIPPED,) for check in result.checks):
        parts += ["", "What was not run, an earlier check made unnecessary or impossible."]
    if reading and reading.mrz:
        parts += ["", fields(reading.mrz.mrz.document), f"  {remark(len(reading.mrz.edits))}"]
    if screened := visible_screening(result):
        parts += ["", Text("On the lists", "bold"), Padding(hit_text.found(screened), (0, 0, 0, 2))]
    policy = result.policy
    parts += ["", f"Policy {printable(policy.name)}, version {policy.version}: {printable(policy.purpose)}"]
    return Group(*parts)


def headline(result: Verification) -> RenderableType:
    """Return the decision in words, and what to do now."""
    said = words.announce(result)
    first = Text.assemble((said.headline.upper(), _VERDICT_STYLES[result.decision.verdict]), f". {said.meaning}")
    return Group(first, *(Text(f"Next: {step}") for step in said.next_steps))


def scene(number: int, shown: Scene, result: Verification, report: Path) -> RenderableType:
    """Return one verification of the demo: who presents what, the decision, the faces' similarity, the report."""
    lines: list[RenderableType] = [headline(result)]
    match = next(check for check in result.checks if check.id == "face.match")
    if match.score is not None:
        lines.append(f"Faces: {scales.measured(match)}; {scales.needed(match)} is needed.")
    lines += [
        f"Listed: {printable(hit.entity.names[0].text)}." for hit in (result.screened.hits if result.screened else ())
    ]
    lines.append(f"Report: {printable(str(report))}")
    return Group("", Text(f"{number}. {shown.title}", "bold"), Padding(Group(*lines), (0, 0, 0, 3)))


def checks(found: Iterable[Check]) -> RenderableType:
    """Return a table of checks in the order in which they were run; why one failed or could not tell stands below."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("Outcome", "Check", "Measured", "Needed"):
        table.add_column(heading, overflow="fold")
    for check in found:
        outcome = Text(words.OUTCOMES[check.outcome], _OUTCOME_STYLES[check.outcome])
        table.add_row(outcome, words.question(check), scales.measured(check), scales.needed(check))
        if check.reasons != (Reason.CHECK_SKIPPED,) and (reasons := words.why(check)):
            table.add_row("", Text(reasons, "italic"))
    return table


def fields(document: Document) -> RenderableType:
    """Return what a document says."""
    table = Table.grid(padding=(0, 2))
    for name, value in words.fields(document):
        table.add_row(Text(name, "dim"), value)
    return Group(Text("The document says", "bold"), Padding(table, (0, 0, 0, 2)))


def reading(file: str, found: Found) -> RenderableType:
    """Return what was read from one file: the zone, what it says, and the checks."""
    zone = found.reading.mrz
    parts: list[RenderableType] = [Text(printable(file), "bold")]
    if zone is None:
        parts.append("No machine-readable zone could be read.")
    else:
        lines = Padding(Text("\n".join(zone.lines)), (1, 0, 1, 2))
        parts += [lines, remark(len(zone.edits)), "", fields(zone.mrz.document)]
    parts += ["", checks(found.checks), ""]
    return Group(*parts)


def pair(found: Pair) -> RenderableType:
    """Return whether two faces match, how alike they are, and the checks of both pictures."""
    parts = [_match(found)]
    for which in ("a", "b"):
        of_one = [check for check in found.checks if check.looked_at == (which,)]
        parts += [Text(f"\nPicture {which.upper()}", "bold"), checks(of_one)]
    return Group(*parts)


def grading(file: str, graded: Grading) -> RenderableType:
    """Return how good a picture of a face is: one score of all, each component, and the checks."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("Score", "Component", "Measured", "What would help"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "Score" else "left")
    for one in graded.components:
        name = one.id.replace("_", " ").capitalize()
        table.add_row(f"{one.score}", name, f"{one.native:.3g}", Text(one.instruction or "", "yellow"))
    said = "No face." if graded.unified is None else f"{graded.unified} of 100."
    return Group(Text.assemble((printable(file), "bold"), f": {said}"), table, "", checks(graded.checks), "")


def _match(found: Pair) -> RenderableType:
    if found.comparison is None or found.match is None:
        said = Text("NOT COMPARED", "bold cyan")
        return said.append(". Each picture must show exactly one face.", "default")
    same = found.match.outcome is Outcome.PASSED
    said = Text("MATCH" if same else "NO MATCH", "bold green" if same else "bold red")
    said.append(f". The similarity is {found.comparison.similarity:.3f}; a match needs {found.match.threshold:.3f}.")
    alike = words.odds(found.comparison.fmr, found.comparison.fmr_interval)
    return Group(said, Text(f"Of pairs of different people, {alike} come out at least as alike."))
