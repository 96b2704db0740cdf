"""Where the region's norm counts per site, each site of an enterprise has its own slots: in a whole programme and one by one."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, Sql, run_sql
from yicha.norms.testing import put_norm, put_text
from yicha.norms.types import NormCode
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.models import ClassUse, Visit
from yicha.planning.rules.history import done_this_year
from yicha.planning.testing import YEAR, line_row, make_county, make_plans, merge_year
from yicha.planning.tests.filed import ROOT, filings, immediately, plan
from yicha.planning.tests.files import FIRM
from yicha.planning.types import AdoptProgramme, PastCheck, RecordPastChecks
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import CloseSubject

pytestmark = pytest.mark.django_db

A, B, C = (subject_row(number).sid for number in range(3))
LATER = date(YEAR, 12, 22)
DECEMBER = (date(YEAR, 12, 1), date(YEAR, 12, 18))
PER_SITE, PER_ENTERPRISE = "site", "enterprise"


def sites(count: int = 2, per: str = PER_SITE, caps: tuple[int | None, ...] = (None, None, None)) -> None:
    """A county with sites of one enterprise and nobody else, and its norm."""
    make_county(0)
    make_subjects(*(subject_row(number, uscc=FIRM, visit_cap=caps[number]) for number in range(count)))
    put_text(NormCode.LIMITS_COUNT_PER, per, region_path=REGION)


def everybody() -> None:
    make_plans(SCJG=(line_row(selection="full", ratio="", window=DECEMBER),))


def held() -> list[tuple[str, int | None]]:
    return list(ClassUse.objects.order_by("visit__subject_id").values_list("site", "slot"))


@pytest.mark.clause("LYG-4.3d", "R-FREQ-1")
@pytest.mark.parametrize(("per", "classes"), [(PER_SITE, [(A, 1), (B, 1)]), (PER_ENTERPRISE, [("", 1)])])
def test_a_programme_is_adopted_as_it_was_planned_by_the_norm(per: str, classes: list[tuple[str, int]]) -> None:
    sites(per=per)
    everybody()
    merged = merge_year()
    assert merged.unplaced == 2 - len(classes)
    assert adopt_programme(SYSTEM, AdoptProgramme(merged.programme), NOW).visits == len(classes)
    assert held() == classes


@pytest.mark.clause("LYG-4.3d", "R-FREQ-2")
@pytest.mark.parametrize(("per", "planned"), [(PER_SITE, [(B, 1)]), (PER_ENTERPRISE, [])])
def test_a_check_at_a_site_that_has_closed_since_counts_for_its_sisters(per: str, planned: list[tuple[str, int]]) -> None:
    sites(per=per)
    everybody()
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "", (PastCheck(A, line_row().check_class, "SCJG", "县", date(YEAR, 1, 5)),)), NOW)
    close_subject(SYSTEM, CloseSubject(A, "关门"), NOW)
    adopt_programme(SYSTEM, AdoptProgramme(merge_year().programme), NOW)
    assert held() == planned


def test_a_programme_planned_per_site_is_refused_whole_where_its_days_count_per_enterprise() -> None:
    sites()
    put_text(NormCode.LIMITS_COUNT_PER, PER_ENTERPRISE, region_path=REGION, since=DECEMBER[0])
    everybody()
    merged = merge_year()
    assert merged.unplaced == 0
    with pytest.raises(RuleBroken) as refused:
        adopt_programme(SYSTEM, AdoptProgramme(merged.programme), NOW)
    assert refused.value.clause == "LYG-4.3d"
    assert not Visit.objects.exists()


@pytest.mark.clause("R-FREQ-3")
@pytest.mark.parametrize(
    ("per", "answers"),
    [
        (PER_SITE, ["planned", "R-FREQ-3", "planned", "planned", "R-FREQ-3"]),
        (PER_ENTERPRISE, ["planned", "R-FREQ-3", "R-FREQ-3", "R-FREQ-3", "R-FREQ-3"]),
    ],
)
def test_a_site_has_its_own_cap_on_visits(per: str, answers: list[str]) -> None:
    sites(per=per, caps=(1, 2))
    put_norm("planning.class_cap", 9)
    assert [plan(filing) for filing in filings([A, A, B, B, B])] == answers


HEAD = FIRM  # a site whose number is the enterprise's code, as it is by default


@pytest.mark.clause("R-FREQ-2")
@pytest.mark.parametrize(
    ("named", "head", "spared"),
    [
        (A, "", {A}),
        (FIRM, "", {A, B}),  # the enterprise, which has no such site
        (FIRM, "active", {HEAD}),
        (FIRM, "closed", {A, B}),
        ("GONE", "", set()),
    ],
)
def test_a_past_check_counts_for_the_site_or_the_sites_that_it_names(named: str, head: str, spared: set[str]) -> None:
    sites()
    known = [subject_row(number, uscc=FIRM) for number in range(2)]
    if head:
        (row,) = make_subjects(subject_row(2, sid=HEAD, uscc=FIRM))
        known += [row] if head == "active" else []
    if head == "closed":
        close_subject(SYSTEM, CloseSubject(HEAD, "歇业"), NOW)
    past = [PastCheck(named, "食品安全", "省局", "省", date(YEAR, 2, 3))]
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, tuple(past)), NOW)
    refused = {row.sid for row in known for filing in filings([row.sid]) if plan(filing) != "planned"}
    assert refused == spared == set(done_this_year(YEAR, past, known, per_site=True))


@pytest.mark.parametrize(
    ("first", "then", "again"),
    [
        (PER_ENTERPRISE, PER_SITE, {A: "LYG-4.3d", B: "planned", C: "planned"}),  # what took place at other doors is not the site's
        (PER_SITE, PER_ENTERPRISE, {A: "LYG-4.3d", B: "LYG-4.3d", C: "LYG-4.3d"}),  # two were had at two doors, each with its first slot
    ],
)
def test_each_counts_what_took_place_at_its_doors_by_whichever_norm(first: str, then: str, again: dict[str, str]) -> None:
    sites(3, per=first)
    put_text(NormCode.LIMITS_COUNT_PER, then, region_path=REGION, since=LATER)
    put_norm("planning.class_cap", 2)
    before = [A, A] if first == PER_ENTERPRISE else [A, B]
    assert [plan(filing) for filing in filings(before)] == ["planned", "planned"]
    assert {sid: plan(filing) for sid in (A, B, C) for filing in filings([sid], day=LATER)} == again


@pytest.mark.parametrize(("first", "then", "sister"), [(PER_ENTERPRISE, PER_SITE, "planned"), (PER_SITE, PER_ENTERPRISE, "R-FREQ-3")])
def test_the_caps_on_visits_do_so_too(first: str, then: str, sister: str) -> None:
    sites(per=first, caps=(1, 1))
    put_text(NormCode.LIMITS_COUNT_PER, then, region_path=REGION, since=LATER)
    put_norm("planning.class_cap", 9)
    assert [plan(filing) for filing in filings([A])] == ["planned"]
    assert [plan(filing) for filing in filings([A, B], day=LATER)] == ["R-FREQ-3", sister]


ATTACKS = {
    "a second check of the site": f"UPDATE planning_visit SET subject_id = '{A}'",
    "another day does not free it": f"UPDATE planning_visit SET subject_id = '{A}', first_day = '2026-12-16', last_day = '2026-12-16'",
    "another region": "UPDATE planning_visit SET region_path = '62'",
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.clause("LYG-4.3d")
def test_no_way_around_the_limits_of_a_site(attack: str) -> None:
    sites()
    assert [plan(filing) for filing in filings([A, B])] == ["planned", "planned"]
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(ROOT, Sql(ATTACKS[attack]), NOW)
        immediately()


def test_a_raw_site_is_given_its_lawful_value() -> None:
    sites()
    assert [plan(filing) for filing in filings([A, B])] == ["planned", "planned"]
    run_sql(ROOT, Sql("UPDATE planning_visit SET site = ''"), NOW)
    run_sql(ROOT, Sql("UPDATE planning_classuse SET site = 'Z', slot = 5, cap = 9"), NOW)
    assert held() == [(A, 1), (B, 1)]
    assert list(Visit.objects.order_by("subject_id").values_list("site", flat=True)) == [A, B]


def test_a_visit_put_off_to_a_day_of_another_norm_takes_its_slots_anew() -> None:
    sites(per=PER_ENTERPRISE)
    put_text(NormCode.LIMITS_COUNT_PER, PER_SITE, region_path=REGION, since=LATER)
    (early, late) = (*filings([A]), *filings([B], day=LATER))
    assert [plan(early), plan(late)] == ["planned", "planned"]
    assert held() == [("", 1), (B, 1)]
    run_sql(ROOT, Sql(f"UPDATE planning_visit SET first_day = '{LATER}', last_day = '{LATER}' WHERE subject_id = '{A}'"), NOW)
    assert held() == [(A, 1), (B, 1)]
