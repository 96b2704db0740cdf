"""The cases of FIELD1 (design/field-cases.md) that need no browser, by their numbers, against the database."""

import json
from datetime import timedelta
from typing import Any

import pytest

from yicha.engines.fieldlog import canonical
from yicha.field.actions.decide_review import decide_review
from yicha.field.actions.force_backlog import force_backlog
from yicha.field.jobs import force_overdue
from yicha.field.models import Decision, Operation, Quarantine, Receipt
from yicha.field.testing import Phone
from yicha.field.tests.visiting import HELP, POSITION, SAID, Visit
from yicha.field.types import DecideReview, ForceBacklog
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.stop_inspection import stop_inspection
from yicha.inspections.queries import answers, assistance
from yicha.inspections.testing import on_the_day
from yicha.inspections.types import Answer, PointResult, RecordAnswers, StopInspection
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql

APPLIED, HELD, CONFLICT = ("applied", ""), ("held", "gap"), ("conflict", "differs")


def review(why: str) -> tuple[str, str]:
    return "review", why


def ops(*texts: str) -> tuple[str, ...]:
    return tuple(json.loads(text)["id"] for text in texts)


def desk(visit: Visit, path: str, result: PointResult, phone: Phone | None = None) -> None:
    """Somebody writes on the page of the office, seeing what stands there."""
    who = (phone or visit.bai).actor
    record_answers(who, RecordAnswers(visit.row.id, (Answer(path[2:], result, "在办公室改的"),)), visit.later(minutes=5))


class TestInOrder:
    def test_case_01_in_order(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own, value) for value in ("pass", "fail", "pass")]
        assert visit.zhang.send(*texts) == [APPLIED] * 3
        assert visit.said(visit.own) == {"pass"}

    def test_case_02_the_desk_changed_other_paths(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own)]
        desk(visit, visit.shared, PointResult.FAIL)
        assert visit.zhang.send(*texts) == [APPLIED]
        assert (visit.said(visit.own), visit.said(visit.shared)) == ({"pass"}, {"fail"})

    def test_case_03_the_desk_changes_a_path_between_two_of_it(self, visit: Visit) -> None:
        first, second = (
            visit.zhang.answer(visit.id, visit.shared, "pass"),
            visit.zhang.answer(visit.id, visit.shared, "not_checked", "没开门"),
        )
        assert visit.zhang.send(first) == [APPLIED]
        desk(visit, visit.shared, PointResult.FAIL)
        assert visit.zhang.send(second) == [CONFLICT]
        assert visit.said(visit.shared) == {"fail", "not_checked"}
        assert answers(SYSTEM, visit.row.id)[visit.shared[2:]].differs

    def test_case_05_two_officers_on_different_paths(self, visit: Visit) -> None:
        mine, theirs = visit.zhang.answer(visit.id, visit.own), visit.bai.answer(visit.id, visit.shared)
        assert [visit.bai.send(theirs), visit.zhang.send(mine)] == [[APPLIED], [APPLIED]]

    def test_case_08_a_base_that_nobody_has(self, visit: Visit) -> None:
        text = visit.zhang.answer(visit.id, visit.own, base=["f" * 32])
        assert visit.zhang.send(text) == [APPLIED]
        late = visit.su.answer(visit.id, visit.own, "fail", id="f" * 32, base=[])
        assert visit.su.send(late) == [APPLIED]
        assert visit.said(visit.own) == {"pass"}

    def test_case_35_the_same_bytes_again(self, visit: Visit) -> None:
        text = visit.zhang.answer(visit.id, visit.own)
        assert visit.zhang.send(text, text) == visit.zhang.send(text) * 2 == [APPLIED] * 2
        assert Receipt.objects.filter(operation__op=ops(text)[0]).count() == 1

    def test_case_36_the_same_id_and_other_bytes(self, visit: Visit) -> None:
        text = visit.zhang.answer(visit.id, visit.own)
        forged = canonical(json.loads(text) | {"body": {"v": "fail", "note": "", "value": ""}})
        assert visit.zhang.send(text, forged) == [APPLIED, ("refused", "reused")]
        assert [bytes(one.content).decode() for one in Quarantine.objects.all()] == [forged]
        assert visit.said(visit.own) == {"pass"}


class TestOutOfOrder:
    def test_case_06_and_07_a_number_is_missing(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own, value) for value in ("pass", "fail", "pass")]
        assert visit.zhang.send(texts[1]) == [HELD]
        assert visit.zhang.send(texts[2]) == [HELD]
        assert visit.heads(visit.own) == {}

    @pytest.mark.parametrize("order", [(0, 2, 1), (1, 0, 2), (2, 1, 0)], ids=["case_09", "case_10", "case_11"])
    def test_cases_09_to_11_whatever_the_order(self, visit: Visit, order: tuple[int, ...]) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own, value) for value in ("pass", "fail", "not_checked")]
        for place in order:
            visit.zhang.send(texts[place])
        assert visit.said(visit.own) == {"not_checked"}
        assert visit.zhang.send(*texts) == [APPLIED] * 3
        assert answers(SYSTEM, visit.row.id)[visit.own[2:]].op == ops(texts[2])[0]

    def test_cases_12_and_13_forced_and_late(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own, value) for value in ("fail", "pass")]
        visit.zhang.send(texts[1])
        forced = force_backlog(SYSTEM, ForceBacklog(visit.zhang.lane), visit.later(days=6))
        assert forced.gaps == (2,)
        assert visit.said(visit.own) == {"pass"}
        assert visit.zhang.send(texts[0]) == [APPLIED]
        assert visit.said(visit.own) == {"pass"}, "what was replaced before it came stays replaced"
        assert visit.zhang.send(texts[1]) == [APPLIED]

    def test_case_20_seven_are_missing(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own) for _ in range(9)]
        assert visit.zhang.send(texts[0], texts[8]) == [APPLIED, HELD]
        assert force_backlog(SYSTEM, ForceBacklog(visit.zhang.lane), visit.later(days=6)).gaps == tuple(range(3, 10))

    def test_case_23_only_what_waited_longer_than_the_norm(self, visit: Visit) -> None:
        for phone, days in ((visit.zhang, 4), (visit.bai, 6)):
            phone.answer(visit.id, visit.shared, "pass")
            late = phone.answer(visit.id, visit.shared, "pass")
            phone.send(late, at=visit.later(days=10 - days))
        assert force_overdue(visit.later(days=10)) == 1
        assert [len(visit.phones[name].send(visit.phones[name].log[-1])) for name in ("zhang", "bai")] == [1, 1]
        assert visit.zhang.send(visit.zhang.log[-1]) == [HELD]
        with pytest.raises(RuleBroken, match="前一份可能还会到"):
            force_backlog(SYSTEM, ForceBacklog(visit.zhang.lane), visit.later(days=10))

    def test_case_25_stopped_while_something_is_held(self, visit: Visit) -> None:
        visit.zhang.answer(visit.id, visit.own)
        text = visit.zhang.answer(visit.id, visit.own)
        visit.zhang.send(text)
        stop_inspection(SYSTEM, StopInspection(visit.row.id, "只有一人到场"), visit.later(minutes=9))
        force_backlog(SYSTEM, ForceBacklog(visit.zhang.lane), visit.later(days=6))
        assert visit.zhang.send(text) == [review("withdrawn")]

    def test_case_15_what_is_held_is_not_judged_while_others_are_decided(self, visit: Visit) -> None:
        visit.bai.answer(visit.id, visit.shared)
        held, foreign = visit.bai.answer(visit.id, visit.shared), visit.bai.answer(visit.id, visit.own)
        assert visit.bai.send(held, foreign) == [HELD, HELD]
        strange = Phone(visit.bai.actor, visit.at)
        strange.visits = visit.bai.visits
        text = strange.answer(visit.id, visit.own)
        assert strange.send(text) == [review("not_yours")]
        with pytest.raises(NotFound):
            decide_review(visit.bai.actor, DecideReview(visit.row.id, ops(text, held), adopt=False, reason="一起看"), visit.at)
        decide_review(visit.bai.actor, DecideReview(visit.row.id, ops(text), adopt=False, reason="不归我"), visit.at)
        assert visit.bai.send(held) == [HELD]

    def test_case_18_and_33_forced_in_the_order_of_their_numbers(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own, value) for value in ("pass", "fail", "not_checked")]
        assert visit.zhang.send(texts[2]) == visit.zhang.send(texts[1]) == [HELD]
        forced = force_backlog(SYSTEM, ForceBacklog(visit.zhang.lane), visit.later(days=6))
        assert sorted(one.seq for one in forced.recorded) == [3, 4]
        assert visit.zhang.send(texts[0]) == [APPLIED]
        assert visit.said(visit.own) == {"not_checked"}

    def test_case_22_what_comes_late_is_no_operation(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own, value) for value in ("pass", "fail")]
        visit.zhang.send(texts[1])
        force_backlog(SYSTEM, ForceBacklog(visit.zhang.lane), visit.later(days=6))
        assert visit.zhang.send(texts[0][:-5]) == [("refused", "unreadable")]
        assert visit.said(visit.own) == {"fail"}

    def test_case_34_the_desk_has_changed_what_was_forced(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.shared, value) for value in ("not_checked", "pass")]
        visit.zhang.send(texts[1])
        force_backlog(SYSTEM, ForceBacklog(visit.zhang.lane), visit.later(days=6))
        desk(visit, visit.shared, PointResult.FAIL)
        assert visit.zhang.send(texts[0]) == [APPLIED]
        assert visit.said(visit.shared) == {"fail"}

    def test_held_operations_of_another_visit_go_on_too(self, visit: Visit) -> None:
        first = visit.zhang.answer(visit.id, visit.own)
        elsewhere = visit.zhang.make("999999", "note", "n", {"v": "别处"})
        last = visit.zhang.answer(visit.id, visit.own, "fail")
        assert visit.zhang.send(elsewhere, last) == [HELD, HELD]
        assert visit.zhang.send(first) == [APPLIED, review("reassigned"), APPLIED]


class TestTwoPeople:
    def test_case_27_and_30_two_departments_differ(self, visit: Visit) -> None:
        mine, theirs = visit.zhang.answer(visit.id, visit.shared, "pass"), visit.bai.answer(visit.id, visit.shared, "fail", "有油污")
        assert visit.zhang.send(mine) == [APPLIED]
        assert visit.bai.send(theirs) == [CONFLICT]
        assert answers(SYSTEM, visit.row.id)[visit.shared[2:]].differs
        unseen = visit.bai.answer(visit.id, visit.shared, "not_checked", "走了")
        visit.pull()
        decided = visit.zhang.answer(visit.id, visit.shared, "fail", "看过，有油污")
        assert visit.zhang.send(decided) == [APPLIED]
        assert not answers(SYSTEM, visit.row.id)[visit.shared[2:]].differs
        assert visit.bai.send(unseen) == [CONFLICT]

    def test_case_28_and_46_the_same_value(self, visit: Visit) -> None:
        texts = [phone.answer(visit.id, visit.shared, "pass") for phone in (visit.zhang, visit.su, visit.bai)]
        assert visit.zhang.send(texts[0]) == [APPLIED]
        assert visit.su.send(texts[1]) == visit.bai.send(texts[2]) == [("applied", "parallel")]
        assert not answers(SYSTEM, visit.row.id)[visit.shared[2:]].differs

    def test_case_47_a_question_of_another_department(self, visit: Visit) -> None:
        text = visit.bai.answer(visit.id, visit.own, "fail", "我看有问题")
        assert visit.bai.send(text) == [review("not_yours")]
        assert answers(SYSTEM, visit.row.id) == {}


class TestTheOfficeDecides:
    def test_case_16_before_the_start(self, row: object) -> None:
        visit = Visit(row, on_the_day(row))  # type: ignore[arg-type]  # the fixture's row
        texts = [visit.zhang.answer(visit.id, visit.own), visit.zhang.answer(visit.id, visit.shared)]
        assert visit.zhang.send(*texts) == [review("not_started")] * 2
        assert visit.zhang.send(visit.zhang.make(visit.id, "arrive", body={"code": visit.row.code})) == [APPLIED]
        decide_review(visit.zhang.actor, DecideReview(visit.row.id, ops(*texts), adopt=True, reason="已到场"), visit.at)
        assert visit.said(visit.own) == visit.said(visit.shared) == {"pass"}
        assert set(answers(SYSTEM, visit.row.id)) == {visit.own[2:], visit.shared[2:]}
        assert visit.zhang.send(*texts) == [review("not_started")] * 2, "a receipt never changes"

    def test_a_wrong_code_begins_nothing(self, row: object) -> None:
        visit = Visit(row, on_the_day(row))  # type: ignore[arg-type]  # the fixture's row
        assert visit.zhang.send(visit.zhang.make(visit.id, "arrive", body={"code": "23456789ABCD"})) == [review("not_started")]
        assert "检查码不符" in Receipt.objects.get(final=True).detail

    def test_case_42_withdrawn_while_offline(self, visit: Visit) -> None:
        texts = [visit.zhang.answer(visit.id, visit.own), visit.zhang.make(visit.id, "note", "n", {"v": "店主不在"})]
        stop_inspection(SYSTEM, StopInspection(visit.row.id, "只有一人到场"), visit.later(minutes=9))
        assert visit.zhang.send(*texts) == [review("withdrawn")] * 2
        with pytest.raises(RuleBroken):
            decide_review(visit.zhang.actor, DecideReview(visit.row.id, ops(*texts), adopt=True, reason="照算"), visit.at)
        decide_review(visit.su.actor, DecideReview(visit.row.id, ops(*texts), adopt=False, reason="检查已停"), visit.at)
        assert Decision.objects.filter(adopted=False).count() == 2
        assert Operation.objects.filter(op__in=ops(*texts)).count() == 2, "nothing of it is deleted"

    def test_case_45_the_form_has_changed(self, visit: Visit) -> None:
        old = visit.zhang.visits[visit.id]["form"]
        assert visit.zhang.send(visit.zhang.answer(visit.id, visit.own, form=f"{old[:-1]}~")) == [review("form_changed")]

    def test_who_is_of_another_department_decides_nothing(self, visit: Visit) -> None:
        text = visit.bai.answer(visit.id, visit.own)
        visit.bai.send(text)
        with pytest.raises(NotFound):
            decide_review(visit.zhang.actor, DecideReview(visit.row.id, ops(text), adopt=False, reason="不归他"), visit.at)

    def test_a_decision_is_made_once_and_has_a_reason(self, visit: Visit) -> None:
        text = visit.bai.answer(visit.id, visit.own)
        visit.bai.send(text)
        with pytest.raises(RuleBroken, match="原因"):
            decide_review(visit.bai.actor, DecideReview(visit.row.id, ops(text), adopt=False, reason=" "), visit.at)
        decide_review(visit.bai.actor, DecideReview(visit.row.id, ops(text), adopt=False, reason="看错了"), visit.at)
        with pytest.raises(NotFound):
            decide_review(visit.bai.actor, DecideReview(visit.row.id, ops(text), adopt=True, reason="还是要"), visit.at)


class TestSigningAndConcluding:
    def everything(self, visit: Visit) -> None:
        for phone, department in ((visit.zhang, visit.lead), (visit.bai, visit.other)):
            phone.pull(visit.row.id)
            phone.send(*(phone.answer(visit.id, path) for path in visit.paths(department) if not visit.heads(path)))
        third = [one for one in visit.zhang.visits[visit.id]["parts"] if one not in {visit.lead, visit.other}]
        for department in third:
            phone = visit._phone(department, department, 0)
            phone.send(*(phone.answer(visit.id, path) for path in visit.paths(department) if not visit.heads(path)))
        visit.pull()

    def signature(self, visit: Visit, **changes: object) -> str:
        body = {"person": "李掌柜", "position": "店长", "strokes": "M10 20 L30 40 L50 20", "covers": visit.zhang.covers(visit.id)}
        return visit.zhang.make(visit.id, "sign", body=body | changes)

    def conclusion(self, visit: Visit, phone: Phone) -> str:
        part = phone.visits[visit.id]
        own = part["parts"][part["dept"]]["officers"]
        body = {
            "outcome": "no_problem",
            "officers": [one["cert"] for one in own],
            "note": "",
            "covers": phone.covers(visit.id, part["dept"]),
        }
        return phone.make(visit.id, "conclude", body=body)

    def test_the_firm_signs_and_a_department_concludes(self, visit: Visit) -> None:
        self.everything(visit)
        texts = [self.signature(visit), self.conclusion(visit, visit.zhang)]
        assert visit.zhang.send(*texts) == [APPLIED, APPLIED]
        visit.pull()
        assert visit.zhang.visits[visit.id]["state"] == "已提交"
        assert visit.bai.visits[visit.id]["state"] == "已签字"

    def test_case_50_what_he_has_not_seen_he_cannot_sign(self, visit: Visit) -> None:
        self.everything(visit)
        text = self.signature(visit)
        other = visit.bai.answer(visit.id, visit.shared, "fail", "后来看到")
        assert visit.bai.send(other) == [APPLIED]
        assert visit.zhang.send(text) == [review("unseen")]
        with pytest.raises(RuleBroken, match="不能由别人认可"):
            decide_review(visit.su.actor, DecideReview(visit.row.id, ops(text), adopt=True, reason="算了"), visit.at)

    def test_case_51_two_records_differ(self, visit: Visit) -> None:
        unseen = visit.su.answer(visit.id, visit.own, "fail", "脏")
        self.everything(visit)
        visit.su.send(unseen)
        visit.pull()
        assert visit.zhang.send(self.signature(visit)) == [review("unresolved")]

    def test_an_incomplete_record_is_not_signed(self, visit: Visit) -> None:
        assert visit.zhang.send(self.signature(visit)) == [review("rule")]
        assert "没有回答" in Receipt.objects.get(final=True, status="review").detail

    def test_case_48_after_the_signature(self, visit: Visit) -> None:
        self.everything(visit)
        late = visit.su.answer(visit.id, visit.own, "fail", "晚到")
        visit.zhang.send(self.signature(visit))
        assert visit.su.send(late) == [review("concluded")]

    def test_case_52_a_conclusion_waits_for_a_missing_answer(self, visit: Visit) -> None:
        self.everything(visit)
        first = visit.zhang.answer(visit.id, visit.own, "fail", "补记")
        last = self.signature(visit)
        assert visit.zhang.send(last) == [HELD]
        assert visit.zhang.send(first) == [APPLIED, review("unseen")]

    @pytest.mark.parametrize("wrong", [{"strokes": "x"}, {"person": ""}, {"person": 7}, {"strokes": "M1 1" * 9000}, {"position": "x" * 61}])
    def test_a_signature_that_is_none(self, visit: Visit, wrong: dict[str, Any]) -> None:
        self.everything(visit)
        assert visit.zhang.send(self.signature(visit, **wrong)) in ([review("rule")], [("refused", "unreadable")])
        assert visit.zhang.send(self.signature(visit)) in ([APPLIED], [HELD])


class TestLanes:
    def test_case_40_a_restored_backup(self, visit: Visit) -> None:
        """Numbers used twice: the lane is closed; what was refused is said again in a new one under the same id."""
        phone = visit.zhang
        seq, fp = phone.seq, phone.fp
        first = phone.answer(visit.id, visit.own, "pass")
        assert phone.send(first) == [APPLIED]
        phone.seq, phone.fp, phone.log = seq, fp, phone.log[:-1]
        twice = phone.answer(visit.id, visit.own, "fail", "另记")
        assert phone.send(twice) == [("refused", "fork")]
        assert phone.send(first) == [APPLIED], "what was taken stays taken"
        said = json.loads(twice)
        phone.enrol(after=phone.seq)
        assert phone.seq == said["seq"]
        again = phone.make(visit.id, "answer", visit.own, said["body"], id=said["id"], base=said["base"])
        assert phone.send(again) == [CONFLICT]
        assert phone.send(phone.answer(visit.id, visit.own)) == [APPLIED] or visit.said(visit.own)

    def test_case_57_what_is_no_operation_is_kept_and_the_others_go_on(self, visit: Visit) -> None:
        good = visit.zhang.answer(visit.id, visit.own)
        assert visit.zhang.send("{", good, "") == [("refused", "unreadable"), APPLIED, ("refused", "unreadable")]
        assert {bytes(one.content) for one in Quarantine.objects.all()} == {b"{", b""}

    def test_hostile_answers_are_kept_for_a_person(self, visit: Visit) -> None:
        wrong: list[dict[str, Any]] = [
            {"v": "maybe"},
            {"v": "pass", "note": "x" * 1001},
            {"v": "pass", "note": "\x00"},
            {"v": "pass", "value": "9" * 61},
            {"v": "pass", "note": 7},
        ]
        texts = [visit.zhang.make(visit.id, "answer", visit.own, body) for body in wrong]
        assert visit.zhang.send(*texts) == [review("rule")] * len(wrong)
        assert answers(SYSTEM, visit.row.id) == {}

    def test_who_calls_for_help_is_heard(self, visit: Visit) -> None:
        """In the app's own words (`test_phone_people`); whatever else it says, somebody calls."""
        bodies: list[dict[str, Any]] = [HELP, {"ground": 7}, {"words": "请求支援"}]
        texts = [visit.zhang.make(visit.id, "help", body=body, gps=gps) for body, gps in zip(bodies, (POSITION, None, 7), strict=True)]
        assert visit.zhang.send(*texts) == [APPLIED] * 3
        heard = sorted(assistance(SYSTEM, inspections=[visit.row.id]), key=lambda one: one.id)
        assert [(one.ground.value, one.words, one.place) for one in heard] == [
            ("violence", "有人动手", f"后厨 {SAID}"),
            ("danger", "", ""),
            ("danger", "请求支援", ""),
        ]

    @pytest.mark.parametrize(
        ("days", "outcome"), [(0, APPLIED), (-1, review("certificate"))], ids=["valid that day", "over the day before"]
    )
    def test_the_certificate_of_the_day_on_which_it_was_done(self, visit: Visit, days: int, outcome: tuple[str, str]) -> None:
        last = on_the_day(visit.row).date() + timedelta(days=days)
        ends = Sql("UPDATE orgs_officer SET valid_to = %s WHERE cert_no = %s", (last.isoformat(), visit.zhang.actor.id[1:]))
        run_sql(actor(RUN_SQL), ends, NOW)
        assert visit.zhang.send(visit.zhang.answer(visit.id, visit.own)) == [outcome]
