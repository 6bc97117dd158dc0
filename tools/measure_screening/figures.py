"""The figures of docs/explanation/matching.md: recall where clean names make so many false positives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from tools.measure_screening.answers import Answers, Told
from tools.measure_screening.rates import Rate, above, threshold
from tools.measure_screening.sets import UNRELATED, Asked, Part, Sets

RATES: Final = (0.01, 0.001)

Choice = Callable[[Asked], bool]

_LINES: Final[Mapping[str, Choice]] = {
    "all": lambda _: True,
    "real": lambda asked: asked.is_real,
    "all but unrelated aliases": lambda asked: asked.category != UNRELATED,
    "real but unrelated aliases": lambda asked: asked.is_real and asked.category != UNRELATED,
    "original script, Arabic": lambda asked: asked.category == "cross_script_original" and _is_arabic(asked.name),
}


def lines(sets: Sets, answers: Mapping[tuple[str, Told], Answers]) -> Iterator[str]:
    """Yield the tables, a line at a time.

    Args:
        sets: What was measured on.
        answers: To ``positives``, ``clean`` and ``hard``, for each thing that queries told.
    """
    for told in Told:
        for rate in RATES:
            yield f"\n{told}, {round(rate * 1000)} false positives per 1,000 clean names"
            yield f"{'':42}{'everything':>26}{'tuning part':>26}{'validation part':>26}"
            for title, choice in _LINES.items():
                yield _row(title, sets.positives, choice, rate, lambda kind, told=told: answers[kind, told], sets)
            yield _hard_row(sets, rate, lambda kind, told=told: answers[kind, told])
    yield from _by_category(sets, answers)


def _row(
    title: str, asked: Sequence[Asked], choice: Choice, rate: float, answers: Callable[[str], Answers], sets: Sets
) -> str:
    cells = []
    for part in (None, *Part):
        chosen = _mask(asked, lambda one, part=part: choice(one) and part in (None, one.part))
        cells.append(_cell(above(answers("positives").right[chosen], _threshold(sets, answers, rate, part))))
    return f"{title:42}" + "".join(cells)


def _hard_row(sets: Sets, rate: float, answers: Callable[[str], Answers]) -> str:
    cells = []
    for part in (None, *Part):
        chosen = _mask(sets.hard, lambda one, part=part: part in (None, one.part))
        cells.append(_cell(above(answers("hard").best[chosen], _threshold(sets, answers, rate, part))))
    return f"{'recombined names that are found, wrongly':42}" + "".join(cells)


def _threshold(sets: Sets, answers: Callable[[str], Answers], rate: float, part: Part | None) -> float:
    """Return the threshold of a part: the validation part is held against the one that the tuning part chose."""
    chosen = _mask(sets.clean, lambda one: part is None or one.part is part)
    return threshold(answers("clean").best[chosen], rate)


def _by_category(sets: Sets, answers: Mapping[tuple[str, Told], Answers]) -> Iterator[str]:
    columns = [(told, rate) for told in (Told.NAMES, Told.BIRTH_DATE) for rate in RATES]
    yield "\nrecall by category, everything"
    yield f"{'':42}{'queries':>8}" + "".join(f"{f'{told}, {rate:g}':>24}" for told, rate in columns)
    for category in sorted({asked.category for asked in sets.positives}):
        chosen = _mask(sets.positives, lambda one, category=category: one.category == category)
        cells = []
        for told, rate in columns:
            line = threshold(answers["clean", told].best, rate)
            cells.append(f"{100 * above(answers['positives', told].right[chosen], line).share:24.1f}")
        yield f"{category:42}{int(chosen.sum()):8}" + "".join(cells)


def _mask(asked: Sequence[Asked], choice: Choice) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.fromiter((choice(one) for one in asked), dtype=np.bool_, count=len(asked))


def _cell(rate: Rate) -> str:
    return f"{f'{100 * rate.share:.1f} % ({100 * rate.low:.1f} to {100 * rate.high:.1f})':>26}"


def _is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)
