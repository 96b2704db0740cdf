"""Posts for officers: the visits of an adopted programme as the second draw knows them (R-SUB-3: two of each department)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from yicha.draws.types import Post
from yicha.engines.draw.officers import minutes_in
from yicha.engines.draw.tasks import deal_skills
from yicha.engines.draw.types import Officer, Slot, Visit, Week
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.orgs.types import OfficerAvailable
from yicha.planning.rules.instances import PlanYear, absent_weeks, weekly_minutes
from yicha.planning.rules.posts import can_be_filled, deal_posts
from yicha.planning.rules.scopes import Scopes, deal_scopes
from yicha.planning.types import Ground, VisitRow, VisitStatus

NO_SKILL = "无"


@dataclass(frozen=True)
class Work:
    """What one line wants of its department at a visit."""

    department: str
    minutes: int
    min_officers: int
    skills: tuple[str, ...]
    item: str = ""


@dataclass(frozen=True)
class VisitWork:
    """One visit that somebody goes to, or off-site work, which takes no way there. `works` in the order of the visit's demands; the
    lead department stands first in `departments`. `lead`: whose first officer leads the visit. `resting`: certificate numbers of who
    does not go there this time.
    """

    number: str
    sid: str
    town: str
    week: int
    departments: tuple[str, ...]
    works: tuple[Work, ...]
    door: bool = True
    lead: str = ""
    resting: tuple[str, ...] = ()


class Roster:
    """The officers of a region as both the posts and the draw see them."""

    def __init__(self, officers: Iterable[OfficerAvailable], norms: NormsInForce, year: PlanYear) -> None:
        self.overhead = norms.whole(NormCode.OVERHEAD_MINUTES)
        self.leading = leading(norms)
        register = sorted(officers, key=lambda one: one.cert_no)
        self.scopes = Scopes(register)
        self.officers = tuple(_officer(one, self.scopes, norms, year) for one in register)
        self.weeks = {number: Week(days[0], days[-1], len(days)) for number, days in enumerate(year.weeks) if days}

    def candidates(self, department: str, visit: VisitWork) -> list[frozenset[str]]:
        """The skills of everybody who may go: of the department, present, of the place, not recused."""
        return [
            frozenset(one.skills)
            for one in self.officers
            if one.department == department
            and minutes_in(one, visit.week, self.weeks[visit.week]) > 0
            and (not one.towns or visit.town in one.towns)
            and visit.sid not in one.recused
            and one.id not in visit.resting
        ]

    def booked(self, rows: Iterable[VisitRow]) -> "Roster":
        """The same with what earlier draws gave everybody."""
        busy = copy(self)
        busy.officers = booked_by(self, [row for row in rows if row.status is not VisitStatus.CANCELLED])
        return busy

    def posts(self, visits: Sequence[VisitWork]) -> list[Visit]:
        return [
            Visit(visit.number, visit.sid, visit.week, tuple(self._all_slots(visit)), town=visit.town, barred=visit.resting)
            for visit in sorted(visits, key=lambda visit: visit.number)
        ]

    def _all_slots(self, visit: VisitWork) -> Iterable[Slot]:
        for department in visit.departments:
            yield from self.slots(visit, department)

    def slots(self, visit: VisitWork, department: str) -> list[Slot]:
        """The posts of one department: of the lead first who leads the visit, then the qualified."""
        works = [work for work in visit.works if work.department == department]
        count = max(work.min_officers for work in works)
        minutes = sum(work.minutes for work in works) + (self.overhead if visit.door else 0)
        leader = self.leading if department == visit.lead else ()
        skills = tuple(dict.fromkeys((*leader, *(skill for work in works for skill in work.skills))))
        candidates = self.candidates(department, visit)
        shared, stacked = (
            deal_scopes(deal(skills, count, candidates), self._scoped(works), candidates) for deal in (deal_posts, deal_skills)
        )
        dealt = shared if can_be_filled(shared, candidates) else stacked
        return [Slot(department, minutes, one) for one in dealt]

    def _scoped(self, works: Iterable[Work]) -> dict[str, int]:
        """Scope → how many officers must have it."""
        wanted: dict[str, int] = {}
        for work in works:
            for scope in self.scopes.asked(work.department, work.item):
                wanted[scope] = max(wanted.get(scope, 0), work.min_officers)
        return wanted


def leading(norms: NormsInForce) -> tuple[str, ...]:
    """R-SUB-3: the qualification that who leads a visit (组长) must have; none where the norm names none."""
    asked = norms.text(NormCode.LEADER_SKILL)
    return () if asked == NO_SKILL else (asked,)


def _officer(one: OfficerAvailable, scopes: Scopes, norms: NormsInForce, year: PlanYear) -> Officer:
    return Officer(
        id=one.cert_no,
        department=one.department,
        minutes=weekly_minutes(one, norms),
        name=one.name,
        skills=(*one.skills, *scopes.held(one)),
        towns=one.towns,
        recused=one.recusals,
        absent=absent_weeks(one, year),
    )


def require_posts(count: int, *, under_way: bool) -> None:
    """YX-2.7b: one draw of officers at a time, and only for departments that have none at a visit."""
    if under_way:
        raise RuleBroken("上一次执法人员抽取还没有完成", clause="YX-2.7b", exits=(Exit("先完成或作废那次抽取"),))
    if not count:
        raise RuleBroken("没有待配执法人员的上门", clause="YX-2.7b", exits=(Exit("个别人不能到场的，换人"),))


def waits_for_draw(row: VisitRow, today: date) -> bool:
    """R-SUB-3: who of a visit's departments has no officer is drawn; outside the plan not for a day that is over, nor for a recheck, which
    names its own when it is concluded.
    """
    if row.programme is not None:
        return bool(row.unmanned)
    return bool(row.unmanned) and row.first_day >= today and all(one.source != Ground.RECHECK for one in row.demands)


def booked_by(at_hand: Roster, rows: Iterable[VisitRow]) -> tuple[Officer, ...]:
    """The officers with what earlier draws gave them: of each week how many visits and minutes."""
    found: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        for one in row.officers:
            count, minutes = found[one.cert_no].get(row.week, (0, 0))
            own = sum(demand.minutes for demand in row.demands if demand.department == one.department)
            found[one.cert_no][row.week] = count + 1, minutes + own + (at_hand.overhead if row.door else 0)
    return tuple(replace(one, booked=found[one.id]) if one.id in found else one for one in at_hand.officers)


def minutes_left(officer: Officer, week: int, weeks: Mapping[int, Week]) -> int:
    """What the officer can still give in that week."""
    return minutes_in(officer, week, weeks[week]) - officer.booked.get(week, (0, 0))[1]


def require_whole_team(row: VisitRow) -> None:
    """R-SUB-3: a department that joined a staffed visit has its officers before the enterprise is told who comes."""
    if row.officers and not row.staffed:
        raise RuleBroken("新并入的部门还没有执法人员", clause="R-SUB-3", exits=(Exit("先抽执法人员", "联席办"),))


def understaffed(teams: Mapping[str, Sequence[Post]]) -> tuple[str, ...]:
    """Numbers of visits for which somebody is missing."""
    return tuple(sorted(number for number, team in teams.items() if not all(post.cert_no for post in team)))
