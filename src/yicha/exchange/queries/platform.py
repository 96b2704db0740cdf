"""What is said to the interface of the level above, and what it answers.

    GET  address/batches/<number>   200 the receipt · 404 never heard of it
    POST address/batches/<number>   2xx taken, with the receipt or without · 409 it is there already

A batch is asked about before it is sent: so one that was taken when the connection broke is not sent twice, and one that was lost is
sent again, the same bytes under the same number. Each request carries `Yicha-Date` and `Yicha-Signature` (kernel/crypto, purpose
`exchange`) over method, number, date and the digest of the body.

A host name is resolved once, its addresses are judged (`rules/partners.may_reach`), and the connection goes to just these; redirects are
not followed. A request ends within its seconds and bytes, whatever trickles in.
"""

import socket
import ssl
import time
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Final
from urllib.parse import SplitResult, urlsplit

from yicha.exchange.rules.partners import may_reach
from yicha.kernel.crypto import sign
from yicha.kernel.refusals import gettext_noop

SECONDS, BYTES, PIECE = 10.0, 32 * 1024 * 1024, 64 * 1024
TAKEN, UNKNOWN, THERE = range(200, 300), 404, 409
HTTPS_PORT, HTTP_PORT = 443, 80
PURPOSE: Final = "exchange"


class PlatformAway(Exception):  # noqa: N818 it says what is wrong
    """The other side did not answer, or not so that it can be understood. The message says how, in Chinese."""


@dataclass(frozen=True)
class Platform:
    """`networks`: those of the house that may be reached, from the norm."""

    address: str
    networks: tuple[str, ...] = ()
    seconds: float = SECONDS

    def receipt(self, number: str, at: datetime) -> bytes | None:
        """What it says of a batch; None: it does not know it."""
        status, body = self._ask("GET", number, b"", at)
        if status == UNKNOWN:
            return None
        if status not in TAKEN:
            raise PlatformAway(f"对方答复 {status}")
        return body

    def deliver(self, number: str, content: bytes, at: datetime) -> bytes:
        """Hand a batch over. What came back may be its receipt already."""
        status, body = self._ask("POST", number, content, at)
        if status not in TAKEN and status != THERE:
            raise PlatformAway(f"对方答复 {status}")
        return body

    def _ask(self, method: str, number: str, body: bytes, at: datetime) -> tuple[int, bytes]:
        parts = urlsplit(self.address)
        ends = time.monotonic() + self.seconds
        try:
            connection = _connected(parts, self.networks, self.seconds)
            try:
                connection.request(method, f"{parts.path.rstrip('/')}/batches/{number}", body, _headers(method, number, body, at))
                answer = connection.getresponse()
                return answer.status, _read(answer, ends)
            finally:
                connection.close()
        except (OSError, HTTPException, ValueError) as error:
            raise PlatformAway(gettext_noop("连不上、超时或答复不完整")) from error


def _headers(method: str, number: str, body: bytes, at: datetime) -> dict[str, str]:
    said = "\n".join([method, number, at.isoformat(), sha256(body).hexdigest()])
    signed = {"Yicha-Date": at.isoformat(), "Yicha-Signature": sign(PURPOSE, said.encode())}
    return {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json", **signed}


def _connected(parts: SplitResult, networks: tuple[str, ...], seconds: float) -> HTTPConnection:
    encrypted, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (HTTPS_PORT if encrypted else HTTP_PORT)
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(may_reach(one, networks, encrypted=encrypted) for one in found):
        raise PlatformAway(gettext_noop("地址不在允许的网络内"))
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
            raise PlatformAway(gettext_noop("答复过大或过慢"))
    if answer.length:
        raise PlatformAway(gettext_noop("答复不完整"))
    return b"".join(pieces)
