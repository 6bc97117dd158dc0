"""From results to the shapes of `counterfoil.cli.output`. Nothing is computed here, only said."""

import json
from collections.abc import Iterable

from pydantic import BaseModel

from counterfoil.checks import Check
from counterfoil.cli import output
from counterfoil.cli.gradings import Grading
from counterfoil.cli.pairs import Pair
from counterfoil.cli.readings import Found
from counterfoil.cli.screening import screened_output
from counterfoil.document import Document, MrzReading, PartialDate
from counterfoil.errors import CounterfoilError
from counterfoil.face import Comparison, Component, Face
from counterfoil.images import Picture
from counterfoil.liveness import Challenge
from counterfoil.report import words
from counterfoil.report.disclosure import visible_checks, visible_reading, visible_screening
from counterfoil.verification import Verification


def verification_json(result: Verification) -> str:
    """Return a verification as one JSON object on one line."""
    reading, policy, reasons = visible_reading(result), result.policy, result.decision.reasons
    return _text(
        output.VerificationOutput(
            decision=result.decision.verdict.value,
            reasons=[reason.code for reason in reasons],
            advice=list(dict.fromkeys(reason.public for reason in reasons)),
            checks=_checks(visible_checks(result)),
            document=_document(reading.mrz) if reading and reading.mrz else None,
            comparison=_comparison(result.comparison) if result.comparison else None,
            liveness=_liveness(result.liveness.challenge) if result.liveness and result.liveness.challenge else None,
            quality=_components(result.quality),
            screening=screened_output(screened) if (screened := visible_screening(result)) else None,
            policy=output.PolicyOutput(
                name=policy.name,
                version=policy.version,
                purpose=policy.purpose,
                max_fmr=policy.max_fmr,
                minimum_age=policy.minimum_age,
                max_fpr=policy.screening.max_fpr if policy.screening else None,
                max_age_days=policy.screening.max_age_days if policy.screening else None,
                sha256=policy.sha256,
            ),
            today=result.today.isoformat(),
            evidence=output.PicturesOutput(
                document=_evidence(result.document_picture), probe=_evidence(result.probe_picture)
            ),
            versions=dict(result.versions),
        )
    )


def pair_json(pair: Pair) -> str:
    """Return a comparison as one JSON object on one line."""
    found = _comparison(pair.comparison) if pair.comparison else None
    return _text(
        output.PairOutput(
            similarity=found.similarity if found else None,
            fmr=found.fmr if found else None,
            fmr_interval=found.fmr_interval if found else None,
            match=pair.matched,
            checks=_checks(pair.checks),
        )
    )


def reading_json(file: str, found: Found) -> str:
    """Return what was read from one file as one JSON object on one line."""
    return _text(
        output.ReadingOutput(
            file=file,
            mrz=_mrz(found.reading.mrz) if found.reading.mrz else None,
            portrait=_face(found.portrait) if found.portrait else None,
            checks=_checks(found.checks),
            error=None,
        )
    )


def unreadable_json(file: str, wrong: CounterfoilError) -> str:
    """Return that a file could not be opened as one JSON object on one line."""
    error = output.ErrorOutput(code=wrong.code, message=str(wrong))
    return _text(output.ReadingOutput(file=file, mrz=None, portrait=None, checks=[], error=error))


def grading_json(file: str, graded: Grading) -> str:
    """Return how good the picture in one file is as one JSON object on one line."""
    return _text(
        output.GradingOutput(
            file=file,
            unified=graded.unified,
            components=_components(graded.components),
            checks=_checks(graded.checks),
            error=None,
        )
    )


def ungraded_json(file: str, wrong: CounterfoilError) -> str:
    """Return that a picture could not be opened as one JSON object on one line."""
    error = output.ErrorOutput(code=wrong.code, message=str(wrong))
    return _text(output.GradingOutput(file=file, unified=None, components=[], checks=[], error=error))


def _text(value: BaseModel) -> str:
    # Only ASCII: a file name that is no valid Unicode must not end a batch.
    return json.dumps(value.model_dump(mode="json", by_alias=True))


def _components(components: Iterable[Component]) -> list[output.ComponentOutput]:
    return [
        output.ComponentOutput(id=one.id, native=one.native, score=one.score, instruction=one.instruction)
        for one in components
    ]


def _checks(checks: Iterable[Check]) -> list[output.CheckOutput]:
    return [
        output.CheckOutput(
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


def _document(reading: MrzReading) -> output.DocumentOutput:
    return output.DocumentOutput(**_fields(reading.mrz.document).model_dump(), mrz=_mrz(reading))


def _mrz(reading: MrzReading) -> output.MrzOutput:
    return output.MrzOutput(
        format=reading.format.value,
        lines=list(reading.lines),
        raw=list(reading.raw),
        fields=_fields(reading.mrz.document),
        check_digits=[
            output.CheckDigitOutput(
                field=digit.name, printed=digit.printed, computed=digit.computed, passed=digit.passed
            )
            for digit in reading.check_digits
        ],
        valid=reading.valid,
        edits=[
            output.EditOutput(
                line=edit.line, position=edit.position, read=edit.read, written=edit.written, cause=edit.cause.value
            )
            for edit in reading.edits
        ],
        flaws=[output.FlawOutput(field=flaw.field, rule=flaw.rule) for flaw in reading.flaws],
    )


def _fields(holder: Document) -> output.FieldsOutput:
    return output.FieldsOutput(
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


def _liveness(challenge: Challenge) -> output.LivenessOutput:
    steps = [
        output.StepOutput(step=asked.step.value, revealed=asked.revealed, window=asked.window)
        for asked in challenge.steps
    ]
    return output.LivenessOutput(challenge=challenge.id, steps=steps)


def _comparison(comparison: Comparison) -> output.ComparisonOutput:
    return output.ComparisonOutput(
        similarity=comparison.similarity, fmr=comparison.fmr, fmr_interval=list(comparison.fmr_interval)
    )


def _face(face: Face) -> output.FaceOutput:
    return output.FaceOutput(box=[round(edge, 1) for edge in face.box], confidence=face.confidence)


def _evidence(picture: Picture) -> output.PictureOutput:
    height, width = picture.pixels.shape[:2]
    return output.PictureOutput(sha256=picture.sha256, format=picture.format, width=width, height=height)
