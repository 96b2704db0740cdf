"""申诉 and 信用修复, clause by clause."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.disclosure.actions.draft_publication import draft_publication
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.queries import published
from yicha.disclosure.types import DraftPublication, PublicationRow, PublicationStatus, PublishResult
from yicha.engines.deadlines import Light
from yicha.feedback.actions.decide_petition import decide_petition
from yicha.feedback.actions.raise_petition import raise_petition
from yicha.feedback.queries import own_petitions, petition, petitions
from yicha.feedback.rules import petitions as rules
from yicha.feedback.testing import owner_of, published_of, raised
from yicha.feedback.types import DecidePetition, PetitionKind, PetitionRow, PetitionStatus, RaisePetition
from yicha.inspections.queries import inspection
from yicha.inspections.testing import check, conclude, on_the_day, planned, start
from yicha.inspections.types import InspectionRow, Outcome, PointResult
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor

scenarios("features/petitions.feature")
CONCLUDER = make_actor(Role.DEPARTMENT_HEAD)
DEPUTY = make_actor(Role.DEPARTMENT_HEAD, name="deputy")
JUSTICE = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
CLERK = make_actor(Role.DEPARTMENT_CLERK)


@dataclass
class Story:
    row: InspectionRow
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def later(self) -> datetime:
        return on_the_day(self.row, 18) + timedelta(days=120)

    def tries(self, attempt: Any) -> None:
        try:
            with transaction.atomic():
                attempt()
        except Refusal as refusal:
            self.refusals.append(refusal)

    def decides(self, who: Actor, outcome: str | None = None, *, uphold: bool = True) -> None:
        def attempt() -> None:
            (asked,) = petitions(SYSTEM, self.later)
            decide_petition(who, DecidePetition(asked.id, uphold, "核实过", Outcome(outcome) if outcome else None), self.later)

        self.tries(attempt)


@pytest.fixture
def story(visits: list[InspectionRow]) -> Story:
    return Story(visits[5])


def concluded(row: InspectionRow, outcome: Outcome) -> PublicationRow:
    """SCJG has found something, its head has agreed, and it is out."""
    start(row)
    check(row, PointResult.PASS if outcome is Outcome.NO_PROBLEM else PointResult.FAIL, "灶具超期")
    conclude(row, "SCJG", outcome)
    draft_publication(SYSTEM, DraftPublication(row.id, "SCJG", planned(row).sid, outcome, on_the_day(row, 11)), on_the_day(row, 12))
    publish_result(CONCLUDER, PublishResult(published_of(row).id), on_the_day(row, 13))
    return published_of(row)


def outcome_of(row: InspectionRow) -> Outcome | None:
    return next(task.outcome for task in inspection(SYSTEM, row.id).tasks if task.department == "SCJG")


@given(parsers.parse("“SCJG”公示了“{outcome}”"))
def _(story: Story, outcome: str) -> None:
    concluded(story.row, Outcome(outcome))


@when("企业申诉")
def _(story: Story) -> None:
    story.tries(lambda: raised(story.row))


@when(parsers.parse("公示后{days:d}天企业申请修复"))
def _(story: Story, days: int) -> None:
    command = RaisePetition(PetitionKind.REPAIR, published_of(story.row).id, "灶具已更换，附发票")
    story.tries(lambda: raise_petition(owner_of(story.row), command, on_the_day(story.row, 13) + timedelta(days=days)))


@when(parsers.parse("{who}支持，更正为“{outcome}”"))
def _(story: Story, who: str, outcome: str) -> None:
    story.decides({"司法监督": JUSTICE, "核定结果的负责人": CONCLUDER, "另一名负责人": DEPUTY}[who], outcome)


@when("司法监督不予支持")
def _(story: Story) -> None:
    story.decides(JUSTICE, uphold=False)


@when("核定结果的负责人同意修复")
def _(story: Story) -> None:
    story.decides(CONCLUDER)


@when("“XFJY”的负责人同意修复")
def _(story: Story) -> None:
    story.decides(make_actor(Role.DEPARTMENT_HEAD, "XFJY"))


@then(parsers.parse("检查结果是“{outcome}”"))
def _(story: Story, outcome: str) -> None:
    assert outcome_of(story.row) == outcome


@then(parsers.parse("公众看到“{outcome}”，原来是“{before}”"))
def _(story: Story, outcome: str, before: str) -> None:
    shown = next(one for one in published(REGION, on_the_day(story.row, 14).date()) if one.visited == story.row.id)
    assert (shown.outcome, [one.before for one in shown.corrected]) == (outcome, [before])


@then(parsers.parse("公众看到“{outcome}”，没有更正"))
def _(story: Story, outcome: str) -> None:
    shown = next(one for one in published(REGION, on_the_day(story.row, 14).date()) if one.visited == story.row.id)
    assert (shown.outcome, shown.corrected) == (outcome, ())


@then("公众查不到")
def _(story: Story) -> None:
    assert not [one for one in published(REGION, on_the_day(story.row, 14).date()) if one.visited == story.row.id]
    assert published_of(story.row).withdrawn_because == "信用修复：核实过"


@then(parsers.parse("企业看到“{status}”"))
def _(story: Story, status: str) -> None:
    (own,) = own_petitions(owner_of(story.row), story.later)
    assert (own.status, own.decision, own.clock) == (status, "核实过", None)


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    (refusal,) = story.refusals
    assert isinstance(refusal, RuleBroken)
    assert refusal.clause == clause


@then("找不到或无权")
def _(story: Story) -> None:
    (refusal,) = story.refusals
    assert isinstance(refusal, NotFound | NotPermitted)


class TestWhose:
    @pytest.fixture
    def asked(self, story: Story) -> PetitionRow:
        concluded(story.row, Outcome.CORRECTED)
        return petition(SYSTEM, raised(story.row).petition, on_the_day(story.row, 19))

    def test_the_clock_runs_from_the_asking(self, asked: PetitionRow, story: Story) -> None:
        assert asked.clock is not None
        assert asked.clock.light is Light.OK
        assert asked.raised_at == on_the_day(story.row, 18)

    def test_another_enterprise_cannot_appeal(self, story: Story, visits: list[InspectionRow]) -> None:
        found = concluded(story.row, Outcome.CORRECTED)
        with pytest.raises(NotFound):
            raise_petition(owner_of(visits[0]), RaisePetition(PetitionKind.APPEAL, found.id, "不服"), NOW)

    @pytest.mark.usefixtures("asked")
    def test_nor_see_it(self, story: Story, visits: list[InspectionRow]) -> None:
        assert own_petitions(owner_of(visits[0]), story.later) == []

    def test_a_department_sees_its_own_alone(self, asked: PetitionRow, story: Story) -> None:
        assert [one.id for one in petitions(CLERK, story.later)] == [asked.id]
        assert petitions(make_actor(Role.DEPARTMENT_CLERK, "XFJY"), story.later) == []
        with pytest.raises(NotFound):
            petition(make_actor(Role.DEPARTMENT_CLERK, "XFJY"), asked.id, story.later)

    def test_another_county_sees_nothing(self, asked: PetitionRow, story: Story) -> None:
        foreign = make_actor(Role.LEGAL_SUPERVISOR, "SFJ", region="62/6208/620899")
        assert petitions(foreign, story.later) == []
        with pytest.raises(NotFound):
            decide_petition(foreign, DecidePetition(asked.id, uphold=False, reason="x"), story.later)

    def test_decided_twice(self, asked: PetitionRow, story: Story) -> None:
        command = DecidePetition(asked.id, uphold=False, reason="核实过")
        decide_petition(JUSTICE, command, story.later)
        with pytest.raises(RuleBroken), transaction.atomic():
            decide_petition(JUSTICE, command, story.later)
        assert [one.id for one in petitions(JUSTICE, story.later, PetitionStatus.DISMISSED)] == [asked.id]

    def test_the_trail_names_both_corrections(self, asked: PetitionRow, story: Story) -> None:
        decide_petition(JUSTICE, DecidePetition(asked.id, uphold=True, reason="核实过", outcome=Outcome.NO_PROBLEM), story.later)
        told = {entry.event.rpartition(".")[2] for entry in Entry.objects.filter(cause__isnull=False, actor=JUSTICE.id)}
        assert {"ResultCorrected", "PublicationCorrected"} <= told

    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE feedback_petition SET status = 'upheld'",
            "UPDATE feedback_petition SET status = 'dismissed', decision = 'x', decided_by = concluded_by, decided_at = now()",
            "UPDATE feedback_petition SET status = 'upheld', decision = 'x', decided_by = 'y', decided_at = now()",
            "UPDATE feedback_petition SET corrected = 'no_problem'",
            "UPDATE feedback_petition SET words = ''",
            "DELETE FROM feedback_petition",
        ],
    )
    @pytest.mark.usefixtures("asked")
    def test_sql_cannot_either(self, attack: str) -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack), NOW)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


ROW = PublicationRow(
    *(1, REGION, 1, "1号", "SCJG", "S", "店", "", "SCJG", ("SCJG",), (), "", "", 2026, "corrected", NOW),
    *(NOW.date(), NOW.date(), NOW.date(), PublicationStatus.PUBLISHED, NOW, ""),
)
BEFORE, DAY, AFTER = date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)


class TestRules:
    @pytest.mark.parametrize(
        ("status", "outcome", "earliest", "today", "allowed"),
        [
            (PublicationStatus.PUBLISHED, "corrected", DAY, BEFORE, False),
            (PublicationStatus.PUBLISHED, "corrected", DAY, DAY, True),
            (PublicationStatus.PUBLISHED, "pending", DAY, AFTER, True),
            (PublicationStatus.PUBLISHED, "no_problem", DAY, AFTER, False),
            (PublicationStatus.PUBLISHED, "no_such_business", DAY, AFTER, False),
            (PublicationStatus.DRAFT, "corrected", None, AFTER, False),
            (PublicationStatus.WITHDRAWN, "corrected", DAY, AFTER, False),
        ],
    )
    def test_what_can_be_repaired(
        self, status: PublicationStatus, outcome: str, earliest: date | None, today: date, *, allowed: bool
    ) -> None:
        row = replace(ROW, status=status, outcome=outcome)
        assert refused(lambda: rules.require_repairable(row, earliest, today)) is not allowed

    @pytest.mark.parametrize(("status", "allowed"), [("draft", True), ("published", True), ("withdrawn", False)])
    def test_what_can_be_appealed(self, status: str, *, allowed: bool) -> None:
        assert refused(lambda: rules.require_appealable(replace(ROW, status=PublicationStatus(status)))) is not allowed

    @pytest.mark.parametrize(
        ("kind", "who", "concluded_by", "allowed"),
        [
            (PetitionKind.APPEAL, JUSTICE, CONCLUDER.id, True),
            (PetitionKind.APPEAL, DEPUTY, CONCLUDER.id, True),
            (PetitionKind.APPEAL, CONCLUDER, CONCLUDER.id, False),
            (PetitionKind.APPEAL, make_actor(Role.DEPARTMENT_HEAD, "XFJY"), CONCLUDER.id, False),
            (PetitionKind.REPAIR, CONCLUDER, CONCLUDER.id, True),
            (PetitionKind.REPAIR, DEPUTY, CONCLUDER.id, True),
            (PetitionKind.REPAIR, JUSTICE, CONCLUDER.id, False),
            (PetitionKind.REPAIR, make_actor(Role.DEPARTMENT_HEAD, "XFJY"), CONCLUDER.id, False),
        ],
    )
    def test_who_decides(self, kind: PetitionKind, who: Actor, concluded_by: str, *, allowed: bool) -> None:
        assert refused(lambda: rules.require_decider(who, kind, "SCJG", concluded_by)) is not allowed

    @pytest.mark.parametrize(
        ("kind", "uphold", "outcome", "allowed"),
        [
            (PetitionKind.APPEAL, True, Outcome.NO_PROBLEM, True),
            (PetitionKind.APPEAL, True, Outcome.CORRECTED, False),
            (PetitionKind.APPEAL, True, None, False),
            (PetitionKind.APPEAL, False, None, True),
            (PetitionKind.APPEAL, False, Outcome.NO_PROBLEM, False),
            (PetitionKind.REPAIR, True, None, True),
            (PetitionKind.REPAIR, True, Outcome.NO_PROBLEM, False),
            (PetitionKind.REPAIR, False, None, True),
        ],
    )
    def test_what_a_decision_says(self, kind: PetitionKind, outcome: Outcome | None, *, uphold: bool, allowed: bool) -> None:
        assert refused(lambda: rules.require_decision(kind, uphold=uphold, before="corrected", outcome=outcome)) is not allowed

    @pytest.mark.parametrize("words", ["", "  "])
    def test_why_is_said(self, words: str) -> None:
        assert refused(lambda: rules.require_words(words, "LYG-4.5"))


def refused(attempt: Any) -> bool:
    try:
        attempt()
    except Refusal:
        return True
    return False
