"""The officer's phone: his visits, the code, one question after the other, the signature, the department's result."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yicha.inspections.queries import answers, evidence, inspection, site_record
from yicha.inspections.testing import (
    PHOTOGRAPH,
    answer,
    check,
    enter_with_code,
    notify,
    officer,
    officer_with,
    on_the_day,
    planned,
    signature,
)
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, InspectionStatus, Outcome, PointResult, TaskStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.orgs.testing import make_actor, officer_row
from yicha.shell.testing import acting


@pytest.fixture
def row(opened: list[InspectionRow]) -> Iterator[InspectionRow]:
    notify(opened[0])
    with shifted(on_the_day(opened[0])):
        yield opened[0]


@pytest.fixture
def entered(row: InspectionRow) -> InspectionRow:
    enter_with_code(row, row.code)
    return row


def phone(row: InspectionRow, department: str = "") -> Client:
    return acting(officer(row, department or planned(row).lead))


def shown(client: Client, address: str, status: int = 200) -> str:
    """The page; looking changed nothing."""
    before = Entry.objects.count()
    found = client.get(address)
    assert found.status_code == status
    assert Entry.objects.count() == before
    return found.content.decode()


def keys(row: InspectionRow) -> list[str]:
    return list(answers(SYSTEM, row.id))


class TestMyVisits:
    def test_three_boxes_count_what_they_hold(self, row: InspectionRow) -> None:
        client = phone(row)
        assert planned(row).name in shown(client, "/check/")
        enter_with_code(row, row.code)
        assert planned(row).name in shown(client, "/check/?box=checking")
        check(row)
        client.post(f"/check/{row.id}/submit/", result_of(row))
        assert planned(row).name in shown(client, "/check/?box=done")
        assert planned(row).name not in shown(client, "/check/?box=checking")
        assert "没有" in shown(client, "/check/?box=nonsense")

    def test_who_was_not_drawn_has_none_of_it(self, row: InspectionRow) -> None:
        drawn = {one.cert_no for one in planned(row).officers}
        free = next(row for row in map(officer_row, range(4)) if row.cert_no not in drawn)
        stranger = acting(officer_with(free.cert_no, free.department))
        assert planned(row).name not in shown(stranger, "/check/")
        for page in ("", "code/", "1/", "rest/", "sign/", "submit/"):
            assert shown(stranger, f"/check/{row.id}/{page}", 404).count(planned(row).name) == 0

    def test_without_a_certificate_nobody_inspects(self, row: InspectionRow) -> None:
        assert "您没有在岗的执法证" in shown(acting(make_actor(Role.OFFICER, planned(row).lead, name="nobody")), "/check/", 409)

    def test_a_clerk_and_another_county_are_refused(self, row: InspectionRow) -> None:
        shown(acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)), "/check/", 403)
        elsewhere = officer(row, planned(row).lead)
        foreign = make_actor(Role.OFFICER, planned(row).lead, "62/6208/620899", elsewhere.id)
        shown(acting(foreign), f"/check/{row.id}/", 404)


class TestTheCode:
    def test_it_is_shown_and_opens_the_visit(self, row: InspectionRow) -> None:
        client = phone(row)
        page = shown(client, f"/check/{row.id}/code/")
        assert "<svg" in page
        assert f"{row.code[:4]}-{row.code[4:8]}-{row.code[8:]}" in page
        found = client.post(f"/check/{row.id}/code/", {"code": row.code.lower()})
        assert (found.status_code, found["Location"]) == (303, f"/check/{row.id}/")
        assert inspection(SYSTEM, row.id).status is InspectionStatus.STARTED

    def test_a_wrong_code_is_refused_with_the_way_out(self, row: InspectionRow) -> None:
        found = phone(row).post(f"/check/{row.id}/code/", {"code": "23456789"})
        assert found.status_code == 409
        assert "扫企业的营业执照" in found.content.decode()
        assert inspection(SYSTEM, row.id).started_at is None

    def test_a_week_too_early_is_refused(self, row: InspectionRow) -> None:
        with shifted(on_the_day(row) - timedelta(days=7)):
            assert phone(row).post(f"/check/{row.id}/code/", {"code": row.code}).status_code == 409


class TestQuestions:
    def test_one_tap_keeps_the_answer_for_all_who_ask(self, entered: InspectionRow) -> None:
        client = phone(entered)
        page = shown(client, f"/check/{entered.id}/1/")
        assert "一次回答，3 家共用" in page
        found = client.post(f"/check/{entered.id}/1/", {"result": "pass"}, headers={"HX-Request": "true"})
        assert found.status_code == 200
        assert "已存 10:" in found.content.decode()
        assert [one.result for one in answers(SYSTEM, entered.id).values()] == [PointResult.PASS]

    def test_without_scripts_it_works_as_well(self, entered: InspectionRow) -> None:
        found = phone(entered).post(f"/check/{entered.id}/1/", {"result": "fail", "note": "标签不全"})
        assert (found.status_code, found["Location"]) == (303, f"/check/{entered.id}/1/")
        page = shown(phone(entered), f"/check/{entered.id}/1/")
        assert "标签不全" in page
        assert "证据 0 份" in page

    def test_words_alone_keep_the_result(self, entered: InspectionRow) -> None:
        client = phone(entered)
        client.post(f"/check/{entered.id}/2/", {"result": "fail"})
        assert "违反" in shown(client, f"/check/{entered.id}/2/")
        client.post(f"/check/{entered.id}/2/", {"was": "fail", "note": "过期"})
        assert [(one.result, one.note) for one in answers(SYSTEM, entered.id).values()] == [(PointResult.FAIL, "过期")]
        client.post(f"/check/{entered.id}/2/", {"note": "nothing was said"})
        assert len(keys(entered)) == 1

    def test_what_another_department_asks_is_looked_at_only(self, entered: InspectionRow) -> None:
        page = shown(phone(entered), f"/check/{entered.id}/4/")
        assert "由提问的部门回答" in page
        assert 'name="result"' not in page
        assert phone(entered).post(f"/check/{entered.id}/4/", {"result": "pass"}).status_code == 409

    def test_a_question_that_is_not_there(self, entered: InspectionRow) -> None:
        shown(phone(entered), f"/check/{entered.id}/5/", 404)
        shown(phone(entered), f"/check/{entered.id}/0/", 404)

    def test_the_rest_is_confirmed_with_its_count(self, entered: InspectionRow) -> None:
        client = phone(entered)
        client.post(f"/check/{entered.id}/1/", {"result": "fail", "note": "过期"})
        assert "其余 1 问" in shown(client, f"/check/{entered.id}/rest/")
        assert client.post(f"/check/{entered.id}/rest/", {"result": "pass"}).status_code == 303
        assert sorted(one.result for one in answers(SYSTEM, entered.id).values()) == [PointResult.FAIL, PointResult.PASS]
        assert "本部门的问都答完了" in shown(client, f"/check/{entered.id}/rest/")
        assert client.post(f"/check/{entered.id}/rest/", {"result": "pass"}).status_code == 200

    def test_why_the_rest_could_not_be_checked(self, entered: InspectionRow) -> None:
        phone(entered).post(f"/check/{entered.id}/rest/", {"result": "not_checked", "note": "已停业"})
        assert {(one.result, one.note) for one in answers(SYSTEM, entered.id).values()} == {(PointResult.NOT_CHECKED, "已停业")}


class TestPhotographs:
    def send(self, row: InspectionRow, content: bytes, **headers: str) -> int:
        sent = {"file": SimpleUploadedFile("现场.png", content, "image/png")}
        return phone(row).post(f"/check/{row.id}/1/evidence/", sent, headers=headers).status_code

    def test_each_is_linked_to_the_one_before(self, entered: InspectionRow) -> None:
        assert self.send(entered, PHOTOGRAPH) == 303
        assert self.send(entered, PHOTOGRAPH + b"2", **{"HX-Request": "true"}) == 200
        first, second = evidence(SYSTEM, entered.id)
        assert (first.previous, second.previous) == ("", first.chain)
        assert first.digest != second.digest
        assert first.chain[:4] in shown(phone(entered), f"/check/{entered.id}/1/")

    def test_what_is_no_photograph_is_refused(self, entered: InspectionRow) -> None:
        assert self.send(entered, b"<script>alert(1)</script>") == 409
        assert phone(entered).post(f"/check/{entered.id}/1/evidence/").status_code == 303
        assert evidence(SYSTEM, entered.id) == ()


class TestTheEnd:
    def answered(self, row: InspectionRow) -> None:
        for department in planned(row).departments:
            answer(row, department)

    def test_the_firm_signs_and_the_record_is_locked(self, entered: InspectionRow) -> None:
        self.answered(entered)
        client = phone(entered)
        given = {"person": "李掌柜", "position": "店长", "strokes": signature(entered).strokes}
        found = client.post(f"/check/{entered.id}/sign/", given)
        assert (found.status_code, found["Location"]) == (303, f"/check/{entered.id}/submit/")
        record = site_record(SYSTEM, entered.id)
        assert record is not None
        assert "记录已锁定" in shown(client, f"/check/{entered.id}/sign/")
        assert 'name="result"' not in shown(client, f"/check/{entered.id}/1/")
        assert client.post(f"/check/{entered.id}/1/", {"result": "fail"}).status_code == 409

    def test_or_refuses_before_a_witness(self, entered: InspectionRow) -> None:
        self.answered(entered)
        client = phone(entered)
        alone = client.post(f"/check/{entered.id}/sign/", {"refused_because": "有异议"})
        assert alone.status_code == 409
        assert "见证人" in alone.content.decode()
        assert client.post(f"/check/{entered.id}/sign/", {"refused_because": "有异议", "witness": "周某"}).status_code == 303

    @pytest.mark.parametrize("strokes", ["M10 10", 'M10 10 L20 20" onload="x', "L10 10 L20 20", "M1e9 1 L2 2"])
    def test_what_is_no_signature_is_refused(self, entered: InspectionRow, strokes: str) -> None:
        self.answered(entered)
        assert phone(entered).post(f"/check/{entered.id}/sign/", {"person": "李", "strokes": strokes}).status_code == 409

    def test_open_questions_are_named(self, entered: InspectionRow) -> None:
        found = phone(entered).post(f"/check/{entered.id}/sign/", {"person": "李", "strokes": signature(entered).strokes})
        assert "还有 4 问没有回答" in found.content.decode()

    def test_each_department_files_its_own_result(self, entered: InspectionRow) -> None:
        check(entered)
        second = planned(entered).departments[1]
        client = phone(entered, second)
        assert "未发现问题" in shown(client, f"/check/{entered.id}/submit/")
        assert client.post(f"/check/{entered.id}/submit/", result_of(entered, second)).status_code == 303
        tasks = {task.department: task for task in inspection(SYSTEM, entered.id).tasks}
        assert (tasks[second].status, tasks[second].outcome) == (TaskStatus.SUBMITTED, Outcome.NO_PROBLEM)
        assert tasks[planned(entered).lead].status is TaskStatus.CHECKING

    def test_one_officer_alone_is_refused(self, entered: InspectionRow) -> None:
        check(entered)
        given = result_of(entered)
        found = phone(entered).post(f"/check/{entered.id}/submit/", {**given, "officers": given["officers"][:1]})
        assert found.status_code == 409
        assert "不少于 2 人" in found.content.decode()
        assert "勾选到场的执法人员" in phone(entered).post(f"/check/{entered.id}/submit/", {"outcome": "no_problem"}).content.decode()


def result_of(row: InspectionRow, department: str = "") -> dict[str, Any]:
    whose = department or planned(row).lead
    team = [one.cert_no for one in planned(row).officers if one.department == whose]
    return {"outcome": "no_problem", "officers": team, "note": ""}
