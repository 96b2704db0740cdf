"""委托 and 园区下放: what another department exercises meanwhile is planned by that one and not by the original one (GX-3.5, LYG-5.5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yicha.kernel.refusals import Exit, RuleBroken
from yicha.orgs.queries import competent, deciding
from yicha.orgs.types import DelegationListing
from yicha.planning.types import DepartmentLine
from yicha.subjects.types import SubjectRow


@dataclass(frozen=True)
class Competence:
    """Who exercises an item at a subject on a day. `towns`: the path of each town by its name; `owners`: whose each item in force is."""

    region_path: str
    towns: Mapping[str, str]
    delegations: Sequence[DelegationListing]
    owners: Mapping[str, str]

    def acts(self, department: str, item: str, town: str, on: date) -> bool:
        """GX-3.5: the item is the department's own, or the most local instrument gives it in that town on that day."""
        owner = self.owners.get(item, "")
        return department in {owner, self._acting(item, owner, town, on)}

    def holds(self, department: str, item: str, since: date) -> bool:
        """GX-3.5: the item is the department's own, or an instrument that is not over before a day gives it."""
        return self.owners.get(item) == department or any(_open(given, since) for given in self._given(department, item))

    def received(self, line: DepartmentLine) -> bool:
        """GX-3.5: the item is another department's."""
        return self._owner(line) != line.department

    def covered(self, line: DepartmentLine) -> bool:
        """GX-3.5: one instrument gives the item for the whole window of the line."""
        first, last = line.line.window
        given = self._given(line.department, line.line.item_code)
        return any(one.first_day <= first and _open(one, last) for one in given)

    def taker(self, line: DepartmentLine, town: str = "") -> str:
        """The department that acts instead, in a town or, without one, in the whole region; empty: the line's own.

        The first day of the window decides; what was received must last until its last day.
        """
        days = line.line.window if self.received(line) else line.line.window[:1]
        found = (self._acting(line.line.item_code, self._owner(line), town, day) for day in days)
        return next((one for one in found if one != line.department), "")

    def moved(self, line: DepartmentLine, subject: SubjectRow) -> bool:
        """GX-3.5: the power over this subject lies elsewhere."""
        return bool(self.taker(line, subject.town))

    def instrument(self, line: DepartmentLine, town: str) -> int:
        """GX-3.5: which instrument keeps the line out of a town: by it another acts there, or by it the line would and it is over."""
        where, owner = self.towns.get(town, self.region_path), self._owner(line)
        days = line.line.window if self.received(line) else line.line.window[:1]
        found = [deciding(owner, line.line.item_code, where, day, self.delegations) for day in days]
        others = [one for one in found if one and one.to_department != line.department]
        return (others or self._given(line.department, line.line.item_code))[-1].delegation

    def moved_towns(self, line: DepartmentLine) -> dict[str, str]:
        """GX-3.5: town → who acts there instead."""
        return {town: taker for town in self.towns if (taker := self.taker(line, town))}

    def _owner(self, line: DepartmentLine) -> str:
        return self.owners.get(line.line.item_code, line.department)

    def _acting(self, item: str, owner: str, town: str, on: date) -> str:
        return competent(owner, item, self.towns.get(town, self.region_path), on, self.delegations)

    def _given(self, department: str, item: str) -> list[DelegationListing]:
        pair = (self.owners.get(item), department)
        return [one for one in self.delegations if (one.from_department, one.to_department) == pair and item in one.items]


def _open(given: DelegationListing, on: date) -> bool:
    """Not over before that day; one that was ended before it began never gives anything."""
    return given.last_day is None or max(given.first_day, on) <= given.last_day


def require_power(lines: Iterable[DepartmentLine], competence: Competence) -> None:
    """GX-3.5: who gave an item away does not plan it; who received it plans it in the time of the instrument."""
    for line in lines:
        if competence.received(line):
            _require_covered(line, competence)
        elif taker := competence.taker(line):
            exits = (Exit("从计划中去掉这一行"), Exit("先结束委托或下放", "orgs.delegation.end"))
            told = f"计划行 {line.line.line_id}：事项 {line.line.item_code} 已委托或下放给 {taker}，由其计划"
            raise RuleBroken(told, clause="GX-3.5", exits=exits)


def _require_covered(line: DepartmentLine, competence: Competence) -> None:
    if not competence.covered(line):
        told = f"计划行 {line.line.line_id}：事项 {line.line.item_code} 的委托或下放不覆盖整个时间窗"
        raise RuleBroken(told, clause="GX-3.5", exits=(Exit("把时间窗改到委托或下放的期限内"), Exit("由原部门计划")))
