"""Which addresses may be opened for somebody else."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.network.reach import PUBLIC, Reach, is_public, judged

REFUSED = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::7f00:1",
    "64:ff9b::5db8:d70e",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:5db8:d70e::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
ALLOWED = [
    "1.1.1.1",
    "93.184.215.14",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "172.15.255.255",
    "172.32.0.0",
    "223.255.255.255",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "2a00:1450:4001:830::200e",
    "2001:4860:4860::8888",
]


@pytest.mark.parametrize("address", REFUSED)
def test_what_has_a_special_purpose_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ALLOWED)
def test_what_is_handed_out_to_everybody_is_public(address):
    assert is_public(ip_address(address))


@given(st.ip_addresses())
def test_nothing_that_python_holds_for_special_is_public(address):
    special = not address.is_global or address.is_multicast or address.is_reserved or address.is_link_local
    assert not (special and is_public(address))


@given(st.ip_addresses(v=4))
def test_no_address_of_ipv6_that_carries_one_of_ipv4_is_public(address):
    four = int(address)
    carriers = [four, 0xFFFF << 32 | four, 0x64FF9B << 96 | four, 0x2002 << 112 | four << 80, 0x20010000 << 96 | four]
    assert not any(map(is_public, map(IPv6Address, carriers)))


@given(st.lists(st.ip_addresses().map(str), min_size=1), st.sampled_from(REFUSED), st.data())
def test_one_address_that_may_not_be_opened_spoils_all_answers(answers, refused, data):
    answers.insert(data.draw(st.integers(0, len(answers))), refused)
    assert judged(answers, PUBLIC) is None


def test_an_operator_may_name_private_networks():
    reach = Reach.of("10.1.0.0/16, fd12::/32")
    assert reach.allows(IPv4Address("10.1.2.3"))
    assert reach.allows(IPv6Address("fd12::1"))
    assert not reach.allows(IPv4Address("10.2.0.1"))
    assert not reach.allows(IPv6Address("::ffff:10.1.2.3"))
    assert not reach.has_loopback
    assert Reach.of("127.0.0.0/8").has_loopback


@pytest.mark.parametrize("written", ["169.254.0.0/16", "0.0.0.0/0", "::/0", "8.8.8.0/24", "10.0.0.0/7", "fe80::/10"])
def test_but_no_others(written):
    with pytest.raises(ValueError, match="private network"):
        Reach.of(written)


def test_without_a_word_of_the_operator_only_public_addresses_are_reached(monkeypatch):
    monkeypatch.delenv("COUNTERFOIL_WEBHOOK_NETWORKS", raising=False)
    assert Reach.from_environment() == PUBLIC
    monkeypatch.setenv("COUNTERFOIL_WEBHOOK_NETWORKS", "127.0.0.1")
    assert Reach.from_environment().allows(IPv4Address("127.0.0.1"))
