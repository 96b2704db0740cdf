"""起草、报送、撤回, as an official reads it, and as somebody with SQL tries it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.types import BeaconPlan
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotPermitted, Refusal
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, run_sql
from yicha.kernel.testing import actor as actor_who
from yicha.orgs.testing import make_actor
from yicha.planning.actions.draft_plan import draft_plan
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.return_plan import return_plan
from yicha.planning.actions.take_back_plan import take_back_plan
from yicha.planning.queries import plan_of
from yicha.planning.testing import PARTIES, SALT, YEAR, line_row, make_county, make_plans
from yicha.planning.types import DraftPlan, FilePlan, FreezeYear, LineRow, PlanSheet, ReturnPlan, TakeBackPlan
from yicha.planning.web.words import PLAN_WORDS

pytestmark = pytest.mark.django_db
scenarios("features/drafts.feature")

CODES = {"市场监管局": "SCJG", "消防救援局": "XFJY"}


def clerk(department: str = "SCJG") -> Actor:
    return make_actor(Role.DEPARTMENT_CLERK, department)


def sheet(department: str = "SCJG") -> PlanSheet:
    found = plan_of(SYSTEM, REGION, YEAR, department)
    assert found is not None
    return found


def draft(*lines: LineRow) -> None:
    draft_plan(clerk(), DraftPlan(REGION, YEAR, "SCJG", lines), NOW)


@dataclass
class Story:
    refused: str = ""

    def tries(self, act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                act()
        except Refusal as refused:
            self.refused = refused.message


@pytest.fixture
def story() -> Story:
    return Story()


@given("青禾县市场监管局起草了两行计划")
def _() -> None:
    make_county()
    draft(line_row(1), line_row(2))


@when("市场监管局删去一行")
def _(story: Story) -> None:
    story.tries(lambda: draft(*sheet().lines[1:]))


@when(parsers.parse("{name}报送计划"))
def _(story: Story, name: str) -> None:
    code = CODES[name]
    lines = () if code == "SCJG" else (line_row(department=code),)
    story.tries(lambda: file_plan(clerk(code), FilePlan(REGION, YEAR, code, lines), NOW))


@when(parsers.parse("{name}撤回计划"))
def _(story: Story, name: str) -> None:
    story.tries(lambda: take_back_plan(clerk(CODES[name]), TakeBackPlan(sheet(CODES[name]).id), NOW))


@when(parsers.parse("联席办退回计划，理由是“{reason}”"))
def _(reason: str) -> None:
    return_plan(make_actor(Role.COORDINATOR, "LXB"), ReturnPlan(sheet().id, reason), NOW)


@when("联席办冻结年度计划")
def _(story: Story) -> None:
    story.tries(lambda: freeze_year(make_actor(Role.COORDINATOR, "LXB"), FreezeYear(REGION, YEAR, PARTIES, BeaconPlan(), SALT), NOW))


@then(parsers.parse("计划是“{words}”，有 {count:d} 行"))
def _(words: str, count: int) -> None:
    assert (PLAN_WORDS[sheet().status], len(sheet().lines)) == (words, count)


@then(parsers.re("退回的理由是“(?P<reason>.*)”"))
def _(reason: str) -> None:
    assert sheet().returned_because == reason


@then(parsers.parse("被拒绝，因为“{message}”"))
def _(story: Story, message: str) -> None:
    assert story.refused == message
    story.refused = ""


@pytest.mark.clause("LYG-4.3a")
@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE planning_planline SET minutes = 1", "line_of_open_plan"),
        ("DELETE FROM planning_planline", "line_of_open_plan"),
        ("UPDATE planning_annualplan SET status = 'draft'", ""),
        ("UPDATE planning_annualplan SET status = 'draft'; UPDATE planning_annualplan SET status = 'frozen'", "plan_frozen_was_filed"),
        ("UPDATE planning_annualplan SET status = 'frozen'; UPDATE planning_annualplan SET status = 'draft'", "plan_frozen_was_filed"),
    ],
    ids=["line changed", "line removed", "taken back", "draft frozen", "frozen opened"],
)
def test_what_is_filed_keeps_its_lines_and_only_that_is_frozen(sql: str, name: str) -> None:
    make_county()
    make_plans(SCJG=(line_row(),))
    if not name:
        run_sql(actor_who(RUN_SQL), Sql(sql, ()), NOW)
        return
    with pytest.raises(IntegrityError, match=r"line of plan|cannot be") as refused:
        run_sql(actor_who(RUN_SQL), Sql(sql, ()), NOW)
    cause = refused.value.__cause__
    assert cause is not None
    assert getattr(cause, "diag").constraint_name == name  # noqa: B009 psycopg's, untyped here


def test_a_line_is_judged_when_it_is_written_and_what_stands_is_not_asked_again() -> None:
    make_county()
    draft(line_row(1))
    with pytest.raises(Refusal, match="检查人员不得少于 2 人"):
        draft(line_row(1), line_row(2, min_officers=1))
    with pytest.raises(Refusal, match="编号重复"):
        draft(line_row(1), line_row(1, minutes=90))
    with pytest.raises(NotPermitted):
        draft_plan(clerk("XFJY"), DraftPlan(REGION, YEAR, "SCJG", ()), NOW)
    with pytest.raises(NotPermitted):
        take_back_plan(clerk("XFJY"), TakeBackPlan(sheet().id), NOW)
