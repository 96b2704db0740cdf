"""A request to another house whose address somebody has typed: where it may go, how long it may take, how much it may bring.

A host name is resolved once, its addresses are judged (`may_reach`), and the connection goes to just these; redirects are not followed.
A request ends within its seconds and bytes, whatever trickles in.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import SplitResult, urlsplit

from yicha.kernel.refusals import gettext_noop

SECONDS, BYTES, PIECE = 10.0, 32 * 1024 * 1024, 64 * 1024
HTTPS_PORT, HTTP_PORT = 443, 80
TAKEN: Final = range(200, 300)
TRANSLATED: Final = IPv6Network("64:ff9b::/96")  # an IPv4 address behind a translator
ONLY_IPV4: Final = 0xFFFFFFFF


class Away(Exception):  # noqa: N818 it says what is wrong
    """The other side did not answer, or not so that it can be understood. The message says how, in Chinese."""


@dataclass(frozen=True)
class Outside:
    """`networks`: those of the house that may be reached, and in the clear; all else is the internet, encrypted only."""

    networks: tuple[str, ...] = ()
    seconds: float = SECONDS

    def ask(self, method: str, address: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of the answer, whatever the status; Away if there is none."""
        parts, ends = urlsplit(address), time.monotonic() + self.seconds
        try:
            connection = _connected(parts, self.networks, self.seconds)
            try:
                connection.request(method, parts._replace(scheme="", netloc="", fragment="").geturl() or "/", body, dict(headers or {}))
                answer = connection.getresponse()
                return answer.status, _read(answer, ends)
            finally:
                connection.close()
        except (OSError, HTTPException, ValueError) as error:
            raise Away(gettext_noop("连不上、超时或答复不完整")) from error


def is_plain(address: str) -> bool:
    """Of http or https, a host, perhaps a port and a path: nothing that two readers could read in two ways."""
    try:
        parts = urlsplit(address)
        port_is_good = parts.port != 0
    except ValueError:
        return False
    known = parts.scheme in {"http", "https"} and bool(parts.hostname) and port_is_good
    printable = address.isascii() and address.isprintable() and " " not in address and "\\" not in address
    return known and printable and "@" not in parts.netloc and not parts.query and not parts.fragment


def may_reach(found: str, networks: Iterable[str], *, encrypted: bool) -> bool:
    """GX-5.2b: whether a connection may be opened to an IP address: to one of the internet if it is encrypted, to a network of the
    house only if it is named. What hides an address inside another is judged by the one inside.
    """
    address = _inner(ip_address(found))
    if any(address in ip_network(network) for network in networks):
        return True
    return encrypted and address.is_global and not address.is_multicast


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED:
        return IPv4Address(int(address) & ONLY_IPV4)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address


def _connected(parts: SplitResult, networks: tuple[str, ...], seconds: float) -> HTTPConnection:
    encrypted, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (HTTPS_PORT if encrypted else HTTP_PORT)
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(may_reach(one, networks, encrypted=encrypted) for one in found):
        raise Away(gettext_noop("地址不在允许的网络内"))
    opened = socket.create_connection((found[0], port), seconds)
    connection = HTTPConnection(host, port, timeout=seconds)
    connection.sock = ssl.create_default_context().wrap_socket(opened, server_hostname=host) if encrypted else opened
    return connection


def _read(answer: HTTPResponse, ends: float) -> bytes:
    """Within bytes and seconds: a side that sends a byte now and then does not hold the worker."""
    pieces, size = [], 0
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > BYTES or time.monotonic() > ends:
            raise Away(gettext_noop("答复过大或过慢"))
    if answer.length:
        raise Away(gettext_noop("答复不完整"))
    return b"".join(pieces)
