from dataclasses import dataclass

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.items.testing import item_row, make_items
from yicha.items.types import AuthorityLevel
from yicha.kernel.actor import Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import put_norm
from yicha.orgs.testing import make_actor
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.testing import YEAR, line_row, make_county
from yicha.planning.tests.filed import filings
from yicha.planning.types import FilePlan, PlanUnplanned
from yicha.subjects.testing import subject_row

pytestmark = pytest.mark.django_db
scenarios("features/item_limits.feature")
CLERK = make_actor(Role.DEPARTMENT_CLERK)
ITEM, CLASS = "SCJG-L", "食品标签"


@dataclass
class Story:
    refusal: RuleBroken | None = None


@pytest.fixture
def story() -> Story:
    return Story()


@given("青禾县有三个部门和一份名录")
def _() -> None:
    make_county()


@given(parsers.parse("食品标签检查的频次上限是{cap:d}次"))
def _(cap: int) -> None:
    make_items(item_row(code=ITEM, check_class=CLASS, yearly_cap=cap))


@given(parsers.parse("同类检查一年可以两次，食品标签检查的频次上限是{cap:d}次"))
def _(cap: int) -> None:
    put_norm("planning.class_cap", 2, region_path=REGION)
    make_items(item_row(code=ITEM, check_class=CLASS, yearly_cap=cap))


@given(parsers.parse("食品标签检查的监管层级是“{level}”"))
def _(level: str) -> None:
    make_items(item_row(code=ITEM, check_class=CLASS, authority_level=AuthorityLevel(level)))


@given(parsers.parse("食品标签检查的抽查比例是“{ratio}”"))
def _(ratio: str) -> None:
    make_items(item_row(code=ITEM, check_class=CLASS, ratio=ratio))


@when(parsers.re("市场监管局以“(?P<law>.*)”为豁免依据报送“(?P<mode>.*)”的食品标签检查计划"))
def _(story: Story, law: str, mode: str) -> None:
    line = line_row(item_code=ITEM, check_class=CLASS, mode=mode, exemption=law)
    try:
        file_plan(CLERK, FilePlan(REGION, YEAR, "SCJG", (line,)), NOW)
    except RuleBroken as said:
        story.refusal = said


@when("市场监管局报备后去了一家企业，当年再次报备去这家企业")
def _(story: Story) -> None:
    first, again = filings([subject_row(0).sid] * 2, CLASS, item=ITEM)
    plan_unplanned(CLERK, PlanUnplanned(first), NOW)
    try:
        plan_unplanned(CLERK, PlanUnplanned(again), NOW)
    except RuleBroken as said:
        story.refusal = said


@then("报送成功")
def _(story: Story) -> None:
    assert story.refusal is None


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert story.refusal.exits
