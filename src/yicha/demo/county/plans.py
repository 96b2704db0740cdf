"""年度计划: what each department means to check this year, whom, when and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yicha.demo.county.chance import Chance
from yicha.demo.county.codes import REGION_PATH
from yicha.demo.county.items import class_of, item_code, item_name
from yicha.demo.county.regions import department_code
from yicha.demo.county.scopes import scope_in_any, scope_in_county, tags_of
from yicha.demo.county.seeds import DepartmentSeed, ItemSeed, LineSeed, departments
from yicha.planning.types import FilePlan, LineRow
from yicha.subjects.types import SubjectRow

_RATIOS = {
    "std": "A:2%;B:5%;C:100%;D:100%",  # the template of domain §2.4
    "light": "A:1%;B:2%;C:30%;D:100%",
    "strict": "A:10%;B:20%;C:100%;D:100%",
    "key": "A:30%;B:50%;C:100%;D:100%",
}
_FEWEST = 2
_FEW_LISTED = "10%"
_UNTOLD_BECAUSE = "飞行检查，依法不预先告知（连云港市优化营商环境政策措施第4号 四（三））"


@dataclass(frozen=True)
class _Numbered:
    """A line with its place: the `number`-th of the department, under its `place`-th item."""

    department: DepartmentSeed
    place: int
    item: ItemSeed
    number: int
    line: LineSeed


def make_plans(seed: str, year: int, subjects: Sequence[SubjectRow]) -> tuple[FilePlan, ...]:
    """One plan a department for the county's own register."""
    return tuple(
        FilePlan(REGION_PATH, year, department_code(each.number), tuple(_own_line(seed, year, line, subjects) for line in _numbered(each)))
        for each in departments()
    )


def make_plans_for_any(year: int, founded_after: str) -> Mapping[str, tuple[LineRow, ...]]:
    """Lines of each department, by its short name, that ask only what every register has."""
    return {
        department.short: tuple(_line(year, each, scope_in_any(each.line.pool, founded_after)) for each in _numbered(department))
        for department in departments()
    }


def _numbered(department: DepartmentSeed) -> list[_Numbered]:
    pairs = [(place, item, line) for place, item in enumerate(department.items, 1) for line in item.lines]
    return [_Numbered(department, place, item, number, line) for number, (place, item, line) in enumerate(pairs, 1)]


def _own_line(seed: str, year: int, each: _Numbered, subjects: Sequence[SubjectRow]) -> LineRow:
    listed = _listed(Chance(seed, "list", each.department.number, each.number), each.line, subjects)
    return _line(year, each, scope_in_county(each.line.pool, year), listed)


def _line(year: int, each: _Numbered, scope: str, sids: tuple[str, ...] = ()) -> LineRow:
    line, item, check_class = each.line, each.item, class_of(each.item, each.line)
    random = line.selection == "random" or not (sids or line.selection == "full")
    return LineRow(
        line_id=f"{each.department.number}-{each.number:02d}",
        item_code=item_code(each.department, each.place, check_class),
        item_name=item_name(item, check_class),
        check_class=check_class,
        scope_query=scope,
        selection="random" if random else line.selection,
        window=_window(year, line.window),
        ratio=_RATIOS.get(line.ratio, line.ratio or _FEW_LISTED) if random else "",
        min_count=_FEWEST if random else 0,
        sids=sids,
        mode=line.mode,
        announced=line.announced,
        secret_because="" if line.announced else _UNTOLD_BECAUSE,
        minutes=line.minutes,
        skills=tuple(line.skills),
        mergeable=line.mergeable,
        reason=line.reason or "；".join(line.not_with.values()),
        not_with=tuple((f"class:{token}", reason) for token, reason in line.not_with.items()),
        lead_rank=line.lead,
        exemption=line.exemption,
    )


def _window(year: int, window: str) -> tuple[date, date]:
    first, last = (date.fromisoformat(f"{year}-{day}") for day in window.split("/"))
    return first, last


def _listed(chance: Chance, line: LineSeed, subjects: Sequence[SubjectRow]) -> tuple[str, ...]:
    """名单: some of the pool that the department has reason to see."""
    if line.selection != "list":
        return ()
    wanted = tags_of(line.pool)
    return tuple(chance.some([row.sid for row in subjects if row.status == "存续" and wanted.intersection(row.tags)], line.count))
