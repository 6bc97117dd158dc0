"""The request and response of ``POST /match/{dataset}`` that clients of yente speak, answered from our own lists.

What is honoured: names of every kind, also in parts, birth dates, nationalities and countries, numbers of documents
and registrations; ``limit``, ``threshold``, ``cutoff``, ``include_dataset``, ``exclude_dataset``,
``exclude_schema`` and ``exclude_entity_ids``. What is taken and not used: ``weights``, ``config``, ``algorithm``,
``topics``, ``changed_since`` and ``fuzzy``; without them there are more results, never fewer.
"""

from counterfoil.screening.matching_api.responding import EVERY_LIST, Parameters, respond
from counterfoil.screening.matching_api.shapes import Example, Matches, MatchRequest, MatchResponse, Result

__all__ = ["EVERY_LIST", "Example", "MatchRequest", "MatchResponse", "Matches", "Parameters", "Result", "respond"]
