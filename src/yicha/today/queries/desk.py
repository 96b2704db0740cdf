"""One person's day: what more than one list asks for, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from yicha.draws.queries import DrawStanding, draws_standing
from yicha.draws.types import DrawPermission, DrawStatus
from yicha.engines.deadlines import Clock, Light, Reading, Term, Unit, WorkingCalendar, read
from yicha.exchange.queries import pushes_standing
from yicha.exchange.types import ExchangePermission, PushStanding
from yicha.inspections.queries import notices_due, results_waiting, tasks_unsigned, visits_missed
from yicha.inspections.types import InspectionPermission, NoticesDue, ResultsWaiting, TasksUnsigned, VisitsMissed
from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode, NormsInForce
from yicha.orgs.queries import departments, exports, urgings
from yicha.orgs.types import DepartmentKind, DepartmentListing, ExportListing, OrgPermission, UrgingListing
from yicha.planning.queries import annual_plan_due, campaigns, filings_waiting, outside_unmanned, plans_standing, programmes
from yicha.planning.types import CampaignRow, CampaignStatus, FilingWaiting, PlanningPermission, PlanStanding, ProgrammeRow, ProgrammeStatus
from yicha.scenes.queries import open_scenes
from yicha.scenes.types import SceneRow

WEEK = timedelta(days=7)
ONE_DAY = Term(1, Unit.DAY)


@dataclass
class Desk:
    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def year(self) -> int:
        return self.today.year

    @property
    def years(self) -> tuple[int, int]:
        """This one, and the next, which is planned and drawn for before it begins."""
        return self.year, self.year + 1

    @property
    def end_of_next_week(self) -> date:
        return self.today + timedelta(days=6 - self.today.weekday()) + WEEK

    def may(self, *permissions: str) -> bool:
        return any(self.actor.may(permission) for permission in permissions)

    @cached_property
    def norms(self) -> NormsInForce:
        return norms_in_force(self.actor.region, self.today)

    @cached_property
    def scenes(self) -> tuple[SceneRow, ...]:
        return open_scenes(self.actor, self.actor.region)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return working_days()

    def until(self, day: date) -> Reading:
        """The clock of something whose last day is known."""
        eve = datetime.combine(day - timedelta(days=1), time(12), self.at.tzinfo)
        return read(Clock(eve, ONE_DAY), self.at, self.calendar, self.norms.thresholds)

    def running(self, start: datetime, code: NormCode) -> Reading:
        return read(Clock(start, self.norms.term(code)), self.at, self.calendar, self.norms.thresholds)

    @cached_property
    def departments(self) -> Mapping[str, DepartmentListing]:
        return {row.code: row for row in departments(self.actor, self.today)} if self.may(OrgPermission.READ) else {}

    def short(self, code: str) -> str:
        return self.departments[code].short_name if code in self.departments else code

    @cached_property
    def planners(self) -> list[str]:
        """Who files a plan: the departments proper."""
        return [code for code, row in self.departments.items() if row.kind is DepartmentKind.DEPARTMENT]

    @cached_property
    def plans(self) -> list[PlanStanding]:
        return plans_standing(self.actor, self.actor.region, self.years) if self.may(PlanningPermission.READ) else []

    @cached_property
    def programmes(self) -> list[ProgrammeRow]:
        return programmes(self.actor, self.actor.region, *self.years) if self.may(PlanningPermission.READ) else []

    def publishing(self, year: int) -> Reading:
        """The clock of the plan of a year: published by the day that the norm says (R-PLAN-1)."""
        return self.until(annual_plan_due(self.actor.region, year))

    def collecting(self, year: int) -> Reading:
        """The clock of the departments' plans of a year: before it begins if they can, else in time to be published."""
        first_day = date(year, 1, 1)
        return self.until(first_day) if first_day > self.today else self.publishing(year)

    @cached_property
    def plan_clock(self) -> Reading | None:
        """R-PLAN-1: of this year's plan until it is adopted.

        Who has filed neither this year nor the year before may have begun in the middle of the year: once the day is over, nothing is
        asked of him.
        """
        if self.adopted(self.year) or not self.planners:
            return None
        clock = self.publishing(self.year)
        begun = self.programmes_of(self.year) or any(plan.year == self.year for plan in self.plans)
        asked = begun or clock.light is not Light.OVER or plans_standing(self.actor, self.actor.region, [self.year - 1])
        return clock if asked else None

    def programmes_of(self, year: int) -> list[ProgrammeRow]:
        return [row for row in self.programmes if row.year == year]

    def adopted(self, year: int) -> ProgrammeRow | None:
        return next((row for row in self.programmes_of(year) if row.status is ProgrammeStatus.ADOPTED), None)

    def outside_unmanned(self, year: int) -> int:
        return outside_unmanned(self.actor, self.actor.region, year, self.at.date()) if self.may(PlanningPermission.FREEZE_STAFFING) else 0

    @cached_property
    def filings(self) -> list[FilingWaiting]:
        may = self.may(PlanningPermission.CONSENT_UNPLANNED, PlanningPermission.FILE_UNPLANNED)
        return filings_waiting(self.actor, self.actor.region) if may else []

    @cached_property
    def campaigns(self) -> list[CampaignRow]:
        """专项行动 that wait for a decision or for their publication."""
        may = self.may(PlanningPermission.APPROVE_CAMPAIGN, PlanningPermission.PUBLISH_CAMPAIGN)
        waiting = (CampaignStatus.PROPOSED, CampaignStatus.APPROVED)
        return campaigns(self.actor, self.actor.region, statuses=waiting) if may else []

    @cached_property
    def draws(self) -> list[DrawStanding]:
        return draws_standing(self.actor, self.actor.region, self.years) if self.may(DrawPermission.READ) else []

    def drawing(self, draw: DrawStanding) -> Reading | None:
        """YX-2.7b: until the public number is said secrets are revealed; from then on the result is waited for."""
        if draw.due is None or draw.status not in {DrawStatus.FROZEN, DrawStatus.SEALED}:
            return None
        return self.running(draw.due, NormCode.DRAW_RESULT) if self.at >= draw.due else self.until(localdate(draw.due))

    @cached_property
    def missed(self) -> list[VisitsMissed]:
        return visits_missed(self.actor, self.today) if self.may(InspectionPermission.READ) else []

    @cached_property
    def unannounced_to(self) -> list[NoticesDue]:
        """Firms that still have to be told, until the end of next week."""
        return notices_due(self.actor, self.today, self.end_of_next_week) if self.may(InspectionPermission.READ) else []

    @cached_property
    def unsigned(self) -> list[TasksUnsigned]:
        """Parts of visits, until the end of next week, that no department has signed for."""
        return tasks_unsigned(self.actor, self.today, self.end_of_next_week) if self.may(InspectionPermission.READ) else []

    @cached_property
    def pushes(self) -> list[PushStanding]:
        """LYG-4.4c: records that have not left yet, by department."""
        return pushes_standing(self.actor) if self.may(ExchangePermission.READ) else []

    @property
    def data_bureau(self) -> str:
        """Who carries up what the departments provide."""
        return next((code for code, row in self.departments.items() if row.kind is DepartmentKind.DATA_BUREAU), "")

    @cached_property
    def exports(self) -> list[ExportListing]:
        return exports(self.actor)

    @cached_property
    def urgings(self) -> list[UrgingListing]:
        return urgings(self.actor, self.at)

    @cached_property
    def unapproved(self) -> list[ResultsWaiting]:
        return results_waiting(self.actor) if self.may(InspectionPermission.READ) else []


def page(name: str, *places: object, **query: object) -> str:
    """The address of a page; empty where its room is not built in."""
    try:
        href = reverse(name, args=places)
    except NoReverseMatch:
        return ""
    return f"{href}?{urlencode(query)}" if query else href
