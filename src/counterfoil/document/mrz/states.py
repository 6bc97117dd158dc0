"""Codes of issuing states, organisations and nationalities (ICAO Doc 9303-3, section 5).

They are the codes of ISO 3166-1 alpha-3 and the additions that Doc 9303 lists. In a zone a code shorter than three
letters is filled up: Germany is ``D<<``.
"""

from typing import Final

from counterfoil.document.mrz.alphabet import FILLER

_ISO_3166_1: Final = """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM
    BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR
    CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB
    GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA
    JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA
    MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
    NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS
    SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON
    TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""
_DOC_9303: Final = """
    D
    EUE
    GBD GBN GBO GBP GBS
    RKS
    UNO UNA UNK
    XBA XIM XCC XCE XCO XEC XPO XES XMP XOM XDC
    XXA XXB XXC XXX
    IAO
    UTO
"""
# Codes of earlier editions that documents in circulation and published specimens still carry: Interpol's before XPO,
# the Netherlands Antilles and the neutral zone.
_EARLIER: Final = "INP ANT NTZ"

CODES: Final = frozenset((_ISO_3166_1 + _DOC_9303 + _EARLIER).split())


def known(code: str) -> bool:
    """Is this a code of the list? Trailing fillers do not count.

    >>> known("D<<"), known("UTO"), known("ZZZ")
    (True, True, False)
    """
    return code.rstrip(FILLER) in CODES
