"""Which policies verifications may name: those that come with Counterfoil, and the operator's own."""

from collections.abc import Mapping
from pathlib import Path

from counterfoil.decision import Policy, built_in_policies, load_policy
from counterfoil.errors import PolicyError


def policies(folder: Path | None) -> Mapping[str, Policy]:
    """Return the policies by name.

    Args:
        folder: Where the operator's own are, ``*.toml``; None for none. One of the name of a built-in policy replaces
            it.

    Raises:
        PolicyError: A file is wrong, two have the same name, or there is no such folder.
    """
    found = {name: load_policy(name) for name in built_in_policies()}
    own: dict[str, Policy] = {}
    if folder is not None:
        if not folder.is_dir():
            raise PolicyError("COUNTERFOIL_POLICIES: there is no such folder")
        for path in sorted(folder.glob("*.toml")):
            policy = load_policy(str(path))
            if policy.name in own:
                raise PolicyError(f"{path.name}: another file has a policy of the same name")
            own[policy.name] = policy
    return found | own
