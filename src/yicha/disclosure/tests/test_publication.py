from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.disclosure.actions.correct_publication import correct_publication
from yicha.disclosure.actions.draft_publication import draft_publication
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.queries import epoch, explained, find, overdue, publications, published, to_withdraw, withdrawals_standing
from yicha.disclosure.rules.results import public_until
from yicha.disclosure.types import (
    AnnulmentKind,
    Asked,
    CorrectPublication,
    DraftPublication,
    PublicationRow,
    PublicationStatus,
    PublishResult,
    RecordAnnulment,
    ResultPublished,
    WithdrawPublication,
)
from yicha.inspections.testing import carry_out, make_inspections, on_the_day, planned
from yicha.inspections.types import Outcome
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, Refusal
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.norms.queries import norms_in_force
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_program
from yicha.orgs.types import Scope
from yicha.shell.testing import acting
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.types import AddIdentifier, Scheme

pytestmark = pytest.mark.django_db
scenarios("features/publication.feature")

TODAY, CORRECTED_ON = NOW.date(), date(2026, 3, 11)
CLERK = make_actor(Role.DEPARTMENT_CLERK)
HEAD, FIRE_HEAD = make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DEPARTMENT_HEAD, "XFJY")
TOKEN, OTHERS = "t" * 43, "o" * 43
ELSEWHERE = make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899")


@dataclass
class Story:
    event: ResultPublished | None = None
    refusal: Refusal | None = None


@pytest.fixture
def story() -> Story:
    return Story()


def mine(department: str = "SCJG") -> PublicationRow:
    (row,) = [row for row in publications(SYSTEM, REGION) if row.department == department]
    return row


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ZoneInfo("Asia/Shanghai")).replace(hour=12)


@given("一次三部门联合检查已于2026年3月2日办结")
def _() -> None:
    first = min(make_inspections(), key=lambda row: (planned(row).first_day, row.id))
    assert planned(first).first_day == date(2026, 3, 2)
    row = carry_out(first)
    for task in row.tasks:
        assert task.outcome is not None
        draft = DraftPublication(row.id, task.department, planned(row).sid, task.outcome, on_the_day(row, 11))
        draft_publication(SYSTEM, draft, NOW)


@when(parsers.parse("市场监管局负责人于{day}公示本部门的结果"))
@given(parsers.parse("市场监管局负责人于{day}公示本部门的结果"))
def _(story: Story, day: str) -> None:
    story.event = publish_result(HEAD, PublishResult(mine().id), noon(day))


@when("消防大队负责人公示市场监管局的结果")
def _(story: Story) -> None:
    with pytest.raises(Refusal) as said:
        publish_result(FIRE_HEAD, PublishResult(mine().id), noon("2026-03-10"))
    story.refusal = said.value


@when(parsers.parse("市场监管局负责人以“{reason}”撤回"))
def _(story: Story, reason: str) -> None:
    try:
        withdraw_publication(HEAD, WithdrawPublication(mine().id, reason), noon("2026-03-11"))
    except Refusal as refusal:
        story.refusal = refusal


@then("三个部门各有一份待公示结果")
def _() -> None:
    rows = publications(SYSTEM, REGION)
    assert {row.department for row in rows} == {"SCJG", "XFJY", "WSJK"}
    assert {row.status for row in rows} == {PublicationStatus.DRAFT}


@then(parsers.parse("填报期限是{file_by}，推送期限是{push_by}，公示期限是{publish_by}"))
def _(file_by: str, push_by: str, publish_by: str) -> None:
    row = mine()
    assert [str(row.file_by), str(row.push_by), str(row.publish_by)] == [file_by, push_by, publish_by]


@then("公众可以查到市场监管局的结果，查不到其他部门的")
def _(story: Story) -> None:
    assert [row.department for row in published(REGION, TODAY)] == ["SCJG"]
    assert story.event is not None
    assert not story.event.late


@then("公示记为逾期")
def _(story: Story) -> None:
    assert story.event is not None
    assert story.event.late
    assert [row.department for row in published(REGION, TODAY)] == ["SCJG"]


@then(parsers.parse("{day}没有逾期未公示的结果"))
def _(day: str) -> None:
    assert overdue(SYSTEM, REGION, date.fromisoformat(day)) == []


@then(parsers.parse("{day}有{count:d}份逾期未公示的结果"))
def _(day: str, count: int) -> None:
    assert len(overdue(SYSTEM, REGION, date.fromisoformat(day))) == count


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@then("公众查不到任何结果")
def _() -> None:
    assert published(REGION, TODAY) == []
    assert mine().withdrawn_because == "主体名称有误"


@when(parsers.parse("市场监管局的结果因“{reason}”更正为“{outcome}”"))
def _(reason: str, outcome: str) -> None:
    correct_publication(HEAD, CorrectPublication(mine().id, outcome, reason), noon("2026-03-11"))


@then(parsers.parse("公众看到第{number:d}版“{outcome}”，原来是“{before}”"))
def _(number: int, outcome: str, before: str) -> None:
    (row,) = published(REGION, CORRECTED_ON)
    assert (row.version, row.outcome) == (number, outcome)
    assert [(one.before, one.reason) for one in row.corrected] == [(before, "漏记一项")]


@then(parsers.parse("{day}公众可以查到"))
def _(day: str) -> None:
    assert [row.id for row in published(REGION, date.fromisoformat(day))] == [mine().id]


@then(parsers.parse("{day}公众查不到"))
def _(day: str) -> None:
    assert published(REGION, date.fromisoformat(day)) == []


@when(parsers.re("市场监管局科室登记(?P<day>[0-9-]+)作出的撤销决定，理由是“(?P<reason>.*)”"))
def _(story: Story, day: str, reason: str) -> None:
    said = RecordAnnulment(mine().id, AnnulmentKind.REVOKED, "县政府", "青政复决〔2026〕1号", date.fromisoformat(day), reason)
    try:
        record_annulment(CLERK, said, noon("2026-03-11"))
    except Refusal as refusal:
        story.refusal = refusal


@then(parsers.parse("市场监管局有1条应撤回的结果，期限是{day}"))
def _(day: str) -> None:
    (one,) = withdrawals_standing(HEAD)
    assert (one.department, one.number, str(one.due)) == ("SCJG", 1, day)
    assert [(row.id, str(known.withdraw_by)) for row, known in to_withdraw(HEAD)] == [(mine().id, day)]
    assert withdrawals_standing(FIRE_HEAD) == []


@then("没有应撤回的结果")
def _() -> None:
    assert to_withdraw(SYSTEM) == []


@then(parsers.parse("公众看到撤回的理由“{reason}”，看不到企业"))
def _(reason: str) -> None:
    (one,) = explained(REGION, CORRECTED_ON, 10)
    assert one.annulment.reason == reason
    assert mine().name not in str(one)


@pytest.mark.clause("R-PUB-1", "GX-5.2b")
def test_a_departments_own_system_reports_that_its_result_was_annulled() -> None:
    row = draft_one()
    make_program(TOKEN, Scope.RECORDS)
    make_program(OTHERS, Scope.RECORDS, department="XFJY")
    said = {"kind": "revoked", "organ": "县政府", "number": "1号", "decided_on": "2026-03-11", "reason": "程序违法"}
    assert told(row.inspection, said).status_code == 409, "nothing is public yet"
    publish_result(SYSTEM, PublishResult(row.id), noon("2026-03-10"))
    assert told(row.inspection, said, OTHERS).status_code == 404, "it has no part in it"
    assert told(row.inspection, said | {"kind": "x"}).status_code == 422
    assert told(row.inspection, said).json()["withdraw_by"] == "2026-03-16"
    assert told(row.inspection, said).json()["withdraw_by"] == "2026-03-16", "the same again"
    assert told(row.inspection, said | {"number": "2号"}).status_code == 409
    assert acting(CLERK).post(f"/api/v1/inspections/{row.inspection}/annulment", "{}", content_type="application/json").status_code == 403
    assert [known.number for _, known in to_withdraw(HEAD)] == ["1号"]


def told(number: str, said: dict[str, str], token: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token or TOKEN}"}
    return Client().post(f"/api/v1/inspections/{number}/annulment", said, content_type="application/json", headers=headers)


LIGHT, SERIOUS = {Outcome.CORRECTED}, {Outcome.FALSE_PUBLICATION, Outcome.REFUSED}
GENERAL = {Outcome.NOT_PUBLISHED, Outcome.NOT_FOUND, Outcome.PENDING}
DAY = date(2026, 3, 10)


@pytest.mark.clause("R-PUB-1")
@pytest.mark.parametrize("outcome", Outcome)
def test_how_long_a_result_is_public(outcome: Outcome) -> None:
    """The table of classes: what found nothing is public without end."""
    load_shipped()
    table = [(LIGHT, "2026-06-10"), (GENERAL, "2027-03-10"), (SERIOUS, "2029-03-10")]
    until = next((end for which, end in table if outcome in which), "None")
    assert str(public_until(outcome, DAY, norms_in_force(REGION, DAY))) == until


def test_found_by_the_sign_over_the_door_as_it_was_on_that_day() -> None:
    row = make_inspections()[0]
    add_identifier(SYSTEM, AddIdentifier(planned(row).sid, Scheme.SIGN, "老马拉面"), NOW)
    draft_publication(SYSTEM, DraftPublication(row.id, "SCJG", planned(row).sid, "no_problem", on_the_day(row)), NOW)
    assert find(REGION, Asked("老马"), 0, 20, TODAY).total == 0
    publish_result(SYSTEM, PublishResult(mine().id), noon("2026-03-10"))
    for text in ("老马拉面", "lmlm", "老马 饭店"):
        assert find(REGION, Asked(text), 0, 20, TODAY).total == 1
    assert find(REGION, Asked("老马 超市"), 0, 20, TODAY).total == 0


def test_every_change_of_what_the_public_sees_counts_on() -> None:
    row, at = draft_one(), noon("2026-03-10")
    told = [epoch()]
    for step in (
        lambda: publish_result(SYSTEM, PublishResult(row.id), at),
        lambda: correct_publication(SYSTEM, CorrectPublication(row.id, "corrected", "漏记"), at),
        lambda: withdraw_publication(SYSTEM, WithdrawPublication(row.id, "有误"), at),
    ):
        step()
        told.append(epoch())
    assert told == sorted(set(told))


def draft_one() -> PublicationRow:
    row = make_inspections()[0]
    draft_publication(SYSTEM, DraftPublication(row.id, "SCJG", planned(row).sid, "no_problem", on_the_day(row)), NOW)
    return mine()


def test_another_region_finds_nothing() -> None:
    row = draft_one()
    with pytest.raises(NotFound):
        publish_result(ELSEWHERE, PublishResult(row.id), NOW)
    with pytest.raises(NotFound):
        withdraw_publication(ELSEWHERE, WithdrawPublication(row.id, "x"), NOW)
    assert publications(ELSEWHERE, REGION) == []


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE disclosure_publication SET status = 'published'",
        "UPDATE disclosure_publication SET status = 'published', published_at = checked_at - interval '1 day'",
        "UPDATE disclosure_publication SET status = 'withdrawn'",
        "UPDATE disclosure_publication SET status = 'hidden'",
        "DELETE FROM disclosure_publication",
    ],
)
def test_the_table_refuses_what_makes_no_sense(attack: str) -> None:
    draft_one()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)
