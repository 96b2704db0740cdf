"""YX-2.7b, LYG-4.3e: what a test draw may decide, and when the names of a draw are told."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.queries import draw
from yicha.draws.testing import hold_ceremony, next_issue
from yicha.draws.types import BeaconPlan
from yicha.kernel.actions.declare_demo import declare_demo
from yicha.kernel.actor import SYSTEM
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.models import DemoMark
from yicha.kernel.refusals import NotPermitted, Refusal
from yicha.kernel.testing import NOW, REGION, actor
from yicha.kernel.types import DeclareDemo
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.freeze_staffing import freeze_staffing
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.queries import programme
from yicha.planning.testing import PARTIES, SALT, YEAR, adopt_year, line_row, make_county, make_plans
from yicha.planning.types import AdoptProgramme, FreezeStaffing, FreezeYear, MergeProgramme, ProgrammeStatus

pytestmark = pytest.mark.django_db
scenarios("features/witness.feature")


@dataclass
class Story:
    programme: int = 0
    draw: int = 0
    refusal: Refusal | None = None


@pytest.fixture
def story() -> Story:
    return Story()


@given("这是演示库")
def _() -> None:
    declare_demo(SYSTEM, DeclareDemo("test"), NOW)
    assert is_demo_database()


@given("各部门的计划按测试抽取合并好了")
def _(story: Story) -> None:
    make_county()
    make_plans()
    frozen = freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, BeaconPlan(), SALT), NOW)
    hold_ceremony(frozen.draw, NOW + timedelta(minutes=1))
    story.programme = merge_programme(SYSTEM, MergeProgramme(frozen.draw, NOW.date()), NOW).programme


@given("合并计划已经审定")
def _(story: Story) -> None:
    make_county()
    make_plans()
    story.programme = adopt_year()


@given(parsers.parse("市场监管局报了{announced}的计划行，检查到 2026-06-26 止"))
def _(announced: str) -> None:
    make_county()
    told = {"announced": True} if announced == "预告" else {"announced": False, "secret_because": "《食品安全法》第一百零九条"}
    make_plans(SCJG=(line_row(**told),))


@when("联席会议审定")
def _(story: Story) -> None:
    try:
        adopt_programme(SYSTEM, AdoptProgramme(story.programme), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@when("联席办用测试抽取派执法人员")
def _(story: Story) -> None:
    try:
        freeze_staffing(SYSTEM, FreezeStaffing(story.programme, PARTIES, BeaconPlan(), SALT), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@when("有人要把这个库改成演示库")
def _(story: Story) -> None:
    try:
        declare_demo(SYSTEM, DeclareDemo("test"), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@when(parsers.re("联席办冻结并抽取，当场公开的理由是“(?P<because>.*)”"))
def _(story: Story, because: str) -> None:
    story.draw = freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, next_issue(REGION, YEAR), SALT, because), NOW).draw


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert (story.refusal.clause, bool(story.refusal.exits)) == (clause, True)


@then(parsers.re("被拒绝，依据“(?P<clause>[^”]+)”$"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert not is_demo_database()


@then("审定成功")
def _(story: Story) -> None:
    assert story.refusal is None
    assert programme(SYSTEM, story.programme).status is ProgrammeStatus.ADOPTED


@then(parsers.parse("名单{when_told}公开"))
def _(story: Story, when_told: str) -> None:
    opens = draw(SYSTEM, story.draw).open_from
    assert ("当场" if opens is None else f"{opens} 起") == when_told


def test_nobody_but_the_system_declares_a_demo() -> None:
    with pytest.raises(NotPermitted):
        declare_demo(actor(), DeclareDemo("test"), NOW)


def test_the_database_itself_refuses_a_mark_that_does_not_come_first() -> None:
    make_county()
    with pytest.raises(DatabaseError), transaction.atomic():
        DemoMark(at=NOW).save(force_insert=True)
