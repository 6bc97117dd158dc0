"""The parts that several published shapes share. Nothing is computed here, only said."""

import json
from collections.abc import Iterable

from pydantic import BaseModel

from counterfoil.checks import Check
from counterfoil.document import Document, MrzReading, PartialDate
from counterfoil.face import Comparison, Component, Face
from counterfoil.images import Picture
from counterfoil.liveness import Challenge
from counterfoil.report import words
from counterfoil.report.published import shapes


def one_line(value: BaseModel) -> str:
    """Return a shape as one JSON object on one line."""
    # Only ASCII: a file name that is no valid Unicode must not end a batch.
    return json.dumps(value.model_dump(mode="json", by_alias=True))


def components_output(components: Iterable[Component]) -> list[shapes.ComponentOutput]:
    """Return the components of a quality."""
    return [
        shapes.ComponentOutput(id=one.id, native=one.native, score=one.score, instruction=one.instruction)
        for one in components
    ]


def checks_output(checks: Iterable[Check]) -> list[shapes.CheckOutput]:
    """Return checks, each with its question in words."""
    return [
        shapes.CheckOutput(
            id=check.id,
            question=words.question(check),
            outcome=check.outcome.value,
            score=check.score,
            threshold=check.threshold,
            reasons=[reason.code for reason in check.reasons],
            looked_at=list(check.looked_at),
            judged_by=check.judged_by,
        )
        for check in checks
    ]


def document_output(reading: MrzReading) -> shapes.DocumentOutput:
    """Return what a document says, and how it was read."""
    return shapes.DocumentOutput(**_fields(reading.mrz.document).model_dump(), mrz=mrz_output(reading))


def mrz_output(reading: MrzReading) -> shapes.MrzOutput:
    """Return how a zone was read."""
    return shapes.MrzOutput(
        format=reading.format.value,
        lines=list(reading.lines),
        raw=list(reading.raw),
        fields=_fields(reading.mrz.document),
        check_digits=[
            shapes.CheckDigitOutput(
                field=digit.name, printed=digit.printed, computed=digit.computed, passed=digit.passed
            )
            for digit in reading.check_digits
        ],
        valid=reading.valid,
        edits=[
            shapes.EditOutput(
                line=edit.line, position=edit.position, read=edit.read, written=edit.written, cause=edit.cause.value
            )
            for edit in reading.edits
        ],
        flaws=[shapes.FlawOutput(field=flaw.field, rule=flaw.rule) for flaw in reading.flaws],
    )


def _fields(holder: Document) -> shapes.FieldsOutput:
    return shapes.FieldsOutput(
        format=holder.format.value,
        code=holder.code,
        issuer=holder.issuer,
        number=holder.number,
        surname=holder.surname,
        given_names=holder.given_names,
        names_truncated=holder.names_truncated,
        nationality=holder.nationality,
        birth_date=_birth_date(holder.birth) if holder.birth else None,
        sex=holder.sex,
        expiry_date=holder.expiry.isoformat() if holder.expiry else None,
        optional=list(holder.optional),
    )


def _birth_date(born: PartialDate) -> str:
    """Write a date with X for what is not known (ISO 8601-2, 8.2.3)."""
    year = "XXXX" if born.year is None else f"{born.year:04d}"
    return "-".join([year, *("XX" if part is None else f"{part:02d}" for part in (born.month, born.day))])


def liveness_output(challenge: Challenge) -> shapes.LivenessOutput:
    """Return the challenge that a clip answers."""
    steps = [
        shapes.StepOutput(step=asked.step.value, revealed=asked.revealed, window=asked.window)
        for asked in challenge.steps
    ]
    return shapes.LivenessOutput(challenge=challenge.id, steps=steps)


def comparison_output(comparison: Comparison) -> shapes.ComparisonOutput:
    """Return how alike two faces are."""
    return shapes.ComparisonOutput(
        similarity=comparison.similarity, fmr=comparison.fmr, fmr_interval=list(comparison.fmr_interval)
    )


def face_output(face: Face) -> shapes.FaceOutput:
    """Return where a face is."""
    return shapes.FaceOutput(box=[round(edge, 1) for edge in face.box], confidence=face.confidence)


def picture_output(picture: Picture) -> shapes.PictureOutput:
    """Return which picture was judged."""
    height, width = picture.pixels.shape[:2]
    return shapes.PictureOutput(sha256=picture.sha256, format=picture.format, width=width, height=height)
