"""首违不罚、轻微免罚: the list, the record, the reasons."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.followups.actions.decide_follow_up import decide_follow_up
from yicha.followups.actions.educate_instead import educate_instead
from yicha.followups.actions.issue_order import issue_order
from yicha.followups.models import Problem
from yicha.followups.testing import CLERK, HEAD, after, matters, opened, order_command
from yicha.followups.types import DecideFollowUp, EducateInstead, FollowUpKind, FollowUpRow, FollowUpStatus
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql

scenarios("features/education.feature")
COPY = """
INSERT INTO followups_problem (region_path, inspection_id, department, subject_id, item_code, point, content, basis, note, checked_at)
SELECT region_path, %s, department, subject_id, item_code, point, content, basis, note, checked_at - %s * interval '1 year'
FROM followups_problem WHERE inspection_id = %s
"""


@dataclass
class Story:
    row: InspectionRow
    other: InspectionRow
    refusal: RuleBroken | None = None

    @property
    def at(self) -> datetime:
        return after(self.row)

    def matter(self, kind: FollowUpKind = FollowUpKind.DECISION) -> FollowUpRow:
        return matters(self.row)[kind]

    def educates(self, matter: str, harm: str = "没有造成后果", kind: FollowUpKind = FollowUpKind.DECISION) -> None:
        try:
            educate_instead(HEAD, EducateInstead(self.matter(kind).id, matter, harm, "当场修好"), self.at)
        except RuleBroken as refusal:
            self.refusal = refusal


@pytest.fixture
def story(rows: list[InspectionRow]) -> Story:
    return Story(rows[0], rows[1])


@given("检查发现问题待后续处理")
def _(story: Story) -> None:
    opened(story.row, Outcome.PENDING)


@given("同一对象一年前有同一事项的问题")
def _(story: Story) -> None:
    earlier(story, 1)


@given("同一对象三年前有同一事项的问题")
def _(story: Story) -> None:
    earlier(story, 3)


def earlier(story: Story, years: int) -> None:
    """As an inspection of an earlier year would have left it."""
    assert Problem.objects.filter(inspection=story.row.id).exists()
    run_sql(actor(RUN_SQL), Sql(COPY, (story.other.id, years, story.row.id)), NOW)


@given("定性为责令改正和移送案源，已经下达")
def _(story: Story) -> None:
    kinds = (FollowUpKind.ORDER, FollowUpKind.CASE)
    decide_follow_up(CLERK, DecideFollowUp(story.matter().id, kinds, "可以改正，也要处罚"), story.at)
    issue_order(CLERK, order_command(story.row), story.at)


@when(parsers.parse("负责人以“{matter}”决定教育代替处罚"))
def _(story: Story, matter: str) -> None:
    story.educates(matter)


@when(parsers.parse("负责人以“{matter}”对案源决定教育代替处罚"))
def _(story: Story, matter: str) -> None:
    story.educates(matter, kind=FollowUpKind.CASE)


@when("负责人不写理由就决定教育代替处罚")
def _(story: Story) -> None:
    story.educates("equipment", harm=" ")


@then(parsers.parse("该项办结，事项是“{matter}”"))
def _(story: Story, matter: str) -> None:
    assert story.refusal is None
    assert (story.matter().status, story.matter().educated) == (FollowUpStatus.SETTLED, matter)


@then(parsers.parse("被拒绝，因为“{words}”"))
def _(story: Story, words: str) -> None:
    assert story.refusal is not None
    assert words in story.refusal.message
    assert all(not one.educated for one in matters(story.row).values())
