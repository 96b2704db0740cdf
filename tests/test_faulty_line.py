"""FIELD1 over a line that is cut, swallows, loses answers and swaps requests: the real server counts each act once, and loses none."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from http.client import HTTPConnection, HTTPException
from random import Random

import pytest

from tests.faulty_line import HOST, Line, faulty_line
from tests.served import Served
from yicha.demo.bench.phones import Json, Phone
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.xdist_group("served")]
PATIENCE_S = 3
ROUNDS = 60
SEED = 20261122
ARRIVES = ("", "late", "cut answer", "lose answer")


def attempt(phone: Phone, line: Line, texts: Sequence[str]) -> list[Json]:
    """One request on a connection of its own; nothing if the line broke."""
    one = copy(phone)
    one.link = HTTPConnection(HOST, line.port, timeout=PATIENCE_S)
    try:
        return list(one._sync(list(texts))["receipts"])
    except (OSError, HTTPException, ValueError, TypeError):  # TypeError: “busy” whose Retry-After was cut off
        return []
    finally:
        one.link.close()


def deliver(phone: Phone, line: Line, batches: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Two at a time in any order, again and again, until the office has signed what became of each: fingerprint → that receipt."""
    random, final = Random(SEED), dict[str, str]()
    left = list(batches)
    for _ in range(ROUNDS):
        random.shuffle(left)
        with ThreadPoolExecutor(2) as pool:
            told = list(pool.map(lambda texts: attempt(phone, line, texts), left))
        for one in (receipt for receipts in told for receipt in receipts):
            said = json.loads(one["text"])
            if said["status"] != "held":
                assert final.setdefault(said["op"], one["text"]) == one["text"], "a receipt never changes"
        left = [texts for texts in left if any(json.loads(text)["id"] not in final for text in texts)]
        if not left:
            return final
    raise AssertionError(f"{len(left)} of {len(batches)} never came through")


@pytest.mark.parametrize(
    ("count", "size", "piece"),
    [
        pytest.param(100, 5, 0, id="100 acts"),
        *(pytest.param(1_000, 20, piece, marks=pytest.mark.nightly, id=f"thousand {piece}") for piece in range(1, 11)),
    ],
)
def test_each_act_counts_once_whatever_the_line_does(
    count: int, size: int, piece: int, served: Served, record_property: Callable[[str, object], None]
) -> None:
    """A thousand at a time: each request reads what stands, so ten thousand on one visit cost a hundred times as much."""
    person = served.sign_ins[Role.OFFICER]
    with faulty_line(int(served.address.rpartition(":")[2]), SEED + piece) as line:
        phone = Phone(line.port, person.username, person.password)
        known = phone.visits()
        visit = known[piece % len(known)]
        texts = [phone.chain._seal(visit, "note", "n", {"v": f"第 {number} 条"}, "") for number in range(count)]
        line.broken = True
        final = deliver(phone, line, [tuple(texts[begin : begin + size]) for begin in range(0, count, size)])
        line.broken = False
        told = phone._sync(texts[-200:])
        visit = next(one for one in phone.visits() if one["id"] == visit["id"])
    ids = [json.loads(text)["id"] for text in texts]
    record_property("connections", json.dumps(line.seen))
    assert sorted(final) == sorted(ids)
    assert told["seq"] == count
    assert [one["text"] for one in told["receipts"]] == [final[one] for one in ids[-200:]]
    kept = [one for one in visit["heads"].get("n", {}) if one in final] + [one["op"] for one in visit["reviews"] if one["op"] in final]
    assert sorted(kept) == sorted(ids), "on the record or before a person, each once"
    assert sum(line.seen[one] for one in ARRIVES) > count // size, "who counts what arrives counts some of them twice"
    assert all(line.seen[fault] for fault in ("cut", *ARRIVES))
