"""Names as people write them and as they do not, and birth dates, for all tests of the index."""

import calendar

from hypothesis import strategies as st

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, Schema

LATIN = "al ab bin ka ha mo ham med sha kir dja kh ou ph tch sch zh o i ya wa re z x qu ck mm ss ov ev ich enko"
OTHER = "\u041c\u0438 \u0438\u043b \u0645\u062d\u0645\u062f \u0627\u0644 \u738b \u4f1f \uae40"

syllables = st.sampled_from(f"{LATIN} {OTHER}".split())
words = st.lists(syllables, min_size=1, max_size=5).map("".join)
likely = st.lists(words, min_size=1, max_size=6).map(" ".join)
names = st.one_of(likely, st.text(min_size=1, max_size=40))


@st.composite
def birth_dates(draw):
    year = draw(st.integers(1960, 1963))
    form = draw(st.sampled_from(["year", "month", "day", "range"]))
    if form == "year":
        return BirthDate(year, is_about=draw(st.booleans()))
    if form == "range":
        return BirthDate(year, until=year + draw(st.integers(0, 3)))
    month = draw(st.sampled_from([1, 2, 5, 12]))
    if form == "month":
        return BirthDate(year, month)
    return BirthDate(year, month, draw(st.sampled_from([1, 2, 5, 12, calendar.monthrange(year, month)[1]])))


@st.composite
def lists(draw):
    schemas = st.sampled_from(Schema)
    texts = st.lists(names.filter(str.strip), min_size=1, max_size=4, unique=True)
    born = st.lists(birth_dates(), max_size=3, unique=True)
    many = draw(st.lists(st.tuples(schemas, texts, born), min_size=1, max_size=12))
    sure = Entity("sure", Schema.PERSON, (ListedName("Orvin Tashkel"),), (BirthDate(1961, 2, 5),))
    others = enumerate(many)
    return [
        sure,
        *(Entity(f"e{i}", schema, tuple(map(ListedName, of)), tuple(dates)) for i, (schema, of, dates) in others),
    ]
