"""Where a connection may go, and when one is tried again."""

import socket
from datetime import timedelta
from typing import Any

import pytest

from yicha.exchange.queries.platform import Platform
from yicha.exchange.rules.partners import next_try, require_address, require_another, rest
from yicha.exchange.types import Way
from yicha.kernel.outside import Away, may_reach
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.kernel.testing import NOW

MINUTE = timedelta(minutes=1)
GOOD = ("https://exchange.example.gov.cn", "https://exchange.example.gov.cn:8443/v1", "http://10.1.2.3/v1", "https://[2001:db8::1]/v1")
BAD = (
    *("", "exchange.example.gov.cn", "//exchange.example.gov.cn", "ftp://exchange.example.gov.cn", "file:///etc/passwd", "gopher://x/"),
    *("https://", "https://user@host/", "https://a:b@host/", "https://host:0/", "https://host:99999/", "https://host:x/"),
    *(
        "https://host/?a=1",
        "https://host/#a",
        "https://ho st/",
        "https://host\\@evil/",
        "https://hóst/",
        "https://host/\n",
        "https://[::1/",
    ),
)
# What a host name can turn out to be: nobody outside, and nothing inside that the norm does not name.
NOWHERE = "0.0.0.0"  # noqa: S104 nothing is bound
INSIDE = (
    *("127.0.0.1", "127.1.2.3", NOWHERE, "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("198.18.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::"),
)
OUTSIDE = ("1.1.1.1", "223.5.5.5", "2400:3200::1", "::ffff:1.1.1.1")


@pytest.mark.parametrize("address", GOOD)
def test_a_plain_address_will_do(address: str) -> None:
    require_address(Way.API, address)


@pytest.mark.parametrize("address", BAD)
def test_anything_else_is_no_address(address: str) -> None:
    with pytest.raises(RuleBroken) as said:
        require_address(Way.API, address)
    assert said.value.clause == "GX-5.2b"


def test_the_way_by_file_has_none() -> None:
    require_address(Way.FILE, "")
    with pytest.raises(RuleBroken):
        require_address(Way.FILE, "/etc")


@pytest.mark.parametrize("found", INSIDE)
@pytest.mark.parametrize("networks", [(), ("0.0.0.0/32",), ("59.0.0.0/8",)])
def test_nothing_inside_is_reached_unless_the_norm_names_it(found: str, networks: tuple[str, ...]) -> None:
    assert may_reach(found, networks, encrypted=True) is (found == NOWHERE and "0.0.0.0/32" in networks)


@pytest.mark.parametrize("found", OUTSIDE)
def test_the_internet_is_reached_encrypted_only(found: str) -> None:
    assert may_reach(found, (), encrypted=True)
    assert not may_reach(found, (), encrypted=False)


@pytest.mark.parametrize(
    ("found", "networks", "reached"),
    [
        ("10.1.2.3", ("10.0.0.0/8",), True),
        ("10.1.2.3", ("59.0.0.0/8", "10.1.0.0/16"), True),
        ("11.1.2.3", ("10.0.0.0/8",), False),
        ("::ffff:10.1.2.3", ("10.0.0.0/8",), True),
        ("127.0.0.1", ("10.0.0.0/8",), False),
        ("fd00::1", ("fd00::/8",), True),
    ],
)
def test_a_network_of_the_norm_is_reached_even_in_the_clear(found: str, networks: tuple[str, ...], reached: bool) -> None:
    assert may_reach(found, networks, encrypted=False) is reached


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["169.254.169.254"], []])
def test_a_name_that_leads_inside_is_not_connected(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> None:
    def resolved(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in answers]

    def connected(*_: Any, **__: Any) -> socket.socket:
        raise AssertionError("nothing may be opened")

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connected)
    with pytest.raises(Away, match="地址不在允许的网络内"):
        Platform("https://rebinding.example/v1").receipt("2026112000001", NOW)


@pytest.mark.parametrize("name", ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "localhost", "[::]", "[::1]", "[::ffff:127.0.0.1]"])
def test_no_way_of_writing_this_machine_leads_to_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def connected(*_: Any, **__: Any) -> socket.socket:
        raise AssertionError("nothing may be opened")

    monkeypatch.setattr(socket, "create_connection", connected)
    with pytest.raises(Away):
        Platform(f"https://{name}/v1").deliver("2026112000001", b"{}", NOW)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (7, 64), (12, 2048), (13, 4096), (14, 72 * 60), (1000, 72 * 60), (32767, 72 * 60)]
)
def test_a_batch_is_tried_again_later_and_later_and_never_given_up(failures: int, minutes: int) -> None:
    assert next_try(NOW, failures) == NOW + minutes * MINUTE


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, None), (1, None), (2, None), (3, 1), (4, 2), (8, 32), (9, 60), (10, 60), (32767, 60)]
)
def test_a_partner_rests_after_three(failures: int, minutes: int | None) -> None:
    assert rest(NOW, failures) == (None if minutes is None else NOW + minutes * MINUTE)


def test_nobody_approves_what_he_proposed() -> None:
    require_another("a", "b")
    with pytest.raises(NotPermitted):
        require_another("a", "a")
