"""The numbers of the matcher, in one place: PARAMETERS is what the C scorer is handed, in this order."""

from typing import Final, NamedTuple

MATCHER: Final = "counterfoil.screening 1"
"""Version of everything that moves a score: reading, comparing, weighing. A change needs a new calibration."""


class Parameters(NamedTuple):
    """What things cost.

    The first are whole hundredths of a letter: how much of a letter an edit counts as. Costs of rules are shares of a part: 0 when two
    parts met without doubt, 1 when they did not meet. The last are in log-odds.
    """

    vowel_for_vowel: float = 35
    vowel_added: float = 45
    vowel_unwritten: float = 12
    doubled: float = 20
    weak_added: float = 45
    kindred: float = 35
    alike: float = 40
    added: float = 95
    exchanged: float = 100
    transposed: float = 80
    other_beginning: float = 35
    most: float = 0.42
    slack: float = 50
    slope: float = 1.2
    bend: float = 0.0
    sound: float = 0.03
    nickname: float = 0.15
    initial: float = 0.25
    truncated: float = 0.1
    joined: float = 0.06
    length_1: float = 0.3
    length_2: float = 0.55
    length_3: float = 0.75
    length_4: float = 0.9
    length_5: float = 1.0
    length_6: float = 1.05
    length_7: float = 1.1
    particle: float = 0.2
    title: float = 0.1
    legal_form: float = 0.15
    patronymic: float = 0.7
    base: float = -3.0
    met: float = 2.5
    met_most: float = 4.0
    left_in_query: float = 6.0
    left_in_listed: float = 4.0
    contradiction: float = 1.5
    turned: float = 0.2
    scrambled: float = 0.6
    one_met: float = 3.0
    one_of_one: float = 1.5
    unsure: float = 2.0
    birth_same: float = 8.5
    birth_swapped: float = 7.0
    birth_month: float = 6.5
    birth_one_year_off: float = 6.0
    birth_year_only: float = 4.0
    birth_near: float = 0.0
    birth_year_near: float = 1.0
    birth_differs: float = -6.5
    nationality_same: float = 1.0
    nationality_differs: float = -1.0
    document_same: float = 8.0


PARAMETERS: Final = Parameters()
