"""Departments and regions as their workbooks say them, what speaks against a row, and what stands on one."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import timedelta

from django.db import connection
from django.db.models import Q

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.models import Department, Region
from yicha.orgs.queries.permission import demand
from yicha.orgs.queries.places import path_of_region, place_codes
from yicha.orgs.rules.inputs import require_days, require_text
from yicha.orgs.rules.places import path_of, require_department, require_listed, require_within
from yicha.orgs.types import CreateDepartment, DepartmentEntry, DepartmentKind, OrgPermission, RegionEntry
from yicha.orgs.workbooks import PlaceWords

ONE_DAY = timedelta(days=1)
NAMED = """
SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = ANY(%s)
AND data_type IN ('character varying', 'text') AND table_name <> ALL(%s) AND is_generated = 'NEVER' ORDER BY table_name, column_name
"""
OF_DEPARTMENT = ["department", "department_id", "from_department_id", "to_department_id", "owner", "found_by", "lead"]
CALLED = {
    "duties_duty": "职责分工",
    "items_item": "监管事项",
    "orgs_account": "账号",
    "orgs_delegation": "委托下放",
    "orgs_department": "部门",
    "orgs_officer": "执法人员",
    "orgs_post": "任职",
    "subjects_subject": "监管对象",
}
OF_REGION = ["region_path", "region_id", "area_id", "parent_id"]


def department_entries(actor: Actor) -> list[DepartmentEntry]:
    """Closed ones and those to come too."""
    demand(actor, OrgPermission.READ)
    found = within(actor, Department.objects.select_related("region"), "region__path")
    return [_department(row) for row in found.order_by("region__path", "code")]


def known_departments(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, DepartmentEntry]:
    found = Department.objects.filter(_below("region__path", region_path), code__in=keys)
    return {row.code: _department(row) for row in (found.select_for_update(no_key=True) if for_update else found)}


def departments_elsewhere(region_path: str, keys: Collection[str]) -> Collection[str]:
    return set(Department.objects.filter(code__in=keys).exclude(_below("region__path", region_path)).values_list("code", flat=True))


def department_words(region_path: str) -> PlaceWords:
    codes = {written: path.rpartition("/")[2] for written, path in place_codes(region_path).items()}

    def doubt(row: DepartmentEntry) -> str:
        if known_departments(region_path, [row.code]):
            return ""
        towns = dict(Region.objects.filter(code__in=row.towns).values_list("code", "path"))
        try:
            require_within(row.region, region_path)
            require_listed([row.region, *row.towns], codes.values())
            require_department(creation_of(row), path_of_region(row.region), towns)
            require_days(row.first_day, row.last_day, "WS-2.2")
        except RuleBroken as refused:
            return str(refused)
        return ""

    return PlaceWords(codes, doubt)


def creation_of(row: DepartmentEntry) -> CreateDepartment:
    return CreateDepartment(row.code, row.name, row.short_name, row.region, row.kind, row.first_day, row.uscc, row.towns)


def region_entries(actor: Actor) -> list[RegionEntry]:
    """The actor's region and all below it, places that were given up too."""
    demand(actor, OrgPermission.READ)
    return [_region(row) for row in within(actor, Region.objects.all(), "path").order_by("path")]


def known_regions(region_path: str, keys: Collection[str], *, for_update: bool = False) -> Mapping[str, RegionEntry]:
    found = Region.objects.filter(_below("path", region_path), code__in=keys)
    return {row.code: _region(row) for row in (found.select_for_update(no_key=True) if for_update else found)}


def region_doubts(region_path: str) -> Callable[[RegionEntry], str]:
    def doubt(row: RegionEntry) -> str:
        try:
            require_within(row.code, region_path)
            require_text(row.name, 60, "名称", "GX-2.1")
            require_days(row.first_day, row.last_day, "GX-2.1")
        except RuleBroken as refused:
            return str(refused)
        return ""

    return doubt


def departments_relied_on(keys: Collection[str]) -> list[str]:
    """The first record of each table that names one of them by its code."""
    return [*_rows_of(OF_DEPARTMENT, ["orgs_department"], "= ANY(%s)", list(keys))]


def regions_relied_on(keys: Collection[str]) -> list[str]:
    """The first record of each table that stands in one of them or below; what is removed with it is no record."""
    codes, paths = list(keys), [path_of(key) for key in keys]
    below = Region.objects.filter(parent__in=codes).exclude(code__in=codes).values_list("name", flat=True)[:9]
    at = _rows_of([name for name in OF_REGION if name.endswith("_id")], ["orgs_region"], "= ANY(%s)", codes)
    return [*below, *at, *_rows_of(["region_path"], [], "LIKE ANY(%s)", [f"{path}%" for path in paths])]


def _rows_of(columns: list[str], beside: list[str], test: str, values: list[str]) -> Iterator[str]:
    """Every room keeps a department or a region under one of these names, so a table that comes later is asked too."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [columns, beside])
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" {test} LIMIT 1', [values])  # noqa: S608 names from the catalogue
            if found := cursor.fetchone():
                yield f"{found[0]}已有{CALLED.get(table, '业务记录')}"


def _below(field: str, region_path: str) -> Q:
    return Q(**{field: region_path}) | Q(**{f"{field}__startswith": f"{region_path}/"})


def _department(row: Department) -> DepartmentEntry:
    last = row.valid.upper - ONE_DAY if row.valid.upper else None
    plain = (row.code, row.name, row.short_name, DepartmentKind(row.kind), row.region_id, row.valid.lower)
    return DepartmentEntry(*plain, row.uscc, tuple(sorted(row.towns)), last)


def _region(row: Region) -> RegionEntry:
    return RegionEntry(row.code, row.name, row.valid.lower, row.valid.upper - ONE_DAY if row.valid.upper else None)
