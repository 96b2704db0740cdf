"""Who may come instead of an officer who cannot (R-SUB-3, YX-2.7b)."""

from collections.abc import Collection, Sequence

from yicha.engines.draw.types import Officer, Slot
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.rules.staffing import Roster
from yicha.planning.types import DemandRow, OfficerRow, VisitRow, VisitStatus

OPEN = frozenset({VisitStatus.PUBLISHED, VisitStatus.NOTIFIED})


def lost_officer(planned: VisitRow, cert_no: str) -> OfficerRow:
    """R-SUB-3: who is relieved was drawn for a visit that is still to end."""
    if planned.status not in OPEN:
        raise RuleBroken("这次上门已经结束", clause="R-SUB-3")
    found = next((one for one in planned.officers if one.cert_no == cert_no), None)
    if found is None:
        raise RuleBroken("此人不是这次检查的执法人员", clause="R-SUB-3", exits=(Exit("核对执法证号"),))
    return found


def require_no_open_relief(*, waiting: bool) -> None:
    """YX-2.7b: one draw at a time for one post, so that nobody chooses among outcomes."""
    if waiting:
        raise RuleBroken("此人的换人抽取还没有结束", clause="YX-2.7b", exits=(Exit("先完成或作废那次抽取"),))


def require_relief_reason(reason: str) -> None:
    """R-SUB-3, WY-5.8b: logged with its reason."""
    if not reason.strip():
        raise RuleBroken("写明为什么不能到场", clause="R-SUB-3", exits=(Exit("写明原因，如病假、回避"),))


def leads(planned: VisitRow, lost: OfficerRow) -> bool:
    """R-SUB-3: the first officer of the lead department leads the visit (组长), and so does who comes instead."""
    first = min((one.slot for one in planned.officers if one.department == planned.lead), default=None)
    return (lost.department, lost.slot) == (planned.lead, first)


def post_of(
    lost: OfficerRow, demands: Sequence[DemandRow], others: Collection[frozenset[str]], at_hand: Roster, leader: tuple[str, ...] = ()
) -> Slot:
    """What the post wants: the department's minutes; `leader`, what leading the visit takes; of the skills those that nobody of the rest
    of the team brings, and the scope of each item that too few of them may check.
    """
    works = [one for one in demands if one.department == lost.department]
    brought = frozenset[str]().union(*others)
    skills = dict.fromkeys((*leader, *(skill for work in works for skill in work.skills if skill not in brought)))
    scoped = [(work.min_officers, scope) for work in works for scope in at_hand.scopes.asked(work.department, work.item_code)]
    missing = dict.fromkeys(scope for count, scope in scoped if sum(scope in one for one in others) < count)
    return Slot(lost.department, sum(one.minutes for one in works) + at_hand.overhead, (*skills, *missing))


def candidates(officers: Sequence[Officer], slot: Slot, planned: VisitRow, elsewhere: Collection[str]) -> tuple[Officer, ...]:
    """R-SUB-3: of the department, with what the post wants, present that week, not recused, not of this visit, not at another door."""
    team = {one.cert_no for one in planned.officers}
    found = tuple(
        one
        for one in officers
        if one.department == slot.department
        and one.id not in team
        and one.id not in elsewhere
        and set(slot.skills) <= set(one.skills)
        and planned.sid not in one.recused
        and planned.week not in one.absent
        and (not one.towns or planned.town in one.towns)
    )
    if not found:
        raise RuleBroken("本部门没有可以接替的执法人员", clause="R-SUB-3", exits=(Exit("调整上门日期"), Exit("取消这次检查")))
    return found
