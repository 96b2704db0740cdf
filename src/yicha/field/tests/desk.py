"""An office for tests of the phone: says what the room's README says, and goes wrong when told to.

It judges as little as the phone can tell apart: gap, fork, replaced heads, seen or not. What is right is `engines/fieldlog`'s matter.
"""

import base64
import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from yicha.field import web
from yicha.field.tests.briefly import news
from yicha.kernel.headers import HEADERS

ZONE = timezone(timedelta(hours=8))
KID = "0123456789abcdef"
PASSWORD = "correct horse 7"
LIMITS = {
    "ops": 200, "bytes": 262_144, "photo": 20 << 20, "clip": 200 << 20, "files": 200, "kdf": 600_000, "idle_minutes": 15, "expiry_days": 7,
    "chunk_hours": 24, "text_days": 7,
}  # fmt: skip
ES256 = ec.ECDSA(hashes.SHA256())
Json = dict[str, Any]


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: bytes | str) -> str:
    return sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def number(value: int) -> str:
    return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


def public_key(jwk: Json) -> ec.EllipticCurvePublicKey:
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "=="), "big") for name in "xy")
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def verify(jwk: Json, signature: str, text: str) -> None:
    r, s = int(signature[:64], 16), int(signature[64:], 16)
    public_key(jwk).verify(encode_dss_signature(r, s), text.encode(), ES256)


def question(text: str, departments: str = "SCJG", **more: object) -> Json:
    depts = departments.split()
    base: Json = {
        "text": text,
        "method": "",
        "kind": "verdict",
        "unit": "",
        "choices": [],
        "may_lack": True,
        "depts": depts,
        "owner": depts[0],
    }
    return base | {"merge": "one", "hash": digest(text)[:16], "min_evidence": 0, "sample": "", "when": [], "clauses": []} | more


FIRE = question(
    "厨房灭火器数量足、在有效期内、压力正常？",
    "XFJY YJGL SCJG",
    method="每个灶间不少于 2 具，指针在绿区，检验标签未过期",
    clauses=["消防法 第十六条第一款第二项"],
    min_evidence=1,
    sample="抽查 2 具以上",
)
PATHS: Json = {
    "q/1": FIRE,
    "q/2": question("从业人员有有效健康证明？", "SCJG", clauses=["食品安全法 第四十五条"]),
    "q/3": question("冷藏柜温度", "SCJG", kind="number", unit="℃"),
    "q/4": question("疏散通道畅通？", "XFJY"),
    "p/1": {"merge": "set", "depts": ["XFJY", "YJGL", "SCJG"], "owner": "XFJY", "text": ""},
    "p/2": {"merge": "set", "depts": ["SCJG"], "owner": "SCJG", "text": ""},
    "n": {"merge": "set", "depts": ["SCJG", "XFJY", "YJGL"], "owner": "SCJG", "text": ""},
}
PEOPLE = {"SCJG": ("市监", ["张禾", "苏青"]), "XFJY": ("消防", ["白渠", "郝雁"]), "YJGL": ("应急", ["乔榆", "云柳"])}
PLACES = {"1": ("青禾里餐饮店", "隆兴昌镇鸿雁街 18 号"), "2": ("大榆树超市", "隆兴昌镇葵花路 6 号"), "3": ("云渠加油站", "新公中镇省道旁")}


def parts(departments: list[str]) -> Json:
    def one(n: int, code: str) -> Json:
        name, people = PEOPLE[code]
        officers = [{"cert": f"QH{n}{at}27", "name": person} for at, person in enumerate(people, 5)]
        return {"name": name, "lead": n == 0, "state": "waiting", "officers": officers, "min_officers": 2}

    return {code: one(n, code) for n, code in enumerate(departments)}


def visit(number: str, departments: list[str] | None = None, state: str = "检查中") -> Json:
    name, address = PLACES[number]
    today = datetime.now(ZONE).date()
    hour = f"{today}T{8 + 2 * int(number):02}:00:00+08:00"
    return {
        "id": number, "no": f"2026-LH-041{number}", "version": 1, "name": name, "address": address, "uscc": f"91620700MA00000{number}XX",
        "window": {"first": f"{today}", "last": f"{today + timedelta(days=4)}", "starts_at": hour},
        "code": f"ABCDEFGHJKM{number}", "code_seed": "5e" * 32,
        "form": "F7@3", "state": state, "dept": "SCJG", "cert": "QH0527", "lead": "SCJG", "announced": number != "3", "paths": PATHS,
        "parts": parts(departments or ["SCJG", "XFJY", "YJGL"]), "heads": {}, "who": {}, "reviews": [], "evidence": [], "facts": {},
        "recheck": [], "subject": {"name": name, "history": []}, "refs": [], "terms": {"days": 90, "remedy": "不服的，可以申请行政复议。"},
    }  # fmt: skip


@dataclass
class Lane:
    key: Json
    officer: str
    seq: int = 0
    fp: str = ""
    held: dict[int, str] = field(default_factory=dict)


@dataclass
class Desk:
    """`dark`: every connection is dropped. `faults`: what happens to the next requests of the API, oldest first."""

    visits: dict[str, Json] = field(default_factory=lambda: {one: visit(one) for one in PLACES})
    accounts: dict[str, str] = field(default_factory=lambda: {"zhang": "张禾", "bai": "白渠"})
    inside: str = ""
    dark: bool = False
    faults: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    lanes: dict[str, Lane] = field(default_factory=dict)
    receipts: dict[str, Json] = field(default_factory=dict)  # by fingerprint
    taken: dict[str, str] = field(default_factory=dict)  # operation → fingerprint
    seen: list[Json] = field(default_factory=list)  # operations in effect
    told: dict[tuple[str, int], str] = field(default_factory=dict)
    files: dict[str, dict[int, bytes]] = field(default_factory=dict)
    wiped: str = ""
    release: str = ""
    now: str = field(default_factory=lambda: datetime.now(ZONE).isoformat(timespec="seconds"))
    lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def signer(self) -> ec.EllipticCurvePrivateKey:
        return ec.generate_private_key(ec.SECP256R1())

    @cached_property
    def rescuer(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=3072)

    @cached_property
    def page(self) -> bytes:
        return bytes(web.app(RequestFactory().get("/field/")).content)

    @cached_property
    def worker(self) -> bytes:
        return bytes(web.worker(RequestFactory().get("/field/sw.js")).content)

    def keys(self) -> Json:
        spot = self.signer.public_key().public_numbers()
        numbers = self.rescuer.public_key().public_numbers()
        receipt = {"kid": KID, "kty": "EC", "crv": "P-256", "alg": "ES256"}
        receipt |= {
            name: base64.urlsafe_b64encode(value.to_bytes(32, "big")).rstrip(b"=").decode()
            for name, value in (("x", spot.x), ("y", spot.y))
        }
        rescue = {"kid": KID, "kty": "RSA", "alg": "RSA-OAEP-256", "n": number(numbers.n), "e": "AQAB"}
        return {"protocol": "FIELD1", "now": self.now, "csrf": "t", "receipts": [receipt], "rescue": rescue, "limits": LIMITS}

    def signed(self, value: Json) -> Json:
        text = canonical(value | {"at": self.now, "key": KID})
        r, s = decode_dss_signature(self.signer.sign(text.encode(), ES256))
        return {"text": text, "sig": f"{r:064x}{s:064x}"}

    def open_lane(self, body: Json) -> Json:
        lane = digest(f"lane {len(self.lanes)}")[:32]
        self.lanes[lane] = Lane(body["key"], self.inside, body.get("from") or 0)
        return {"lane": lane, "now": self.now}

    def sync(self, body: Json) -> Json:
        lane = self.lanes[body["lane"]]
        verify(lane.key, body["sig"], "\n".join(body["ops"]))
        receipts = [] if self.wiped else [receipt for text in body["ops"] for receipt in self.judge(body["lane"], text)]
        told = [] if self.wiped else news(self.visits, body, receipts, self.told)
        return {"now": self.now, "receipts": receipts, "visits": told, "seq": lane.seq, "wipe": self.wiped or None, "retry_after": 0}

    def judge(self, name: str, text: str) -> Iterator[Json]:
        op, fp, lane = json.loads(text), digest(text), self.lanes[name]
        if fp in self.receipts:
            yield self.receipts[fp]
        elif op["seq"] > lane.seq + 1:
            lane.held[op["seq"]] = text
            yield self.receipt(op, fp, "held", "gap")
        elif op["seq"] <= lane.seq or op["prev"] != lane.fp or op["lane"] != name:
            yield self.kept(op, fp, "refused", "fork")
        elif self.taken.get(op["id"], fp) != fp:
            yield self.kept(op, fp, "refused", "reused")
        else:
            lane.seq, lane.fp, self.taken[op["id"]] = op["seq"], fp, fp
            yield self.kept(op, fp, *self.effect(op))
            if following := lane.held.pop(lane.seq + 1, ""):
                yield from self.judge(name, following)

    def kept(self, op: Json, fp: str, status: str, why: str) -> Json:
        self.receipts[fp] = self.receipt(op, fp, status, why)
        return self.receipts[fp]

    def receipt(self, op: Json, fp: str, status: str, why: str) -> Json:
        return self.signed({"fp": fp, "op": op["id"], "seq": op["seq"], "status": status, "why": why})

    def effect(self, op: Json) -> tuple[str, str]:
        one = self.visits[op["visit"]]
        one["version"] += 1
        self.seen.append(op)
        if one["state"] == "已撤回":
            return "review", "withdrawn"
        if op["kind"] in {"answer", "photo", "void", "note"}:
            return self.replace(one, op)
        if op["kind"] in {"conclude", "order"}:
            return self.conclude(one, op)
        one["state"] = {"arrive": "检查中", "sign": "已签字", "refuse_sign": "已签字"}.get(op["kind"], one["state"])
        return "applied", ""

    def replace(self, one: Json, op: Json) -> tuple[str, str]:
        heads = one["heads"].setdefault(op["path"], {})
        for gone in op["base"]:
            heads.pop(gone, None)
        if op["kind"] == "void":
            return "applied", ""
        heads[op["id"]] = op["body"]
        one["who"][op["id"]] = {"cert": "QH0527", "at": op["at"], "status": "applied"}
        if op["kind"] == "photo":
            one["evidence"].append({"file": op["body"]["file"], "missing": len(op["body"]["parts"])})
        values = {(body.get("v"), body.get("value")) for body in heads.values()}
        differs = one["paths"][op["path"]]["merge"] == "one" and len(values) > 1
        return ("conflict", "differs") if differs else ("applied", "")

    def conclude(self, one: Json, op: Json) -> tuple[str, str]:
        part = op["body"].get("dept", "SCJG")
        own = {path: sorted(heads) for path, heads in one["heads"].items() if heads and part in one["paths"][path]["depts"]}
        if op["body"]["covers"] != digest(canonical(own)):
            return "review", "unseen"
        one["parts"][part] |= {"state": "submitted"} if op["kind"] == "conclude" else {"order": "市监责改〔2026〕1 号"}
        return "applied", ""

    def file(self, visit: str, name: str) -> Json | None:
        found = [op["body"] for op in self.seen if op["kind"] == "photo" and (op["visit"], op["body"]["file"]) == (visit, name)]
        if not found:
            return None
        have = self.files.setdefault(name, {})
        missing = [n for n in range(len(found[0]["parts"])) if n not in have]
        for one in self.visits[visit]["evidence"]:
            one["missing"] = len(missing) if one["file"] == name else one["missing"]
        whole = not missing and digest(b"".join(have[n] for n in sorted(have))) == name
        receipt = self.signed({"file": name, "size": found[0]["size"], "visit": visit}) if whole else None
        return {"parts": found[0]["parts"], "missing": missing, "receipt": receipt}

    def hand_in(self, sealed: Json) -> list[Json]:
        """A file: the office opens it with its own key; the lane's signature says who wrote it."""
        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        key = AESGCM(self.rescuer.decrypt(bytes.fromhex(sealed["rescue"]), oaep))
        opened = [json.loads(key.decrypt(bytes.fromhex(iv), bytes.fromhex(box), f"ops/{seq}".encode())) for seq, iv, box in sealed["ops"]]
        verify(self.lanes[sealed["lane"]].key, sealed["sig"], "\n".join(opened))
        return [receipt for text in opened for receipt in self.judge(sealed["lane"], text)]

    def answers(self, visit: str = "1", path: str = "q/1") -> list[str]:
        return [body["v"] for body in self.visits[visit]["heads"].get(path, {}).values()]


class Answering(BaseHTTPRequestHandler):
    """One request. `server.desk` is the office."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name that the base class gives
        """Nothing is printed."""

    @property
    def desk(self) -> Desk:
        return self.server.desk  # type: ignore[attr-defined, no-any-return] # given by `open_desk`

    def handle_any(self) -> None:
        desk = self.desk
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
        path = self.path.partition("?")[0]
        if desk.dark:
            return self.cut()
        if not path.startswith("/api/"):
            return self.shell(path, body)
        fault = desk.faults.pop(0) if desk.faults else ""
        desk.log.append(f"{self.command} {path}")
        if fault == "cut":
            return self.cut()
        if fault == "portal":
            return self.give(200, b"<h1>Welcome to the hotel</h1>", "text/html")
        if fault.isdigit():
            return self.give(
                int(fault), json.dumps({"status": int(fault), "title": fault, "code": "busy"}).encode(), "application/problem+json"
            )
        with desk.lock:
            status, told = self.ask(path, body)
        return self.cut() if fault == "lose" else self.give(status, json.dumps(told).encode(), "application/json")

    do_GET = do_POST = do_PUT = handle_any  # noqa: N815 names that the base class gives

    def ask(self, path: str, body: bytes) -> tuple[int, Json]:
        desk, name = self.desk, path.removeprefix("/api/v1/field/")
        if not desk.inside:
            return 401, {"status": 401, "title": "登录已过期", "code": "expired"}
        if name == "keys":
            return 200, desk.keys()
        if name == "lanes":
            return 200, desk.open_lane(json.loads(body))
        if name == "sync":
            return self.sync(body)
        _visits, visit, _files, file, *part = name.split("/")
        state = desk.file(visit, file)
        if state and part:
            if digest(body) != state["parts"][int(part[0])]:
                return 422, {"status": 422, "title": "传输中坏了", "code": "bad_chunk"}
            desk.files[file][int(part[0])] = body
            state = desk.file(visit, file)
        return (200, state) if state else (404, {"status": 404, "title": "没有"})

    def sync(self, body: bytes) -> tuple[int, Json]:
        try:
            return 200, self.desk.sync(json.loads(body))
        except (InvalidSignature, ValueError, KeyError):
            return 422, {"status": 422, "title": "没传完整", "code": "unreadable"}

    def shell(self, path: str, body: bytes) -> None:
        desk = self.desk
        if path == "/field/":
            return self.give(200, desk.page, "text/html; charset=utf-8")
        if path == "/field/sw.js":
            return self.give(200, desk.worker + f"\n// {desk.release}\n".encode(), "text/javascript")
        if path == "/field/session/":
            told = {
                "token": "t",
                "officer": digest(desk.inside)[:16] if desk.inside else "",
                "name": desk.accounts.get(desk.inside, ""),
                "records": True,
            }
            return self.give(200, json.dumps(told).encode(), "application/json")
        if path == "/account/again/":
            return self.sign_in(body.decode())
        if path == "/sign-out/":
            desk.inside = ""
            return self.give(200, b"{}", "application/json")
        found = finders.find(path.removeprefix("/static/"))
        return self.give(200, Path(found).read_bytes(), guess_type(path)[0] or "text/plain") if found else self.give(404, b"", "text/plain")

    def sign_in(self, form: str) -> None:
        given = dict(pair.split("=") for pair in form.split("&"))
        if given["username"] not in self.desk.accounts or given["password"] != PASSWORD.replace(" ", "+"):
            return self.give(422, json.dumps({"detail": "账号、密码或动态口令不对。"}).encode(), "application/json")
        self.desk.inside = given["username"]
        return self.give(200, b'{"token": "t"}', "application/json")

    def give(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def cut(self) -> None:
        self.close_connection = True
        self.connection.close()


@contextmanager
def open_desk(desk: Desk, answering: type[Answering] = Answering) -> Iterator[str]:
    """The address of the app."""
    assert desk.page
    assert desk.worker  # both made here: a thread that answers needs no database
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    server.desk = desk  # type: ignore[attr-defined] # read by `Answering`
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/field/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
