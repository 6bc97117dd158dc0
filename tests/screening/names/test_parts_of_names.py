import pytest

from counterfoil.screening.names import Kind, Part, read


def parts(name: str) -> list[Part]:
    """Return the parts of the likeliest reading."""
    return list(read(name)[0])


def test_a_patronymic_is_one_beside_two_other_names():
    assert [part.kind for part in parts("Ivan Petrovich Sidorov")] == [Kind.NONE, Kind.PATRONYMIC, Kind.NONE]
    assert [part.kind for part in parts("Sidorov Ivan Petrovich")] == [Kind.NONE, Kind.NONE, Kind.PATRONYMIC]
    assert [part.kind for part in parts("Ivan Petrovich")] == [Kind.NONE, Kind.NONE]


def test_of_two_that_end_like_patronymics_the_surname_is_none():
    assert [part.kind for part in parts("Marek Ivanovich Berkovich")] == [Kind.NONE, Kind.PATRONYMIC, Kind.NONE]
    assert [part.kind for part in parts("Berkovich Marek Ivanovich")] == [Kind.NONE, Kind.NONE, Kind.PATRONYMIC]


@pytest.mark.parametrize("title", ["Dr.", "Sheikh", "HAJJI", "Mullah", "Gen.", "Sayyid", "Daw"])
def test_titles_are_marked(title):
    assert parts(f"{title} Omar Zayn")[0].kind == Kind.TITLE


@pytest.mark.parametrize("suffix", ["Jr.", "III", "sr"])
def test_generations_are_marked(suffix):
    assert parts(f"Adam Brown {suffix}")[-1].kind == Kind.TITLE


@pytest.mark.parametrize("particle", ["van der", "de la", "bin", "Al", "von", "Abu"])
def test_particles_are_marked(particle):
    marked = [part for part in parts(f"Adam {particle} Zeeland") if Kind.PARTICLE in part.kind]
    assert len(marked) == len(particle.split())


def test_a_single_letter_is_an_initial_and_may_be_a_particle_too():
    assert [part.kind for part in parts("J. Soto y Vega")] == [Kind.INITIAL, Kind.NONE, Kind.INITIAL | Kind.PARTICLE, 0]


def test_a_word_before_an_ellipsis_was_cut():
    assert [part.kind for part in parts("Mar… Lop…")] == [Kind.TRUNCATED, Kind.TRUNCATED]
    assert [part.kind for part in parts("Maria Lop…")][1] == Kind.TRUNCATED


@pytest.mark.parametrize(
    "written",
    ["Abu Bakr", "Abubakr", "Abou-Bakr", "أبو بكر", "ابوبکر"],
)
def test_a_kunya_is_read_alike_however_it_is_written(written):
    assert [part.text for part in parts(written)] == ["abu", "bakr"]


@pytest.mark.parametrize("written", ["Al-Zahrani", "Alzahrani", "El Zahrani", "Az-Zahrani", "Ezzahrani", "الزهراني"])
def test_the_arabic_article_is_read_alike_however_it_is_written(written):
    assert [part.text for part in parts(written)] == ["al", "zahrani"]


@pytest.mark.parametrize(
    "name", ["Alvarez", "Alfred", "Albert", "Elkins", "Geraldine", "Isabella", "Leopoldine", "Adele"]
)
def test_a_name_that_only_begins_or_ends_like_a_compound_stays_whole(name):
    assert len(parts(name)) == 1


def test_an_article_of_another_language_stays_a_name():
    assert [part.text for part in parts("An Nguyen")] == ["an", "nguyen"]
    assert [part.text for part in parts("Ed Davis")] == ["ed", "davis"]


@pytest.mark.parametrize("written", ["Mc Donald", "McDonald", "Mac Donald"])
def test_mc_belongs_to_its_name(written):
    assert [part.text for part in parts(written)] == ["mcdonald"]


def test_a_form_of_several_given_names_gives_a_reading_for_each():
    groups = {read(name)[0][0].group for name in ("Alberto", "Roberto")}
    assert groups <= {reading[0].group for reading in read("Beto Soto")}


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("Pepe", "Jose"),
        ("Lyosha", "Aleksey"),
        ("Sasha", "Aleksandr"),
        ("Md", "Muhammad"),
        ("Mohd", "Mohamed"),
        ("Chuy", "Jesus"),
        ("Vova", "Volodymyr"),
        ("Mykola", "Nikolay"),
        ("Bill", "William"),
    ],
)
def test_short_forms_share_the_group_of_the_whole_name(short, whole):
    assert {reading[0].group for reading in read(short)} & {reading[0].group for reading in read(whole)} - {0}


@pytest.mark.parametrize("companion", ["Muhammad", "Mohamed", "Md", "María", "José"])
def test_a_name_that_is_mostly_borne_beside_another_says_little_beside_two(companion):
    assert Kind.PARTICLE in parts(f"{companion} Zayn Soto")[0].kind
    assert Kind.PARTICLE not in parts(f"{companion} Soto")[0].kind
