"""Who the specimens' holders are: invented names and dates, one document each.

Names say nothing about looks: they were given out without looking at the faces.
"""

from dataclasses import dataclass, replace
from datetime import date

from tools.specimens.mrz import Entry, Format

STATE = "UTO"
_CODES: dict[Format, str] = {"TD1": "I", "TD2": "I", "TD3": "P", "MRV-A": "V", "MRV-B": "V"}


@dataclass(frozen=True)
class Holder:
    """A document's holder and the document.

    Attributes:
        id: ``p01`` and so on.
        format: The document's format.
        surname: Primary identifier.
        given_names: Secondary identifier, or empty.
        sex: ``F``, ``M`` or ``X`` (printed; the zone has ``<``).
        birth: ISO date; ``1968-03`` where the day is unknown.
        place: Place of birth, in Utopia.
        number: Document number.
        issued: Date of issue.
        expires: Date of expiry.
        optional: Optional data of the zone.
    """

    id: str
    format: Format
    surname: str
    given_names: str
    sex: str
    birth: str
    place: str
    number: str
    issued: date
    expires: date
    optional: str = ""

    @property
    def entry(self) -> Entry:
        """What the machine-readable zone says."""
        year, month, *day = self.birth.split("-")
        return Entry(
            code=_CODES[self.format],
            issuer=STATE,
            surname=self.surname,
            given_names=self.given_names,
            number=self.number,
            nationality=STATE,
            birth=year[2:] + month + (day[0] if day else "<<"),
            sex="<" if self.sex == "X" else self.sex,
            expiry=self.expires.strftime("%y%m%d"),
            optional=self.optional,
        )


HOLDERS = (
    Holder("p01", "TD3", "Arden", "Mira Solène", "F", "1991-04-17", "Amaurot", "U7204518K",
           date(2024, 5, 2), date(2034, 5, 1), "UT91041788"),
    Holder("p02", "TD1", "Halloran", "Tomas", "M", "1984-11-30", "Amaurot", "C01X47T90",
           date(2023, 9, 14), date(2033, 9, 13)),
    Holder("p03", "TD2", "Vesterby", "Ilka Maren", "F", "1967-02-08", "Port Anyder", "D2314589T",
           date(2022, 1, 20), date(2032, 1, 19), "4410"),
    Holder("p04", "MRV-A", "Quill", "Jonas Peregrin", "M", "1978-07-23", "Achoria", "V58310264",
           date(2025, 11, 3), date(2030, 11, 2), "6ZE184226B"),
    Holder("p05", "TD3", "Montgomery-Fitzwilliam", "Alexandrina Wilhelmina Theodora", "F", "1985-12-31", "Amaurot",
           "U90017732", date(2021, 6, 9), date(2031, 6, 8)),
    Holder("p06", "TD1", "O'Brannock", "Cyprian Lowell", "M", "1959-06-05", "Zapolet", "D23145890734",
           date(2024, 2, 29), date(2034, 2, 28)),
    Holder("p07", "TD3", "Sorrel", "", "F", "1984-09-12", "Port Anyder", "U3316620Z",
           date(2025, 1, 15), date(2035, 1, 14), "7003316620"),
    Holder("p08", "MRV-B", "Lindqvist-Amaro", "Thea", "F", "1986-03-27", "Macaria", "V70452918",
           date(2026, 2, 10), date(2031, 2, 9), "2M04"),
    Holder("p09", "TD3", "Ashgrove", "Wilhelmine Ambrosia", "F", "1993-03", "Nephelogeta", "U1180943C",
           date(2023, 3, 6), date(2033, 3, 5)),
    Holder("p10", "TD2", "Fennimore", "Oriel", "F", "1979-10-19", "Amaurot", "D8840127R",
           date(2023, 12, 1), date(2033, 11, 30)),
    Holder("p11", "TD3", "Ønskedal", "Robin Müller", "X", "1975-08-02", "Port Anyder", "U65500914",
           date(2024, 10, 21), date(2034, 10, 20), "750802UT14"),
    Holder("p12", "TD1", "Thessaly", "Junia Rosalind", "F", "1982-01-26", "Macaria", "C77K30921",
           date(2022, 7, 7), date(2032, 7, 6), "HX20731"),
    Holder("p13", "MRV-A", "Da Silveira", "Bastian", "M", "1994-05-14", "Achoria", "V22908147",
           date(2025, 8, 18), date(2030, 8, 17)),
    Holder("p14", "TD2", "Kestrelman", "Ruben Aurelio Sixtus", "M", "1989-09-09", "Zapolet", "D5590381X",
           date(2021, 4, 12), date(2031, 4, 11), "8909"),
    Holder("p15", "MRV-B", "Wren", "Calista", "F", "1964-12-03", "Amaurot", "V81603377",
           date(2026, 5, 5), date(2031, 5, 4)),
    Holder("p16", "TD3", "Bellweather", "Augustin Ignace", "M", "1955-07-29", "Nephelogeta", "U4927106M",
           date(2022, 11, 11), date(2032, 11, 10), "5507290031"),
)  # fmt: skip

EXPIRED = replace(HOLDERS[0], number="U5093371P", issued=date(2011, 3, 15), expires=date(2021, 3, 14))
"""The first holder's former passport, for showing what an expired document does."""
