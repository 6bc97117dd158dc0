import pytest

from counterfoil.screening.names import read


def spellings(name: str) -> list[str]:
    """Return the readings of a name as text."""
    return [" ".join(part.text for part in reading) for reading in read(name)]


@pytest.mark.parametrize(
    ("written", "likeliest"),
    [
        pytest.param("محمد حسن الراوي", "muhammad hasan al rawi", id="arabic-known"),
        pytest.param("سرحان مزبان", "sarhan mazban", id="arabic-unknown"),
        pytest.param("صلاحالدين", "salah uddin", id="arabic-joined"),
        pytest.param("خيرالله", "khayr ullah", id="arabic-joined-with-allah"),
        pytest.param("محمدکریم", "muhammad karim", id="two-known-names-joined"),
        pytest.param("أبو سعيد", "abu said", id="arabic-kunya"),
        pytest.param("سَالِم مُحَمَّد", "salim muhammad", id="arabic-vowelled"),
        pytest.param("َبدُل رَهِم", "abdul rahim", id="arabic-made-from-latin"),
        pytest.param("Ольга Ежова", "olga yezhova", id="russian"),
        pytest.param("Юрій Гнатюк", "yurii hnatyuk", id="ukrainian"),
        pytest.param("Алесь Каўрыга", "ales kauryha", id="belarusian"),
        pytest.param("Ђорђе Николић", "djordje nikolic", id="serbian"),
        pytest.param("Първан Христов", "parvan hristov", id="bulgarian"),
        pytest.param("Михаил Каракхов", "mihail karakhov", id="cyrillic-made-from-latin"),
        pytest.param("Νίκος Μπάμπης", "nikos bampis", id="greek"),
        pytest.param("יהונתן כהן", "yehonatan cohen", id="hebrew"),
        pytest.param("रतन शर्मा", "ratan sharma", id="hindi"),
        pytest.param("সালমা খাতুন", "salma khatun", id="bengali"),
        pytest.param("สมชาย", "somchai", id="thai"),
        pytest.param("გიორგი", "giorgi", id="georgian"),
        pytest.param("Արամ", "aram", id="armenian"),
        pytest.param("王小明", "wang xiaoming", id="chinese"),
        pytest.param("单小明", "shan xiaoming", id="chinese-surname-with-a-reading-of-its-own"),
        pytest.param("欧阳小明", "ouyang xiaoming", id="chinese-surname-of-two-characters"),
        pytest.param("山本 さくら", "yamamoto sakura", id="japanese"),
        pytest.param("김하늘", "kim haneul", id="korean"),
        pytest.param("Łucja Żółć", "lucja zolc", id="polish"),
        pytest.param("Ğülşen İnci", "gulsen inci", id="turkish"),
    ],
)
def test_a_name_in_any_script_is_read_as_lists_write_it(written, likeliest):
    assert spellings(written)[0] == likeliest


@pytest.mark.parametrize(
    ("written", "all_of_them"),
    [
        ("فضل", {"fadl", "fazl"}),
        ("김정은", {"kim jeongeun", "kim jongun"}),
        ("森 太郎", {"mori taro", "sen tailang"}),
        ("Jürgen Groß", {"jurgen gross", "juergen gross"}),
        ("Hsueh Tzu-ling", {"hsueh tzu ling", "xue zi ling"}),
        ("Роза Цхемова", {"roza tskhemova", "roza chemova"}),
        ("Wang Xiaoming (王小明)", {"wang xiaoming"}),
        ("Amir Kazbek (original script: Амир Казбек)", {"amir kazbek"}),
    ],
)
def test_a_name_that_may_be_said_in_several_ways_has_a_reading_for_each(written, all_of_them):
    assert set(spellings(written)) == all_of_them


def test_a_letter_that_looks_like_another_is_repaired_towards_the_script_of_its_word():
    assert spellings("Oльга Ежoва") == spellings("Ольга Ежова")  # two Latin o among Cyrillic letters
    assert spellings("Оlgа Еzhоvа") == ["olga ezhova"]  # Cyrillic vowels among Latin letters


def test_a_word_all_of_look_alikes_is_latin_in_a_latin_name():
    assert spellings("Sophia Сарес") == ["sophia capec"]  # all Cyrillic letters
