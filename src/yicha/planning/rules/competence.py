"""委托 and 园区下放: what another department exercises meanwhile is not planned by the original one (GX-3.5, LYG-5.5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yicha.kernel.refusals import Exit, RuleBroken
from yicha.orgs.queries import competent
from yicha.orgs.types import DelegationListing
from yicha.planning.types import DepartmentLine
from yicha.subjects.types import SubjectRow


@dataclass(frozen=True)
class Competence:
    """Who exercises a line's item at a subject on the first day of its window. `towns`: the path of each town by its name."""

    region_path: str
    towns: Mapping[str, str]
    delegations: Sequence[DelegationListing]

    def taker(self, line: DepartmentLine, town: str = "") -> str:
        """The department that acts instead, in a town or, without one, in the whole region; empty: the line's own."""
        place = self.towns.get(town, self.region_path)
        found = competent(line.department, line.line.item_code, place, line.line.window[0], self.delegations)
        return "" if found == line.department else found

    def moved(self, line: DepartmentLine, subject: SubjectRow) -> bool:
        """GX-3.5: the power over this subject lies elsewhere."""
        return bool(self.taker(line, subject.town))

    def moved_towns(self, line: DepartmentLine) -> dict[str, str]:
        """GX-3.5: town → who acts there instead."""
        return {town: taker for town in self.towns if (taker := self.taker(line, town))}


def require_own_power(lines: Iterable[DepartmentLine], competence: Competence) -> None:
    """GX-3.5: an item that another department exercises in the whole region is not planned by the original one."""
    for line in lines:
        taker = competence.taker(line)
        if taker:
            exits = (Exit("从计划中去掉这一行"), Exit("先结束委托或下放", "orgs.delegation.end"))
            told = f"计划行 {line.line.line_id}：事项 {line.line.item_code} 已委托或下放给 {taker}，由其计划"
            raise RuleBroken(told, clause="GX-3.5", exits=exits)
