from counterfoil.screening.matching.letters import KINDRED, WEAK
from tools.make_letters import PLACE, letters


def test_the_scorer_in_c_knows_the_same_letters():
    assert PLACE.read_text("utf-8") == letters(), "run: python -m tools.make_letters"


def test_only_vowels_and_weak_letters_are_kindred_to_another_family():
    numbers = letters().splitlines()[-1].partition("{")[2].rstrip("};").split(", ")
    family = dict(zip("abcdefghijklmnopqrstuvwxyz0123456789CGSXZ", numbers, strict=True))
    leaving = {letter for letter, near in KINDRED.items() for other in near if family[letter] != family[other]}
    assert all(
        family[other] == family[letter] or {letter, other} & (WEAK | {"w"})
        for letter in leaving
        for other in KINDRED[letter]
    )
