"""The figures of docs/explanation/matching.md: recall where clean names make so many false positives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.measure_screening.answers import Answers, Scores, Told
from tools.measure_screening.rates import Rate, above, threshold
from tools.measure_screening.sets import UNRELATED, Asked, Half, Sets

RATES: Final = (0.01, 0.001)

Choice = Callable[[Asked], bool]

_HALVES: Final = (None, *Half)


def _is_arabic(asked: Asked) -> bool:
    return asked.category == "cross_script_original" and any("\u0600" <= letter <= "\u06ff" for letter in asked.name)


_LINES: Final[Mapping[str, Choice]] = {
    "all": lambda _: True,
    "real": lambda asked: asked.is_real,
    "all but unrelated aliases": lambda asked: asked.category != UNRELATED,
    "real but unrelated aliases": lambda asked: asked.is_real and asked.category != UNRELATED,
    "original script, Arabic": _is_arabic,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """One way of asking everything: what the queries tell, and the false positives that are allowed."""

    sets: Sets
    answers: Mapping[str, Answers]
    false_positives: float

    def line(self, half: Half | None) -> float:
        """Return the threshold that the clean names of a half give."""
        return threshold(_chosen(self.answers["clean"].best, self.sets.clean, half), self.false_positives)

    def recall(self, choice: Choice, half: Half | None) -> Rate:
        """Return the share of chosen positives that find whom they must."""
        return above(_chosen(self.answers["positives"].right, self.sets.positives, half, choice), self.line(half))

    def hard(self, half: Half | None) -> Rate:
        """Return the share of names put together from parts of listed ones that find anybody."""
        return above(_chosen(self.answers["hard"].best, self.sets.hard, half), self.line(half))


def lines(sets: Sets, answers: Mapping[tuple[str, Told], Answers]) -> Iterator[str]:
    """Yield the tables, a line at a time.

    Args:
        sets: What was measured on.
        answers: To ``positives``, ``clean`` and ``hard``, for each thing that queries told.
    """
    kinds = {told: {kind: answers[kind, told] for kind in ("positives", "clean", "hard")} for told in Told}
    for told in Told:
        for rate in RATES:
            asking = Asking(sets, kinds[told], rate)
            yield f"\n{told}, {round(rate * 1000)} false positives per 1,000 clean names"
            yield f"{'':42}" + "".join(f"{half or 'everything':>26}" for half in _HALVES)
            for title, choice in _LINES.items():
                yield f"{title:42}" + "".join(_cell(asking.recall(choice, half)) for half in _HALVES)
            yield f"{'recombined names, found wrongly':42}" + "".join(_cell(asking.hard(half)) for half in _HALVES)
    columns = {
        f"{told}, {rate:g}": Asking(sets, kinds[told], rate) for told in (Told.NAMES, Told.BIRTH_DATE) for rate in RATES
    }
    yield from _by_category(sets, columns)


def _by_category(sets: Sets, columns: Mapping[str, Asking]) -> Iterator[str]:
    yield "\nrecall by category, everything"
    yield f"{'':42}{'queries':>8}" + "".join(f"{title:>24}" for title in columns)
    for category in sorted({asked.category for asked in sets.positives}):
        rates = [asking.recall(_of_category(category), None) for asking in columns.values()]
        yield f"{category:42}{rates[0].cases:8}" + "".join(f"{100 * rate.share:24.1f}" for rate in rates)


def _of_category(category: str) -> Choice:
    return lambda asked: asked.category == category


def _everything(_: Asked) -> bool:
    return True


def _chosen(scores: Scores, asked: Sequence[Asked], half: Half | None, choice: Choice = _everything) -> Scores:
    chosen: NDArray[np.bool_] = np.array([choice(one) and half in (None, one.half) for one in asked], dtype=np.bool_)
    return scores[chosen]


def _cell(rate: Rate) -> str:
    return f"{f'{100 * rate.share:.1f} % ({100 * rate.low:.1f} to {100 * rate.high:.1f})':>26}"
