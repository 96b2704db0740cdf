"""Every departure from the ordinary course in a time: the trail's own entries, and the visits that do not count against the limits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yicha.appraisal.types import AppraisalPermission, Departure, Departures, Kind, latest_first
from yicha.disclosure.types import PublicationWithdrawn
from yicha.draws.types import DrawVoided, SealedRead
from yicha.feedback.types import RatingOpened
from yicha.inspections.queries import inspections
from yicha.inspections.types import (
    DepartmentReturned,
    EnteredWithoutCode,
    InspectionCancelled,
    InspectionStopped,
    StopLifted,
    StoppedInspectionEnded,
    SubjectAbsent,
    UrgencyDecided,
)
from yicha.kernel.actor import Actor
from yicha.kernel.audit import acts
from yicha.kernel.events import name_of
from yicha.kernel.refusals import NotPermitted
from yicha.kernel.trail import TrailRow
from yicha.kernel.types import PersonalRead
from yicha.orgs.queries import departments, people
from yicha.orgs.types import RecusalDecided, RedactionDecided
from yicha.planning.queries import filings, free_demands, named_visits
from yicha.planning.types import FreeDemand, OfficerRelieved, PlanReturned, ProgrammeAmended, UnplannedDecided, VisitCancelled

MOST: Final = 2_000
KINDS: Final[Mapping[type, Kind]] = {
    ProgrammeAmended: Kind.BY_HAND,
    OfficerRelieved: Kind.BY_HAND,
    DrawVoided: Kind.VOID,
    InspectionStopped: Kind.STOPPED,
    StopLifted: Kind.STOPPED,
    StoppedInspectionEnded: Kind.STOPPED,
    InspectionCancelled: Kind.STOPPED,
    EnteredWithoutCode: Kind.NO_CODE,
    UrgencyDecided: Kind.NO_CODE,
    SubjectAbsent: Kind.STOPPED,
    VisitCancelled: Kind.STOPPED,
    PlanReturned: Kind.RETURNED,
    DepartmentReturned: Kind.RETURNED,
    UnplannedDecided: Kind.RETURNED,
    RecusalDecided: Kind.RECUSAL,
    PublicationWithdrawn: Kind.WITHDRAWN,
    PersonalRead: Kind.SEEN,
    SealedRead: Kind.SEEN,
    RatingOpened: Kind.SEEN,
    RedactionDecided: Kind.TAKEN_OUT,
}
NAMED: Final = {name_of(event): event for event in KINDS}
PAGES: Final = {
    "draw": "draws:draw",
    "programme": "planning:board",
    "plan": "planning:plan",
    "inspection": "inspections:visit",
    "publication": "disclosure:result",
    "subject": "dossier:dossier",
}
SOURCES: Final = {
    "complaint": gettext_lazy("投诉举报"),
    "assigned": gettext_lazy("转办交办"),
    "data_clue": gettext_lazy("数据监测"),
    "request": gettext_lazy("企业申请"),
    "recheck": gettext_lazy("整改复查"),
}
TAKEN_OUT: Final = gettext_lazy("内容已依法清除")


def departures(actor: Actor, first: date, last: date) -> Departures:
    """Both days included. Of either source at most `MOST` are read."""
    if not actor.may(AppraisalPermission.OVERSEE):
        raise NotPermitted(_("您没有权限访问此页"))
    since, until = (datetime.combine(day, datetime.min.time(), get_current_timezone()) for day in (first, last + timedelta(days=1)))
    entries = acts(actor, tuple(KINDS), since=since, until=until, size=MOST)
    free = free_demands(actor, first, last, MOST)
    desk = _Desk(actor, entries, localdate(since))
    rows = latest_first([*desk.of_trail(), *(_of_free(demand, desk.names) for demand in free)])
    return Departures(rows, cut=len(entries) == MOST or len(free) == MOST)


def with_visits(actor: Actor, rows: Iterable[Departure], today: date) -> tuple[Departure, ...]:
    """A page of rows with the names of the visits concerned and the pages where they can be stopped."""
    shown = tuple(rows)
    named = named_visits(actor, {row.visit for row in shown if row.visit}, today)
    opened = {row.visit: row.id for row in inspections(actor, actor.region, visits=named)}
    return tuple(replace(row, name=named[row.visit].name, **_page(opened.get(row.visit))) if row.visit in named else row for row in shown)


def _page(inspection: int | None) -> dict[str, Any]:
    return {"page": PAGES["inspection"], "key": str(inspection)} if inspection else {}


def _of_free(demand: FreeDemand, names: Mapping[str, str]) -> Departure:
    exempt = bool(demand.exemption)
    why = demand.exemption if exempt else f"{SOURCES[demand.source]} {demand.reference}"
    department = names.get(demand.department, demand.department)
    what, clause = f"{demand.check_class} · {demand.number}", "LYG-4.3c" if exempt else "R-FREQ-4"
    kind = Kind.EXEMPT if exempt else Kind.CAUSE
    return Departure(kind, demand.first_day, "", department, what, why, clause, visit=demand.visit)


@dataclass(frozen=True)
class _Desk:
    """Entries of the trail as rows that people read."""

    actor: Actor
    entries: tuple[TrailRow, ...]
    on: date

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {found.code: found.short_name or found.name for found in departments(self.actor, self.on)}

    @cached_property
    def people(self) -> Mapping[str, str]:
        return people(self.actor, {entry.actor for entry in self.entries})

    @cached_property
    def decisions(self) -> Mapping[int, tuple[str, str]]:
        return {row.id: (row.check_class, row.decision) for row in filings(self.actor)}

    def of_trail(self) -> Iterator[Departure]:
        for entry in self.entries:
            event = NAMED[entry.event]
            said = entry.payload
            if event is UnplannedDecided and (said or {}).get("consent"):
                continue
            what, why = WORDS[event](self, said) if said is not None else ("", str(TAKEN_OUT))
            yield self._row(entry, KINDS[event], what, why)

    def _row(self, entry: TrailRow, kind: Kind, what: str, why: str) -> Departure:
        thing, _colon, key = entry.about.partition(":")
        visit = int((entry.payload or {}).get("visit", 0)) or (int(key) if thing == "visit" else 0)
        department = self.names.get(entry.department, entry.department)
        who = self.people.get(entry.actor, entry.actor)
        page = PAGES.get(thing, "")
        return Departure(kind, localdate(entry.at), who, department, what, why, entry.clause, entry.at, page, key, visit)

    def filing(self, said: Mapping[str, Any]) -> tuple[str, str]:
        check_class, decision = self.decisions.get(said["filing"], ("", ""))
        return _("计划外检查未同意：%(check_class)s") % {"check_class": check_class}, decision

    def department(self, said: Mapping[str, Any]) -> str:
        return self.names.get(said["department"], said["department"])


Words = Callable[[_Desk, Mapping[str, Any]], tuple[str, str]]


def _recusal(_desk: _Desk, said: Mapping[str, Any]) -> tuple[str, str]:
    return (_("同意回避") if said["upheld"] else _("不同意回避")), str(said["sid"])


WORDS: Final[Mapping[type, Words]] = {
    ProgrammeAmended: lambda _desk, said: (_("方案改为 %(doors)s 次上门") % {"doors": said["doors"]}, said["what"]),
    OfficerRelieved: lambda desk, said: (_("换人抽取：%(name)s") % {"name": desk.department(said)}, said["reason"]),
    DrawVoided: lambda _desk, said: (_("抽取作废"), said["reason"]),
    InspectionStopped: lambda _desk, said: (_("检查叫停"), said["reason"]),
    StopLifted: lambda _desk, said: (_("叫停后恢复"), said["reason"]),
    StoppedInspectionEnded: lambda _desk, said: (_("叫停后终止"), said["reason"]),
    InspectionCancelled: lambda _desk, said: (_("检查取消"), said["reason"]),
    EnteredWithoutCode: lambda _desk, said: (_("未亮码入企，今年第 %(cases)s 次") % {"cases": said["cases"]}, said["reason"]),
    UrgencyDecided: lambda _desk, said: (_("同意紧急补批") if said["approved"] else _("不同意紧急补批"), said["opinion"]),
    SubjectAbsent: lambda _desk, said: (_("上门未找到"), said["words"]),
    VisitCancelled: lambda _desk, said: (_("检查取消"), said["reason"]),
    PlanReturned: lambda _desk, said: (_("年度计划退回"), said["reason"]),
    DepartmentReturned: lambda desk, said: (_("检查结果退回：%(name)s") % {"name": desk.department(said)}, said["reason"]),
    UnplannedDecided: lambda desk, said: desk.filing(said),
    RecusalDecided: _recusal,
    PublicationWithdrawn: lambda _desk, said: (_("公示撤回"), said["reason"]),
    PersonalRead: lambda _desk, said: (said["what"], said["reason"]),
    SealedRead: lambda _desk, said: (_("查看了封存名单"), said["purpose"]),
    RatingOpened: lambda desk, said: (_("评价开封：%(name)s") % {"name": desk.department(said)}, said["reason"]),
    RedactionDecided: lambda _desk, said: (_("清除了一条痕迹的内容") if said["taken_out"] else _("未同意清除痕迹"), said["reason"]),
}
