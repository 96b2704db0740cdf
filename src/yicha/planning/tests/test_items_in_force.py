"""R-ITEM-1: what is not published, or not in force, cannot be planned; not by a use case, and not by SQL."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.actions.withdraw_item import withdraw_item
from yicha.items.testing import item_row
from yicha.items.types import ProposeItems, PublishItems, WithdrawItem
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, Sql, run_sql
from yicha.orgs.testing import make_actor
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.models import PlanLine, VisitDemand
from yicha.planning.queries import item_effect, item_uses
from yicha.planning.testing import YEAR, draw_year, line_row, make_county, make_plans
from yicha.planning.tests.filed import ROOT, filings, plan
from yicha.planning.types import AdoptProgramme, FilePlan, MergeProgramme
from yicha.shell.testing import acting
from yicha.subjects.testing import subject_row

SIDS = [subject_row(number).sid for number in range(2)]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("R-ITEM-1", "WS-2.1")]


def stop(code: str = "SCJG-I") -> None:
    withdraw_item(SYSTEM, WithdrawItem(REGION, code, "规定已废止"), NOW)


def refused(statement: str, *values: str | int) -> str:
    with pytest.raises(DatabaseError) as said, transaction.atomic():
        run_sql(ROOT, Sql(statement, values), NOW)
    return str(said.value)


def test_a_line_of_an_item_that_nobody_published_is_refused_by_the_table() -> None:
    make_county(3)
    make_plans(SCJG=(line_row(),))
    propose_items(SYSTEM, ProposeItems(REGION, "SCJG", (item_row(9, code="SCJG-9"),)), NOW)
    for code in ("SCJG-9", "none"):
        assert "not in force" in refused("UPDATE planning_planline SET item_code = %s", code)
    assert "not in force" in refused("UPDATE planning_planline SET item_code = %s", "XFJY-I")  # another department's
    assert PlanLine.objects.get().item_code == "SCJG-I"


def test_a_line_beyond_the_last_day_of_its_item_is_refused() -> None:
    make_county(3)
    row = item_row(code="SCJG-2", check_class="食品安全", valid_to=date(YEAR, 4, 1))
    propose_items(SYSTEM, ProposeItems(REGION, "SCJG", (row,)), NOW)
    publish_items(SYSTEM, PublishItems(REGION, "SCJG", ("SCJG-2",)), NOW)
    late = line_row(item_code="SCJG-2", window=(date(YEAR, 4, 1), date(YEAR, 6, 26)))
    with pytest.raises(RuleBroken, match="失效"):
        file_plan(SYSTEM, FilePlan(REGION, YEAR, "SCJG", (late,)), NOW)
    file_plan(SYSTEM, FilePlan(REGION, YEAR, "SCJG", (line_row(item_code="SCJG-2"),)), NOW)
    assert "not in force" in refused("""UPDATE planning_planline SET "window" = '[2026-04-01,2026-07-01)'""")


def test_a_visit_for_an_item_that_was_stopped_is_refused_by_the_table() -> None:
    make_county(2)
    (filing, other) = filings(SIDS)
    assert plan(filing) == "planned"
    stop()
    assert plan(other) == "R-ITEM-1"
    assert "not in force" in refused("UPDATE planning_visitdemand SET item_code = %s", "none")
    later = "UPDATE planning_visit SET first_day = '2026-12-16', last_day = '2026-12-16'"
    assert "not in force" in refused(later)
    assert VisitDemand.objects.count() == 1


def test_what_was_stopped_after_the_freeze_is_left_out_of_the_programme() -> None:
    make_county(6)
    december = {name: (line_row(department=name, window=(date(YEAR, 12, 1), date(YEAR, 12, 18))),) for name in ("SCJG", "XFJY")}
    make_plans(**december)
    draw = draw_year()
    merged = merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1)), NOW)
    stop()
    with pytest.raises(RuleBroken) as said, transaction.atomic():
        adopt_programme(SYSTEM, AdoptProgramme(merged.programme), NOW)
    assert said.value.clause == "R-ITEM-1"
    merged = merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1)), NOW)
    assert adopt_programme(SYSTEM, AdoptProgramme(merged.programme), NOW).visits == merged.demands > 0
    assert set(VisitDemand.objects.values_list("item_code", flat=True)) == {"XFJY-I"}


def test_the_effect_of_a_change_counts_lines_subjects_visits_and_questions() -> None:
    make_county(3)
    make_plans(SCJG=(line_row(), line_row(2, ratio="20%")))
    plan(filings(SIDS[:1])[0])
    effect = item_effect(SYSTEM, REGION, "SCJG-I", NOW.date())
    assert (effect.lines, effect.subjects, effect.visits, effect.points) == (2, 3, 1, 2)
    uses = item_uses(SYSTEM, REGION, "SCJG-I", NOW.date())
    assert [line.line_id for line in uses.lines] == ["SCJG-01", "SCJG-02"]
    assert [visit.sid for visit in uses.visits] == SIDS[:1]
    clerk = acting(make_actor(Role.DEPARTMENT_CLERK))
    assert "SCJG-02" in clerk.get("/plans/items/SCJG-I/").content.decode()
    assert "/plans/items/SCJG-I/#visits" in clerk.get("/plans/items/SCJG-I/effect/").content.decode()
    stranger = acting(make_actor(Role.DEPARTMENT_CLERK, region="62/6299"))
    for address in ("/plans/items/SCJG-I/", "/plans/items/SCJG-I/effect/"):
        assert (stranger.get(address).status_code, acting(make_actor(Role.ENTERPRISE)).get(address).status_code) == (404, 403)
