"""Regions and departments in the database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.create_department import create_department
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.models import Region
from yicha.orgs.queries import departments, parse_regions, regions, shipped_regions
from yicha.orgs.rules.places import path_of
from yicha.orgs.testing import BEGINNING, make_actor, make_department, make_region
from yicha.orgs.types import CloseDepartment, CreateDepartment, DepartmentKind, LoadRegions, RegionRow, RegionsLoaded

pytestmark = pytest.mark.django_db
ADMIN = make_actor(Role.SYSTEM_ADMIN)
DAY = NOW.date()
ONE = timedelta(days=1)
ROWS = (RegionRow("62", "省"), RegionRow("6207", "市"), RegionRow("620799", "青禾县"), RegionRow("620799101", "镇"))
NEW = CreateDepartment("SCJG", "市场监督管理局", "市监局", "620799", DepartmentKind.DEPARTMENT, DAY)


def load(*rows: RegionRow, valid_from: date = BEGINNING) -> RegionsLoaded:
    return load_regions(SYSTEM, LoadRegions("s", rows, valid_from), NOW)


@pytest.mark.clause("GX-2.1")
def test_regions_load_in_any_order_and_a_second_time_changes_nothing() -> None:
    assert load(*reversed(ROWS)) == RegionsLoaded("s", 4, 0, 0)
    assert load(*ROWS) == RegionsLoaded("s", 0, 0, 4)
    assert [row.path for row in regions(ADMIN)] == [REGION, f"{REGION}/620799101"]


@pytest.mark.clause("GX-2.1")
def test_a_code_is_renamed_or_given_up_but_never_gone() -> None:
    load(*ROWS)
    assert load(replace(ROWS[3], name="新镇"), ROWS[2]) == RegionsLoaded("s", 0, 1, 1)
    given_up = replace(ROWS[3], name="新镇", valid_to=DAY)
    assert load(given_up) == RegionsLoaded("s", 0, 1, 0)
    assert load(given_up) == RegionsLoaded("s", 0, 0, 1)
    assert Region.objects.get(pk="620799101").valid.upper == DAY + ONE
    for wrong in (replace(given_up, valid_to=BEGINNING - ONE), RegionRow("620799102", "x", BEGINNING - ONE)):
        with pytest.raises(RuleBroken, match="早于"):
            load(wrong)


def test_a_county_loads_its_towns_and_nothing_above() -> None:
    load(*ROWS)
    load_regions(ADMIN, LoadRegions("s", (RegionRow("620799102", "二镇"),), DAY), NOW)
    for above in (RegionRow("6207", "改名"), RegionRow("620798", "邻县")):
        with pytest.raises(NotFound):
            load_regions(ADMIN, LoadRegions("s", (above,), DAY), NOW)
    with pytest.raises(RuleBroken, match="应为"):
        load_regions(ADMIN, LoadRegions("s", (RegionRow("62079", "半个"),), DAY), NOW)


def test_the_shipped_provinces_load_and_other_files_have_the_same_form() -> None:
    assert load(*shipped_regions()).new == 34
    assert parse_regions('"6207": 澄川市\n"620799": 青禾县\n') == (RegionRow("6207", "澄川市"), RegionRow("620799", "青禾县"))
    assert parse_regions("") == ()


@pytest.mark.clause("WS-2.2")
def test_a_department_is_created_once_and_closed() -> None:
    make_region()
    create_department(ADMIN, NEW, NOW)
    other = replace(NEW, code="X", name="x", short_name="x")
    for again, said in (
        (replace(other, code=NEW.code), "代码已被"),
        (replace(other, name=NEW.name), "同名"),
        (replace(other, short_name=NEW.short_name), "简称"),
    ):
        with pytest.raises(RuleBroken, match=said):
            create_department(ADMIN, again, NOW)
    close_department(ADMIN, CloseDepartment("SCJG", DAY, "撤并"), NOW)
    assert [len(departments(ADMIN, day)) for day in (DAY - ONE, DAY, DAY + ONE)] == [0, 1, 0]
    with pytest.raises(RuleBroken, match="早于"):
        close_department(ADMIN, CloseDepartment("SCJG", DAY - ONE, "x"), NOW)
    with pytest.raises(RuleBroken, match="理由"):
        close_department(ADMIN, CloseDepartment("SCJG", DAY, ""), NOW)


def test_a_zone_is_made_of_towns_of_its_region() -> None:
    load(*ROWS)
    zone = replace(NEW, kind=DepartmentKind.ZONE, towns=("620799101",))
    create_department(ADMIN, zone, NOW)
    assert departments(ADMIN, DAY)[0].towns == ("620799101",)
    assert departments(ADMIN, DAY)[0].region_path == path_of("620799")
    with pytest.raises(RuleBroken, match="620798001"):
        create_department(ADMIN, replace(zone, code="Z2", name="二", short_name="二", towns=("620798001",)), NOW)


def test_no_department_in_a_region_given_up() -> None:
    load(*ROWS[:2], replace(ROWS[2], valid_to=DAY - ONE))
    with pytest.raises(NotFound):
        create_department(ADMIN, NEW, NOW)


def test_departments_are_known_to_all_offices_of_the_region_and_to_no_other() -> None:
    make_region()
    make_department("SCJG")
    assert len(departments(make_actor(Role.OFFICER, "XFJY"), DAY)) == 1
    assert departments(make_actor(Role.OFFICER, "XFJY", "62/6207/620798"), DAY) == ()
    for query in (lambda: departments(make_actor(Role.ENTERPRISE, "subject:x"), DAY), lambda: regions(make_actor(Role.PROCURATORATE))):
        with pytest.raises(NotPermitted):
            query()
