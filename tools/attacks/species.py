"""The species of presentation attack (ISO/IEC 30107-3), and the bona fide presentations that they pretend to be."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from tools.attacks.edits import Staging, bona_fide, injected_file, loop, still, swap, wrong_order
from tools.attacks.paper import bent_print, cut_eyes, flat_print
from tools.attacks.screens import replay, replay_right_order
from tools.attacks.video import Clip

BONA_FIDE: Final = "bona fide"

SPECIES: Final[Mapping[str, Callable[[Staging], Clip]]] = MappingProxyType(
    {
        BONA_FIDE: bona_fide,
        "still": still,
        "flat_print": flat_print,
        "bent_print": bent_print,
        "cut_eyes": cut_eyes,
        "replay": replay,
        "replay_right_order": replay_right_order,
        "loop": loop,
        "swap": swap,
        "wrong_order": wrong_order,
        "injected_file": injected_file,
    }
)
"""How each kind of clip is made, by the name that it has in tables."""
