"""The numbers of the matcher, in one place: PARAMETERS is what the C scorer is handed, in this order."""

from typing import Final, NamedTuple

MATCHER: Final = "counterfoil.screening 1"
"""Version of everything that moves a score: reading, comparing, weighing. A change needs a new calibration."""


class Parameters(NamedTuple):
    """What things cost.

    The first are whole hundredths of a letter: how much of a letter an edit counts as. Costs of rules are shares of a part: 0 when two
    parts met without doubt, 1 when they did not meet. The last are in log-odds.
    """

    vowel_for_vowel: float = 45
    vowel_added: float = 44
    vowel_unwritten: float = 12
    doubled: float = 5
    weak_added: float = 37
    kindred: float = 35
    alike: float = 43
    added: float = 79
    exchanged: float = 107
    transposed: float = 71
    other_beginning: float = 8
    most: float = 0.45
    slack: float = 19
    slope: float = 1.2
    bend: float = 0.106
    sound: float = 0.019
    nickname: float = 0.063
    initial: float = 0.232
    truncated: float = 0.1
    joined: float = 0.092
    length_1: float = 0.05
    length_2: float = 0.644
    length_3: float = 0.899
    length_4: float = 1.066
    length_5: float = 1.25
    length_6: float = 1.493
    length_7: float = 1.423
    particle: float = 0.777
    title: float = 0.358
    legal_form: float = 0.15
    patronymic: float = 0.239
    base: float = 0.2
    met: float = 0.908
    met_most: float = 3.779
    left_in_query: float = 5.133
    left_in_listed: float = 4.406
    contradiction: float = 1.798
    turned: float = 1.142
    scrambled: float = 1.52
    one_met: float = 0.203
    one_of_one: float = 0.0
    unsure: float = 0.743
    birth_same: float = 6.067
    birth_swapped: float = 5.733
    birth_month: float = 5.288
    birth_one_year_off: float = 4.456
    birth_year_only: float = 2.221
    birth_near: float = -1.573
    birth_year_near: float = 0.907
    birth_differs: float = -5.667
    nationality_same: float = 2.0
    nationality_differs: float = -1.333
    document_same: float = 8.0


PARAMETERS: Final = Parameters()
