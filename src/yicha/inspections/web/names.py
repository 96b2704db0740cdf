"""Names for codes, once for a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import Actor
from yicha.orgs.queries import departments, people
from yicha.planning.types import OfficerRow, VisitRow


@dataclass(frozen=True)
class Names:
    """Departments by code, as they are called for short."""

    short: Mapping[str, str]

    def of(self, codes: Iterable[str]) -> list[str]:
        return [self.short.get(code, code) for code in codes]

    def one(self, code: str) -> str:
        return self.short.get(code, code)


@dataclass(frozen=True)
class Team:
    """Who comes for one department."""

    department: str
    lead: bool
    officers: tuple[OfficerRow, ...]


def names_on(actor: Actor, day: date) -> Names:
    return Names({found.code: found.short_name for found in departments(actor, day)})


def holders_on(actor: Actor, row: InspectionRow) -> Mapping[str, str]:
    """Account → name of who signed for a part of the visit."""
    return people(actor, {task.holder for task in row.tasks if task.holder})


def teams(planned: VisitRow, names: Names) -> list[Team]:
    """In the order of the departments, the leading one first."""
    return [
        Team(names.one(code), code == planned.lead, tuple(one for one in planned.officers if one.department == code))
        for code in planned.departments
    ]
