"""The invented county as one frozen value."""

from dataclasses import dataclass
from datetime import date

from yicha.inspections.types import Outcome
from yicha.items.types import ItemRow, MainItemRow
from yicha.norms.types import NormRow
from yicha.orgs.types import CreateDepartment, OfficerRow, RegionRow
from yicha.planning.types import FilePlan, PastCheck
from yicha.subjects.types import SubjectRow


@dataclass(frozen=True)
class PastResult:
    """One check of last year and what came of it."""

    sid: str
    department: str  # code
    item_code: str
    check_class: str
    on: date
    outcome: Outcome


@dataclass(frozen=True)
class County:
    """Everything that the main job needs to begin. Codes refer: departments by code, save in `officers`, who name theirs by short name."""

    region_path: str
    year: int
    norms: tuple[NormRow, ...]  # what the county rules for itself
    regions: tuple[RegionRow, ...]
    departments: tuple[CreateDepartment, ...]  # the fifteen that inspect, then the offices, then the towns
    subjects: tuple[SubjectRow, ...]
    officers: tuple[OfficerRow, ...]
    main_items: tuple[MainItemRow, ...]
    items: tuple[ItemRow, ...]
    plans: tuple[FilePlan, ...]
    history: tuple[PastCheck, ...]  # this year, superiors included
    past_results: tuple[PastResult, ...]  # last year
