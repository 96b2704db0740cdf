"""委托 and 园区下放: power moves by an instrument, for a time, within an area, and only once."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from yicha.kernel.refusals import RuleBroken
from yicha.orgs.rules.inputs import require_days, require_text
from yicha.orgs.rules.places import lies_within
from yicha.orgs.types import DelegatePower, DelegationKind, DelegationListing, DepartmentKind


def require_instrument(command: DelegatePower, to_kind: DepartmentKind) -> None:
    """GX-3.5, LYG-5.5: a delegation names its legal basis, its items and its time, and goes to somebody else."""
    require_text(command.legal_basis, 300, "法律依据", "GX-3.5")
    if not command.items or len(set(command.items)) != len(command.items):
        raise RuleBroken("要列出下放的事项，每项一次", clause="GX-3.5")
    for item in command.items:
        require_text(item, 60, "事项编码", "GX-3.5")
    if command.from_department == command.to_department:
        raise RuleBroken("不能委托给本部门", clause="LYG-5.5")
    require_days(command.first_day, command.last_day, "GX-3.5")
    if (command.kind is DelegationKind.PARK_DELEGATION) != (to_kind is DepartmentKind.PARK):
        raise RuleBroken("园区下放的接收单位须为园区管委会，委托给园区须用园区下放", clause="GX-3.5")


def require_registered(department: str, known: Collection[str]) -> None:
    """R-SUB-1: who gives and who takes stands in the register today."""
    if department not in known:
        raise RuleBroken(f"部门“{department}”没有登记", clause="R-SUB-1")


def require_area(area_path: str, department_path: str) -> None:
    """R-SUB-1: nobody gives away power over a place that is not its own."""
    if not lies_within(area_path, department_path):
        raise RuleBroken("委托的区域不在本部门辖区内", clause="R-SUB-1")


def require_own_power(items: Iterable[str], received: Collection[str]) -> None:
    """LYG-5.5, 处罚法 §20: what was entrusted cannot be entrusted again."""
    passed_on = sorted(set(items) & set(received))
    if passed_on:
        raise RuleBroken(f"事项 {passed_on[0]} 是受委托取得的，不得再委托", clause="LYG-5.5")


def ended_on(first_day: date, on: date) -> date:
    """GX-3.5: an end takes effect with the day's end; what has not begun never begins."""
    return max(on, first_day - timedelta(days=1))


def require_open(last_day: date | None, ended: date) -> None:
    """GX-3.5: what is over cannot be ended again."""
    if last_day is not None and last_day <= ended:
        raise RuleBroken("该委托或下放已经结束", clause="GX-3.5")


def in_force(given: DelegationListing, on: date) -> bool:
    """GX-3.5: both its first and its last day included."""
    return given.first_day <= on and (given.last_day is None or on <= given.last_day)


def deciding(department: str, item: str, path: str, on: date, delegations: Iterable[DelegationListing]) -> DelegationListing | None:
    """GX-3.5: the instrument by which another exercises `department`'s item at a place: the most local one in force. O(n)."""
    found = [
        given
        for given in delegations
        if given.from_department == department and item in given.items and lies_within(path, given.area_path) and in_force(given, on)
    ]
    return max(found, key=lambda given: len(given.area_path), default=None)


def competent(department: str, item: str, path: str, on: date, delegations: Iterable[DelegationListing]) -> str:
    """GX-3.5: who exercises `department`'s item at a place."""
    given = deciding(department, item, path, on, delegations)
    return given.to_department if given else department
