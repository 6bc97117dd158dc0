"""The report of an assessment: one page that needs nothing but itself, and a fragment of a model card.

It draws with matplotlib, which takes half a second to import: import this package only where a report is written.
"""

from counterfoil.report.assessed.page import model_card, render
from counterfoil.report.assessed.saying import Headline, headline

__all__ = ["Headline", "headline", "model_card", "render"]
