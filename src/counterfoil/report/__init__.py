"""The report: one verification as one page of HTML that needs nothing but itself."""

from counterfoil.report.page import render

__all__ = ["render"]
