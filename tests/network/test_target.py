"""Addresses that somebody wants to be told at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.network.reach import PUBLIC, Reach, judged
from counterfoil.network.target import Target, TargetError

GOOD = {
    "https://example.com": "https://example.com/",
    "HTTPS://Example.COM:443/Hooks?a=b": "https://example.com/Hooks?a=b",
    "https://example.com.:8443/": "https://example.com:8443/",
    "https://example.com。/": "https://example.com/",
    "https://münchen.example/": "https://xn--mnchen-3ya.example/",
    "https://straße.example/": "https://xn--strae-oqa.example/",
    "https://xn--mnchen-3ya.example/": "https://xn--mnchen-3ya.example/",
    "https://93.184.215.14/": "https://93.184.215.14/",
    "https://[2606:2800:021F:cb07:6820:80da:af6b:8b2c]:8443/x": "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:8443/x",
}
BAD = [
    "",
    "example.com",
    "//example.com/",
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "https:///path",
    "https://:443/",
    "https://user@example.com/",
    "https://user:word@example.com/",
    "https://example.com@127.0.0.1/",
    "https://127.0.0.1\\@example.com/",
    "https://example.com/#part",
    "https://example.com/#",
    "https://exa mple.com/",
    "https://example.com/\r\nX-Other: yes",
    "https://exam\tple.com/",
    " https://example.com/",
    "https://example.com/\u00a0",
    "https://example.com/straße",
    "https://example.com:22/",
    "https://example.com:80/",
    "https://example.com:0/",
    "https://example.com:65536/",
    "https://example.com:-1/",
    "https://example.com:x/",
    "https://exa_mple!.com/",
    "https://-example-.com/",
    "https://example..com/",
    "https://example.com../",
    "https://example.com。./",
    "https://" + "a" * 64 + ".com/",
    "https://example.com/" + "a" * 2048,
    "https://localhost/",
    "https://LOCALHOST./",
    "https://a.localhost/",
    "https://localhost。/",
    "https://[::1]/",
    "https://[::ffff:93.184.215.14]/",
    "https://[fe80::1%25eth0]/",
    "https://[2606:2800::1%eth0]/",
    "https://[v1.x]/",
    "https://[93.184.215.14]/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://127.0.0.01/",
    "https://93.184.215.14./x" + "\x00",
    "https://1.2.3.4.5/",
    "https://example.0x1/",
    "https://１２７.0.0.1/",  # noqa: RUF001 - that is what it is about
    "https://127。0。0。1/",
    "https://127.0.0.1。/",
    "https://127%2e0.0.1/",
    "https://①②⑦.0.0.1/",
]


@pytest.mark.parametrize(("written", "read"), GOOD.items())
def test_an_address_is_read_in_its_plain_form(written, read):
    assert str(Target.of(written, PUBLIC)) == read
    assert str(Target.of(read, PUBLIC)) == read


@pytest.mark.parametrize("written", BAD)
def test_what_could_mislead_is_refused(written):
    with pytest.raises(TargetError) as refused:
        Target.of(written, PUBLIC)
    assert "\n" not in refused.value.message


@pytest.mark.parametrize("written", ["http://127.0.0.1:8080/", "http://localhost:8080/", "https://[::1]:8443/"])
def test_this_machine_is_told_only_where_its_operator_says_so(written):
    assert str(Target.of(written, Reach.of("127.0.0.0/8 ::1"))) == written
    with pytest.raises(TargetError):
        Target.of(written, PUBLIC)


def test_without_tls_nobody_else_is_told_even_where_the_operator_named_the_network():
    reach = Reach.of("10.0.0.0/8, 127.0.0.0/8")
    assert Target.of("https://10.1.2.3/", reach).host == "10.1.2.3"
    with pytest.raises(TargetError, match="TLS"):
        Target.of("http://10.1.2.3:8080/", reach)


@st.composite
def forms(draw):
    """An address of IPv4 that is not public, in one of the many ways in which C libraries and browsers read it."""
    first, rest = draw(st.sampled_from([(127, 24), (10, 24), (0xA9FE, 16), (0xC0A8, 16), (0, 24)]))
    address = first << rest | draw(st.integers(0, (1 << rest) - 1))
    parts = [address >> shift & 255 for shift in (24, 16, 8, 0)]
    base = draw(st.sampled_from(["{:d}", "0{:o}", "0x{:x}", "0X{:X}", "00000{:o}"]))
    count = draw(st.integers(1, 4))
    last = address & ((1 << 8 * (5 - count)) - 1)
    short = ".".join([base.format(part) for part in parts[: count - 1]] + [base.format(last)])
    hexed = f"{address >> 16:x}:{address & 0xFFFF:x}"
    six = [f"[::ffff:{hexed}]", f"[::{hexed}]", f"[64:ff9b::{hexed}]", f"[2002:{hexed}::1]"]
    host = draw(st.sampled_from([short, short + ".", *six]))
    wide = str.maketrans("0123456789", "０１２３４５６７８９")  # noqa: RUF001 - the same
    return host.translate(wide) if draw(st.booleans()) and "[" not in host else host


@given(forms())
def test_no_way_of_writing_an_address_leads_into_a_private_network(host):
    with pytest.raises(TargetError):
        Target.of(f"https://{host}/", PUBLIC)


@given(st.text(max_size=40) | st.text("0123456789abcdefx.:[]%@/#?-\\", max_size=40))
def test_whatever_is_read_is_read_again_alike_and_has_tls(text):
    try:
        target = Target.of(f"https://{text}", PUBLIC)
    except TargetError:
        return
    assert Target.of(str(target), PUBLIC) == target
    assert target.scheme == "https"
    if target.host.replace(".", "").isdigit() or ":" in target.host:
        assert judged([target.host], PUBLIC)
