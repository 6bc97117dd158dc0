"""Batches: every row of a file screened, on all cores, resumed where it was stopped."""

from counterfoil.screening.batch.layout import COLUMNS
from counterfoil.screening.batch.running import Done, screen_file
from counterfoil.screening.batch.work import Rates

__all__ = ["COLUMNS", "Done", "Rates", "screen_file"]
