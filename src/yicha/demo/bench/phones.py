"""Phones of officers that were without network all morning: each has a lane of its own, and what it recorded goes as FIELD1 says."""

import gzip
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from random import random
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from yicha.demo.bench.load import HOST, PATIENCE_SECONDS
from yicha.engines.fieldlog import canonical, fingerprint
from yicha.kernel.command_line import CannotRun

OK, BUSY = 200, 429
API = "/api/v1/field"
MOST = 200  # operations of one request
FASTEST = 1  # a phone has a processor of its own; this one is the office's
ANSWER = {"v": "pass", "note": "", "value": ""}
Json = dict[str, Any]


@dataclass
class Chain:
    """What one phone sealed, each operation naming the one before."""

    lane: str = ""
    texts: list[str] = field(default_factory=list)
    signer: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()), repr=False)

    @property
    def key(self) -> dict[str, str]:
        point = self.signer.public_key().public_numbers()
        x, y = (urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode() for number in (point.x, point.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def record(self, visit: Mapping[str, Any], moment: str) -> list[str]:
        """Everything that the own department asks is in order, and a note: a quiet check."""
        own = [path for path, what in visit["paths"].items() if path.startswith("q/") and visit["dept"] in what["depts"]]
        made = [self._seal(visit, "answer", path, _answer(visit["paths"][path]), moment) for path in own if path not in visit["heads"]]
        return [*made, self._seal(visit, "note", "n", {"v": "现场秩序正常"}, moment)]

    def _seal(self, visit: Mapping[str, Any], kind: str, path: str, body: Json, moment: str) -> str:
        before = fingerprint(self.texts[-1]) if self.texts else ""
        said = {"v": 1, "id": uuid4().hex, "lane": self.lane, "seq": len(self.texts) + 1, "prev": before, "base": [], "at": moment}
        said |= {"visit": visit["id"], "form": visit["form"], "kind": kind, "path": path, "body": body, "seen": moment}
        text = canonical(said)
        self.texts.append(text)
        return text

    def signed(self, texts: Iterable[str]) -> str:
        r, s = decode_dss_signature(self.signer.sign("\n".join(texts).encode(), ec.ECDSA(hashes.SHA256())))
        return (r.to_bytes(32) + s.to_bytes(32)).hex()


def _answer(asked: Mapping[str, Any]) -> Json:
    if asked["kind"] == "choice":
        return ANSWER | {"value": asked["choices"][0]}
    return ANSWER | ({"value": "1"} if asked["kind"] == "number" else {"value": "正常"} if asked["kind"] == "text" else {})


class Phone:
    """One officer's, signed in with his password over the network that it has again."""

    def __init__(self, port: int, account: str, password: str) -> None:
        self.link, self.jar, self.chain = HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS), SimpleCookie(), Chain()
        self.have: dict[str, int] = {}  # visit → its version at hand
        self.token = str(self._ask("GET", "/field/session/")["token"])
        form = urlencode({"username": account, "password": password, "code": ""})
        self.token = str(self._ask("POST", "/account/again/", form.encode(), "application/x-www-form-urlencoded")["token"])
        asked = json.dumps({"key": self.chain.key, "app": "bench", "store": "field1-bench"}).encode()
        self.chain.lane = str(self._ask("POST", f"{API}/lanes", asked, "application/json")["lane"])

    def visits(self) -> list[Json]:
        """What the office has for him, whole."""
        self.have = {}
        return list(self._sync([])["visits"])

    def bundles(self, texts: Sequence[str]) -> list[bytes]:
        """Everything, in as many requests as it takes, each whole but for what the phone has at hand when it is sent."""
        return [self._bundle(texts[begin : begin + MOST]) for begin in range(0, len(texts), MOST)]

    def flush(self, bundles: Sequence[bytes]) -> list[str]:
        """The receipts, each as it was signed."""
        return [one["text"] for bundle in bundles for one in self._send(bundle)["receipts"]]

    def _bundle(self, texts: Sequence[str]) -> bytes:
        body = {"v": "FIELD1", "lane": self.chain.lane, "ops": list(texts), "sig": self.chain.signed(texts), "brief": True, "changes": True}
        return json.dumps(body, ensure_ascii=False).encode()

    def _sync(self, texts: Sequence[str]) -> Json:
        return self._send(self._bundle(texts))

    def _send(self, bundle: bytes) -> Json:
        body = b"%b,%b" % (bundle[:-1], json.dumps({"have": self.have}).encode()[1:])
        told = self._ask("POST", f"{API}/sync", gzip.compress(body, FASTEST), "application/json", "gzip")
        self.have |= {visit["id"]: visit["version"] for visit in told["visits"]}
        return told

    def _ask(self, method: str, address: str, body: bytes = b"", kind: str = "", packed: str = "") -> Json:
        headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self.jar.items()), "Accept": "application/json"}
        headers |= {"Content-Type": kind, "X-CSRFToken": self.token} if kind else {}
        headers |= {"Content-Encoding": packed} if packed else {}
        self.link.request(method, address, body or None, headers)
        answer = self.link.getresponse()
        if answer.status == BUSY:
            answer.read()
            self.link.close()
            time.sleep(int(answer.headers["Retry-After"]) + random())  # noqa: S311 as the app does
            return self._ask(method, address, body, kind, packed)
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self.jar.load(cookie)
        content = answer.read()
        self.link.close()  # it is long until the next one, and a server does not wait for ever
        if answer.status != OK:
            raise CannotRun(f"{address}: {answer.status} {content[:200].decode(errors='replace')}")
        told: Json = json.loads(content)
        return told
