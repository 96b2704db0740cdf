#!/usr/bin/env python3
"""Checks a case file (行政检查卷宗) or a duty file (尽职免责证据包) offline: python3 verify_case.py DIR [LEDGER-KEY]. One file, standard library, no code of the product.

Every file against the list, the list against the ledger, every document, the signed record and every piece of evidence against the entry
that was made when it came to be, the chain of evidence link by link, our receipts and checkpoints by Ed25519 (RFC 8032).
Of a duty file: every act that it says was done, by the entry that it names.
Exit 0: it holds · 1: it does not, and why · 2: it cannot be read. Who has the public key of the ledger from elsewhere gives it as LEDGER-KEY.
"""

import base64
import hashlib
import json
import sys
from datetime import datetime
from pathlib import Path

INDEX, ENTRIES, KEYS, RECORD = "index.json", "ledger/entries.jsonl", "ledger/keys.json", "record.json"
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
AT_ONCE = ("notify", "approve", "file", "publish")  # done in the moment in which the entry was made
D = -121665 * pow(121666, P - 2, P) % P


class Refused(Exception):
    pass


def need(true, what):
    if not true:
        raise Refused(what)


def sha(content):
    return hashlib.sha256(content).hexdigest()


def canon(plain):
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def unbase64(text):
    raw = base64.b64decode(text, validate=True)
    need(base64.b64encode(raw).decode() == text, "base64 不规范 · base64 is not canonical")
    return raw


# Ed25519, RFC 8032 §6
def add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, d - c, d + c, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(raw):
    need(len(raw) == 32, "公钥或签名长度不对 · wrong length")
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    need(y < P, "公钥或签名不是曲线上的点 · not a point")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    need((x * x - square) % P == 0 and (x or not sign), "公钥或签名不是曲线上的点 · not a point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public, message, signature):
    if len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    try:
        a, r = point_of(public), point_of(signature[:32])
    except Refused:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))


# RFC 9162 §2.1.3.2
def root_of(index, leaf, size, hashes):
    need(0 <= index < size, "位置超出账本 · the place lies outside the log")
    last, node = size - 1, leaf
    for other in hashes:
        need(last > 0, "证明太长 · the proof is too long")
        if index & 1 or index == last:
            node = hashlib.sha256(b"\x01" + other + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + other).digest()
        index, last = index >> 1, last >> 1
    need(last == 0, "证明太短 · the proof is too short")
    return node


class Case:
    def __init__(self, folder, trusted):
        self.files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        self.trusted, self.heads = trusted, {}
        need(ENTRIES in self.files, f"缺少 {ENTRIES} · {ENTRIES} is missing")
        self.index, self.keys = self.parsed(INDEX), self.parsed(KEYS)
        self.entries = self.said()

    def parsed(self, name):
        need(name in self.files, f"缺少 {name} · {name} is missing")
        plain = json.loads(self.files[name].decode())
        need(canon(plain).encode() == self.files[name], f"{name} 写法不规范 · {name} is not canonical")
        return plain

    def check(self):
        need(self.index["format"] in ("yicha.case/1", "yicha.duty/1"), "不认识的格式 · unknown format")
        self.check_files()
        if self.index["format"] == "yicha.duty/1":
            self.check_duties()
            return
        filed = [said["index"] for event, said in self.entries if event.endswith(".CaseFiled")]
        need(sha(self.files[INDEX]) in filed, "卷宗目录不在账本里 · the list is not in the ledger")
        self.check_documents()
        self.check_record()
        self.check_evidence()

    def check_files(self):
        listed = {one["name"]: one for one in self.index["files"]}
        need(len(listed) == len(self.index["files"]), "目录里有重名 · a name is listed twice")
        originals = {f"originals/{one['place']}": one["digest"] for one in self.index.get("evidence", [])}
        for name, content in self.files.items():
            if name in originals:
                need(f"sha256:{sha(content)}" == originals[name], f"{name} 不是取证时的原件 · {name} is not the original")
            elif name not in (INDEX, ENTRIES, KEYS):
                need(name in listed, f"{name} 不在目录里 · {name} is not listed")
        for name, one in listed.items():
            need(name in self.files, f"缺少 {name} · {name} is missing")
            fits = (sha(self.files[name]), len(self.files[name])) == (one["sha256"], one["size"])
            need(fits, f"{name} 与目录不符 · {name} does not fit the list")

    def check_duties(self):
        for one in self.index["file"]["owed"]:
            owed, proof = one["owed"], one["proof"]
            what = f"{owed['source']} {owed['duty']}"
            if proof is None:
                need(owed["done"] is None or owed["duty"] == "push", f"{what} 没有台账依据 · nothing in the ledger did it")
                continue
            about, event, at = self.places.get(proof["entry"], ("", "", ""))
            need((about, event) == (proof["about"], proof["event"]), f"{what} 与台账不符 · it is not what the entry says")
            at_once = owed["duty"] not in AT_ONCE or moment(owed["done"]) == moment(at)
            need(about == owed["about"] and at_once, f"{what} 的时间与台账不符 · it was not done then")

    def check_documents(self):
        made = {
            (said["kind"], said["edition"], said["fingerprint"], said["digest"])
            for event, said in self.entries
            if event.endswith(".DocumentMade")
        }
        handed = {said["notice"] for event, said in self.entries if event.endswith((".NoticeIssued", ".InspectionStarted"))}
        for one in self.index["documents"]:
            name = f"documents/{one['kind']}-{one['edition']}"
            pdf, values = self.files.get(f"{name}.pdf", b""), self.files.get(f"{name}.json", b"")
            need((f"sha256:{sha(pdf)}", sha(values)) == (one["pdf"], one["values"]), f"{name} 与目录不符 · {name} does not fit the list")
            there = one["pdf"] in handed if one["kind"] == "notice" else (one["kind"], one["edition"], one["values"], one["pdf"]) in made
            need(there, f"{name} 不在账本里 · {name} is not in the ledger")

    def check_record(self):
        record = self.parsed(RECORD)
        signed = [said["fingerprint"] for event, said in self.entries if event.endswith(".RecordSigned")]
        need(signed == [sha(self.files[RECORD])] == [self.index["record"]], "笔录与签字时不同 · the record is not what was signed")
        need(record["number"] == self.index["number"], "笔录不属于本次检查 · the record is of another visit")
        pieces = self.index["evidence"]
        need(record["evidence"] == (pieces[-1]["chain"] if pieces else ""), "笔录与证据链不符 · the record does not fit the chain")

    def check_evidence(self):
        told = [said for event, said in self.entries if event.endswith(".EvidenceAttached")]
        taken = {said["place"]: said for said in told}
        need(len(taken) == len(told) == len(self.index["evidence"]), "证据的份数与账本不符 · the number of pieces does not fit the ledger")
        previous = ""
        for place, one in enumerate(self.index["evidence"], 1):
            link = {key: one[key] for key in ("previous", "digest", "kind", "question", "note", "officer", "at")}
            need(one["place"] == place and one["previous"] == previous, f"证据链在证 {place} 断开 · the chain breaks at {place}")
            need(sha(canon(link).encode()) == one["chain"], f"证 {place} 与证据链不符 · piece {place} does not fit the chain")
            need(
                place in taken
                and all(one[key] == taken[place][key] for key in ("place", "kind", "question", "digest", "chain", "receipt")),
                f"证 {place} 与账本不符 · piece {place} does not fit the ledger",
            )
            self.check_receipt(one)
            previous = one["chain"]

    def check_receipt(self, one):
        algorithm, key, encoded = one["receipt"].split(":")
        public = bytes.fromhex(self.keys["evidence"].get(key, ""))
        need(algorithm == "ed25519" and sha(public)[:16] == key, f"证 {one['place']} 的回执公钥不对 · wrong key of a receipt")
        message = f"yicha.evidence/1\n{self.index['number']}\n{one['place']}\n{one['chain']}".encode()
        need(is_signed(public, message, unbase64(encoded)), f"证 {one['place']} 的回执签名不对 · a receipt is not signed by that key")

    def said(self):  # every entry: its payload is what was hashed, and it stands in the log
        for key, public in self.keys["evidence"].items():
            need(sha(bytes.fromhex(public))[:16] == key and public == public.lower(), "回执公钥编号不对 · the id of a key is wrong")
        self.places = {}
        found, *lines = [], *self.files[ENTRIES].decode().split("\n")
        need(lines.pop() == "" and lines, "账本记录不完整 · the entries are incomplete")
        for line in lines:
            one = json.loads(line)
            need(canon(one) == line, "账本记录写法不规范 · an entry is not canonical")
            size, root = self.head(one["checkpoint"])
            leaf = hashlib.sha256(b"\x00" + one["body"].encode()).digest()
            hashes = [bytes.fromhex(text) for text in one["hashes"]]
            need(all(len(text) == 64 and text == text.lower() for text in one["hashes"]), "证明写法不规范 · a proof is not canonical")
            need(root_of(one["index"], leaf, size, hashes) == root, "记录不在账本里 · an entry is not in the log")
            body = json.loads(one["body"])
            abouts = self.index["about"] if self.index["format"] == "yicha.duty/1" else [self.index["about"]]
            need(body["about"] in abouts, "记录不属于本案 · an entry is about something else")
            self.places[one["index"]] = (body["about"], body["event"], body["at"])
            if one["salt"]:
                need(one["salt"] == one["salt"].lower(), "记录写法不规范 · an entry is not canonical")
                digest = "sha256:" + sha(bytes.fromhex(one["salt"]) + one["payload"].encode())
                need(digest == body["payload_digest"], "记录的内容被改动 · a payload was changed")
                found.append((body["event"], json.loads(one["payload"])))
            else:
                need(not one["payload"], "记录的内容没有盐 · a payload without its salt")
        return found

    def head(self, note):
        if note not in self.heads:
            self.heads[note] = self.opened(note)
        return self.heads[note]

    def opened(self, note):
        text, empty, line = note.rpartition("\n\n")
        origin, size, root = f"{text}\n".split("\n")[:3]
        need(bool(empty) and text == f"{origin}\n{size}\n{root}" and str(int(size)) == size, "检查点写法不对 · not a checkpoint")
        need(line.startswith(f"— {origin} ") and line.endswith("\n") and line.count("\n") == 1, "检查点写法不对 · not a checkpoint")
        signature = unbase64(line[len(origin) + 3 : -1])
        for key in self.trusted or self.keys["ledger"]:
            name, number, encoded = key.split("+", 2)
            raw = unbase64(encoded)
            public = raw[1:]
            right = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() == number and raw[:1] == b"\x01" and name == origin
            need(right or bool(self.trusted), "账本公钥编号不对 · the id of a ledger key is wrong")
            if right and signature[:4].hex() == number:
                need(is_signed(public, f"{text}\n".encode(), signature[4:]), "检查点签名不对 · a checkpoint is not signed by that key")
                return int(size), unbase64(root)
        raise Refused("检查点不是这把公钥签的 · no given key signed the checkpoint")


def main(arguments):
    if not arguments or not Path(arguments[0]).is_dir():
        print(__doc__)
        return 2
    try:
        case = Case(Path(arguments[0]), arguments[1:])
        case.check()
    except Refused as refused:
        print(f"不成立 · does not hold: {refused}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        print(f"不成立 · does not hold: 读不懂 cannot be read ({type(error).__name__}: {error})")
        return 1
    originals = sum(name.startswith("originals/") for name in case.files)
    print(f"成立 · holds: {case.index['case']}, {len(case.index['files'])} 个文件 files, {len(case.entries)} 条记录 entries")
    print(
        f"证据 · evidence: {len(case.index.get('evidence', []))}，随附原件 originals here: {originals}，链、回执相符 chain and receipts fit"
    )
    print(
        f"账本公钥 · ledger key: {'按您给的 as you gave it' if arguments[1:] else '随卷 from the package: ' + ' '.join(case.keys['ledger'])}"
    )
    print(
        "不能证明 · cannot show: 所记属实；随卷公钥要与检查机关公布的核对 that what is recorded is true; compare the key with the published one"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
