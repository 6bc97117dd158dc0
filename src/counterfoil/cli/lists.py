"""``counterfoil lists``: the lists that names are screened against, and their versions."""

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, Published

lists = typer.Typer(no_args_is_help=True)

_Name = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="What to call the list. Default: its format."),
]
_Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="auto, ofac-xml, ofac-csv, un-xml, eu-xml, uk-xml, uk-csv, ftm-json, targets-csv or own-csv.",
    ),
]
_Digest = Annotated[
    str | None,
    typer.Option("--sha256", metavar="HEX", help="Refuse the file unless this is its digest."),
]


@lists.callback()
def _group() -> None:
    """Keep the lists to screen against: add, fetch, show and compare their versions."""


@lists.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="The list's file; for ofac-csv its files, or the folder with them."),
    ],
    *,
    kind: _Format = "auto",
    name: _Name = None,
    published: Published = None,
    sha256: _Digest = None,
    as_json: AsJson = False,
) -> None:
    """Add a version of a list: whole, or not at all.

    The same file again makes no new version. Entries that cannot be read
    are left out and reported by line; a list that is cut off, is hostile or
    names nobody is refused.

    Example: counterfoil lists add sdn.xml --name sdn
    """
    from counterfoil.cli import list_work

    list_work.add(files, kind=kind, name=name, published=published, sha256=sha256, as_json=as_json)


@lists.command()
def fetch(
    what: Annotated[str, typer.Argument(metavar="NAME|URL", help="ofac-sdn, ofac-cons, un, eu, uk, or an address.")],
    *,
    kind: _Format = "auto",
    name: _Name = None,
    sha256: _Digest = None,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Take a list over HTTP without TLS: anybody may have changed it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch a list from its publisher, unless the newest version is what it offers.

    Proxies are taken from HTTPS_PROXY and NO_PROXY. COUNTERFOIL_OFFLINE=1
    forbids it.
    """
    from counterfoil.cli import list_work

    list_work.fetch(what, kind=kind, name=name, sha256=sha256, allow_http=allow_http, as_json=as_json)


@lists.command()
def show(
    which: Annotated[
        str | None,
        typer.Argument(metavar="NAME[/VERSION]", help="A list, or a version of it. Default: all lists."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show the lists, or one of them with its versions: age, publisher's date, counts, what was left out, digests."""
    from counterfoil.cli import list_work

    list_work.show_lists(which, as_json=as_json)


@lists.command()
def diff(
    before: Annotated[
        str,
        typer.Argument(metavar="A", help="The earlier version, as NAME/VERSION; NAME alone: the last but one."),
    ],
    after: Annotated[
        str | None,
        typer.Argument(metavar="B", help="The later one. Default: the newest of the same list."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Say who was added, removed and changed between two versions of a list."""
    from counterfoil.cli import list_work

    list_work.diff(before, after, as_json=as_json)


@lists.command()
def remove(
    which: Annotated[str, typer.Argument(metavar="NAME/VERSION", help="The version, with its id.")],
) -> None:
    """Remove a version of a list with its source files. What was screened against it cannot be replayed then."""
    from counterfoil.cli import list_work

    list_work.remove(which)
