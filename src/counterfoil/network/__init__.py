"""The network: the one place where an address is opened. Reading from it, and telling somebody something."""

from counterfoil.network.reading import TIMEOUT, TROUBLES, InsecureError, cause, host, is_off, opened

__all__ = ["TIMEOUT", "TROUBLES", "InsecureError", "cause", "host", "is_off", "opened"]
