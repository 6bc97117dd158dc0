"""Which addresses may be opened for somebody else: public ones, and private networks that the operator names.

Whoever may name an address that this machine opens can make it knock on doors that only it can see: other services
of the host, of the private network, of the cloud's own metadata. So an address is judged after its name has been
resolved, by the registries of special-purpose addresses (IANA, RFC 6890), and what is not public is refused.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, Self

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

NETWORKS_SETTING: Final = "COUNTERFOIL_WEBHOOK_NETWORKS"

_SPECIAL_V4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by the customers of a carrier (CGNAT)
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # public by its number, and yet the host of every machine at Azure
            "169.254.0.0/16",  # link-local, where clouds keep their metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_GLOBAL_V6: Final = IPv6Network("2000::/3")
"""All of IPv6 that is handed out. Outside lie loopback, link-local, private and multicast addresses, and those that
carry one of IPv4: mapped, compatible and through NAT64."""
_SPECIAL_V6: Final = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them, which carries an address of IPv4
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which carries one as well
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
_MAY_BE_NAMED: Final = tuple(
    map(
        ip_network, ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7")
    )
)
"""What an operator may name: private networks. Link-local addresses stay out, for what clouds keep there."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be reached beside public addresses.

    Attributes:
        networks: Private networks that the operator has named.
    """

    networks: tuple[Network, ...] = ()

    @classmethod
    def from_environment(cls) -> Self:
        """Return what ``COUNTERFOIL_WEBHOOK_NETWORKS`` names: networks such as ``10.1.0.0/16``, parted by commas.

        Raises:
            ValueError: One of them is no private network.
        """
        return cls.of(os.environ.get(NETWORKS_SETTING, ""))

    @classmethod
    def of(cls, written: str) -> Self:
        """Read networks parted by commas.

        Raises:
            ValueError: One of them is no private network.
        """
        networks = tuple(ip_network(part) for part in written.replace(",", " ").split())
        for network in networks:
            if not any(network.version == may.version and network.subnet_of(may) for may in _MAY_BE_NAMED):  # type: ignore[arg-type]
                raise ValueError(f"{network} is no private network")
        return cls(networks)

    @property
    def has_loopback(self) -> bool:
        """Whether this machine itself may be told something."""
        return any(network.is_loopback for network in self.networks)

    def allows(self, address: Address) -> bool:
        """Return whether an address may be opened."""
        return is_public(address) or any(address in network for network in self.networks)


PUBLIC: Final = Reach()
"""Public addresses only."""


def is_public(address: Address) -> bool:
    """Return whether an address belongs to everybody's network, and to no special purpose."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _SPECIAL_V4)
    return address in _GLOBAL_V6 and not any(address in network for network in _SPECIAL_V6)


def judged(answers: Sequence[str], reach: Reach) -> tuple[Address, ...] | None:
    """Return the addresses that a name resolved to; None when any of them may not be opened."""
    addresses = tuple(map(ip_address, answers))
    return addresses if all(map(reach.allows, addresses)) else None
