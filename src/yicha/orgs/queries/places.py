"""Reads of regions and departments. These are no secret between departments, so only the region limits them."""

from datetime import date, timedelta
from importlib.resources import files

import yaml
from django.db.models import Q

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.orgs.models import Department, Region
from yicha.orgs.queries.permission import demand
from yicha.orgs.types import DepartmentKind, DepartmentLine, DepartmentListing, OrgPermission, RegionListing, RegionRow, Seat


def regions(actor: Actor) -> tuple[RegionListing, ...]:
    """The actor's region and all below it, in the order of their paths."""
    demand(actor, OrgPermission.READ)
    rows = within(actor, Region.objects.all(), "path").order_by("path").values_list("code", "name", "path")
    return tuple(RegionListing(*row) for row in rows)


def place_name(path: str) -> str:
    """The name of a region; empty if there is none."""
    return Region.objects.filter(path=path).values_list("name", flat=True).first() or ""


def path_of_region(code: str) -> str:
    """Of a region that this house knows, wherever it lies; empty otherwise. Places are no secret."""
    return Region.objects.filter(code=code).values_list("path", flat=True).first() or ""


def towns_below(region_path: str) -> dict[str, str]:
    """Name of a town → its path. A name that two towns share stands for neither."""
    found: dict[str, str] = {}
    for name, path in Region.objects.filter(path__startswith=f"{region_path}/").values_list("name", "path"):
        found[name] = "" if name in found else path
    return {name: path for name, path in found.items() if path}


def seat() -> Seat:
    """Whose house this is: the place of the topmost joint-conference office. Public, as the plate at a door is."""
    found = Department.objects.filter(kind=DepartmentKind.LEAD_OFFICE).select_related("region").order_by("region__path", "code").first()
    return Seat(found.region.path, found.region.name, found.name) if found else Seat("", "", "")


def shipped_regions() -> tuple[RegionRow, ...]:
    """The provinces, for `load_regions`; a home adds its own places below them."""
    return parse_regions(files("yicha.orgs").joinpath("seeds/regions.yaml").read_text(encoding="utf-8"))


def parse_regions(text: str) -> tuple[RegionRow, ...]:
    """A YAML file of codes and names. A code that is not text would have lost its zeros: it is refused with the rest by the rules."""
    found = yaml.safe_load(text) or {}
    return tuple(RegionRow(str(code), str(name)) for code, name in found.items())


def departments(actor: Actor, on: date) -> tuple[DepartmentListing, ...]:
    """The departments of the actor's region on a day."""
    demand(actor, OrgPermission.READ)
    found = within(actor, Department.objects.filter(valid__contains=on), "region__path").select_related("region")
    return tuple(_listing(department) for department in found.order_by("region__path", "code"))


def department_names(actor: Actor, on: date) -> dict[str, str]:
    """Department → how it is called in short."""
    return {found.code: found.short_name or found.name for found in departments(actor, on)}


def department_lines(actor: Actor) -> tuple[DepartmentLine, ...]:
    """The whole register: closed departments and those to come as well."""
    demand(actor, OrgPermission.READ)
    found = within(actor, Department.objects.select_related("region"), "region__path").order_by("region__path", "code")
    return tuple(_line(department) for department in found)


def _line(found: Department) -> DepartmentLine:
    last = found.valid.upper - timedelta(days=1) if found.valid.upper else None
    kind = DepartmentKind(found.kind)
    return DepartmentLine(found.code, found.name, found.short_name, kind, found.region.name, found.valid.lower, last)


def _listing(found: Department) -> DepartmentListing:
    kind = DepartmentKind(found.kind)
    return DepartmentListing(found.code, found.name, found.short_name, kind, found.region.path, tuple(found.towns), found.uscc)


def called(name: str, short_name: str, region: str) -> set[str]:
    """How people write a department: 青禾县市场监督管理局, 市场监督管理局, 市场监管局."""
    return {name, short_name, name.removeprefix(region)} - {""}


def department_codes(region_path: str, on: date) -> dict[str, str]:
    """How departments of a region are written (code, name, also without the region's, short name) → code.

    What is written twice stands for nobody: "".
    """
    found: dict[str, str] = {}
    here = Q(region__path=region_path) | Q(region__path__startswith=f"{region_path}/")
    rows = Department.objects.filter(here, valid__contains=on).order_by("code")
    for code, name, short_name, region in rows.values_list("code", "name", "short_name", "region__name"):
        for written in {code, *called(name, short_name, region)}:
            found[written] = code if found.get(written, code) == code else ""
    return found


def places_lock(region_path: str) -> str:
    """The name under which a region's places and departments are held while a workbook is compared with them (kernel/locks)."""
    return f"places:{region_path}"


def place_codes(region_path: str) -> dict[str, str]:
    """How a region and the places below it are written (path, code, name) → path. What is written twice stands for nobody: ""."""
    found: dict[str, str] = {}
    here = Q(path=region_path) | Q(path__startswith=f"{region_path}/")
    for path, *names in Region.objects.filter(here).order_by("path").values_list("path", "code", "name"):
        for written in {path, *names}:
            found[written] = path if found.get(written, path) == path else ""
    return found
