"""One concluded part of an inspection as rows of the level above: facts from the rooms that hold them, then the layout, then the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from yicha.draws.queries import draw_that_chose
from yicha.engines.quality import faults_of
from yicha.exchange.rules.layouts import CHECKS, layout_of, rules_of
from yicha.exchange.rules.rows import moment, remarks_of, row_of
from yicha.exchange.types import Remark
from yicha.inspections.queries import inspection
from yicha.inspections.types import InspectionRow, TaskRow
from yicha.items.queries import items_in_force, matches_of
from yicha.items.types import CatalogueKind, ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.norms.queries import dictionary, working_days
from yicha.orgs.queries import departments
from yicha.planning.queries import programme, visit
from yicha.planning.types import VisitRow
from yicha.subjects.queries import facts_of

LISTS = (CatalogueKind.NATION, CatalogueKind.PROVINCE)
ONSITE, WRITTEN = "1", "2"
DRAWN, CHOSEN = "1", "2"
ROUTINE = "1"
USCC = "001"


@dataclass(frozen=True)
class Mapped:
    """A row before it is kept: what it says, and what is wrong with it."""

    key: str
    item_code: str
    sid: str
    name: str
    region_path: str
    checked_at: datetime
    content: Mapping[str, str]
    faults: tuple[Remark, ...]


@dataclass(frozen=True)
class _Part:
    """What the rows of one part have in common. `known`: the codes of matters that exist, ours and theirs."""

    inspection: InspectionRow
    task: TaskRow
    planned: VisitRow
    items: Mapping[str, ItemRow]
    checked_at: datetime
    common: Mapping[str, str]


def mapped(actor: Actor, inspection_id: int, department: str, at: datetime) -> list[Mapped]:
    """A row for each item of the part, as the registers say it now and as it was found then."""
    part = _part(actor, inspection_id, department, at)
    layout = layout_of(CHECKS, at.date())
    tables = {name: dictionary_values(name, part.inspection.region_path, at) for name in layout.dictionaries}
    rules = rules_of(layout, tables)
    rows = []
    for facts in _facts(actor, part):
        content = row_of(layout, facts)
        faults = faults_of(content, rules, {"items": {*part.items, facts["item_code"]} - {""}})
        said = (part.planned.sid, part.planned.name, part.inspection.region_path, part.checked_at)
        rows.append(Mapped(facts["key"], facts["own_code"], *said, content, remarks_of(faults)))
    return rows


def dictionary_values(name: str, region_path: str, at: datetime) -> frozenset[str]:
    return frozenset(entry.value for entry in dictionary(name, region_path, at.date()))


def _part(actor: Actor, inspection_id: int, department: str, at: datetime) -> _Part:
    row = inspection(actor, inspection_id)
    task = next((task for task in row.tasks if task.department == department), None) or absent("YX-2.15")
    planned = visit(actor, row.visit)
    checked_at = (task.submitted_at or at).astimezone(at.tzinfo)
    codes = {demand.item_code for demand in planned.demands if demand.department == department}
    items = items_in_force(actor, row.region_path, working_days().day_of(checked_at), codes)
    return _Part(row, task, planned, items, checked_at, _common(actor, row, task, planned) | _times(checked_at, at))


def _times(checked_at: datetime, at: datetime) -> dict[str, str]:
    return {"checked_at": moment(checked_at), "reported_at": moment(at)}


def _common(actor: Actor, row: InspectionRow, task: TaskRow, planned: VisitRow) -> dict[str, str]:
    organ = next((one for one in departments(actor, planned.first_day) if one.code == task.department), None)
    about = facts_of(actor, planned.sid)
    draw = draw_that_chose(actor, programme(actor, planned.programme).draw, planned.sid) if planned.programme else ""
    names = {one.cert_no: one.name for one in planned.officers}
    return {
        "organ": organ.name if organ else "",
        "organ_code": (organ.uscc or organ.code) if organ else "",
        "subject": about.name,
        "subject_kind": about.kind.value,
        "document_kind": USCC if about.uscc else "",
        "document": about.uscc,
        "address": about.address,
        "area": row.region_path.rpartition("/")[2],
        "draw": draw,
        "category": DRAWN if draw else CHOSEN,
        "form": ROUTINE,
        "mode": ONSITE if planned.door else WRITTEN,
        "outcome": task.outcome.value if task.outcome else "",
        "officers": ",".join(names.get(cert_no, cert_no) for cert_no in task.officers),
        "certificates": ",".join(task.officers),
    }


def _facts(actor: Actor, part: _Part) -> Iterator[dict[str, str]]:
    codes = sorted({demand.item_code for demand in part.planned.demands if demand.department == part.task.department})
    place = part.planned.departments.index(part.task.department) + 1
    area = part.common["area"]
    for order, code in enumerate(codes, 1):
        matches = matches_of(actor, part.inspection.region_path, code)
        upper = next((one.code for kind in LISTS for one in matches if one.kind is kind), code)
        listed = next((one.code for one in matches if one.kind is CatalogueKind.INSPECTIONS), "")
        item = part.items.get(code)
        yield {
            **part.common,
            "own_code": code,
            "key": f"{area}-{part.inspection.id}-{part.task.department}-{code}",
            "number": f"{part.inspection.number}-{place}{order:02d}",
            "item_code": upper,
            "check_list": (item.catalogue_code if item else "") or listed,
            "name": item.name if item else "",
        }
