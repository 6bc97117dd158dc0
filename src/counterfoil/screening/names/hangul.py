"""Hangul as a to z. A name is read as South Korea writes it (Revised Romanisation), and as lists write names of the North.

Surnames have spellings of their own: 김 is Kim, 박 Pak or Park, 이 Ri or Lee.
"""

from typing import Final

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS: Final = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWELS: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_FINALS: Final = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
_NORTH_INITIALS: Final = "k kk n t tt r m p pp s ss  j jj ch k t p h".split(" ")
_NORTH_VOWELS: Final = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split(" ")
_VOWEL_COUNT, _FINAL_COUNT = 21, 28

# The usual spellings of surnames in the South, and in the North; 이, 리 and 유, 류 and 임, 림 are one name in both.
_SURNAMES: Final = {
    "김": ("kim", "kim"), "이": ("lee", "ri"), "리": ("lee", "ri"), "박": ("park", "pak"), "최": ("choi", "choe"), "정": ("jung", "jong"),
    "강": ("kang", "kang"), "조": ("cho", "jo"), "윤": ("yoon", "yun"), "장": ("jang", "jang"), "임": ("lim", "rim"), "림": ("lim", "rim"),
    "한": ("han", "han"), "오": ("oh", "o"), "서": ("seo", "so"), "신": ("shin", "sin"), "권": ("kwon", "kwon"), "황": ("hwang", "hwang"),
    "안": ("ahn", "an"), "송": ("song", "song"), "전": ("jeon", "jon"), "홍": ("hong", "hong"), "유": ("yoo", "yu"), "류": ("ryu", "ryu"),
    "고": ("ko", "ko"), "문": ("moon", "mun"), "양": ("yang", "yang"), "손": ("son", "son"), "배": ("bae", "pae"), "백": ("baek", "paek"),
    "허": ("heo", "ho"), "남": ("nam", "nam"), "심": ("shim", "sim"), "노": ("noh", "ro"), "로": ("noh", "ro"), "하": ("ha", "ha"),
    "곽": ("kwak", "kwak"), "성": ("sung", "song"), "차": ("cha", "cha"), "주": ("joo", "ju"), "우": ("woo", "u"), "구": ("koo", "ku"),
    "민": ("min", "min"), "나": ("na", "ra"), "라": ("na", "ra"), "진": ("jin", "jin"), "지": ("ji", "ji"), "엄": ("um", "om"), "채": ("chae", "chae"),
    "원": ("won", "won"), "천": ("cheon", "chon"), "방": ("bang", "pang"), "공": ("kong", "kong"), "현": ("hyun", "hyon"), "함": ("ham", "ham"),
    "변": ("byun", "pyon"), "염": ("yeom", "ryom"), "여": ("yeo", "ryo"), "추": ("choo", "chu"), "도": ("do", "to"), "석": ("seok", "sok"),
    "선": ("sun", "son"), "설": ("seol", "sol"), "마": ("ma", "ma"), "길": ("gil", "kil"), "연": ("yeon", "yon"), "위": ("wi", "wi"),
    "표": ("pyo", "pyo"), "명": ("myung", "myong"), "기": ("ki", "ki"), "반": ("ban", "pan"), "왕": ("wang", "wang"), "금": ("keum", "kum"),
    "옥": ("ok", "ok"), "육": ("yook", "yuk"), "인": ("in", "in"), "맹": ("maeng", "maeng"), "제": ("je", "je"), "모": ("mo", "mo"),
}  # fmt: skip
_LONG_SURNAMES: Final = {"남궁": ("namgung", "namgung"), "황보": ("hwangbo", "hwangbo"), "선우": ("sunwoo", "sonu"), "제갈": ("jegal", "jegal")}
_SYLLABLES_OF_A_NAME: Final = range(2, 5)


def romanise_hangul(name: str) -> tuple[str, ...]:
    """Return a name in Hangul in small Latin letters: as the South writes it, and as the North does.

    >>> romanise_hangul("김정은")
    ('kim jeongeun', 'kim jongun')
    """
    words = name.split()
    if len(words) == 1 and len(name) in _SYLLABLES_OF_A_NAME:
        length = 2 if name[:2] in _LONG_SURNAMES and len(name) > 2 else 1  # noqa: PLR2004 - syllables
        words = [name[:length], name[length:]]
    south = " ".join(_word(word, 0) for word in words)
    north = " ".join(_word(word, 1) for word in words)
    return (south, north) if north != south else (south,)


def _word(word: str, which: int) -> str:
    surname = _SURNAMES.get(word) or _LONG_SURNAMES.get(word)
    if surname:
        return surname[which]
    return "".join(_syllable(syllable, which) for syllable in word)


def _syllable(syllable: str, which: int) -> str:
    code = ord(syllable)
    if not _FIRST <= code <= _LAST:
        return ""
    rest, final = divmod(code - _FIRST, _FINAL_COUNT)
    initial, vowel = divmod(rest, _VOWEL_COUNT)
    initials, vowels = (_NORTH_INITIALS, _NORTH_VOWELS) if which else (_INITIALS, _VOWELS)
    return initials[initial] + vowels[vowel] + _FINALS[final]
