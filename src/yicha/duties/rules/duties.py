"""What must hold before a duty is given or taken away, and what the report says of gaps and overlaps."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from yicha.duties.types import AssignDuty, Cell, DutyEntry, DutyRow, Finding, Lead, Overlap, Part
from yicha.items.types import ItemRow
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

LIMITS: Mapping[str, Limit] = {
    "duty_one_lead": Limit("WY-5.2", "同一事项、环节、区域同一天只能有一个牵头部门"),
    "duty_department_once": Limit("WY-5.2", "这个部门在该事项该环节已有职责"),
    "lead_has_successor": Limit(
        "WS-2.2", "牵头职责不能空着：先有接手的部门，才能免去原来的", (Exit("指定接手的部门"), Exit("由上一级区域的牵头部门接手"))
    ),
}


def regions_down_to(area: str) -> list[str]:
    """Each region from the province to the area itself: `62/6207` gives `["62", "62/6207"]`."""
    parts = area.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def require_department(department: str, known: Collection[str]) -> None:
    """WS-2.2: a duty is given to a department that exists on that day."""
    if department not in known:
        raise RuleBroken("这个部门当天不存在，不能承担职责", clause="WS-2.2", exits=(Exit("选本地区现有的部门"),))


def require_items(items: Sequence[str], known: Collection[str]) -> None:
    """WY-5.2: duties are of items that are in force."""
    missing = [code for code in items if code not in known]
    if missing or not items:
        named = missing[0] if missing else "（未选）"
        raise RuleBroken(f"事项 {named} 当天没有生效", clause="WY-5.2", exits=(Exit("先公布事项清单"),))


def require_steps(steps: Sequence[str], known: Collection[str]) -> None:
    """WY-5.2: the steps are those of the code list."""
    missing = [step for step in steps if step not in known]
    if missing or not steps:
        named = missing[0] if missing else "（未选）"
        raise RuleBroken(f"没有这个环节：{named}", clause="WY-5.2", exits=(Exit("从环节代码表中选"),))


def require_instrument(command: AssignDuty) -> None:
    """GX-2.3: no duty without an instrument; who assists is told with what."""
    if not command.basis.strip():
        raise RuleBroken("请写明依据文件", clause="GX-2.3")
    if command.part is Part.ASSIST and not command.share.strip():
        raise RuleBroken("请写明配合部门做什么", clause="GX-2.3")
    if command.last_day is not None and command.last_day < command.first_day:
        raise RuleBroken("止期早于起期", clause="GX-2.3")


def require_after(row: DutyEntry, held: Iterable[DutyEntry]) -> None:
    """WS-2.2: a file gives nothing that would take back what is given from the same day on or later. `held`: of the same place."""
    later = [
        one for one in held if one.first_day >= row.first_day and (one.department == row.department or one.part == row.part == Part.LEAD)
    ]
    if later:
        first = min(later, key=lambda one: one.first_day)
        raise RuleBroken(f"{first.first_day}起已明确给{first.department}，不能从更早或同一天另行明确", clause="WS-2.2")


def require_reason(reason: str, clause: str) -> None:
    if not reason.strip():
        raise RuleBroken("请写明理由", clause=clause)


def lead_of(item: ItemRow, area: str, step: str, duties: Iterable[DutyRow]) -> Lead:
    """GX-2.3: the most local lead of the step; without one, the item's own department. `duties` are those in force."""
    leads = {duty.area: duty for duty in duties if duty.part is Part.LEAD and duty.step == step and duty.item == item.code}
    for place in reversed(regions_down_to(area)):
        if place in leads:
            return Lead(leads[place].department, leads[place])
    return Lead(item.department)


def assisting(item: ItemRow, step: str, lead: Lead, duties: Iterable[DutyRow]) -> tuple[DutyRow, ...]:
    """WS-2.2: who assists in the step; a town's lead may be the one who assists elsewhere."""
    found = [duty for duty in duties if duty.part is Part.ASSIST and duty.step == step and duty.item == item.code]
    return tuple({duty.department: duty for duty in found if duty.department != lead.department}.values())


def cell_of(item: ItemRow, area: str, step: str, duties: Sequence[DutyRow], existing: Collection[str]) -> Cell:
    """WY-5.2: who leads and assists, and whether the step has an owner at all."""
    lead = lead_of(item, area, step, duties)
    findings = set()
    if lead.department not in existing:
        findings.add(Finding.UNOWNED)
    if lead.duty is None:
        findings.add(Finding.UNSETTLED)
    return Cell(step, lead, assisting(item, step, lead, duties), frozenset(findings))


def overlaps(items: Iterable[ItemRow], duties: Iterable[DutyRow]) -> tuple[Overlap, ...]:
    """GX-2.3: departments whose items are of one class of check, unless a duty in one of these items joins them."""
    classes: dict[str, list[ItemRow]] = defaultdict(list)
    for item in items:
        classes[item.check_class].append(item)
    joined = {(duty.item, duty.department) for duty in duties}
    found = []
    for name, rows in sorted(classes.items()):
        apart = sorted({row.department for row in rows if not _is_joined(row.department, rows, joined)})
        if len({row.department for row in rows}) > 1 and len(apart) > 1:
            found.append(Overlap(name, tuple(apart), tuple(row.code for row in rows if row.department in apart)))
    return tuple(found)


def _is_joined(department: str, rows: Sequence[ItemRow], joined: Collection[tuple[str, str]]) -> bool:
    """It has a part, given by an instrument, in an item of somebody else's."""
    return any((row.code, department) in joined for row in rows if row.department != department)
