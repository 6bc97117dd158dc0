"""What ``--json`` prints: the shapes that other programs rely on, published in docs/reference.

Reasons are stable codes. ``advice`` says the same to the person; the words may change, the codes do not.
"""

from typing import Annotated, Literal

from pydantic import Field

from counterfoil.output import Code, Fraction, Output, Sha256
from counterfoil.report.published.screening_shapes import ScreenedOutput

Format = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]


class CheckOutput(Output):
    """One check: what was tested, how it ended and why."""

    id: Annotated[str, Field(pattern=r"^[a-z]+\.[a-z_]+$", description="What was tested; stable.")]
    question: Annotated[str, Field(description="The question that the check answers, for people.")]
    outcome: Annotated[
        Literal["passed", "failed", "inconclusive", "not_run"],
        Field(description="How it ended; `inconclusive`: it could not be told, `not_run`: it was not asked."),
    ]
    score: Annotated[float | None, Field(description="What was measured, in the unit of the check.")]
    threshold: Annotated[float | None, Field(description="What the score was held against.")]
    reasons: Annotated[list[Code], Field(description="Why it did not pass, for the reviewer.")]
    looked_at: Annotated[list[str], Field(description="The evidence it rests on.")]
    judged_by: Annotated[str, Field(description="What judged it, with its version.")]


class CheckDigitOutput(Output):
    """A check digit of the machine-readable zone."""

    field: Annotated[str, Field(description="What it covers; composite covers several fields.")]
    printed: Annotated[str, Field(description="The digit that the document shows, as read.")]
    computed: Annotated[str, Field(description="The digit that Doc 9303-3, 4.9, asks for.")]
    passed: Annotated[bool, Field(description="Whether the two are the same.")]


class EditOutput(Output):
    """A character of the zone that was not left as read."""

    line: Annotated[int, Field(ge=0, description="Counted from 0.")]
    position: Annotated[int, Field(ge=0, description="Counted from 0.")]
    read: Annotated[str, Field(description="What was read.")]
    written: Annotated[str, Field(description="What it was taken for.")]
    cause: Annotated[
        Literal["format", "check digit"],
        Field(description="What forced it: its place cannot hold what was read, or only so do the check digits agree."),
    ]


class FlawOutput(Output):
    """A field that holds what the standard does not allow in its place."""

    field: Annotated[str, Field(description="Which field, such as `number` or `birth`.")]
    rule: Annotated[str, Field(description="What it breaks.")]


class FieldsOutput(Output):
    """What the zone says, its fillers taken off."""

    format: Annotated[Format, Field(description="The format of Doc 9303 whose positions were read.")]
    code: Annotated[str, Field(description="Document code, such as `P`, `ID` or `C1`: one or two letters or digits.")]
    issuer: Annotated[
        str, Field(description="Issuing state or organisation, a code of Doc 9303-3, section 5; `D` is Germany.")
    ]
    number: Annotated[
        str, Field(description="Document number, with what a TD1 or TD2 keeps of it in its optional field.")
    ]
    surname: Annotated[str, Field(description="Primary identifier, parts separated by spaces.")]
    given_names: Annotated[str, Field(description="Secondary identifier; empty when there is none.")]
    names_truncated: Annotated[
        bool, Field(description="The name field is full, so that the names may go on (Doc 9303-4, 4.2.3).")
    ]
    nationality: Annotated[str, Field(description="A code as for `issuer`.")]
    birth_date: Annotated[
        str | None,
        Field(
            pattern=r"^(\d{4}|X{4})-(\d{2}|XX)-(\d{2}|XX)$",
            description="ISO 8601; X stands for what the document does not say (ISO 8601-2).",
        ),
    ]
    sex: Annotated[str | None, Field(pattern=r"^[MFX]$", description="As the document states it.")]
    expiry_date: Annotated[
        str | None,
        Field(
            pattern=r"^\d{4}-\d{2}-\d{2}$",
            description="Last day of validity, ISO 8601; null when the field holds no date.",
        ),
    ]
    optional: Annotated[list[str], Field(description="The optional fields in order; empty texts where they are empty.")]


class MrzOutput(Output):
    """The machine-readable zone: as read, as repaired, and what it says."""

    format: Annotated[Format, Field(description="The format of Doc 9303 whose positions were read.")]
    lines: Annotated[list[str], Field(description="As taken for right: repaired where edits say so.")]
    raw: Annotated[list[str], Field(description="As read, before any repair.")]
    fields: Annotated[FieldsOutput, Field(description="What the lines say.")]
    check_digits: Annotated[list[CheckDigitOutput], Field(description="Every check digit of the zone.")]
    valid: Annotated[bool, Field(description="Every check digit agrees and every field holds what it may.")]
    edits: Annotated[
        list[EditOutput], Field(description="Characters that were not left as read; empty when none was changed.")
    ]
    flaws: Annotated[
        list[FlawOutput],
        Field(description="Fields that hold what the standard does not allow there; empty when there are none."),
    ]


class DocumentOutput(FieldsOutput):
    """What the document says, and the zone that says it."""

    mrz: Annotated[MrzOutput, Field(description="The zone that says it.")]


class FaceOutput(Output):
    """Where a face is; never whose it is or what it is like."""

    box: Annotated[list[float], Field(min_length=4, max_length=4, description="Left, top, right, bottom in pixels.")]
    confidence: Fraction


class ComparisonOutput(Output):
    """Two faces held against each other."""

    similarity: Annotated[
        float,
        Field(
            ge=-1, le=1, description="Cosine of the two faces' embeddings, -1 to 1; only its `fmr` says what it means."
        ),
    ]
    fmr: Annotated[Fraction, Field(description="How often two different people come out at least this alike.")]
    fmr_interval: Annotated[list[Fraction], Field(min_length=2, max_length=2, description="Its 95 % interval.")]


class PairOutput(Output):
    """What ``counterfoil face compare`` prints."""

    similarity: Annotated[float | None, Field(ge=-1, le=1, description="Null when nothing was compared.")]
    fmr: Annotated[Fraction | None, Field(description="How often two different people are at least this alike.")]
    fmr_interval: Annotated[list[Fraction] | None, Field(min_length=2, max_length=2, description="Its 95 % interval.")]
    match: Annotated[bool | None, Field(description="Null when a picture does not show exactly one face.")]
    checks: list[CheckOutput]


class ErrorOutput(Output):
    """Why a file could not be read."""

    code: Code
    message: str


class ReadingOutput(Output):
    """What ``counterfoil document read`` prints of one file."""

    file: str
    mrz: Annotated[MrzOutput | None, Field(description="Null when the file shows none that can be read.")]
    portrait: Annotated[FaceOutput | None, Field(description="On the page turned upright; null when there is none.")]
    checks: list[CheckOutput]
    error: Annotated[ErrorOutput | None, Field(description="Null when the file could be opened.")]


class ComponentOutput(Output):
    """One component of quality after ISO/IEC 29794-5."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", description="Which one; stable.")]
    native: Annotated[float, Field(description="What was measured, in the unit of the component.")]
    score: Annotated[int, Field(ge=0, le=100, description="0 for useless to 100 for no defect.")]
    instruction: Annotated[str | None, Field(description="What to tell the person; null where the score is not low.")]


class GradingOutput(Output):
    """What ``counterfoil face quality`` prints of one file."""

    file: str
    unified: Annotated[int | None, Field(ge=0, le=100, description="One score of all; null without a face.")]
    components: list[ComponentOutput]
    checks: list[CheckOutput]
    error: Annotated[ErrorOutput | None, Field(description="Null when the file could be opened.")]


class PictureOutput(Output):
    """A picture that was judged."""

    sha256: Annotated[Sha256, Field(description="Digest of the file, in hexadecimal.")]
    format: Annotated[str, Field(description="Format of the file, such as `JPEG`.")]
    width: Annotated[int, Field(description="In pixels.")]
    height: Annotated[int, Field(description="In pixels.")]


class PicturesOutput(Output):
    """The pictures that were judged."""

    document: Annotated[PictureOutput, Field(description="The document, or the front of it.")]
    back: Annotated[PictureOutput | None, Field(description="The other side of a card; null when there is none.")]
    probe: Annotated[PictureOutput, Field(description="The picture or the clip of the bearer.")]


class StepOutput(Output):
    """One step of the challenge that the clip answers."""

    step: Annotated[
        Literal["turn_left", "turn_right", "nod", "blink", "come_closer"],
        Field(description="What the bearer was asked to do."),
    ]
    revealed: Annotated[float, Field(description="Seconds of the clip at which it was first shown.")]
    window: Annotated[float, Field(description="Seconds that the bearer had for it.")]


class LivenessOutput(Output):
    """The challenge that the clip answers; what came of it stands among the checks."""

    challenge: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", description="The id of the challenge.")]
    steps: Annotated[list[StepOutput], Field(description="In the order in which they were shown.")]


class PolicyOutput(Output):
    """The rules that were applied."""

    name: Annotated[str, Field(description="Its name.")]
    version: Annotated[int, Field(description="Its version, as its file says.")]
    purpose: Annotated[str, Field(description="Why people are verified under it.")]
    max_fmr: Annotated[
        Fraction, Field(description="The highest false match rate, 0 to 1, at which two faces count as one person's.")
    ]
    minimum_age: Annotated[int | None, Field(description="In years; null when it asks for no age.")]
    max_fpr: Annotated[
        Fraction | None, Field(description="The rate at which a hit is an alert; null without screening.")
    ]
    max_age_days: Annotated[int | None, Field(description="How old a list may be; null without screening.")]
    sha256: Annotated[Sha256, Field(description="Digest of its file.")]


class VerificationOutput(Output):
    """One verification: one document, one bearer, one policy, one decision."""

    decision: Annotated[
        Literal["accept", "refer", "retry", "reject"],
        Field(description="`refer`: a person decides; `retry`: the pictures were not good enough."),
    ]
    reasons: Annotated[list[Code], Field(description="Why it is not accept, the gravest first.")]
    advice: Annotated[list[str], Field(description="What to tell the person, in the order of the reasons.")]
    checks: Annotated[list[CheckOutput], Field(description="What was tested, each with how it ended.")]
    document: Annotated[
        DocumentOutput | None, Field(description="Null when nothing was read or the policy discloses the answer only.")
    ]
    comparison: Annotated[ComparisonOutput | None, Field(description="Null when the faces were not compared.")]
    liveness: Annotated[LivenessOutput | None, Field(description="Null when the probe answers no challenge.")]
    quality: Annotated[
        list[ComponentOutput], Field(description="What was measured of the probe; empty without exactly one face.")
    ]
    screening: Annotated[
        ScreenedOutput | None,
        Field(description="Whom the lists name so; null when nobody was screened or the document is not disclosed."),
    ]
    policy: Annotated[PolicyOutput, Field(description="By which rules it was decided.")]
    today: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The day that was judged on.")]
    evidence: Annotated[PicturesOutput, Field(description="Digests of the pictures that were judged.")]
    versions: Annotated[
        dict[str, str], Field(description="The package, the calibration, each model, the matcher and each list.")
    ]
