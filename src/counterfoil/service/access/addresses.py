"""Where a request comes from, for limits only: an address is kept in memory for a minute and written nowhere."""

from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.requests import HTTPConnection

_NETWORK_BITS: Final = 64


def address(connection: HTTPConnection) -> str:
    """Return what stands for the caller: an IPv4 address, or the network of an IPv6 address.

    Whoever has one IPv6 address usually has 2^64 of them.
    """
    host = connection.client.host if connection.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or (int(found) >> (128 - _NETWORK_BITS)))
    return str(found)
