"""WY-5.8b, quality A6: what one person may take out alone, and what takes two."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, Sql, run_sql
from yicha.kernel.trail import payload
from yicha.norms.testing import load_shipped
from yicha.orgs.actions.ask_export import ask_export
from yicha.orgs.actions.decide_export import decide_export
from yicha.orgs.actions.finish_export import finish_export
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import exports
from yicha.orgs.queries.exports import asking_address
from yicha.orgs.testing import make_account, make_actor, make_region
from yicha.orgs.types import AskExport, DecideExport, ExportTaken, FinishExport, TakeExport, Taking
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/exports.feature")

FIRST, SECOND = make_actor(Role.DEPARTMENT_CLERK, name="jia"), make_actor(Role.DEPARTMENT_HEAD, name="yi")
TAKING = Taking("subjects", "subjects.subject.read", "/subjects/export/?town=x", "石埠镇", 1900)


@dataclass
class Story:
    export: int = 0
    refusal: Refusal | None = None
    taken: ExportTaken | None = None

    def attempt(self, act: Callable[[], Any]) -> None:
        self.refusal = self.taken = None
        try:
            done = act()
        except Refusal as refusal:
            self.refusal = refusal
        else:
            self.taken = done if isinstance(done, ExportTaken) else None


@pytest.fixture
def story() -> Story:
    load_shipped()
    return Story()


def ask(purpose: str = "交审计局", rows: int = 1900, by: Actor = FIRST) -> int:
    return ask_export(by, AskExport(replace(TAKING, rows=rows), purpose), NOW).export


@when(parsers.parse("科员甲导出 {rows:d} 行"))
def _(story: Story, rows: int) -> None:
    story.attempt(lambda: take_export(FIRST, TakeExport(replace(TAKING, rows=rows)), NOW))


@given(parsers.parse("科员甲因“{purpose}”申请导出 {rows:d} 行"))
def _(story: Story, purpose: str, rows: int) -> None:
    story.export = ask(purpose, rows)


@when(parsers.parse("科员甲因“{purpose}”申请导出 {rows:d} 行"))
def _(story: Story, purpose: str, rows: int) -> None:
    story.attempt(lambda: ask(purpose, rows))


@when("负责人放行")
def _(story: Story) -> None:
    decide_export(SECOND, DecideExport(story.export, release=True), NOW)
    assert "已放行" in inbox(FIRST)[0].title


@given(parsers.parse("负责人因“{purpose}”申请导出 {rows:d} 行"))
def _(story: Story, purpose: str, rows: int) -> None:
    story.export = ask(purpose, rows, SECOND)


@when("负责人放行自己的")
def _(story: Story) -> None:
    story.attempt(lambda: decide_export(SECOND, DecideExport(story.export, release=True), NOW))
    assert "另一人" in str(story.refusal)


@when("负责人不说理由就不放行")
def _(story: Story) -> None:
    story.attempt(lambda: decide_export(SECOND, DecideExport(story.export, release=False), NOW))


@when(parsers.parse("科员甲凭放行导出 {rows:d} 行"))
def _(story: Story, rows: int) -> None:
    story.attempt(lambda: take_export(FIRST, TakeExport(replace(TAKING, rows=rows), story.export), NOW))


@when("科员甲凭放行换个范围导出")
def _(story: Story) -> None:
    story.attempt(lambda: take_export(FIRST, TakeExport(replace(TAKING, address="/subjects/export/"), story.export), NOW))


@when("25 小时以后科员甲凭放行导出")
def _(story: Story) -> None:
    story.attempt(lambda: take_export(FIRST, TakeExport(TAKING, story.export), NOW + timedelta(hours=25)))


@then("导出成功")
def _(story: Story) -> None:
    assert story.refusal is None
    assert story.taken is not None


@then("被拒绝，依据“WY-5.8b”，有出路")
def _(story: Story) -> None:
    assert story.refusal is not None
    assert (story.refusal.clause, bool(story.refusal.exits), story.taken) == ("WY-5.8b", True, None)


@then("被拒绝，依据“WY-5.8b”")
def _(story: Story) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == "WY-5.8b"


@then(parsers.parse("痕迹里有用途“{purpose}”、范围和 {rows:d} 行"))
def _(purpose: str, rows: int) -> None:
    said = payload(Entry.objects.get(event__endswith="ExportTaken").run)
    assert (said["purpose"], said["words"], said["rows"]) == (purpose, TAKING.words, rows)
    seen = payload(Entry.objects.get(event__endswith="PersonalRead").run)
    assert purpose == seen["reason"]


@then("后台生成文件以后通知科员甲")
def _(story: Story) -> None:
    assert story.taken is not None
    assert story.taken.later
    finish_export(SYSTEM, FinishExport(story.export, f"sha256:{'0' * 64}", "subjects.xlsx"), NOW)
    assert any("已生成" in one.title for one in inbox(FIRST))
    with pytest.raises(RuleBroken):
        finish_export(SYSTEM, FinishExport(story.export, fault="又来一次"), NOW)
    (row,) = exports(FIRST)
    assert [row.kept(NOW + timedelta(hours=hours)) for hours in (0, 23, 24)] == [True, True, False]


class TestWhoMay:
    def test_somebody_without_the_right_to_the_rows_neither_releases_nor_sees_the_request(self, story: Story) -> None:
        story.export = ask()
        audit = make_actor(Role.AUDIT_ADMIN, name="aud")
        assert exports(audit) == []
        with pytest.raises(NotPermitted):
            decide_export(audit, DecideExport(story.export, release=True), NOW)

    def test_a_colleague_of_the_same_post_neither_releases_nor_sees_the_request(self, story: Story) -> None:
        story.export = ask()
        colleague = make_actor(Role.DEPARTMENT_CLERK, name="bing")
        assert exports(colleague) == []
        with pytest.raises(NotPermitted):
            decide_export(colleague, DecideExport(story.export, release=True), NOW)

    def test_a_stranger_s_request_is_not_there(self, story: Story) -> None:
        story.export = ask()
        foreign = replace(SECOND, region="62/6208")
        assert exports(foreign) == []
        with pytest.raises(NotFound):
            decide_export(foreign, DecideExport(story.export, release=True), NOW)
        with pytest.raises(NotFound):
            take_export(SECOND, TakeExport(TAKING, story.export), NOW)

    def test_the_database_itself_wants_two_persons(self, story: Story) -> None:
        story.export = ask()
        decide_export(SECOND, DecideExport(story.export, release=True), NOW)
        with pytest.raises(IntegrityError, match="export_by_two_persons"), transaction.atomic():
            run_sql(SYSTEM, Sql("UPDATE orgs_exportrequest SET decided_by = requested_by"), NOW)


class TestPages:
    @pytest.fixture
    def office(self) -> dict[str, Client]:
        load_shipped()
        make_region()
        make_account("jia")
        return {"jia": acting(FIRST), "yi": acting(SECOND), "sys": acting(make_actor(Role.SYSTEM_ADMIN, name="sys"))}

    def test_a_request_goes_from_hand_to_hand(self, office: dict[str, Client]) -> None:
        address = asking_address(TAKING)
        assert office["jia"].get(address).status_code == 200
        assert exports(FIRST) == []
        assert office["jia"].post(address, {"purpose": ""}).status_code == 422
        assert office["jia"].post(address, {"purpose": "交审计局"}).status_code in {302, 303}
        (row,) = exports(SECOND)
        page = office["yi"].get("/exports/").content.decode()
        assert "交审计局" in page
        assert ("人员jia" in page, ">jia" in page) == (True, False)  # people know each other by name
        decided = f"/exports/{row.id}/decide/"
        assert office["yi"].get(decided).status_code == 405
        assert office["jia"].post(decided, {"release": "1"}).status_code == 403
        assert office["yi"].post(decided, {"release": "1"}).status_code in {302, 303}
        assert f'action="{TAKING.address}"' in office["jia"].get("/exports/").content.decode()

    def test_others_are_kept_out(self, office: dict[str, Client]) -> None:
        for address in ("/exports/", asking_address(TAKING)):
            assert office["sys"].get(address).status_code == 403
        assert office["yi"].post("/exports/999999/decide/", {"release": "1"}).status_code == 404

    def test_an_address_that_we_did_not_make_is_not_there(self, office: dict[str, Client]) -> None:
        assert office["jia"].get("/exports/ask/?of=forged").status_code == 404
