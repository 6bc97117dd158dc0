"""Pages of the console: their templates, their style sheet, and the policy under which a browser shows them.

The report's own templates are used as they are. They place things by ``style`` attributes, which the content security
policy of the console does not allow; so each becomes a rule of the one style element whose nonce is allowed.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment

from counterfoil import __version__
from counterfoil.report.templating import environment
from counterfoil.service.console import saying

_HERE: Final = "counterfoil.service.console"
_PLACED: Final = re.compile(r' style="([^"<>]*)"')
_STYLE_GOES_HERE: Final = "<!-- styles -->"

STATIC: Final[Mapping[str, str]] = {
    "console.css": "text/css; charset=utf-8",
    "keys.js": "text/javascript; charset=utf-8",
    "pictures.js": "text/javascript; charset=utf-8",
    "case.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""Every file that is served beside the pages, with its media type."""


@cache
def static(name: str) -> bytes:
    """Return one of the files of `STATIC`; the style sheet is the report's, with what the console adds."""
    if name == "console.css":
        report, own = files("counterfoil.report") / "templates", files(_HERE) / "static"
        parts = (report / "report.css", report / "hits.css", own / "console.css", own / "charts.css")
        return "\n".join(part.read_text("utf-8") for part in parts).encode()
    return (files(_HERE) / "static" / name).read_bytes()


@cache
def fingerprint(name: str) -> str:
    """Return what tells this file from its next version."""
    return hashlib.sha256(static(name)).hexdigest()[:12]


def page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page.

    Args:
        template: Of this package.
        status: Of the answer.
        values: What it shows; everything is escaped.
    """
    nonce = secrets.token_urlsafe(16)
    written = _environment().get_template(template).render(version=__version__, **values)
    headers = {
        "Content-Security-Policy": _policy(nonce),
        "Referrer-Policy": "same-origin",  # without one, a browser would not say which origin a form comes from
    }
    return HTMLResponse(_gathered(written, nonce), status, headers)


def _policy(nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _gathered(written: str, nonce: str) -> str:
    """Turn each ``style`` attribute into a rule. What people wrote cannot pose as one: its quotes are escaped."""
    rules: dict[str, int] = {}

    def named(found: re.Match[str]) -> str:
        return f" data-placed={rules.setdefault(found[1], len(rules))}"

    marked = _PLACED.sub(named, written)
    sheet = "".join(f"[data-placed='{number}']{{{rule}}}" for rule, number in rules.items())
    return marked.replace(_STYLE_GOES_HERE, f'<style nonce="{nonce}">{sheet}</style>' if sheet else "", 1)


@cache
def _environment() -> Environment:
    made = environment(_HERE)
    made.globals["asset"] = lambda name: f"/console/static/{name}?v={fingerprint(name)}"
    made.filters["age"] = saying.age
    made.filters["moment"] = saying.moment
    made.filters["clock"] = saying.clock
    made.filters["iso"] = lambda moment: moment.isoformat()
    made.filters["short"] = saying.short_id
    made.filters["plain"] = saying.code_in_words
    return made
