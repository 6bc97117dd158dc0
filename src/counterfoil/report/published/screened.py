"""What was found of one name, in its published shape."""

from counterfoil import __version__
from counterfoil.report.published.screening_shapes import ScreenedOutput
from counterfoil.screening.hit_json import hit_as_json, list_as_json
from counterfoil.screening.matching import MATCHER
from counterfoil.screening.screened import Screened


def screened_output(found: Screened) -> ScreenedOutput:
    """Return what was found of one name in the published shape."""
    query = found.query
    return ScreenedOutput.model_validate(
        {
            "query": {
                "names": list(query.names),
                "schema": query.schema,
                "birth_date": str(query.birth_date) if query.birth_date else None,
                "nationalities": list(query.nationalities),
                "document_numbers": list(query.document_numbers),
            },
            "hits": [
                hit_as_json(hit, is_alert=found.is_alert(hit), suppressed=found.suppression(hit)) for hit in found.hits
            ],
            "alert_fpr": found.max_fpr,
            "lists": [list_as_json(version) for version in found.lists],
            "versions": {"counterfoil": __version__, "matcher": MATCHER},
        }
    )
