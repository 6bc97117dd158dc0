"""Ground truth: what a document says and where its parts are in each picture, as JSON."""

from typing import Any

from tools.specimens.holders import STATE, Holder
from tools.specimens.mrz import compose, name_field, transliterate
from tools.specimens.photograph import Photograph

_NAME_WIDTH = {"TD1": 30, "TD2": 31, "TD3": 39, "MRV-A": 39, "MRV-B": 31}


def fields(holder: Holder) -> dict[str, Any]:
    """Return every field of a document, as it is meant and, where that differs, as the zone spells it."""
    surname, given = transliterate(holder.surname), transliterate(holder.given_names)
    whole = f"{surname}<<{given}" if given else surname
    return {
        "document_code": holder.entry.code,
        "issuing_state": STATE,
        "document_number": holder.number,
        "surname": holder.surname,
        "given_names": holder.given_names,
        "mrz_surname": surname.replace("<", " "),
        "mrz_given_names": given.replace("<", " "),
        "names_truncated": not name_field(holder.surname, holder.given_names, _NAME_WIDTH[holder.format]).startswith(
            whole
        ),
        "nationality": STATE,
        "birth_date": holder.birth,
        "sex": holder.sex,
        "issue_date": holder.issued.isoformat(),
        "expiry_date": holder.expires.isoformat(),
        "optional_data": holder.optional,
        "place_of_birth": holder.place,
    }


def picture(kind: str, photograph: Photograph) -> dict[str, Any]:
    """Return where things are in a picture; all positions are in the picture as shown, EXIF orientation applied."""
    return {
        "kind": kind,
        "size": photograph.size,
        "rotation": photograph.rotation,
        "exif_orientation": photograph.exif_orientation,
        "sides": photograph.sides,
        "portrait": photograph.portrait,
        "mrz": photograph.zone,
    }


def truth(holder: Holder, photographs: dict[str, tuple[str, Photograph]]) -> dict[str, Any]:
    """Return the ground truth of a document.

    Args:
        holder: Whose.
        photographs: Kind and picture by file name.
    """
    return {
        "id": holder.id,
        "synthetic": True,
        "format": holder.format,
        "mrz": compose(holder.format, holder.entry),
        "fields": fields(holder),
        "pictures": {name: picture(kind, taken) for name, (kind, taken) in photographs.items()},
    }
