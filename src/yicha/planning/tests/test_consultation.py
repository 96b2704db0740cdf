"""意见征集 clause by clause: rounds, terms, silence, the decision; and by when the plan is published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when
from pytest_django import DjangoDbBlocker

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, Refusal
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.close_consultation import close_consultation
from yicha.planning.actions.decide_opinion import decide_opinion
from yicha.planning.actions.give_opinion import give_opinion
from yicha.planning.actions.open_consultation import open_consultation
from yicha.planning.jobs import close_overdue
from yicha.planning.queries import opinions, programme
from yicha.planning.testing import make_county, make_plans, merge_year
from yicha.planning.types import (
    AdoptProgramme,
    CloseConsultation,
    DecideOpinion,
    GiveOpinion,
    OpenConsultation,
    OpinionRow,
    ProgrammeStatus,
    Stance,
)

pytestmark = pytest.mark.usefixtures("merged")
scenarios("features/consultation.feature", "features/publication.feature")
OFFICE = make_actor(Role.COORDINATOR, "LXB")
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")


@dataclass
class Story:
    programme: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def tries(self, attempt: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                attempt()
        except Refusal as refusal:
            self.refusals.append(refusal)

    def opinion(self, department: str) -> OpinionRow:
        return next(row for row in opinions(SYSTEM, self.programme) if row.department == department)


@pytest.fixture(scope="module")
def _merged(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_county()
        make_plans()
        yield merge_year().programme
        transaction.set_rollback(True)


@pytest.fixture
def merged(_merged: int) -> Iterator[int]:
    """A draft, made once in a module; what a test adds is taken back."""
    with transaction.atomic():
        yield _merged
        transaction.set_rollback(True)


@pytest.fixture
def story(merged: int) -> Story:
    return Story(merged)


def on(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), NOW.timetz())


@given("合并方案已生成，联席办征集意见")
@when("联席办再征集一轮")
def _(story: Story) -> None:
    story.tries(lambda: open_consultation(OFFICE, OpenConsultation(story.programme), NOW))


@when(parsers.parse("“{department}”同意"))
def _(story: Story, department: str) -> None:
    give_opinion(make_actor(Role.DEPARTMENT_CLERK, department), GiveOpinion(story.programme, department, Stance.AGREE), NOW)


@when(parsers.parse("“{department}”在{day}要求{what}"))
def _(story: Story, department: str, day: str, what: str) -> None:
    stance = {"调整": Stance.ADJUST, "不参加": Stance.ABSTAIN}[what]
    command = GiveOpinion(story.programme, department, stance, "6月有演练")
    story.tries(lambda: give_opinion(make_actor(Role.DEPARTMENT_HEAD, department), command, on(day)))


@when(parsers.parse("时钟走到{day}"))
def _(day: str) -> None:
    close_overdue(on(day))


@when(parsers.parse("联席办裁定“{department}”的意见不采纳"))
def _(story: Story, department: str) -> None:
    command = DecideOpinion(story.programme, department, accepted=False, reason="演练只占一天")
    story.tries(lambda: decide_opinion(OFFICE, command, NOW))


@when("联席办审定")
def _(story: Story) -> None:
    story.tries(lambda: adopt_programme(OFFICE, AdoptProgramme(story.programme), NOW))


@when(parsers.parse("联席办在{day}审定"))
def _(story: Story, day: str) -> None:
    adopt_programme(OFFICE, AdoptProgramme(story.programme), on(day))


@then(parsers.parse("计划在{day}公布，最迟{last_day}，{how}"))
def _(story: Story, day: str, last_day: str, how: str) -> None:
    row = programme(SYSTEM, story.programme)
    assert (row.published_on, row.publish_by) == (date.fromisoformat(day), date.fromisoformat(last_day))
    assert row.late == (how == "晚于规定期限")


@then(parsers.parse("要等“{departments}”答复，到{day}止"))
def _(story: Story, departments: str, day: str) -> None:
    row = programme(SYSTEM, story.programme)
    assert ("、".join(row.awaited), row.opinions_by) == (departments, date.fromisoformat(day))


@then(parsers.parse("“{department}”的意见是“{stance}”，由{whom}"))
def _(story: Story, department: str, stance: str, whom: str) -> None:
    row = story.opinion(department)
    assert (row.stance, row.silent) == (stance, whom == "时钟记下")


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert [refusal.clause for refusal in story.refusals] == [clause]
    story.refusals.clear()


@then("可以审定")
def _(story: Story) -> None:
    assert story.refusals == []
    adopt_programme(OFFICE, AdoptProgramme(story.programme), NOW)
    assert programme(SYSTEM, story.programme).status is ProgrammeStatus.ADOPTED


class TestWhatIsRefused:
    def test_answering_before_anybody_asked(self, merged: int) -> None:
        with pytest.raises(Refusal):
            give_opinion(make_actor(Role.DEPARTMENT_CLERK), GiveOpinion(merged, "SCJG", Stance.AGREE), NOW)

    def test_asking_twice_at_once(self, merged: int) -> None:
        open_consultation(OFFICE, OpenConsultation(merged), NOW)
        with pytest.raises(Refusal, match="正在征集"):
            open_consultation(OFFICE, OpenConsultation(merged), NOW)

    def test_asking_again_when_all_agree(self, merged: int) -> None:
        opened = open_consultation(OFFICE, OpenConsultation(merged), NOW)
        close_overdue(on("2026-11-30"))
        with pytest.raises(Refusal, match="不必再征集"):
            open_consultation(OFFICE, OpenConsultation(merged), NOW)
        assert opened.asked == ("SCJG", "WSJK", "XFJY")

    def test_the_clock_does_not_run_ahead(self, merged: int) -> None:
        open_consultation(OFFICE, OpenConsultation(merged), NOW)
        with pytest.raises(Refusal, match="期限未到"):
            close_consultation(SYSTEM, CloseConsultation(merged), NOW)

    def test_elsewhere_it_is_not_there(self, merged: int) -> None:
        with pytest.raises(NotFound):
            open_consultation(ELSEWHERE, OpenConsultation(merged), NOW)

    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE planning_programme SET status = 'adopted'",
            "UPDATE planning_programme SET opinions_by = NULL",
            "UPDATE planning_programme SET round = 0",
            "UPDATE planning_programme SET published_on = '2026-03-31'",
            "UPDATE planning_opinion SET silent = true",
            "UPDATE planning_opinion SET accepted = true",
        ],
    )
    def test_sql_cannot_either(self, merged: int, attack: str) -> None:
        open_consultation(OFFICE, OpenConsultation(merged), NOW)
        command = GiveOpinion(merged, "XFJY", Stance.ADJUST, "6月有演练")
        give_opinion(make_actor(Role.DEPARTMENT_HEAD, "XFJY"), command, NOW)
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack), NOW)
