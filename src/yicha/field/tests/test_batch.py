"""What a request brings of several visits is one act: for each what it would be alone, by the statements of one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yicha.field.actions import _effects
from yicha.field.actions.record_field_batch import record_field_batch
from yicha.field.api.sync import take
from yicha.field.testing import Phone
from yicha.field.tests.test_statements import much_drawn
from yicha.field.types import RecordFieldBatch
from yicha.inspections.queries import answers
from yicha.inspections.testing import notify, on_the_day, start
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.models import Entry
from yicha.kernel.refusals import RuleBroken

MANY = 5


@dataclass
class Day:
    """An officer's phone at the end of a day: visits that have begun, and one that has not."""

    phone: Phone
    begun: list[InspectionRow]
    waiting: InspectionRow

    def texts(self, rows: Sequence[InspectionRow]) -> list[str]:
        """Two acts of each, the visits by turns."""
        first = [self.phone.answer(row.id, self.path(row)) for row in rows]
        return [*first, *(self.phone.make(row.id, "note", "n", {"v": "看过"}) for row in rows)]

    def path(self, row: InspectionRow) -> str:
        found: dict[str, Any] = self.phone.visits[str(row.id)]["paths"]
        mine = self.phone.visits[str(row.id)]["dept"]
        return next(path for path, what in found.items() if path.startswith("q/") and mine in what["depts"])


@pytest.fixture
def day(county: list[InspectionRow], row: InspectionRow) -> Day:
    who, rows = much_drawn(county)
    *begun, waiting = rows[: MANY + 1]
    for one in begun:
        start(one)
    notify(waiting)
    phone = Phone(who, max(on_the_day(one) for one in rows[: MANY + 1]))
    for one in (*begun, waiting):
        phone.pull(one.id)
    return Day(phone, begun, waiting)


def said(day: Day, texts: list[str]) -> list[tuple[str, str]]:
    found = [json.loads(one.text) for one in take(day.phone.actor, day.phone.lane, texts, day.phone.at).receipts]
    return [(one["status"], one["why"]) for one in found]


def test_of_each_visit_what_it_would_be_alone(day: Day) -> None:
    before = set(Entry.objects.values_list("run", flat=True))
    texts = day.texts([*day.begun, day.waiting])
    told = said(day, texts)
    assert told == [("applied", "")] * MANY + [("review", "not_started")] + [("applied", "")] * MANY + [("review", "not_started")]
    assert said(day, texts) == told, "sent again it is answered again"
    for row in day.begun:
        assert list(answers(SYSTEM, row.id)) == [day.path(row)[2:]]
    written = {one.run: one for one in Entry.objects.exclude(run__in=before)}
    works = [one for one in written.values() if one.event.endswith("FieldWorkRecorded")]
    assert sorted(one.about for one in works) == sorted(f"inspection:{row.id}" for row in (*day.begun, day.waiting))
    [act] = {one.cause for one in works}
    assert act is not None
    assert written[act].event.endswith("FieldBatchRecorded")
    assert sum(one.event.endswith("AnswersRecorded") for one in written.values()) == MANY


def test_five_visits_cost_as_many_statements_as_two(day: Day) -> None:
    counted = []
    said(day, day.texts(day.begun))  # a lane that has begun
    for rows in (day.begun[:2], day.begun):
        texts = day.texts(rows)
        command = RecordFieldBatch(day.phone.lane, tuple(str(row.id) for row in rows), tuple(texts))
        with CaptureQueriesContext(connection) as asked:
            assert len(record_field_batch(day.phone.actor, command, day.phone.at).of_each) == len(rows)
        counted.append(len(asked))
    assert counted[0] == counted[1], counted
    assert counted[0] < 40


@pytest.mark.parametrize(("error", "seen"), [(RuleBroken("一户写不进去"), 0), (KeyError("q"), 1)], ids=["refusal", "fault"])
def test_the_fault_of_one_keeps_nobody_waiting(
    error: Exception, seen: int, day: Day, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Together they cannot be taken: then each is taken for itself. A fault of ours is logged, or nobody would know of it."""

    def no(*_: object) -> None:
        raise error

    monkeypatch.setattr(_effects, "record_sheets", no)
    assert said(day, day.texts(day.begun)) == [("applied", "")] * 2 * MANY
    assert [one.message for one in caplog.records if one.levelname == "ERROR"] == [
        f"together they could not be taken: lane {day.phone.lane}, {len(day.begun)} visits"
    ] * seen
