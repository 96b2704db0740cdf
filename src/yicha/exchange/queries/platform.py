"""What is said to the interface of the level above, and what it answers.

    GET  address/batches/<number>   200 the receipt · 404 never heard of it
    POST address/batches/<number>   2xx taken, with the receipt or without · 409 it is there already

A batch is asked about before it is sent: so one that was taken when the connection broke is not sent twice, and one that was lost is
sent again, the same bytes under the same number. Each request carries `Yicha-Date` and `Yicha-Signature` (kernel/crypto, purpose
`exchange`) over method, number, date and the digest of the body. Where it may go: `kernel/outside`.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from yicha.kernel.crypto import sign
from yicha.kernel.outside import SECONDS, TAKEN, Away, Outside

UNKNOWN, THERE = 404, 409
PURPOSE: Final = "exchange"


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
            raise Away(f"对方答复 {status}")
        return body

    def deliver(self, number: str, content: bytes, at: datetime) -> bytes:
        """Hand a batch over. What came back may be its receipt already."""
        status, body = self._ask("POST", number, content, at)
        if status not in TAKEN and status != THERE:
            raise Away(f"对方答复 {status}")
        return body

    def _ask(self, method: str, number: str, body: bytes, at: datetime) -> tuple[int, bytes]:
        outside = Outside(self.networks, self.seconds)
        return outside.ask(method, f"{self.address.rstrip('/')}/batches/{number}", body, _headers(method, number, body, at))


def _headers(method: str, number: str, body: bytes, at: datetime) -> dict[str, str]:
    said = "\n".join([method, number, at.isoformat(), sha256(body).hexdigest()])
    signed = {"Yicha-Date": at.isoformat(), "Yicha-Signature": sign(PURPOSE, said.encode())}
    return {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json", **signed}
