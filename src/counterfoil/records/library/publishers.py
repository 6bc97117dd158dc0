"""Where the publishers of lists offer them, as their own pages say; docs/how-to/lists.md names those pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counterfoil.screening.lists import Format

_OFAC: Final = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"


@dataclass(frozen=True, slots=True)
class Publisher:
    """A list that a publisher offers.

    Attributes:
        title: What it is.
        url: Its address.
        format: How it is written.
    """

    title: str
    url: str
    format: Format


PUBLISHERS: Final[Mapping[str, Publisher]] = {
    "ofac-sdn": Publisher("OFAC, Specially Designated Nationals", f"{_OFAC}/SDN_ADVANCED.XML", Format.OFAC_XML),
    "ofac-cons": Publisher("OFAC, consolidated list of all others", f"{_OFAC}/CONS_ADVANCED.XML", Format.OFAC_XML),
    "un": Publisher(
        "United Nations Security Council, consolidated list",
        "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        Format.UN_XML,
    ),
    "eu": Publisher(
        "European Union, consolidated list of financial sanctions",
        # The token is the one that the Commission gives to everybody; it is no secret.
        "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
        Format.EU_XML,
    ),
    "uk": Publisher(
        "United Kingdom, UK Sanctions List",
        "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
        Format.UK_XML,
    ),
}
"""The name that a list is fetched and kept under, and where it is."""
