"""The cases of FIELD1 in which the office, the register or another phone went on meanwhile, by their numbers, against the database."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from yicha.field.actions import _taking
from yicha.field.actions.force_backlog import force_backlog
from yicha.field.actions.record_field_work import record_field_work
from yicha.field.models import Operation, Receipt
from yicha.field.testing import Phone
from yicha.field.tests import test_cases
from yicha.field.tests.test_cases import APPLIED, CONFLICT, HELD, ops, review
from yicha.field.tests.visiting import Visit
from yicha.field.types import ForceBacklog, RecordFieldWork
from yicha.inspections.queries import answers
from yicha.inspections.testing import on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

LONG = 60  # operations of one lane, nobody else
OTHER_WORDS = """UPDATE items_item SET check_points =
    (SELECT jsonb_agg(point || jsonb_build_object('content', '换了问法：' || (point ->> 'content')))
     FROM jsonb_array_elements(check_points) point)"""

SLOT_9 = "UPDATE planning_visitofficer SET slot = 9 WHERE visit_id = %s AND cert_no = %s"
MOVED = "UPDATE planning_visitofficer SET visit_id = %s WHERE visit_id = %s AND cert_no = %s"


def forced(visit: Visit, phone: Phone) -> Any:
    return force_backlog(SYSTEM, ForceBacklog(phone.lane), visit.later(days=6))


class TestForced:
    def test_case_04_a_visit_begun_without_network_then_written_on(self, row: InspectionRow) -> None:
        visit = Visit(row, on_the_day(row))
        first = visit.zhang.make(visit.id, "arrive", body={"code": row.code})
        texts = [first, *(visit.zhang.answer(visit.id, visit.own, value, "看过") for value in ("fail", "pass"))]
        assert visit.zhang.send(*texts) == [APPLIED] * 3
        assert visit.said(visit.own) == {"pass"}

    def test_case_14_the_trail_of_what_was_held(self, visit: Visit) -> None:
        """Held, then released: two entries in the name of the officer; what nobody released is taken in the clock's."""
        texts = [visit.zhang.answer(visit.id, visit.own) for _ in range(2)]
        before = set(Entry.objects.values_list("run", flat=True))
        assert [visit.zhang.send(texts[1]), visit.zhang.send(texts[0])] == [[HELD], [APPLIED, APPLIED]]
        visit.zhang.answer(visit.id, visit.own)
        visit.zhang.send(visit.zhang.answer(visit.id, visit.own))
        forced(visit, visit.zhang)
        names = [(one.use_case.rpartition(".")[2], one.actor) for one in Entry.objects.exclude(run__in=before)]
        assert names.count(("record_field_work", visit.zhang.actor.id)) == 3
        assert names.count(("force_backlog", SYSTEM.id)) == 1

    def test_case_17_forced_while_nobody_may_begin(self, row: InspectionRow) -> None:
        visit = Visit(row, on_the_day(row))
        visit.zhang.answer(visit.id, visit.own)
        late = visit.zhang.answer(visit.id, visit.own)
        assert visit.zhang.send(late) == [HELD]
        forced(visit, visit.zhang)
        assert visit.zhang.send(late) == [review("not_started")]
        assert answers(SYSTEM, row.id) == {}

    def test_case_19_the_first_that_comes_is_an_edit(self, visit: Visit) -> None:
        lost = visit.zhang.answer(visit.id, visit.own, "fail", "脏")
        edit = visit.zhang.answer(visit.id, visit.own, "pass", base=list(ops(lost)))
        assert visit.zhang.send(edit) == [HELD]
        forced(visit, visit.zhang)
        assert (visit.zhang.send(edit), visit.said(visit.own)) == ([APPLIED], {"pass"})

    def test_case_21_the_delayed_first_answer_of_a_forced_edit_is_no_conflict(self, visit: Visit) -> None:
        first, edit = (visit.zhang.answer(visit.id, visit.shared, value, "看过") for value in ("fail", "pass"))
        visit.zhang.send(edit)
        forced(visit, visit.zhang)
        assert visit.zhang.send(first) == [APPLIED]
        assert visit.said(visit.shared) == {"pass"}
        assert not answers(SYSTEM, visit.row.id)[visit.shared[2:]].differs

    def test_case_24_the_form_is_another_one_while_something_is_held(self, visit: Visit) -> None:
        visit.zhang.answer(visit.id, visit.own)
        late = visit.zhang.answer(visit.id, visit.own)
        assert visit.zhang.send(late) == [HELD]
        run_sql(actor(RUN_SQL), Sql(OTHER_WORDS, ()), NOW)
        forced(visit, visit.zhang)
        assert visit.zhang.send(late) == [review("form_changed")]
        assert answers(SYSTEM, visit.row.id) == {}

    def test_case_29_a_forced_operation_and_a_third_value(self, visit: Visit) -> None:
        visit.su.answer(visit.id, visit.own)
        late = visit.su.answer(visit.id, visit.shared, "fail", "有油污")
        mine = visit.zhang.answer(visit.id, visit.shared, "pass")
        third = visit.bai.answer(visit.id, visit.shared, "not_checked", "没开门")
        assert [visit.su.send(late), visit.zhang.send(mine)] == [[HELD], [APPLIED]]
        forced(visit, visit.su)
        assert [visit.su.send(late), visit.bai.send(third)] == [[CONFLICT], [CONFLICT]]
        assert visit.said(visit.shared) == {"fail", "pass", "not_checked"}


class TestMeanwhile:
    def test_case_26_the_subject_was_merged_in_the_register(self, visit: Visit, county: Sequence[InspectionRow]) -> None:
        """It counts for the visit, the register stays as it is, and whoever works on it is told: on the phone and in the office."""
        other = next(planned(one).sid for one in county if planned(one).sid != planned(visit.row).sid)
        own = planned(visit.row).sid
        run_sql(actor(RUN_SQL), Sql("UPDATE subjects_subject SET merged_into_id = %s WHERE sid = %s", (other, own)), NOW)
        held = "SELECT merged_into_id, state, name FROM subjects_subject WHERE sid = %s"
        with connection.cursor() as cursor:
            before = cursor.execute(held, [own]) or cursor.fetchone()
            assert visit.zhang.send(visit.zhang.answer(visit.id, visit.own)) == [APPLIED]
            assert (cursor.execute(held, [own]) or cursor.fetchone()) == before
        assert visit.said(visit.own) == {"pass"}
        assert visit.zhang.visits[visit.id]["subject"]["changed"] == "merged"
        with shifted(visit.at):
            assert "主体已变更" in acting(make_actor(Role.DEPARTMENT_CLERK, visit.lead)).get(f"/visits/{visit.id}/").content.decode()

    def test_case_31_a_long_run_of_one_lane_is_no_conflict(self, visit: Visit) -> None:
        values = ["fail" if turn % 2 else "pass" for turn in range(LONG)]
        assert visit.zhang.send(*(visit.zhang.answer(visit.id, visit.shared, value, "看过") for value in values)) == [APPLIED] * LONG
        assert (visit.said(visit.shared), answers(SYSTEM, visit.row.id)[visit.shared[2:]].differs) == ({"fail"}, False)

    def test_case_43_and_44_reassigned_and_back(self, visit: Visit, county: Sequence[InspectionRow]) -> None:
        """By the state on arrival: as if he had been drawn for another visit meanwhile, and for this one again."""
        cert_no = next(one.cert_no for one in planned(visit.row).officers if one.department == visit.lead)
        other = next(one.visit for one in county if cert_no not in {officer.cert_no for officer in planned(one).officers})
        texts = [visit.zhang.answer(visit.id, visit.own) for _ in range(2)]
        run_sql(actor(RUN_SQL), Sql(SLOT_9, (visit.row.visit, cert_no)), NOW)
        run_sql(actor(RUN_SQL), Sql(MOVED, (other, visit.row.visit, cert_no)), NOW)
        assert visit.zhang.send(texts[0]) == [review("reassigned")]
        run_sql(actor(RUN_SQL), Sql(MOVED, (visit.row.visit, other, cert_no)), NOW)
        assert visit.zhang.send(texts[1]) == [APPLIED]

    def test_case_49_a_shared_answer_after_a_department_concluded(self, visit: Visit) -> None:
        """Here the firm signs before anybody concludes, and what is signed stays: the answer is kept for a person, as 补正."""
        signing = test_cases.TestSigningAndConcluding()
        signing.everything(visit)
        late = visit.bai.answer(visit.id, visit.shared, "fail", "后来看到")
        assert visit.zhang.send(signing.signature(visit), signing.conclusion(visit, visit.zhang)) == [APPLIED, APPLIED]
        assert visit.bai.send(late) == [review("concluded")]
        assert visit.said(visit.shared) == {"pass"}


class TestTransport:
    def test_case_38_a_batch_that_was_cut_takes_nothing(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own) for _ in range(3)]
        body = json.dumps(visit.zhang.body(*texts))
        with shifted(visit.at):
            client = acting(visit.zhang.actor)
            for length in range(1, len(body), 1000):
                told = client.post("/api/v1/field/sync", body[:length], "application/json")
                assert (told.status_code, told.json()["code"]) == (422, "unreadable")
            assert Operation.objects.filter(op__in=ops(*texts)).count() == 0
            assert client.post("/api/v1/field/sync", body, "application/json").status_code == 200
        assert visit.said(visit.own) == {"pass"}

    def test_case_39_half_of_a_batch_then_a_fault(self, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
        """A fault that meets all of them at once and then the second one: the first one's receipts stand, the rest comes again."""
        texts = [visit.zhang.answer(visit.id, visit.own), visit.zhang.make("999999", "note", "n", {"v": "别处"})]
        real = record_field_work

        def once(author: Any, command: Any, at: Any) -> Any:
            if not isinstance(command, RecordFieldWork) or command.visit == "999999":
                raise MemoryError("the machine is full")
            return real(author, command, at)

        monkeypatch.setattr(_taking, "record_field_batch", once)
        monkeypatch.setattr(_taking, "record_field_work", once)
        with pytest.raises(MemoryError):
            visit.zhang.send(*texts)
        assert [Receipt.objects.filter(operation__op=one).count() for one in ops(*texts)] == [1, 0]
        monkeypatch.undo()
        assert visit.zhang.send(*texts) == [APPLIED, review("reassigned")]
