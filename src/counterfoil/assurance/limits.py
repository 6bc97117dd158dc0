"""Every chosen number of this room, with its reason."""

from typing import Final

# Reading lists -----------------------------------------------------------------------------------------------------

MOST_ROWS: Final = 20_000_000
"""Rows of a list of pairs. Ten million take 0.9 GB while they are read (docs/explanation/errors.md)."""

MOST_PICTURES: Final = 500_000
"""Different pictures of a list: their directions take 1 kB each while pairs are compared."""

MOST_COLUMNS: Final = 16
"""Group columns of a list."""

MOST_VALUES: Final = 100
"""Different values of a group column. A column with more holds names or numbers, not groups."""

MOST_WRONG_ROWS: Final = 1_000
"""Wrong rows that are skipped when that is asked for. With more, the list is not what it seems."""

LISTED_WRONG_ROWS: Final = 20
"""Of these, so many are told with their lines."""

# Measuring ---------------------------------------------------------------------------------------------------------

RATES: Final = {"1e-2": 1e-2, "1e-3": 1e-3, "1e-4": 1e-4, "1e-5": 1e-5, "1e-6": 1e-6}
"""The false match rates at which the false non-match rate is reported, as they are written."""

EXPECTED_ERRORS: Final = 10
"""The least number of false matches, expected at a rate, for which a threshold is read off: the rule by which the
calibration ends, too. With ten the 95 % interval still spans a factor of 3.4 (Wilson: 5.4 to 18.4)."""

REPLICATES: Final = 1_000
"""Resamplings of a bootstrap: the usual number for 95 % limits (Efron & Tibshirani 1993, chapter 13)."""

SEED: Final = 20_261_125
"""Of the resampling, so that the same pairs give the same intervals."""

GRID: Final = 4_000
"""Equal steps of similarity, from -1 to 1, in which resampled distributions are counted: 0.0005 each."""

TAIL: Final = 2_000
"""The highest impostor scores, which are told apart exactly in resampling, whatever the step."""

CURVE_POINTS: Final = 120
"""Points of the published ROC and DET curve."""

DISCARDED_AT: Final = "1e-4"
"""The sold rate at whose threshold the error-versus-discard curve is drawn: that of NIST SP 800-63A-4, 3.11."""

BINS: Final = 100
"""Bins of the published score distributions, from -1 to 1."""

# Groups ------------------------------------------------------------------------------------------------------------

FEWEST_PAIRS: Final = 10
"""Pairs below which nothing is said of a group: it would be about single people."""

FEWEST_PEOPLE: Final = 2
"""People below which nothing is said of a group, for the same reason."""

MANY_PEOPLE: Final = 30
"""People below which a group's rates carry a warning. London's groups of 10 to 15 people have intervals over a factor
of ten wide at the calibrated 1e-3 (docs/explanation/errors.md)."""

WORSE: Final = 1.25
"""NIST SP 800-63A-4, 3.11: no group may perform more than 25 % worse than all together."""

WEIGHT: Final = 0.5
"""Share of false matches in FDR and GARBE: both kinds of errors alike, as in both papers' examples."""

# Presentation attacks ----------------------------------------------------------------------------------------------

MOST_CLIPS: Final = 100_000
"""Rows of a list of presentations."""
