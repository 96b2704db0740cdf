"""How often one item brings somebody to one enterprise (R-FREQ-3): by the 频次上限 of the list, whoever writes, all at once."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.testing import item_row, make_items
from yicha.items.types import AuthorityLevel, ItemClass, ProposeItems, PublishItems, Revision
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, Sql, run_sql, storm
from yicha.norms.testing import put_norm
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.models import ItemUse, PlanLine, Visit, VisitDemand
from yicha.planning.queries import filing, hindrance_to, items_held
from yicha.planning.testing import YEAR, adopt_year, draw_year, line_row, make_county, make_plans
from yicha.planning.tests.filed import DAY, ROOT, filings, plan
from yicha.planning.tests.files import FIRM
from yicha.planning.types import AdoptProgramme, CancelVisit, FilePlan, FileUnplanned, MergeProgramme, PlanTriggered, TriggerSource
from yicha.subjects.testing import make_subjects, subject_row

MANY, CAP = 50, 3
SID = subject_row(0).sid
FULL = "R-FREQ-3"
ITEM = "SCJG-C"
DECEMBER = (date(YEAR, 12, 1), date(YEAR, 12, 18))


def listed_anew(code: str, **values: Any) -> None:
    """Another version, from today."""
    row = item_row(code=code, item_class=ItemClass.KEY, valid_from=NOW.date(), **values)
    propose_items(SYSTEM, ProposeItems(REGION, "SCJG", (row,), Revision.AMENDED, "清单调整"), NOW)
    publish_items(SYSTEM, PublishItems(REGION, "SCJG", (code,)), NOW)


def capped(cap: int | None, *subjects: object, classes: int = MANY) -> None:
    """A county whose list lets an item come so often, and whose norm lets classes be."""
    make_county(0)
    make_subjects(*(subjects or (subject_row(0),)))  # type: ignore[arg-type]  # rows of the register
    put_norm("planning.class_cap", classes, region_path=REGION)
    make_items(item_row(code=ITEM, item_class=ItemClass.KEY, yearly_cap=cap))


class TestFiftyAtOnce:
    @pytest.fixture
    def filed(self, own_database: str) -> list[int]:  # noqa: ARG002 real commits
        """One enterprise, to which the item may come three times; fifty consented filings."""
        capped(CAP)
        return filings([SID] * MANY, item=ITEM)

    @pytest.mark.clause("R-FREQ-3")
    def test_exactly_the_cap_of_the_item(self, filed: list[int]) -> None:
        answers = Counter(storm(lambda number: plan(filed[number]), MANY))
        assert answers == {"planned": CAP, FULL: MANY - CAP}
        assert set(ItemUse.objects.values_list("slot", flat=True)) == {1, 2, 3}

    @pytest.mark.usefixtures("filed")
    def test_check_then_insert_goes_over_it(self) -> None:
        with connection.cursor() as cursor:
            for statement in (
                "ALTER TABLE planning_visit DISABLE TRIGGER planning_require_ground",
                "ALTER TABLE planning_itemuse DISABLE TRIGGER planning_fill_item",
            ):
                cursor.execute(statement)
        naive = """WITH visit AS (
            INSERT INTO planning_visit (number, region_path, subject_id, first_day, last_day, week, lead, lead_appointed, departments, door,
                announced, counted, status, cancelled_because, enterprise, site, year)
            SELECT %s, %s, %s, '2026-12-15', '2026-12-15', 50, 'SCJG', false, '{}', true, true, false, 'published', '', '', '', 2026
            WHERE (SELECT count(*) FROM planning_itemuse WHERE item_code = 'SCJG-C') < %s RETURNING id)
        INSERT INTO planning_itemuse (visit_id, item_code, enterprise, site, year, given_back, slot)
        SELECT id, 'SCJG-C', '', '', 2026, false, NULL FROM visit"""
        storm(lambda number: run_sql(ROOT, Sql(naive, (f"N{number}", REGION, SID, CAP)), NOW), MANY)
        assert ItemUse.objects.count() > CAP


@pytest.mark.django_db
@pytest.mark.clause("R-FREQ-3")
class TestWhatCounts:
    def test_over_all_sites_of_the_enterprise_and_no_cause(self) -> None:
        capped(1, *(subject_row(number, uscc=FIRM) for number in range(2)))
        first, second = filings((subject_row(number).sid for number in range(2)), item=ITEM)
        assert [plan(first), plan(second)] == ["planned", FULL]
        cause = PlanTriggered(REGION, "SCJG", SID, ITEM, "食品安全", DAY, 60, TriggerSource.COMPLAINT, "12345-1")
        plan_triggered(SYSTEM, cause, NOW)
        assert list(ItemUse.objects.values_list("item_code", "slot", "cap")) == [(ITEM, 1, 1)]

    def test_each_item_for_itself(self) -> None:
        capped(1)
        make_items(item_row(code="SCJG-2"))
        found = [*filings([SID] * 2, item=ITEM), *filings([SID], item="SCJG-2")]
        assert [plan(number) for number in found] == ["planned", FULL, "planned"]

    def test_an_item_that_sets_none_has_none(self) -> None:
        capped(None)
        assert [plan(number) for number in filings([SID] * 3, item=ITEM)] == ["planned"] * 3
        assert set(ItemUse.objects.values_list("cap", "slot")) == {(None, None)}

    def test_what_is_called_off_is_given_back(self) -> None:
        capped(1)
        first, second = filings([SID] * 2, item=ITEM)
        assert plan(first) == "planned"
        cancel_visit(SYSTEM, CancelVisit(Visit.objects.get().pk, "企业停业"), NOW)
        assert plan(second) == "planned"

    def test_the_page_tells_it_before_it_is_asked(self) -> None:
        capped(1)
        first, second = filings([SID] * 2, item=ITEM)
        assert hindrance_to(SYSTEM, filing(SYSTEM, second)) is None
        assert plan(first) == "planned"
        limit = hindrance_to(SYSTEM, filing(SYSTEM, second))
        assert limit is not None
        assert (limit.clause, limit.message) == (FULL, "这一事项今年到该企业检查的次数已到事项清单的频次上限")

    def test_the_programme_demands_no_more_than_the_items_cap(self) -> None:
        capped(1)
        apart = {"mergeable": False, "reason": "分开查"}
        whole: dict[str, Any] = {"item_code": ITEM, "selection": "full", "ratio": "", "window": DECEMBER} | apart
        make_plans(SCJG=(line_row(1, **whole), line_row(2, **whole)))
        adopt_year()
        assert list(VisitDemand.objects.values_list("line__line_id", flat=True)) == ["SCJG-01"]

    def test_a_draft_that_the_list_has_overtaken_is_not_adopted(self) -> None:
        capped(None)
        make_plans(SCJG=(line_row(item_code=ITEM, selection="full", ratio="", window=DECEMBER),))
        draw = draw_year()
        merged = merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1)), NOW)
        listed_anew(ITEM, yearly_cap=0)
        with pytest.raises(RuleBroken) as said, transaction.atomic():
            adopt_programme(SYSTEM, AdoptProgramme(merged.programme), NOW)
        assert said.value.clause == FULL
        merged = merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1)), NOW)
        assert adopt_programme(SYSTEM, AdoptProgramme(merged.programme), NOW).visits == 0


@pytest.mark.django_db
@pytest.mark.clause("WY-5.4")
def test_a_line_without_a_ratio_is_filed_with_its_items() -> None:
    make_county(3)
    make_items(item_row(code="SCJG-2", ratio="20%"))
    file_plan(SYSTEM, FilePlan(REGION, YEAR, "SCJG", (line_row(item_code="SCJG-2", ratio=""),)), NOW)
    assert PlanLine.objects.get().ratio == "20%"


COPY = "SELECT (jsonb_populate_record(held, '{changed}')).* FROM {table} held ORDER BY id LIMIT 1"


def copy(table: str, **changed: object) -> str:
    return f"INSERT INTO {table} {COPY.replace('{changed}', json.dumps(changed)).replace('{table}', table)};"


SECOND = (
    copy("planning_visit", id=901, number="X-901")
    + copy("planning_classuse", id=902, visit_id=901, check_class="计量")
    + "INSERT INTO planning_visitdemand (id, visit_id, use_id, department, item_code, minutes, skills, min_officers, filing_id, source,"
    " reference, exemption, door, free) SELECT 903, 901, 902, department, item_code, minutes, skills, min_officers,"
    " (SELECT max(id) FROM planning_filing), source, reference, exemption, door, free FROM planning_visitdemand LIMIT 1"
)


@pytest.mark.django_db
@pytest.mark.clause("R-FREQ-3")
class TestHostileSession:
    @pytest.fixture(autouse=True)
    def full(self) -> None:
        """The item has had its one visit; another filing is consented."""
        capped(1)
        first, _ = filings([SID] * 2, item=ITEM)
        assert plan(first) == "planned"

    @pytest.mark.parametrize(
        ("attack", "answer"),
        [
            pytest.param(SECOND, "had its 1 visits for item", id="a second visit"),
            ("UPDATE planning_itemuse SET item_code = 'XFJY-I'", "stays its own"),
            ("DELETE FROM planning_itemuse", "kept"),
        ],
    )
    def test_does_not_come_a_second_time(self, attack: str, answer: str) -> None:
        with pytest.raises(DatabaseError, match=answer), transaction.atomic():
            run_sql(ROOT, Sql(attack), NOW)

    def test_changes_no_slot(self) -> None:
        run_sql(ROOT, Sql("UPDATE planning_itemuse SET slot = 5, cap = 9, year = 2030, given_back = true, enterprise = 'X'"), NOW)
        assert list(ItemUse.objects.values_list("slot", "cap", "year", "given_back")) == [(1, 1, YEAR, False)]


@pytest.mark.django_db
@pytest.mark.clause("R-ITEM-1")
class TestWhatAHigherLevelRuns:
    @pytest.fixture(autouse=True)
    def county(self) -> None:
        make_county(3)
        make_items(
            item_row(code="SCJG-P", item_class=ItemClass.KEY, authority_level=AuthorityLevel.PROVINCE),
            item_row(code="SCJG-T", item_class=ItemClass.KEY, authority_level=AuthorityLevel.TOWN),
        )

    def test_is_neither_planned_nor_filed_nor_gone_to_for_a_cause(self) -> None:
        wanted = "由上级检查"
        cause = PlanTriggered(REGION, "SCJG", SID, "SCJG-P", "食品安全", DAY, 60, TriggerSource.COMPLAINT, "12345-1")
        with pytest.raises(RuleBroken, match=wanted):
            file_plan(SYSTEM, FilePlan(REGION, YEAR, "SCJG", (line_row(item_code="SCJG-P"),)), NOW)
        with pytest.raises(RuleBroken, match=wanted):
            file_unplanned(SYSTEM, FileUnplanned(REGION, "SCJG", SID, "SCJG-P", "食品安全", DAY, 60, "x"), NOW)
        with pytest.raises(RuleBroken, match=wanted):
            plan_triggered(SYSTEM, cause, NOW)
        assert set(items_held(SYSTEM, REGION, NOW.date())) == set()

    def test_the_tables_refuse_it_too(self) -> None:
        make_plans(SCJG=(line_row(item_code="SCJG-T"),))
        assert plan(filings([SID])[0]) == "planned"
        for statement in ("UPDATE planning_planline SET item_code = 'SCJG-P'", "UPDATE planning_visitdemand SET item_code = 'SCJG-P'"):
            with pytest.raises(DatabaseError, match="not in force"), transaction.atomic():
                run_sql(ROOT, Sql(statement), NOW)

    def test_what_was_raised_to_a_higher_level_after_the_freeze_is_left_out(self) -> None:
        december = {name: (line_row(department=name, window=DECEMBER),) for name in ("SCJG", "XFJY")}
        make_plans(**december)
        draw = draw_year()
        listed_anew("SCJG-I", authority_level=AuthorityLevel.CITY)
        merged = merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1)), NOW)
        adopt_programme(SYSTEM, AdoptProgramme(merged.programme), NOW)
        assert set(VisitDemand.objects.values_list("item_code", flat=True)) == {"XFJY-I"}
