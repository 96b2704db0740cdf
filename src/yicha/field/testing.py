"""For tests of all rooms: a phone that works offline and brings what it has."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yicha.engines.fieldlog import canonical, fingerprint
from yicha.field.actions.open_lane import open_lane
from yicha.field.actions.pin_forms import pin_forms
from yicha.field.api.sync import take
from yicha.field.queries.packages import packed
from yicha.field.rules import RESCUE
from yicha.field.types import OpenLane, PinForms
from yicha.kernel.actor import Actor
from yicha.kernel.testing import NOW
from yicha.kernel.web_keys import SEALED, sealing_key

NUMBERS = count(1)


def _b64(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


@dataclass
class Phone:
    """One store of one officer. `log` is what it sealed, `visits` what the office last said."""

    actor: Actor
    at: datetime = NOW
    signer: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()), repr=False)
    lane: str = ""
    seq: int = 0
    fp: str = ""
    log: list[str] = field(default_factory=list)
    visits: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.enrol()

    def enrol(self, after: int = 0) -> None:
        self.lane, self.seq, self.fp = uuid4().hex, after, ""
        open_lane(self.actor, OpenLane(self.lane, self.public, "test", "field1-test", after), self.at)

    @property
    def public(self) -> dict[str, str]:
        point = self.signer.public_key().public_numbers()
        return {"kty": "EC", "crv": "P-256", "x": _b64(point.x), "y": _b64(point.y)}

    def pull(self, visit: int) -> None:
        """Only this one."""
        [found] = packed(self.actor, {visit: 1}, self.at)
        pin_forms(self.actor, PinForms({found.form: found.hashes}), self.at)
        self.visits[found.id] = dict(found.plain)

    def make(self, visit: object, kind: str, path: str = "", body: Mapping[str, Any] | None = None, **changes: Any) -> str:
        """Seals one operation: its text. `base` is what the phone shows, unless said."""
        known = self.visits.get(str(visit), {})
        said = {
            "v": 1,
            "id": sha256(f"{self.lane}{next(NUMBERS)}".encode()).hexdigest()[:32],
            "lane": self.lane,
            "seq": self.seq + 1,
            "prev": self.fp,
            "visit": str(visit),
            "form": known.get("form", ""),
            "kind": kind,
            "path": path,
            "base": sorted(self.heads(visit, path)) if kind == "answer" else [],
            "body": dict(body or {}),
            "at": self.at.isoformat(),
            "mono": 0,
            "session": "s",
            "seen": "",
            "gps": None,
        }
        text = canonical(said | changes)
        self.seq, self.fp = self.seq + 1, fingerprint(text)
        self.log.append(text)
        return text

    def answer(self, visit: object, path: str, value: str = "pass", note: str = "", **changes: Any) -> str:
        return self.make(visit, "answer", path, {"v": value, "note": note, "value": ""}, **changes)

    def heads(self, visit: object, path: str) -> dict[str, Any]:
        """What his screen shows: the office's heads, and on top what he has sealed himself."""
        found = dict(self.visits.get(str(visit), {}).get("heads", {}).get(path, {}))
        for text in self.log:
            op = json.loads(text)
            if (op["visit"], op["path"]) == (str(visit), path) and op["kind"] == "answer":
                found = {known: value for known, value in found.items() if known not in op["base"]} | {op["id"]: op["body"]}
        return found

    def covers(self, visit: object, department: str = "") -> str:
        """Of what the office last said."""
        found = self.visits[str(visit)]
        seen = {
            path: sorted(heads)
            for path, heads in found["heads"].items()
            if heads and (not department or department in found["paths"][path]["depts"])
        }
        return fingerprint(canonical(seen))

    def sign(self, texts: Iterable[str]) -> str:
        r, s = decode_dss_signature(self.signer.sign("\n".join(texts).encode(), ec.ECDSA(hashes.SHA256())))
        return (r.to_bytes(32) + s.to_bytes(32)).hex()

    def body(self, *texts: str, **changes: Any) -> dict[str, Any]:
        """Of a request to `sync`."""
        return {"v": "FIELD1", "lane": self.lane, "have": {}, "ops": list(texts), "sig": self.sign(texts)} | changes

    def send(self, *texts: str, at: datetime | None = None) -> list[tuple[str, str]]:
        """(status, why) of each receipt."""
        said = [json.loads(one.text) for one in take(self.actor, self.lane, list(texts), at or self.at).receipts]
        return [(one["status"], one["why"]) for one in said]

    def export(self, *texts: str) -> bytes:
        """As the phone saves it: sealed for the office, signed by the lane."""
        secret = AESGCM.generate_key(256)
        sealing = sealing_key(RESCUE)
        numbers = rsa.RSAPublicNumbers(65537, int.from_bytes(base64.urlsafe_b64decode(sealing["n"] + "==")))
        rescue = numbers.public_key().encrypt(secret, SEALED).hex()
        rows = [(json.loads(text)["seq"], number.to_bytes(12), text) for number, text in enumerate(texts)]
        boxes = [
            [seq, iv.hex(), AESGCM(secret).encrypt(iv, json.dumps(text).encode(), f"ops/{seq}".encode()).hex()] for seq, iv, text in rows
        ]
        return canonical({"v": "FIELD1-EXPORT", "lane": self.lane, "rescue": rescue, "ops": boxes, "sig": self.sign(texts)}).encode()
