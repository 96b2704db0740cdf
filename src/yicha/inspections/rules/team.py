"""Who comes: who was drawn, enough of each department, who comes along (R-SUB-2, R-SUB-3)."""

from collections.abc import Collection, Sequence

from yicha.inspections.types import InspectionStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import require_own_department
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.planning.types import OfficerRow

BEFORE = frozenset({InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED, InspectionStatus.HELD})


def require_own_part(actor: Actor, department: str, clause: str) -> None:
    require_own_department(actor, department, clause, "只能办理本部门的部分")


def require_part_in(actor: Actor, departments: Collection[str]) -> None:
    """R-SUB-3: only who takes part in the visit."""
    if not any(actor.acts_for(code) for code in departments):
        raise NotPermitted("只能由参加本次检查的部门办理", clause="R-SUB-3", exits=(Exit("请参加的部门办理"),))


def require_drawn(cert_no: str, team: Collection[OfficerRow]) -> None:
    """R-SUB-3: only who was drawn for the visit."""
    if cert_no not in {one.cert_no for one in team}:
        raise RuleBroken("您不是本次检查抽中的执法人员", clause="R-SUB-3", exits=(Exit("由抽中的人员检查"), Exit("按规定更换人员并留痕")))


def require_full_team(wanted: Collection[tuple[str, int]], team: Sequence[OfficerRow]) -> None:
    """R-SUB-3: so many officers of each department that checks as the law wants, at least two."""
    for department, count in wanted:
        present = sum(one.department == department for one in team)
        if present < count:
            raise RuleBroken(f"{department} 只有 {present} 名执法人员，须有 {count} 名", clause="R-SUB-3", exits=(Exit("补抽执法人员"),))


def require_team_of(officers: Sequence[str], department: str, team: Sequence[OfficerRow], least: int) -> None:
    """R-SUB-3, R-SUB-2: who signs was drawn for this department, and they are enough."""
    drawn = {one.cert_no for one in team if one.department == department}
    if len(set(officers)) < least or not set(officers) <= drawn:
        raise RuleBroken(f"检查人员须是抽中的本部门执法人员，不少于 {least} 人", clause="R-SUB-3", exits=(Exit("按规定更换人员并留痕"),))


def require_another_holder(holder: str, taker: str) -> None:
    """YX-2.4: who answers for the part has nothing to take over."""
    if holder == taker:
        raise RuleBroken("这部分本来就由您负责", clause="YX-2.4", exits=(Exit("接着办"),))


def require_before_the_visit(status: InspectionStatus) -> None:
    """R-SUB-3: who comes along is fixed before anybody enters."""
    if status not in BEFORE:
        raise RuleBroken("随行人员在入企前确定", clause="R-SUB-3", exits=(Exit("由抽中的执法人员检查"),))


def require_companion(name: str, number: str, named: Collection[str], drawn: Collection[str]) -> None:
    """R-SUB-2, R-SUB-3: named with a number of his own, once, and no officer of this visit."""
    if not name.strip() or not number:
        raise RuleBroken("写明姓名和证件号", clause="R-SUB-3", exits=(Exit("填写姓名和证件号"),))
    if number in named or number in drawn:
        raise RuleBroken("此人已在本次检查的人员中", clause="R-SUB-2", exits=(Exit("核对证件号"),))
