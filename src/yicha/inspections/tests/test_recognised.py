"""结果互认 on the spot: one rule with the filing; offered on the pages of the office and in the package of the phone."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.field.queries import packages
from yicha.inspections.actions.open_inspections import open_inspections
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import adopted_at, adopted_for, answers, inspections, site
from yicha.inspections.testing import carry_out, officer, on_the_day, planned, signature, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import Answer, InspectionRow, OpenInspections, PointResult, RecordAnswers, SiteRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormUnit
from yicha.orgs.testing import make_actor
from yicha.planning.rules.pools import LISTED
from yicha.planning.testing import adopt_year, line_row, make_county, make_plans, staff_year
from yicha.shell.testing import acting
from yicha.subjects.testing import subject_row

scenarios("features/recognised.feature")
SHARED = "是否公示许可证"
SID = subject_row(0).sid


@dataclass
class Story:
    first: InspectionRow
    second: InspectionRow
    refusal: RuleBroken | None = None

    @property
    def site(self) -> SiteRow:
        return site(officer(self.second, "WSJK"), self.second.id, on_the_day(self.second))

    @property
    def shared(self) -> str:
        return next(one.key for one in self.site.form if one.content == SHARED)

    def say(self, note: str) -> None:
        given_ = tuple(Answer(one.key, PointResult.PASS, note if one.key == self.shared else "") for one in self.site.form)
        try:
            record_answers(officer(self.second, "WSJK"), RecordAnswers(self.second.id, given_), on_the_day(self.second))
            sign_record(officer(self.second, "WSJK"), signature(self.second), on_the_day(self.second, 11))
        except RuleBroken as refusal:
            self.refusal = refusal


@pytest.fixture
def story(db: None) -> Story:
    """One subject, two visits: the second department comes two months later."""
    make_county()
    make_plans(
        SCJG=(line_row(selection=LISTED, ratio="", sids=(SID,), window=(date(2026, 3, 2), date(2026, 3, 13))),),
        WSJK=(line_row(department="WSJK", selection=LISTED, ratio="", sids=(SID,), window=(date(2026, 5, 11), date(2026, 5, 22))),),
    )
    programme = adopt_year()
    staff_year(programme)
    open_inspections(SYSTEM, OpenInspections(programme), NOW)
    first, second = sorted(inspections(SYSTEM, REGION), key=lambda row: planned(row).first_day)
    return Story(first, second)


@given(f"市监三月查过这家的“{SHARED}”，合格")
def checked(story: Story) -> None:
    carry_out(story.first)


@given(parsers.parse("本地规定结果互认{days:d}天"))
def shorter(days: int) -> None:
    put_norm(NormCode.RECOGNITION_DAYS, days, NormUnit.DAY, region_path=REGION)


@when("卫健五月上门")
def comes(story: Story) -> None:
    start(story.second)


@when("卫健全部答合格，没有写理由")
def no_words(story: Story) -> None:
    story.say("")


@when("卫健采用市监的结果，其余答合格")
def adopts(story: Story) -> None:
    story.say(story.site.known[story.shared].adopting)


@when("卫健照样写采用市监的结果")
def adopts_anyway(story: Story) -> None:
    story.say(f"采用 {story.first.number} 的结果（{planned(story.first).last_day}）")


@when(parsers.parse("卫健再查，理由是“{reason}”"))
def again(story: Story, reason: str) -> None:
    story.say(reason)


@then(f"“{SHARED}”可以采用市监的结果，别的问没有")
def offered(story: Story) -> None:
    known = story.site.known
    assert {key: (one.result.number, one.result.department) for key, one in known.items()} == {story.shared: (story.first.number, "SCJG")}
    who = officer(story.second, "WSJK")
    told = {one.plain["no"]: one.plain["subject"]["recognised"] for one in packages(who, {}, on_the_day(story.second))}
    assert told[story.second.number] == {f"q/{story.shared}": told[story.second.number][f"q/{story.shared}"]}
    assert told[story.second.number][f"q/{story.shared}"]["note"] == known[story.shared].adopting


@then("没有可以采用的结果")
def nothing(story: Story) -> None:
    assert story.site.known == {}


@then("不能采用")
def not_adopted(story: Story) -> None:
    assert story.refusal is not None
    assert (story.refusal.clause, answers(SYSTEM, story.second.id)) == ("R-EVID-1", {})


@then(parsers.parse("被拒绝，依据“{clause}”"))
def refused(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert story.first.number in story.refusal.message


@then("企业签字，笔录写着采用的是哪次检查")
def adopted(story: Story) -> None:
    assert story.refusal is None
    assert story.first.number in answers(SYSTEM, story.second.id)[story.shared].note
    assert (adopted_at(SYSTEM, story.second.id), adopted_for(SYSTEM, (SID,))) == (frozenset({story.shared}), 1)
    assert adopted_at(SYSTEM, story.first.id) == frozenset()


@pytest.mark.clause("R-EVID-1")
def test_the_database_adopts_only_what_a_closed_visit_has_found(story: Story) -> None:
    """By whoever writes: nothing of a visit that found nothing, nothing of the own one."""
    start(story.second)
    story.say("")
    for earlier in (story.first.id, story.second.id):
        taken = "UPDATE inspections_answer SET adopted_from_id = %s WHERE inspection_id = %s"
        with pytest.raises(DatabaseError, match="nobody has found"), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(taken, (earlier, story.second.id)), NOW)


@then(parsers.parse("企业签字，笔录写着“{words}”"))
def kept(story: Story, words: str) -> None:
    assert story.refusal is None
    assert answers(SYSTEM, story.second.id)[story.shared].note == words


def test_the_pages_offer_it_and_one_tap_takes_it_over(story: Story) -> None:
    checked(story)
    comes(story)
    place = [one.key for one in story.site.form].index(story.shared) + 1
    with shifted(on_the_day(story.second)):
        assert "1 问已有有效结果" in acting(make_actor(Role.COORDINATOR)).get(f"/visits/{story.second.id}/").content.decode()
        client, address = acting(officer(story.second, "WSJK")), f"/check/{story.second.id}/{place}/"
        assert "采用，不再查" in client.get(address).content.decode()
        client.post(address, {"result": "pass", "note": story.site.known[story.shared].adopting})
        assert story.first.number in answers(SYSTEM, story.second.id)[story.shared].note
        assert [one.key for one in story.site.plain] == [one.key for one in story.site.form if one.key != story.shared]
