"""结果与证据互认: what was found not long ago is offered, and checking again says why."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.finish_visit import finish_visit
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.models import Filing
from yicha.planning.queries import filing, valid_results
from yicha.planning.rules.recognising import require_not_known
from yicha.planning.testing import make_county
from yicha.planning.tests.filed import DAY
from yicha.planning.types import CancelVisit, FileUnplanned, FinishVisit, PlanTriggered, TriggerSource, ValidResult
from yicha.subjects.testing import subject_row

scenarios("features/recognition.feature")
SID = subject_row(0).sid


@dataclass
class Story:
    filed: int = 0
    refusal: RuleBroken | None = None


@pytest.fixture
def story(db: None) -> Story:
    make_county()
    return Story()


def visited(on: date) -> int:
    """A visit of the item, for a cause: it is recognised like any other."""
    asked = PlanTriggered(REGION, "SCJG", SID, "SCJG-I", "食品安全", on, 60, TriggerSource.COMPLAINT, "12345-7")
    return plan_triggered(SYSTEM, asked, NOW).visit


@given(parsers.parse("这家企业{months:d}个月前查过同一事项"))
def _(story: Story, months: int) -> None:
    finish_visit(SYSTEM, FinishVisit(visited(DAY - timedelta(days=30 * months))), NOW)


@given("这家企业3个月前排过同一事项，没有去")
def _(story: Story) -> None:
    visited(DAY - timedelta(days=91))
    cancel_visit(SYSTEM, CancelVisit(visited(DAY - timedelta(days=90)), "店休"), NOW)


@when("部门报备再查")
def _(story: Story) -> None:
    files(story, "")


@when(parsers.parse("部门以“{why}”报备再查"))
def _(story: Story, why: str) -> None:
    files(story, why)


def files(story: Story, why: str) -> None:
    asked = FileUnplanned(REGION, "SCJG", SID, "SCJG-I", "食品安全", DAY, 60, "专项整治", again_because=why)
    try:
        story.filed = file_unplanned(SYSTEM, asked, NOW).filing
    except RuleBroken as refusal:
        story.refusal = refusal


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal
    assert story.refusal.clause == clause
    assert len(story.refusal.exits) == 2  # take over what is known, or say why


@then(parsers.re("已报备，理由是“(?P<why>.*)”"))
def _(story: Story, why: str) -> None:
    assert story.refusal is None
    assert filing(SYSTEM, story.filed).again_because == why


@then(parsers.parse("本部门重复检查{times:d}次"))
def _(times: int) -> None:
    assert Filing.objects.filter(department="SCJG").exclude(again_because="").count() == times


@pytest.mark.parametrize(("known", "why", "fine"), [(0, "", True), (0, "x", True), (1, "x", True), (1, " ", False), (2, "", False)])
def test_a_reason_is_wanted_where_something_is_known(known: int, why: str, fine: bool) -> None:
    earlier = [ValidResult("V1", "XFJY", DAY, DAY)] * known
    if fine:
        require_not_known(earlier, why)
    else:
        with pytest.raises(RuleBroken, match="XFJY 已查过"):
            require_not_known(earlier, why)


@pytest.mark.parametrize(("days", "known"), [(0, 1), (180, 1), (181, 0), (-1, 0)])
def test_how_long_it_is_valid(story: Story, days: int, known: int) -> None:
    finish_visit(SYSTEM, FinishVisit(visited(DAY - timedelta(days=days))), NOW)
    assert story.filed == 0
    assert len(valid_results(SYSTEM, SID, "SCJG-I", DAY)) == known
    assert valid_results(SYSTEM, SID, "XFJY-I", DAY) == []
    assert valid_results(SYSTEM, subject_row(1).sid, "SCJG-I", DAY) == []
