"""评价, clause by clause; and what somebody tries who wants to know which enterprise said what."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from pytest_bdd import parsers, scenarios, then, when

from yicha.feedback.actions.open_rating import open_rating
from yicha.feedback.actions.rate_visit import rate_visit
from yicha.feedback.queries import conduct_rules, opened_ratings, own_ratings, rating_totals, sealed_ratings
from yicha.feedback.rules.ratings import rateable, require_ratings
from yicha.feedback.testing import owner_of, rate
from yicha.feedback.types import FEWEST, DepartmentRating, Grade, OpenRating, RateVisit, RatingTotal
from yicha.inspections.testing import carry_out, planned
from yicha.inspections.types import InspectionRow, InspectionStatus, TaskRow, TaskStatus
from yicha.kernel.actor import Role
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor

scenarios("features/ratings.feature")
JUSTICE = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
GRADES = {"很差": Grade.VERY_BAD, "满意": Grade.GOOD}


@dataclass
class Story:
    visits: list[InspectionRow]
    refusals: list[Refusal] = field(default_factory=list)

    def tries(self, attempt: Any) -> None:
        try:
            with transaction.atomic():
                attempt()
        except Refusal as refusal:
            self.refusals.append(refusal)


@pytest.fixture
def story(visits: list[InspectionRow]) -> Story:
    return Story(visits)


def visited(row: InspectionRow) -> InspectionRow:
    return row if row.started_at else carry_out(row)


def seen(department: str) -> RatingTotal | None:
    found = rating_totals(make_actor(Role.DEPARTMENT_HEAD, department))
    return found[0] if found else None


@when(parsers.parse("{number:d}家企业评价“{department}”“{grade}”"))
def _(story: Story, number: int, department: str, grade: str) -> None:
    for row in story.visits[:number]:
        rate(row, department, GRADES[grade])


@when(parsers.re(r"第(?P<number>\d)家企业评价“(?P<department>\w+)”“(?P<grade>\w+)”，说“(?P<rule>\w*)”"))
def _(story: Story, number: str, department: str, grade: str, rule: str) -> None:
    row = visited(story.visits[int(number) - 1])
    story.tries(lambda: rate(row, department, GRADES[grade], *filter(None, [rule])))


@when("没有查过的企业评价“SCJG”")
def _(story: Story) -> None:
    story.tries(lambda: rate(story.visits[-1]))


@when("第2家企业替第1家评价")
def _(story: Story) -> None:
    command = RateVisit(story.visits[0].id, (DepartmentRating("SCJG", Grade.VERY_BAD),))
    story.tries(lambda: rate_visit(owner_of(story.visits[1]), command, NOW))


@when(parsers.parse("司法监督开封，理由“{reason}”"))
def _(story: Story, reason: str) -> None:
    (sealed,) = sealed_ratings(JUSTICE)
    story.tries(lambda: open_rating(JUSTICE, OpenRating(sealed.rating, reason), NOW))


@then(parsers.parse("“{department}”看不到合计"))
def _(department: str) -> None:
    assert seen(department) is None


@then(parsers.parse("“{department}”看到{answers:d}份，平均{mean:f}，“{rule}”{times:d}次"))
def _(department: str, answers: int, mean: float, rule: str, times: int) -> None:
    total = seen(department)
    assert total is not None
    assert (total.answers, round(total.mean, 1), total.broken.get(rule, 0)) == (answers, mean, times)


@then(parsers.parse("司法监督看到是第1家，说了“{rule}”"))
def _(story: Story, rule: str) -> None:
    (opened,) = opened_ratings(JUSTICE)
    assert (opened.inspection, opened.name, opened.broken) == (story.visits[0].id, planned(story.visits[0]).name, (rule,))


@then(parsers.parse("第1家企业看到被开封，理由“{reason}”"))
def _(story: Story, reason: str) -> None:
    (own,) = own_ratings(owner_of(story.visits[0]))
    assert (own.inspection, own.department, own.opened_at, own.opened_because) == (story.visits[0].id, "SCJG", NOW, reason)


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    (refusal,) = story.refusals
    assert isinstance(refusal, RuleBroken)
    assert refusal.clause == clause


@then("找不到")
def _(story: Story) -> None:
    (refusal,) = story.refusals
    assert isinstance(refusal, NotFound)


class TestDifferencing:
    """What a department could set against each other is never less than five ratings apart, or the same."""

    def test_each_new_rating_changes_nothing_or_five(self, visits: list[InspectionRow]) -> None:
        seen_before: set[tuple[int, float]] = set()
        for number, row in enumerate(visits[:6], start=1):
            rate(visited(row), "SCJG", Grade.VERY_BAD if number > FEWEST else Grade.VERY_GOOD)
            total = seen("SCJG")
            seen_before.add((total.answers, total.mean) if total else (0, 0.0))
        assert seen_before == {(0, 0.0), (5, 5.0)}

    def test_departments_of_one_visit_are_counted_apart(self, visits: list[InspectionRow]) -> None:
        for row in visits[:5]:
            rate(row, "SCJG")
        for row in visits[:4]:
            rate(row, "XFJY")
        assert [(one.department, one.answers) for one in rating_totals(JUSTICE)] == [("SCJG", 5)]

    def test_a_department_sees_its_own_alone(self, visits: list[InspectionRow]) -> None:
        for row in visits[:5]:
            rate(row, "SCJG")
        assert seen("XFJY") is None

    @pytest.mark.parametrize("area", [f"{REGION}/620799101", f"{REGION[:-1]}", "", "62/6208", "%"])
    def test_no_smaller_place_can_be_asked_for(self, area: str, visits: list[InspectionRow]) -> None:
        for row in visits[:5]:
            rate(row, "SCJG")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM feedback_totals(%s)", [area])
            assert cursor.fetchone() == (0,)

    def test_the_county_and_what_lies_above_it_are_told_the_same(self, visits: list[InspectionRow]) -> None:
        for row in visits[:6]:
            rate(visited(row), "SCJG")
        told = []
        with connection.cursor() as cursor:
            for area in (REGION, REGION.rpartition("/")[0], "62"):
                cursor.execute("SELECT * FROM feedback_totals(%s)", [area])
                told.append(cursor.fetchall())
        assert told[0] == told[1] == told[2] != []

    def test_the_trail_says_neither_what_nor_of_which_visit(self, visits: list[InspectionRow]) -> None:
        rate(visits[0], "SCJG", Grade.VERY_BAD, "B1")
        entry = Entry.objects.get(event__endswith=".VisitRated")
        assert (entry.about, entry.payload.text) == ("ratings", '{"departments":1}')


class TestWhoMay:
    @pytest.mark.parametrize("role", [Role.DEPARTMENT_HEAD, Role.COORDINATOR, Role.AUDIT_ADMIN, Role.ENTERPRISE, Role.SYSTEM_ADMIN])
    def test_nobody_but_the_legal_supervisor_opens(self, role: Role, visits: list[InspectionRow]) -> None:
        rate(visits[0])
        who = make_actor(role)
        (sealed,) = sealed_ratings(JUSTICE)
        for attempt in (lambda: sealed_ratings(who), lambda: opened_ratings(who)):
            with pytest.raises(NotPermitted):
                attempt()
        with pytest.raises(NotPermitted):
            open_rating(who, OpenRating(sealed.rating, "想看"), NOW)

    def test_of_another_county_there_is_none(self, visits: list[InspectionRow]) -> None:
        rate(visits[0])
        (sealed,) = sealed_ratings(JUSTICE)
        with pytest.raises(NotFound):
            open_rating(make_actor(Role.LEGAL_SUPERVISOR, "SFJ", region="62/6208/620899"), OpenRating(sealed.rating, "核查"), NOW)

    def test_twice_it_is_not_opened(self, visits: list[InspectionRow]) -> None:
        rate(visits[0])
        (sealed,) = sealed_ratings(JUSTICE)
        open_rating(JUSTICE, OpenRating(sealed.rating, "核查"), NOW)
        assert sealed_ratings(JUSTICE)[0].opened
        with pytest.raises(RuleBroken, match="已经开封"), transaction.atomic():
            open_rating(JUSTICE, OpenRating(sealed.rating, "再看"), NOW)

    @pytest.mark.usefixtures("visits")
    def test_an_unknown_one(self) -> None:
        with pytest.raises(NotFound):
            open_rating(JUSTICE, OpenRating(uuid4(), "核查"), NOW)

    def test_another_enterprise_learns_nothing_of_it(self, visits: list[InspectionRow]) -> None:
        rate(visits[0])
        assert own_ratings(owner_of(visits[1])) == []


ROW = InspectionRow(
    *(1, "1号", REGION, 1, "C", InspectionStatus.STARTED, "n", NOW, NOW, "o", None, "", "", "", ""),
    tasks=tuple(TaskRow(code, 2, TaskStatus.CHECKING, "", None, None, (), "", None, None, "") for code in ("SCJG", "XFJY")),
)


def at_the_door(status: InspectionStatus, *parts: TaskStatus) -> InspectionRow:
    tasks = tuple(replace(task, status=part) for task, part in zip(ROW.tasks, parts, strict=True))
    return replace(ROW, status=status, tasks=tasks)


class TestRules:
    @pytest.mark.parametrize(
        ("status", "parts", "expected"),
        [
            (InspectionStatus.STARTED, (TaskStatus.CHECKING, TaskStatus.CHECKING), ()),
            (InspectionStatus.STARTED, (TaskStatus.SUBMITTED, TaskStatus.CHECKING), ("SCJG",)),
            (InspectionStatus.STARTED, (TaskStatus.CONCLUDED, TaskStatus.SUBMITTED), ("SCJG", "XFJY")),
            (InspectionStatus.STOPPED, (TaskStatus.CHECKING, TaskStatus.CHECKING), ("SCJG", "XFJY")),
            (InspectionStatus.CANCELLED, (TaskStatus.WITHDRAWN, TaskStatus.WITHDRAWN), ("SCJG", "XFJY")),
            (InspectionStatus.CLOSED, (TaskStatus.CONCLUDED, TaskStatus.CONCLUDED), ("SCJG", "XFJY")),
        ],
    )
    def test_who_has_finished_at_the_door_is_rated(
        self, status: InspectionStatus, parts: tuple[TaskStatus, ...], expected: tuple[str, ...]
    ) -> None:
        assert rateable(at_the_door(status, *parts)) == expected

    @pytest.mark.parametrize("status", list(InspectionStatus))
    def test_who_never_came_is_not(self, status: InspectionStatus) -> None:
        assert rateable(replace(at_the_door(status, TaskStatus.WAITING, TaskStatus.WAITING), started_at=None)) == ()

    @pytest.mark.parametrize(
        "ratings",
        [
            (),
            (DepartmentRating("SCJG", Grade.GOOD), DepartmentRating("SCJG", Grade.BAD)),
            (DepartmentRating("WSJK", Grade.GOOD),),
            (DepartmentRating("SCJG", Grade.GOOD, ("B9",)),),
        ],
    )
    def test_what_is_no_rating(self, ratings: tuple[DepartmentRating, ...]) -> None:
        with pytest.raises(RuleBroken):
            require_ratings(ratings, ("SCJG", "XFJY"), {"B1", "B2"})

    def test_what_is_one(self) -> None:
        require_ratings(
            (DepartmentRating("SCJG", Grade.GOOD, ("B1", "B2")), DepartmentRating("XFJY", Grade.BAD)), ("SCJG", "XFJY"), {"B1", "B2"}
        )

    @pytest.mark.usefixtures("visits")
    def test_each_rule_of_conduct_is_asked(self) -> None:
        codes = [rule.code for rule in conduct_rules(REGION, NOW.date())]
        assert codes == [*(f"J{number}" for number in range(1, 6)), *(f"B{number}" for number in range(1, 9))]
