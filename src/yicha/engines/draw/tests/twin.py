"""The draw once more, slow and obvious, from docs/vdr1.md alone: it imports nothing of the engine.

SM3 is written out (GB/T 32905), SHA-256 is Python's. Officers are in twin_officers.
"""

import hashlib
import json
from typing import Any

Row = dict[str, Any]
Ticketed = tuple[int, str, str, int, list[str]]
"""(T, sid, label, weight, attributes) of an eligible subject."""


def sm3(message: bytes) -> bytes:
    mask = 0xFFFFFFFF

    def rotate(x: int, by: int) -> int:
        by %= 32
        return (x << by | x >> (32 - by)) & mask

    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = message + b"\x80" + bytes(-(len(message) + 9) % 64) + (8 * len(message)).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        w = [int.from_bytes(padded[start + 4 * i : start + 4 * i + 4], "big") for i in range(16)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
            w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            ss1 = rotate((rotate(a, 12) + e + rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j)) & mask, 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & g & mask
            tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4])) & mask
            tt2 = (gg + h + ss1 + w[j]) & mask
            a, b, c, d, e, f, g, h = tt1, a, rotate(b, 9), c, tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True)]
    return b"".join(x.to_bytes(4, "big") for x in state)


def sha256(message: bytes) -> bytes:
    return hashlib.sha256(message).digest()


HASHES = {1: sha256, 2: sm3}


def lp(x: bytes) -> bytes:
    return len(x).to_bytes(4, "big") + x


def hf(suite: int, tag: str, *fields: bytes) -> bytes:
    return HASHES[suite](lp(b"VDR1/" + tag.encode()) + len(fields).to_bytes(4, "big") + b"".join(lp(f) for f in fields))


def canon(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def root(suite: int, name: str, entries: list[tuple[str, bytes]]) -> bytes:
    h = 0
    while len(entries) // 8 >= 2 << h:
        h += 1
    buckets: list[list[bytes]] = [[] for _ in range(2**h)]
    for entry, com in entries:
        idx = hf(suite, "idx", name.encode(), entry.encode())
        buckets[int("".join(f"{byte:08b}" for byte in idx)[:h] or "0", 2)].append(idx + com)
    level = [HASHES[suite](b"\x00" + len(b).to_bytes(4, "big") + b"".join(sorted(b))) for b in buckets]
    while len(level) > 1:
        level = [HASHES[suite](b"\x01" + level[i] + level[i + 1]) for i in range(0, len(level), 2)]
    return hf(suite, "dir", len(entries).to_bytes(4, "big"), h.to_bytes(4, "big"), level[0])


def leaf(suite: int, row: Row) -> bytes:
    sid = row["sid"].encode()
    lock = hf(suite, "lock", bytes.fromhex(row["pepper"]), sid, canon(row["sealed"]))
    return hf(suite, "leaf", bytes.fromhex(row["salt"]), sid, canon([row["open"], lock.hex()]))


def pid_of(suite: int, row: Row) -> str:
    return hf(suite, "officer", bytes.fromhex(row["salt"]), row["id"].encode()).hex()[:32]


def shared(total: int, quotas: list[int]) -> list[int]:
    """Largest remainder."""
    shares = [total * m // sum(quotas) for m in quotas]
    rest = [total * m % sum(quotas) for m in quotas]
    while sum(shares) < total:
        first = rest.index(max(rest))
        shares[first] += 1
        rest[first] = -1
    return shares


def select(line: Row, pool: list[Ticketed]) -> tuple[list[tuple[Ticketed, str]], set[str], int]:
    """Selected in order of drawing with reason, reasons of strata taken whole, cut."""
    order = sorted(pool, key=lambda x: (x[0] // x[3], x[0], x[1]))
    quotas = []
    for label, num, den, least, most in line["strata"]:
        size = sum(x[2] == label for x in order)
        wished = max(least, (size * num + den - 1) // den)
        quotas.append(min(size, wished if most is None else min(wished, most)))
    if line["total"] is not None and sum(quotas) > line["total"]:
        quotas = shared(line["total"], quotas)
    selected, missed, whole = [], [], set()
    for (label, *_), quota in zip(line["strata"], quotas, strict=True):
        mine = [x for x in order if x[2] == label]
        selected += [(x, "S:" + label) for x in mine[:quota]]
        missed += [x[0] // x[3] for x in mine[quota : quota + 1]]
        if quota == len(mine):
            whole.add("S:" + label)
    for attribute, least in line["cover"]:
        for x in order:
            holders = sum(attribute == "*" or attribute in y[4] for y, _ in selected)
            if holders < least and all(x != y for y, _ in selected) and (attribute == "*" or attribute in x[4]):
                selected.append((x, "C:" + attribute))
    below = [x[0] + 1 for x, _ in selected if missed and x[0] < min(missed)]
    return selected, whole, max(below, default=0)


def eligible_of(suite: int, number: int, pool: list[Row], key: bytes) -> list[Ticketed]:
    found = []
    for row in pool:
        if number in row["open"].get("", []):
            label = next(label for label, numbers in row["sealed"]["strata"].items() if number in numbers)
            weight = next((int(w) for w, numbers in row["sealed"]["weights"].items() if number in numbers), 1)
            ticket = int.from_bytes(HASHES[suite](key + row["sid"].encode()), "big")
            found.append((ticket, row["sid"], label, weight, row["sealed"]["attrs"]))
    return found


def result(manifest: Row, pool: list[Row], key: bytes, hashes: tuple[bytes, bytes]) -> tuple[Row, dict[str, list[int]]]:
    """result.json as an object, and sid → numbers of the lines that selected it. `hashes`: of manifest.json and seed.json."""
    lines: list[Row] = []
    listed: set[str] = set()
    lines_of: dict[str, list[int]] = {}
    for number, line in enumerate(manifest["lines"]):
        selected, whole, cut = select(line, eligible_of(manifest["suite"], number, pool, key))
        drawn = sorted((x[0], x[1]) for x, why in selected if x[0] < cut or why not in whole)
        listed |= {x[1] for x, _ in selected} - {sid for _, sid in drawn}
        lines.append({"cut": f"{cut:064x}", "drawn": [sid for _, sid in drawn], "id": line["id"], "selected": len(selected)})
        for x, _ in selected:
            lines_of.setdefault(x[1], []).append(number)
    return {"lines": lines, "listed": sorted(listed), "manifest": hashes[0].hex(), "seed": hashes[1].hex()}, lines_of


def demand_roots(manifest: Row, pool: list[Row], officers: list[Row]) -> None:
    suite = manifest["suite"]
    assert root(suite, manifest["pool"]["dir"], [(row["sid"], leaf(suite, row)) for row in pool]).hex() == manifest["pool"]["root"]
    entries = [(pid_of(suite, row), officer_leaf(suite, row)) for row in officers]
    assert root(suite, manifest["officers"]["dir"], entries).hex() == manifest["officers"]["root"]
    assert [pid for pid, _ in entries] == sorted(pid for pid, _ in entries)


def officer_leaf(suite: int, row: Row) -> bytes:
    return hf(suite, "leaf", bytes.fromhex(row["salt"]), row["id"].encode(), canon(row["record"]))


def seed_file(manifest: Row, m: bytes, reveals: list[bytes], beacon: dict[str, str]) -> bytes:
    suite = manifest["suite"]
    for j, (participant, secret) in enumerate(zip(manifest["participants"], reveals, strict=True)):
        committed = hf(suite, "commit", manifest["draw"].encode(), j.to_bytes(4, "big"), secret).hex()
        assert secret == b"" or committed == participant["commitment"]
    content = {
        "beacon": beacon,
        "commitments": [participant["commitment"] for participant in manifest["participants"]],
        "manifest": m.hex(),
        "reveals": [secret.hex() for secret in reveals],
        "seed": hf(suite, "seed", m, *reveals, bytes.fromhex(beacon["value"])).hex(),
    }
    return canon(content) + b"\n"


def rows_of(content: bytes) -> list[Row]:
    return [json.loads(line) for line in content.splitlines()]


def public_lists(files: dict[str, bytes]) -> dict[str, bytes]:
    """pool.jsonl and officers.jsonl of the public bundle."""
    manifest, outcome = json.loads(files["manifest.json"]), json.loads(files["result.json"])
    suite = manifest["suite"]
    key = hf(suite, "key", b"select", bytes.fromhex(json.loads(files["seed.json"])["seed"]))
    pool = []
    for row in rows_of(files["pool.jsonl"]):
        ticket, sid = HASHES[suite](key + row["sid"].encode()).hex(), row["sid"]
        if any(ticket < line["cut"] and sid not in line["drawn"] for line in outcome["lines"]):
            lock = hf(suite, "lock", bytes.fromhex(row["pepper"]), sid.encode(), canon(row["sealed"])).hex()
            pool.append({"lock": lock, "open": row["open"], "salt": row["salt"], "sid": sid})
        else:
            pool.append({"com": leaf(suite, row).hex(), "sid": sid})
    officers = [{"com": officer_leaf(suite, row).hex(), "pid": pid_of(suite, row)} for row in rows_of(files["officers.jsonl"])]
    lists = {"pool.jsonl": pool, "officers.jsonl": officers}
    return {name: b"".join(canon(row) + b"\n" for row in rows) for name, rows in lists.items()}
