"""The report: one verification, or one screened name, as one page of HTML that needs nothing but itself."""

from counterfoil.report.page import render
from counterfoil.report.screened import render_screened

__all__ = ["render", "render_screened"]
