"""FIELD1's cases in Chromium with the worker and before the real office, by their numbers: what others did meanwhile, and its edges."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from yicha.field.actions import _taking
from yicha.field.actions.force_backlog import force_backlog
from yicha.field.actions.record_field_work import record_field_work
from yicha.field.models import Lane, Original, Quarantine, Receipt
from yicha.field.tests import test_cases
from yicha.field.tests.counter import Officer
from yicha.field.tests.test_cases import APPLIED, CONFLICT, HELD, review
from yicha.field.tests.visiting import Visit
from yicha.field.types import ForceBacklog, RecordFieldWork
from yicha.inspections.testing import PHOTOGRAPH, planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql

pytestmark = [
    pytest.mark.browser,
    pytest.mark.nightly,
    pytest.mark.xdist_group("phones"),
    pytest.mark.usefixtures("beside_a_browser"),
]
everything = test_cases.TestSigningAndConcluding().everything
OTHER_WORDS = """UPDATE items_item SET check_points =
    (SELECT jsonb_agg(CASE WHEN point ->> 'content' = %s THEN point || '{"content": "换了问法"}' ELSE point END)
     FROM jsonb_array_elements(check_points) point)"""


@pytest.fixture(scope="module")
def county(county_in_a_browser: list[InspectionRow]) -> list[InspectionRow]:
    return county_in_a_browser


def forced(visit: Visit, phone: Officer) -> None:
    force_backlog(SYSTEM, ForceBacklog(phone.lane), visit.later(days=6))


class TestMeanwhile:
    def test_case_26_the_subject_was_merged_in_the_register(self, here: Visit, zhang: Officer, county: list[InspectionRow]) -> None:
        own = planned(here.row).sid
        other = next(planned(one).sid for one in county if planned(one).sid != own)
        zhang.tap(here.own)
        run_sql(actor(RUN_SQL), Sql("UPDATE subjects_subject SET merged_into_id = %s WHERE sid = %s", (other, own)), NOW)
        assert zhang.send() == [APPLIED]
        zhang.reads("主体已变更")
        assert here.said(here.own) == {"pass"}

    def test_case_29_a_forced_operation_and_a_third_value(self, here: Visit, zhang: Officer, su: Officer, bai: Officer) -> None:
        su.write(here.own)
        su.write(here.shared, "fail")
        su.lose(1)
        zhang.write(here.shared)
        bai.write(here.shared, "not_applicable")
        assert (su.send(), zhang.send()) == ([HELD], [APPLIED])
        forced(here, su)
        assert (su.send(), bai.send()) == ([CONFLICT], [CONFLICT])
        zhang.send()
        zhang.reads("1 处两人所记不同", "/conflict")
        expect(zhang.page.locator(".field-one")).to_have_count(3)
        assert here.said(here.shared) == {"fail", "pass", "not_applicable"}

    def test_case_39_half_of_it_then_a_fault(self, here: Visit, zhang: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
        other, path = zhang.elsewhere
        zhang.write(here.own)
        zhang.write(path, visit=other)
        first, _second = zhang.ops

        def once(author: Any, command: Any, at: Any) -> Any:
            if not isinstance(command, RecordFieldWork) or command.visit == other:
                raise MemoryError("the machine is full")
            return record_field_work(author, command, at)

        monkeypatch.setattr(_taking, "record_field_batch", once)
        monkeypatch.setattr(_taking, "record_field_work", once)
        zhang.fails_to_send()
        assert [one.operation.op for one in Receipt.objects.filter(operation__op__in=zhang.ops)] == [first]
        assert zhang.became == [("sealed", "")] * 2
        expect(zhang.page.locator("#line")).to_contain_text("办公室忙，稍后自动再传")
        monkeypatch.undo()
        assert zhang.send() == [APPLIED, review("not_started")]

    def test_case_41_an_emptied_phone(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.shared, "fail")
        zhang.write(here.own, "fail", "pass")
        zhang.lose(2)
        assert zhang.send() == [APPLIED, HELD]
        old = zhang.lane
        zhang.come()
        assert zhang.became == []
        zhang.reads("不合格")  # what the office has comes from there
        zhang.write(here.shared)
        assert zhang.send() == [APPLIED]
        assert (zhang.lane != old, Lane.objects.filter(account=here.zhang.actor.id).count()) == (True, 3)
        assert (here.said(here.shared), here.said(here.own)) == ({"pass"}, set())
        force_backlog(SYSTEM, ForceBacklog(old), here.later(days=6))
        assert here.said(here.own) == {"pass"}

    def test_case_45_the_form_has_changed(self, here: Visit, zhang: Officer) -> None:
        """Of another wording one person decides; the question that is the same counts."""
        zhang.write(here.own)
        zhang.write(here.shared, "fail")
        words = here.zhang.visits[here.id]["paths"][here.own]["text"]
        run_sql(actor(RUN_SQL), Sql(OTHER_WORDS, (words,)), NOW)
        assert zhang.send() == [review("form_changed"), APPLIED]
        zhang.says("表已换版，这一份由组长决定")
        assert here.said(here.shared) == {"fail"}

    def test_case_46_two_officers_of_one_department(self, here: Visit, zhang: Officer, su: Officer) -> None:
        zhang.write(here.own)
        su.write(here.own, "fail")
        assert (zhang.send(), su.send()) == ([APPLIED], [CONFLICT])
        su.reads("1 处两人所记不同", "/conflict")
        su.page.locator(".field-one", has_text="不合格").get_by_role("button").click()
        expect(su.page.get_by_text("都定好了")).to_be_visible()
        assert su.send() == [CONFLICT, APPLIED]
        zhang.send()
        assert zhang.see().get_by_text("两人所记不同").count() == 0
        assert here.said(here.own) == {"fail"}


class TestTheEnd:
    def test_case_48_after_the_signature(self, here: Visit, zhang: Officer, su: Officer) -> None:
        everything(here)
        zhang.send()
        su.write(here.own, "fail")
        zhang.sign()
        zhang.conclude()
        assert zhang.send() == [APPLIED, APPLIED]
        assert su.send() == [review("concluded")]
        su.reads("本部门已结论，作补正处理")

    def test_case_49_a_shared_answer_after_a_department_concluded(self, here: Visit, zhang: Officer, bai: Officer) -> None:
        """What is signed stays (ADR 54): the answer is kept for a person."""
        everything(here)
        zhang.send()
        bai.write(here.shared, "fail")
        zhang.sign()
        zhang.conclude()
        assert zhang.send() == [APPLIED, APPLIED]
        assert bai.send() == [review("concluded")]
        bai.reads("作补正处理")
        assert here.said(here.shared) == {"pass"}

    def test_case_51_two_records_differ(self, here: Visit, zhang: Officer, su: Officer) -> None:
        su.write(here.own, "fail")
        everything(here)
        assert su.send() == [CONFLICT]
        zhang.send()
        zhang.reads("1 处两人所记不同，定下来再签", "/sign")
        zhang.sign()
        assert zhang.send() == [review("unresolved")]
        zhang.reads("有一处未定，不能下结论")

    def test_case_52_what_binds_waits_for_a_missing_answer(self, here: Visit, zhang: Officer, bai: Officer) -> None:
        everything(here)
        zhang.send()
        zhang.write(here.own, "fail")
        zhang.sign()
        zhang.lose(1)
        assert zhang.send() == [HELD]
        zhang.says("前一份还没到，这份先存在办公室", "unsent")
        bai.send()
        bai.write(here.shared, "fail")
        bai.send()
        zhang.find(1)
        assert zhang.send() == [APPLIED, review("unseen")], "judged when it is complete: meanwhile something else was written"


class TestOriginals:
    def test_case_54_bytes_of_a_photograph_in_review_are_taken(self, here: Visit, bai: Officer) -> None:
        bai.photograph(here.own, PHOTOGRAPH)
        assert bai.send() == [review("not_yours")]
        bai.says("原件已传")
        assert (Original.objects.get().attached, bai.unsent_chunks) == (False, 0)

    def test_case_55_equal_bytes_are_one_object_for_each_visit(self, here: Visit, zhang: Officer) -> None:
        other, path = zhang.elsewhere
        for _ in range(2):
            zhang.photograph(here.own, PHOTOGRAPH)
        zhang.photograph(path, PHOTOGRAPH, visit=other)
        assert zhang.send() == [APPLIED, APPLIED, review("not_started")]
        expect(zhang.see(f"/q/{zhang.order.index(here.own) + 1}").locator(".field-photo")).to_have_count(2)
        heads = here.heads(f"p{here.own[1:]}").values()
        assert (len(heads), len({one["link"] for one in heads})) == (2, 2)
        assert sorted(Original.objects.values_list("inspection_id", flat=True)) == sorted([here.row.id, int(other)])


def test_case_57_what_is_no_operation_is_kept_and_the_others_go_on(here: Visit, zhang: Officer) -> None:
    zhang.write(here.own, *["pass", "fail"] * 3)
    for seq, (name, value) in enumerate([("lane", None), ("seq", "2"), ("prev", 7), ("base", ""), ("base", [""])], 2):
        zhang.spoil(seq, name, value)
    assert zhang.send() == [APPLIED] + [("sealed", "unreadable")] * 5
    zhang.says("没传完整，自动重传", "unsent")
    assert {one.why for one in Quarantine.objects.all()} == {"unreadable"}
    assert sorted(bytes(one.content).decode() for one in Quarantine.objects.all()) == sorted(zhang.texts[1:])
    assert all(json.loads(text)["kind"] == "answer" for text in zhang.texts)
    assert here.said(here.own) == {"pass"}
