"""From results to the shapes of `counterfoil.report.published`. Nothing is computed here, only said."""

from counterfoil.cli.gradings import Grading
from counterfoil.cli.pairs import Pair
from counterfoil.cli.readings import Found
from counterfoil.errors import CounterfoilError
from counterfoil.report.published import shapes
from counterfoil.report.published.parts import (
    checks_output,
    comparison_output,
    components_output,
    face_output,
    mrz_output,
    one_line,
)


def pair_json(pair: Pair) -> str:
    """Return a comparison as one JSON object on one line."""
    found = comparison_output(pair.comparison) if pair.comparison else None
    return one_line(
        shapes.PairOutput(
            similarity=found.similarity if found else None,
            fmr=found.fmr if found else None,
            fmr_interval=found.fmr_interval if found else None,
            match=pair.matched,
            checks=checks_output(pair.checks),
        )
    )


def reading_json(file: str, found: Found) -> str:
    """Return what was read from one file as one JSON object on one line."""
    return one_line(
        shapes.ReadingOutput(
            file=file,
            mrz=mrz_output(found.reading.mrz) if found.reading.mrz else None,
            portrait=face_output(found.portrait) if found.portrait else None,
            checks=checks_output(found.checks),
            error=None,
        )
    )


def unreadable_json(file: str, wrong: CounterfoilError) -> str:
    """Return that a file could not be opened as one JSON object on one line."""
    error = shapes.ErrorOutput(code=wrong.code, message=str(wrong))
    return one_line(shapes.ReadingOutput(file=file, mrz=None, portrait=None, checks=[], error=error))


def grading_json(file: str, graded: Grading) -> str:
    """Return how good the picture in one file is as one JSON object on one line."""
    return one_line(
        shapes.GradingOutput(
            file=file,
            unified=graded.unified,
            components=components_output(graded.components),
            checks=checks_output(graded.checks),
            error=None,
        )
    )


def ungraded_json(file: str, wrong: CounterfoilError) -> str:
    """Return that a picture could not be opened as one JSON object on one line."""
    error = shapes.ErrorOutput(code=wrong.code, message=str(wrong))
    return one_line(shapes.GradingOutput(file=file, unified=None, components=[], checks=[], error=error))
