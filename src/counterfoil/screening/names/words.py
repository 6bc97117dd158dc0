"""Words of names that are no names: particles, titles, generations. Each list is from general knowledge of the languages."""

from typing import Final

from counterfoil.screening.names.part import Kind

PARTICLES: Final = frozenset(
    """
    al el ul ibn bin ben bint bent binti ould wuld walad walid_ abd abdul abu abou abo umm um bou dhu zu uddin ullah
    de del della dela di da das do dos du des le la las los lo van von der den dem ter ten zu zum zur vom am ver af av
    y e i und et and of the a al-hajj oglu ogli ogly oglou oghlu uulu uly kyzy gizi qizi kizi
    """.split()
)
"""Words that belong to the one after or before them. Single letters among them may be initials as well."""

TITLES: Final = frozenset(
    """
    mr mrs ms miss mme mlle dr prof professor eng engr engineer ing lic licenciado sir madam madame lord lady
    general gen colonel col lieutenant lt major maj captain capt sergeant sgt brigadier brig admiral adm commander cmdr cdr
    comandante commandant commandante marshal corporal cpl
    sheikh shaykh sheik shaikh shekh cheikh cheik haji hajji hadji hadj hajj haj alhaj alhaji alhajj hojja
    mullah mulla molla mullo maulavi mawlawi maulvi molvi mowlavi mawlana maulana moulana qari ustad ustadz ustaz hafiz_
    ayatollah hojatoleslam imam sayyid sayed sayyed syed seyed seyyed said_ sayid seid agha aga effendi bey pasha
    daw lord padre don dona father rev reverend fr_ bishop
    jr sr junior senior ii iii iv 2nd 3rd phd md_ esq
    """.split()
)

ARTICLES: Final = frozenset({"al", "el", "ul"})
ASSIMILATED: Final = {
    "as": "s", "es": "s", "us": "s", "ash": "sh", "esh": "sh", "ach": "ch", "ar": "r", "er": "r", "ur": "r", "az": "z", "ez": "z", "uz": "z",
    "an": "n", "en": "n", "un": "n", "at": "t", "et": "t", "ut": "t", "ad": "d", "ed": "d", "ud": "d", "od": "d", "adh": "dh",
    "ath": "th",
}  # fmt: skip
"""The Arabic article before a letter that it takes the sound of."""

SPELLINGS: Final = {
    "ibn": "bin", "abou": "abu", "abo": "abu", "abdel": "abdul", "abdal": "abdul", "abdoul": "abdul", "abdol": "abdul", "abd": "abdul",
    "abdil": "abdul", "um": "umm", "oum": "umm", "oghlu": "ogly", "oglu": "ogly", "ogli": "ogly", "oglou": "ogly", "gizi": "kyzy",
    "qizi": "kyzy", "kizi": "kyzy", "bent": "bint", "binti": "bint", "wuld": "ould",
}  # fmt: skip
"""Particles that are written in several ways, and the one they are read as."""

_FATHERS_NAME: Final = tuple(
    """
    ovich evich avich ovych evych avych yovych ovitch evitch avitch ovytch evytch avytch owitsch ewitsch owitch ewitch
    ovna evna avna ivna yivna owna ewna awna ichna inichna auna euna ouna dottir
    """.split()
)


def is_fathers_name(text: str) -> bool:
    """Whether a part has the ending of a patronymic: Ivanovich, Ivanovna, Mikalaevich, Mikalaeuna, Jonsdottir."""
    return text.endswith(_FATHERS_NAME)


def kind_of(text: str) -> Kind:
    """Return what a word is by itself."""
    kind = Kind.NONE
    if text.isdigit():
        return Kind.NUMBER
    if len(text) == 1:
        kind |= Kind.INITIAL
    if text in PARTICLES:
        kind |= Kind.PARTICLE
    if text in TITLES:
        kind |= Kind.TITLE
    return kind
