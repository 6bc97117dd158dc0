"""Hebrew as a to z: known names from a lexicon, any other letter by letter with the vowels that its shape suggests."""

import re
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.vowels import Sounds, vocalised

_NAMES: Final = """
אברהם avraham|יצחק yitzhak|יעקב yaakov|משה moshe|אהרון aharon|אהרן aharon|דוד david|שלמה shlomo|שמעון shimon|יוסף yosef|יהודה yehuda|ראובן reuven|בנימין benjamin
דניאל daniel|מיכאל michael|גבריאל gabriel|רפאל rafael|שמואל shmuel|יואל yoel|אליהו eliyahu|אליעזר eliezer|אלעזר elazar|יהונתן yehonatan|יונתן yonatan|נתן natan
נתנאל netanel|חיים haim|יאיר yair|אריאל ariel|עמית amit|עידו ido|עידן idan|איתי itay|איתמר itamar|אורי uri|אור or|אורן oren|אסף asaf|אבי avi|אילן ilan|ארז erez|גיא guy|גיל gil
גלעד gilad|יובל yuval|ירון yaron|לירון liron|ליאור lior|מאיר meir|מתן matan|נדב nadav|נועם noam|ניר nir|עומר omer|עומרי omri|עופר ofer|עמוס amos|ערן eran|צבי zvi|צחי tzahi|רון ron|רונן ronen|רועי roi
שחר shahar|שי shai|שלום shalom|תומר tomer|תמיר tamir|אביב aviv|אלון alon|אמיר amir|בועז boaz|ברק barak|דורון doron|דרור dror|זאב zeev|טל tal|יגאל yigal|יורם yoram|ישי yishai|ישראל israel|מנחם menachem
מרדכי mordechai|עוז oz|עזרא ezra|פנחס pinchas|שאול shaul|שרון sharon|שמעיה shemaya|בנט bennett|ביבי bibi|שרה sarah|רבקה rivka|רחל rachel|לאה leah|מרים miriam|חנה hanna|אסתר esther|רות ruth|נעמי naomi|יעל yael
מיכל michal|תמר tamar|דינה dina|דבורה dvora|אביגיל avigail|נועה noa|מאיה maya|שירה shira|טליה talia|הילה hila|הילי hili|ליאל liel|עדן eden|עדי adi|הודיה hodaya|יהודית yehudit|מלכה malka|ציפורה tzipora|שושנה shoshana
כהן cohen|לוי levi|מזרחי mizrahi|פרץ peretz|ביטון biton|דהן dahan|אגבריה agbaria|פרידמן friedman|מלכא malka|אזולאי azoulay|כץ katz|עמר amar|אוחיון ohayon|חדד hadad|גבאי gabay|אדרי edri|לוין levin|טל tal|חן chen|שפירא shapira
בן ben|בר bar|נתניהו netanyahu|גולן golan|הרצוג herzog|פרס peres|רבין rabin|שמיר shamir|ברגר berger|רוזנברג rosenberg|גולדשטיין goldstein|גולדברג goldberg|שוורץ schwartz|שורץ schwartz|וייס weiss|רבינוביץ rabinovich|אברמוביץ abramovich
מרציאנו marciano|סויסה suissa|מועלם moalem|סגל segal|אטיאס atias|מימון maimon|חזן hazan|ברוך baruch|עזריה azaria|נסים nissim|נחום nahum|שטרן stern|קליין klein|הופמן hoffman|מולר muller|פוקס fuchs|רוט roth|קפלן kaplan|קורן koren
"""
_LEXICON: Final = {
    word: read for line in _NAMES.splitlines() for word, _, read in (entry.partition(" ") for entry in line.split("|")) if word
}
_CONSONANTS: Final = {
    "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h", "ט": "t", "י": "y", "כ": "k", "ך": "kh", "ל": "l", "מ": "m", "ם": "m",
    "נ": "n", "ן": "n", "ס": "s", "פ": "p", "ף": "f", "צ": "tz", "ץ": "tz", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_MARKS: Final = re.compile("[\u0591-\u05c7]")


def romanise_hebrew(name: str) -> tuple[str, ...]:
    """Return a Hebrew name in small Latin letters.

    >>> romanise_hebrew("יהונתן כהן")
    ('yehonatan cohen',)
    """
    return (" ".join(_word(_MARKS.sub("", word)) for word in name.split()),)


@lru_cache(maxsize=1 << 13)
def _word(word: str) -> str:
    return _LEXICON.get(word) or vocalised(_sounds(word))


def _sounds(word: str) -> Sounds:
    sounds: Sounds = []
    last = len(word) - 1
    for at, letter in enumerate(word):
        after_vowel = bool(sounds) and sounds[-1][1]
        if letter in "אע" or (letter == "ה" and at == last and at > 0):
            if not after_vowel:
                sounds.append(("a", True))
        elif letter in "וי" and at > 0 and not after_vowel:
            sounds.append(("o" if letter == "ו" else "i", True))
        elif letter in _CONSONANTS:
            sounds.append((_CONSONANTS[letter], False))
    return sounds
