"""Chinese characters as a to z: pinyin, with the readings that surnames have; Japanese names by their surnames and given names.

Characters alone do not tell Chinese from Japanese. A known Japanese surname, or kana beside them, makes a name Japanese; it is
read as a Chinese one too. Where no space parts a surname from what follows, the surname is known or is one character.
"""

from functools import cache
from importlib import resources
from typing import Final

from anyascii import anyascii

_FILE: Final = "japanese_names.txt"
_GIVEN_NAME_LONGEST: Final = 3

# Characters that are read otherwise as surnames than elsewhere.
_SURNAMES: Final = {
    "单": "shan", "單": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "區": "ou", "查": "zha", "盖": "ge", "蓋": "ge", "朴": "piao",
    "翟": "zhai", "乐": "yue", "樂": "yue", "缪": "miao", "繆": "miao", "覃": "qin", "冼": "xian", "洗": "xian", "员": "yun", "員": "yun",
    "宁": "ning", "任": "ren", "华": "hua", "華": "hua", "车": "che", "車": "che", "卜": "bu", "佴": "nai", "逄": "pang", "尉": "wei",
    "召": "shao", "折": "she", "黑": "he", "秘": "bi", "重": "chong", "种": "chong", "隗": "wei", "訾": "zi", "万": "wan", "萬": "wan",
    "燕": "yan", "阚": "kan", "闞": "kan", "应": "ying", "應": "ying", "褚": "chu", "沈": "shen", "谌": "chen", "諶": "chen", "那": "na",
    "钭": "tou", "祭": "zhai", "句": "gou", "麦": "mai", "石": "shi", "柏": "bai", "都": "du", "角": "jue", "薄": "bo", "费": "fei",
    "吕": "lyu", "呂": "lyu", "闾": "lyu", "女": "ru", "贾": "jia", "賈": "jia", "适": "kuo", "藏": "zang", "系": "xi", "幸": "xing",
}  # fmt: skip
_LONG_SURNAMES: Final = {
    "欧阳": "ouyang", "歐陽": "ouyang", "司马": "sima", "司馬": "sima", "上官": "shangguan", "诸葛": "zhuge", "諸葛": "zhuge", "东方": "dongfang",
    "東方": "dongfang", "皇甫": "huangfu", "尉迟": "yuchi", "尉遲": "yuchi", "公孙": "gongsun", "公孫": "gongsun", "令狐": "linghu",
    "慕容": "murong", "司徒": "situ", "夏侯": "xiahou", "南宫": "nangong", "南宮": "nangong", "长孙": "zhangsun", "長孫": "zhangsun",
    "宇文": "yuwen", "轩辕": "xuanyuan", "端木": "duanmu", "百里": "baili", "呼延": "huyan", "万俟": "moqi", "澹台": "tantai", "闻人": "wenren",
    "赫连": "helian", "钟离": "zhongli", "太史": "taishi", "申屠": "shentu", "独孤": "dugu", "拓跋": "tuoba", "西门": "ximen", "西門": "ximen",
}  # fmt: skip
_PINYIN: Final = {"拓": "tuo", "吕": "lyu", "呂": "lyu", "女": "nyu"}
"""Where the library's reading is not the one that names have."""


def romanise_han(name: str) -> tuple[str, ...]:
    """Return a name in Chinese characters, kana among them or not, in small Latin letters, likeliest reading first.

    >>> romanise_han("金铁三"), romanise_han("欧阳 修"), romanise_han("山口 さゆり")
    (('jin tiesan',), ('ouyang xiu',), ('yamaguchi sayuri',))
    """
    words = name.split()
    has_kana = any(_is_kana(letter) for letter in name)
    surnames, given = _japanese()
    if len(words) == 1 and len(name) > 1 and not has_kana:
        words = _parted(name, surnames)
    japanese = has_kana or any(word in surnames for word in words)
    chinese = " ".join(_pinyin(word, is_surname=len(words) > 1 and at in {0, len(words) - 1}) for at, word in enumerate(words))
    if not japanese:
        return (chinese,)
    read = " ".join(surnames.get(word) or given.get(word) or _by_characters(word, given) for word in words)
    return (read,) if has_kana else tuple(dict.fromkeys((read, chinese)))


def _parted(name: str, japanese: dict[str, str]) -> list[str]:
    """Part the surname, at the beginning, from the given name."""
    for length in range(min(_GIVEN_NAME_LONGEST, len(name) - 1), 1, -1):
        if name[:length] in _LONG_SURNAMES or name[:length] in japanese:
            return [name[:length], name[length:]]
    return [name[:1], name[1:]] if len(name) <= 1 + _GIVEN_NAME_LONGEST - 1 else [name]


def _pinyin(word: str, *, is_surname: bool) -> str:
    if is_surname and (word in _SURNAMES or word in _LONG_SURNAMES):
        return _SURNAMES.get(word) or _LONG_SURNAMES[word]
    return "".join(_PINYIN.get(letter) or anyascii(letter).lower() for letter in word)


def _is_kana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u30ff"


def _by_characters(word: str, given: dict[str, str]) -> str:
    return "".join(given.get(letter) or _PINYIN.get(letter) or anyascii(letter).lower() for letter in word)


@cache
def _japanese() -> tuple[dict[str, str], dict[str, str]]:
    """Return Japanese surnames and given names with their readings in Hepburn's spelling, long vowels as short ones."""
    tables: dict[str, dict[str, str]] = {"surname": {}, "given": {}}
    text = resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            which, _, entries = line.partition(":")
            for entry in entries.split(","):
                written, _, read = entry.strip().partition(" ")
                tables[which].setdefault(written, read)
    return tables["surname"], tables["given"]
