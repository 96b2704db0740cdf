"""FIELD1 over a line that cuts, swallows, loses answers, repeats and swaps requests: each of 500 inspections counts exactly once, none is
lost; nightly of 10,000, in pieces.

Request by request in this process, with real commits; what a line does to single bytes under the real server is `test_faulty_line.py`.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any

import psycopg
import pytest
from django.db import connection

from yicha.demo.bench.copies import copy_officers, copy_visits
from yicha.field.models import Operation, Receipt
from yicha.field.testing import Phone
from yicha.inspections.models import Answer
from yicha.inspections.testing import enter_with_code, make_inspections, notify, on_the_day
from yicha.inspections.tests.pages import shifted
from yicha.kernel.actor import Role
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

ADDRESS = "/api/v1/field/sync"
PIECE, EACH = 500, 25  # inspections, those of one phone
ACTS, AT_ONCE = 2, 25  # of an inspection; of a request, which ends in the midst of one
FAULTS = {"": 35, "cut": 10, "swallowed": 5, "answer lost": 25, "twice": 10, "swapped": 10, "long ago": 5}
TAKERS = "SELECT cert_no FROM planning_visitofficer"


class Line:
    """Between a phone and the office. `final`: fingerprint or id → the receipt that the phone has in hand. `seen`: of all lines."""

    def __init__(self, phone: Phone, seed: int, seen: Counter[str]) -> None:
        self.phone, self.client = phone, acting(phone.actor)
        self.chance = Random(seed)
        self.final: dict[str, str] = {}
        self.have: dict[str, int] = {}
        self.seen = seen

    def given(self) -> list[str]:
        """The phone's visits, before it goes off."""
        told = self._post(self._body(())).json()["visits"]
        self.phone.visits = {one["id"]: one for one in told}
        self.have = {one["id"]: one["version"] for one in told}
        return list(self.phone.visits)

    def _body(self, batch: Sequence[str]) -> bytes:
        return json.dumps(self.phone.body(*batch, have=self.have, brief=True)).encode()

    def deliver(self, batches: Sequence[tuple[str, ...]]) -> None:
        left, done = list(batches), list[tuple[str, ...]]()
        while left:
            self._try(self._next_fault(done), left, done)
            done += [batch for batch in left if self._is_settled(batch)]
            left = [batch for batch in left if not self._is_settled(batch)]

    def _next_fault(self, done: Sequence[tuple[str, ...]]) -> str:
        """Each once before chance has it: a seldom one would be missing now and then."""
        due = [fault for fault in FAULTS if not self.seen[fault] and (done or fault != "long ago")]
        return due[0] if due else self.chance.choices(list(FAULTS), list(FAULTS.values()))[0]

    def _try(self, fault: str, left: Sequence[tuple[str, ...]], done: Sequence[tuple[str, ...]]) -> None:
        self.seen[fault] += 1
        if fault == "swallowed":
            return
        if fault == "cut":
            whole = self._body(left[0])
            assert self._post(whole[: self.chance.randrange(len(whole))]).status_code == 422
            return
        if fault == "swapped":
            self._send(left[-1])
        if fault == "long ago" and done:
            self._send(self.chance.choice(done))
        for _ in range(2 if fault == "twice" else 1):
            self._send(left[0], heard=fault != "answer lost")

    def _send(self, batch: Sequence[str], *, heard: bool = True) -> None:
        answer = self._post(self._body(batch))
        assert answer.status_code == 200, answer.content
        self.seen["arrived"] += len(batch)
        if not heard:
            return
        told = answer.json()
        self.have |= {one["id"]: one["version"] for one in told["visits"]}
        for one in told["receipts"]:
            said = json.loads(one["text"])
            if said["status"] != "held":
                assert self.final.setdefault(said["op"], one["text"]) == one["text"], "a receipt never changes"

    def _post(self, body: bytes) -> Any:
        return self.client.post(ADDRESS, body, "application/json")

    def _is_settled(self, batch: Sequence[str]) -> bool:
        return all(json.loads(text)["id"] in self.final for text in batch)


def world(database: str, phones: int) -> tuple[list[Phone], datetime]:
    """A visit that has begun, copied for each phone as often as it is to check."""
    row = make_inspections()[0]
    notify(row)
    drawn, at = enter_with_code(row, row.code), on_the_day(row)
    connection.close()
    with psycopg.connect(database) as link:
        copy_officers(link, TAKERS, phones)
        copy_visits(link, phones * EACH, EACH)
    people = [make_actor(Role.OFFICER, drawn.department, name=f"{drawn.id}-{number}") for number in range(1, phones + 1)]
    return [Phone(one, at) for one in people], at


def checked(phone: Phone, visit: str) -> list[str]:
    """Without network: an answer and a word."""
    known = phone.visits[visit]
    own = next(path for path, what in known["paths"].items() if path.startswith("q/") and known["dept"] in what["depts"])
    return [phone.answer(visit, own), phone.make(visit, "note", "n", {"v": "现场秩序正常"})]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(1, 20))])
def test_each_inspection_counts_once_whatever_the_line_does(own_database: str, seed: int) -> None:
    phones, at = world(own_database, PIECE // EACH)
    receipts: dict[str, str] = {}
    seen: Counter[str] = Counter()
    with shifted(at):
        for number, phone in enumerate(phones):
            line = Line(phone, seed * len(phones) + number, seen)
            given = line.given()
            days = [text for visit in given for text in checked(phone, visit)]
            line.deliver([tuple(days[begin : begin + AT_ONCE]) for begin in range(0, len(days), AT_ONCE)])
            assert len(line.final) == len(days) == len(given) * ACTS
            receipts |= line.final
    kept = list(Receipt.objects.filter(final=True).order_by("operation__op").values_list("operation__op", "text"))
    assert kept == sorted(receipts.items()), "each once, and as the phone was told"
    assert Operation.objects.count() == len(receipts)
    assert all(json.loads(text)["status"] == "applied" for text in receipts.values())
    answers = Counter(Answer.objects.values_list("inspection_id", flat=True))
    assert Counter(answers.values()) == {1: PIECE}
    assert seen["arrived"] > len(receipts), "who counts what arrives counts some of them twice"
    assert set(FAULTS) < set(seen)
