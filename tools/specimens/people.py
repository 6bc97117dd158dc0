"""Rendering people: candidates to choose from, and every picture of those who were chosen.

Every picture is a PNG file below the folder of renders; what is there already is not rendered again, so an
interrupted run goes on where it stopped.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

from tools.specimens.cast import Cast
from tools.specimens.develop import develop_clip, develop_still
from tools.specimens.likeness import Likeness, draw_likeness
from tools.specimens.shots import CANDIDATE, CLIPS, PORTRAIT, Shot, selfies


def render(person: Likeness, shots: Iterable[Shot], folder: Path, assets: Path) -> None:
    """Render the shots that are not there yet; a studio is only built where one is missing.

    Args:
        person: Who.
        shots: Which pictures.
        folder: Where ``<shot>.png`` goes.
        assets: The folder of MakeHuman assets.
    """
    missing = [shot for shot in shots if not (folder / f"{shot.name}.png").exists()]
    if not missing:
        return
    from tools.specimens.studio import Studio  # noqa: PLC0415 - Blender is only needed where something is missing

    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(person, assets)
    for shot in missing:
        studio.photograph(shot, folder / f"{shot.name}.png")


def render_candidates(seeds: Iterable[int], assets: Path, renders: Path) -> None:
    """Render one small portrait of each candidate to ``<renders>/<seed>/candidate.png``."""
    for seed in seeds:
        render(draw_likeness(seed, assets), (CANDIDATE,), renders / str(seed), assets)


def render_people(
    cast: Cast, ids: Iterable[str], assets: Path, renders: Path, out: Path, *, pictures: Collection[str] = ()
) -> None:
    """Render people of the cast and write their portrait, selfies and clips.

    Args:
        cast: Who was chosen.
        ids: Whom to render.
        assets: The folder of MakeHuman assets.
        renders: Where the rendered pictures are kept.
        out: The folder of specimens.
        pictures: Names of stills and clips, without suffix; all of them when empty.
    """
    for person_id in ids:
        seed = cast.seeds[person_id]
        person, source = draw_likeness(seed, assets), renders / str(seed)
        stills = [shot for shot in (PORTRAIT, *selfies(seed, person.hair)) if not pictures or shot.name in pictures]
        clips = [clip for clip in CLIPS if not pictures or clip.name in pictures]
        render(person, (*stills, *(shot for clip in clips for shot in clip.frames(seed))), source, assets)
        folder = out / person_id
        folder.mkdir(parents=True, exist_ok=True)
        for shot in stills:
            (folder / f"{shot.name}.jpg").write_bytes(develop_still(shot, source / f"{shot.name}.png", seed))
        for clip in clips:
            shots = clip.frames(seed)
            frames = [source / f"{shot.name}.png" for shot in shots]
            (folder / f"{clip.name}.mjpeg").write_bytes(develop_clip(shots, frames, seed, frames[clip.metered]))
        print(person_id, "from seed", seed, flush=True)
