"""Departments and steps of a place on a day."""

from datetime import date

from yicha.duties.rules.duties import regions_down_to
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import absent
from yicha.norms.queries import dictionary
from yicha.orgs.queries import departments, place_name
from yicha.orgs.queries.places import called
from yicha.orgs.types import DepartmentListing

STEPS = "duty_step"


def steps(area: str, on: date) -> dict[str, str]:
    """The steps of supervision in the order of their code list, with their names."""
    return {entry.value: entry.label for entry in dictionary(STEPS, area, on)}


def departments_of(area: str, on: date) -> dict[str, DepartmentListing]:
    """Who may carry a duty in an area: departments of the region, those above it and those within."""
    above = set(regions_down_to(area))
    found = departments(SYSTEM, on)
    return {row.code: row for row in found if row.region_path in above or row.region_path.startswith(f"{area}/")}


def written_departments(region_path: str, on: date) -> dict[str, str]:
    """How those departments are written in workbooks → code; "" for what is written of two."""
    written: dict[str, str] = {}
    for row in departments_of(region_path, on).values():
        for words in {row.code, *called(row.name, row.short_name, place_name(row.region_path))}:
            written[words] = row.code if written.get(words, row.code) == row.code else ""
    return written


def names_of(area: str, on: date) -> dict[str, str]:
    """Department → how it is called in short."""
    return {code: row.short_name or row.name for code, row in departments_of(area, on).items()}


def require_covered(actor: Actor, area: str, clause: str) -> None:
    if not actor.covers(area):
        absent(clause)
