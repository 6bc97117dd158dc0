"""Clips of attacks and of real people shown to the liveness checks, one after another."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from counterfoil import face, images, liveness
from counterfoil.assurance.attack_list import Presented
from counterfoil.assurance.presentation import BONA_FIDE, Attacks, Presentation, answer, measure_attacks
from counterfoil.errors import InputError, MissingExtraError
from counterfoil.images import Frame, Picture
from counterfoil.models import Networks, spread

PRESENTING: Final = "Presenting clips"

MATCHED_AT: Final = 1e-4
"""The false match rate at which an attack that passed counts as accepted: what NIST SP 800-63A-4, 3.11, asks for."""


def present(
    listed: Sequence[Presented],
    folder: Path,
    networks: Sequence[Networks],
    told: Callable[[str, int, int], None],
) -> Attacks:
    """Show each clip to the liveness checks, and measure what came out.

    A clip, challenge or reference that cannot be read is counted by the code of the reason and presented no further.

    Args:
        listed: The list.
        folder: What its names are relative to.
        networks: With ``liveness.MODELS``; one a thread.
        told: What to tell of the progress.

    Raises:
        ModelError: A network is missing or altered.
    """
    found: list[Presentation] = []
    unread, lock = Counter[str](), threading.Lock()

    def show(row: Presented, own: Networks) -> None:
        outcome = _presented(row, folder, own)
        with lock:
            if isinstance(outcome, Presentation):
                found.append(outcome)
            else:
                unread[outcome] += 1
            told(PRESENTING, len(found) + unread.total(), len(listed))

    spread(listed, networks, show)
    return measure_attacks(found, unread)


def _presented(row: Presented, folder: Path, networks: Networks) -> Presentation | str:
    """Return what came of a row: a presentation, or the code of the reason why there was none."""
    try:
        return _shown(row, folder, networks)
    except (InputError, MissingExtraError) as wrong:
        return wrong.code


def _shown(row: Presented, folder: Path, networks: Networks) -> Presentation:
    challenge = liveness.load_challenge(folder / row.challenge)
    reference = images.load(folder / row.reference) if row.reference else None
    seen = liveness.watch(images.load_clip(folder / row.clip), challenge, networks)
    given = answer(seen.checks, liveness.DECIDING)
    if reference is None or row.species == BONA_FIDE:
        return Presentation(row.species, given)
    return Presentation(row.species, given, _matched(reference, seen.best, networks))


def _matched(reference: Picture, best: Frame | None, networks: Networks) -> bool:
    """Say whether the best frame of a clip matches the reference; without a face on either it does not."""
    if best is None:
        return False
    held = face.find(reference, networks)
    shown = face.find(Picture(best.pixels, "frame", "", "RAW"), networks)
    if not held or not shown:
        return False
    return face.compare(held[0], shown[0], networks).similarity >= face.calibration().threshold(MATCHED_AT)
