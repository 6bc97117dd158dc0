"""The page of one screened name."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Template

from counterfoil import __version__
from counterfoil.report import hits, words
from counterfoil.report.templating import environment
from counterfoil.screening.list_version import ListVersion
from counterfoil.screening.matching import MATCHER, calibration
from counterfoil.screening.screened import Screened


@dataclass(frozen=True, slots=True)
class ListShown:
    """A list version in words."""

    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template needs."""

    verdict: str
    headline: str
    meaning: str
    next_steps: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    counted: str
    nothing: str
    hits: tuple[hits.HitShown, ...]
    lists: tuple[ListShown, ...]
    matcher: str
    measured: str


def render_screened(screened: Screened) -> str:
    """Return what was found of one name as one HTML page that needs nothing but itself.

    The same hits give the same page, byte for byte.

    Args:
        screened: What `counterfoil.screening` found.
    """
    return _template().render(page=_page(screened), version=__version__)


def listed(lists: tuple[ListVersion, ...]) -> tuple[ListShown, ...]:
    """Say of each list version what it is."""
    return tuple(
        ListShown(
            f"{one.name}, {one.entities:,} entries",
            f"version {one.id}, published {words.day(one.published)}, imported {words.day(one.imported)}, "
            f"sha256 {', '.join(one.sha256)}",
        )
        for one in lists
    )


@cache
def _template() -> Template:
    return environment().get_template("screened.html")


def _page(screened: Screened) -> Page:
    alerts, found = len(screened.alerts), len(screened.hits)
    rate = words.one_in(screened.max_fpr)
    return Page(
        verdict="refer" if alerts else "accept",
        headline="A person must look" if alerts else "No alert" if screened.suppressed else "No hit",
        meaning=(
            f"{_several(alerts, 'listed name is', 'listed names are')} so near that at most {rate} customers who are "
            "on no list comes as near."
            if alerts
            else "Two people found that this customer is not the party on the list."
            if screened.suppressed
            else f"No listed name is so near that at most {rate} customers who are on no list comes as near."
        ),
        next_steps=(
            ("Compare what is known of the customer with each hit below.", "Tell the customer nothing of it.")
            if alerts
            else ("Go on. Screen again when a list changes.",)
        ),
        asked=tuple(hits.asked(screened.query)),
        counted=_several(found, "hit", "hits", best=True),
        nothing="Nothing on these lists is near this name.",
        hits=hits.shown(screened),
        lists=listed(screened.lists),
        matcher=MATCHER,
        measured=f"{calibration().measured['entities']:,}",
    )


def _several(count: int, one: str, many: str, *, best: bool = False) -> str:
    first = f"{count or 'No'} {one if count == 1 else many}"
    return f"{first}, best first" if best and count > 1 else first
