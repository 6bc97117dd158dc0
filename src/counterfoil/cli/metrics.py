"""What `counterfoil assess` writes to metrics.json: aggregates, in the shape that is published in docs/reference."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from counterfoil.assurance import Run
from counterfoil.assurance.presentation import Attacks
from counterfoil.cli.group_output import GroupColumnOutput
from counterfoil.cli.rate_output import AtRateOutput, EqualErrorOutput, Fraction, Measured, ShareOutput, SoldOutput


class PairsOutput(Measured):
    """What became of the rows of the list."""

    rows: int
    wrong: Annotated[int, Field(description="Skipped since they were wrong.")]
    duplicates: Annotated[int, Field(description="Repeat an earlier pair; counted once.")]
    same_picture: Annotated[int, Field(description="Left out: both files hold the same bytes.")]
    disagreeing: Annotated[int, Field(description="Left out: of two people, though other rows join the pictures.")]
    not_acquired: Annotated[int, Field(description="Not compared: a picture gave no face.")]
    genuine: Annotated[int, Field(description="Compared pairs of one person.")]
    impostor: Annotated[int, Field(description="Compared pairs of two people.")]


class AcquisitionOutput(Measured):
    """What became of the pictures."""

    pictures: Annotated[int, Field(description="Different files in the list.")]
    failed: Annotated[ShareOutput, Field(description="Failure to acquire.")]
    reasons: Annotated[dict[str, int], Field(description="How many failed for which reason, by code.")]
    sent_back: Annotated[ShareOutput, Field(description="Acquired, but a check of quality failed.")]
    checks: Annotated[dict[str, int], Field(description="How many acquired pictures failed each check.")]


class DistributionOutput(Measured):
    """Similarities of one kind of pairs."""

    count: int
    mean: float | None
    deviation: float | None
    quantiles: Annotated[list[float], Field(description="At 5, 25, 50, 75, 95 %; empty with fewer than 10 pairs.")]
    histogram: Annotated[list[int], Field(description="Counts in 100 equal bins from -1 to 1; empty as before.")]


class ScoresOutput(Measured):
    """Similarities of both kinds."""

    genuine: DistributionOutput
    impostor: DistributionOutput


class CurvePointOutput(Measured):
    """A point of the DET curve."""

    threshold: float
    fmr: float
    fnmr: float


class DiscardPointOutput(Measured):
    """What is left after discarding the pairs of lowest quality."""

    quality: Annotated[float, Field(description="The least quality that is kept.")]
    discarded: float
    errors: int
    kept: int
    fnmr: float


class DiscardOutput(Measured):
    """The error-versus-discard characteristic."""

    quality: Annotated[str, Field(description="Which score pictures were discarded by.")]
    sold: Annotated[str, Field(description="The rate that the threshold is sold for.")]
    points: list[DiscardPointOutput]


class TimesOutput(Measured):
    """Milliseconds that one stage took for a picture."""

    stage: str
    mean: float
    median: float
    p90: float
    p99: float


class LatencyOutput(Measured):
    """What a picture takes, by stage, on the machine that ran it."""

    cpu_ms: list[TimesOutput]
    wall_ms: list[TimesOutput]


class SpeciesOutput(Measured):
    """The attacks of one species."""

    species: str
    apcer: Annotated[ShareOutput, Field(description="Taken for bona fide.")]
    non_response: Annotated[ShareOutput, Field(description="Neither taken for bona fide nor for an attack.")]
    iapar: Annotated[ShareOutput, Field(description="Taken for bona fide, and matched the reference.")]


class AttacksOutput(Measured):
    """Presentations, judged (ISO/IEC 30107-3)."""

    species: list[SpeciesOutput]
    apcer_max: Annotated[Fraction, Field(description="The highest APCER of any species.")]
    worst_species: str | None
    bpcer: Annotated[ShareOutput, Field(description="Bona fide, taken for an attack.")]
    bona_fide_non_response: ShareOutput
    unread: Annotated[dict[str, int], Field(description="Clips that could not be presented, by code.")]


class MetricsOutput(Measured):
    """One assessment. It holds no score of a single pair."""

    fnmr_at_fmr: Annotated[dict[str, AtRateOutput], Field(description="At 1e-2, 1e-3, 1e-4, 1e-5 and 1e-6.")]
    eer: Annotated[Fraction, Field(description="The equal error rate; null when it cannot be measured.")]
    equal_error: EqualErrorOutput
    failure_to_acquire: Annotated[Fraction, Field(description="Share of pictures without a face to compare.")]
    acquisition: AcquisitionOutput
    sold: Annotated[dict[str, SoldOutput], Field(description="The calibration's thresholds, measured on these pairs.")]
    pairs: PairsOutput
    people: Annotated[int, Field(description="Persons in the compared pairs, as far as its rows join pictures.")]
    scores: ScoresOutput
    curve: Annotated[list[CurvePointOutput], Field(description="Ends where ten impostor pairs match.")]
    discard: Annotated[list[DiscardOutput], Field(description="A curve for each quality score.")]
    groups: Annotated[dict[str, GroupColumnOutput], Field(description="By column of the list.")]
    attacks: Annotated[AttacksOutput | None, Field(description="Null without --attacks.")]
    latency: LatencyOutput
    versions: Annotated[Mapping[str, str], Field(description="The package, the calibration and each model.")]


def metrics(run: Run, attacks: Attacks | None) -> MetricsOutput:
    """Return a finished run in its published shape."""
    measured = run.measured
    return MetricsOutput.model_validate(
        {
            "fnmr_at_fmr": dict(measured.fnmr_at_fmr),
            "eer": measured.equal_error.rate,
            "equal_error": measured.equal_error,
            "failure_to_acquire": run.acquisition.failed.rate,
            "acquisition": run.acquisition,
            "sold": dict(measured.sold),
            "pairs": run.pairs,
            "people": measured.people,
            "scores": {"genuine": measured.genuine, "impostor": measured.impostor},
            "curve": list(measured.curve),
            "discard": list(measured.discard),
            "groups": {column.name: column for column in measured.groups},
            "attacks": attacks,
            "latency": run.latency,
            "versions": dict(run.versions),
        }
    )
