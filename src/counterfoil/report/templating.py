"""Templates of pages that need nothing but themselves: what is put into them is escaped, and nothing may be missing."""

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape


def environment(*packages: str) -> Environment:
    """Return the environment of the templates in these packages; those of the report itself are always among them."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "counterfoil.report")]),
        autoescape=select_autoescape(("html", "svg")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
