from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from yicha.engines.planning import Instance, Programme
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import accounts_of_officers, holders
from yicha.planning import models
from yicha.planning.actions._adopting import Writing
from yicha.planning.actions._versions import Made, Recording
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.queries import late_waiting, replan_files, staffing_open, visits_by_id
from yicha.planning.rules import replanning
from yicha.planning.rules.amending import wishes_of_plain
from yicha.planning.rules.boards import key_of
from yicha.planning.rules.filed import filings_in, require_still_waiting
from yicha.planning.rules.limits import LIMITS
from yicha.planning.states import FILING_TRANSITIONS, PROGRAMME_TRANSITIONS
from yicha.planning.types import (
    AdoptReplan,
    CancelVisit,
    Comparison,
    FilingStatus,
    PlanningPermission,
    ProgrammeStatus,
    ReplanAdopted,
    ReplanChange,
    VisitRow,
)


@use_case(may=PlanningPermission.REPLAN, clause="GX-4.4 LYG-4.3a LYG-4.3d LYG-4.3e R-FREQ-1 R-FREQ-3")
def adopt_replan(actor: Actor, command: AdoptReplan, at: datetime, /) -> ReplanAdopted:
    """采用: what gives way is cancelled with the reason, what is new becomes visits, all or none; the programme is published again."""
    row = fetch(actor, models.Replan.objects.all(), clause="GX-4.4", pk=command.replan)
    programme = fetch(actor, models.Programme.objects.all(), clause="GX-4.4", pk=row.programme_id)
    step(PROGRAMME_TRANSITIONS, ProgrammeStatus(programme.status), "replan", clause="GX-4.4")
    newest = models.ProgrammeVersion.objects.filter(programme=programme).latest("number")
    _require_fresh(actor, row, programme, newest.number, at)
    replanning.require_record(command.record)
    instance, answer, found = replan_files(actor, row.pk)
    touched = _held(actor, found)
    replanning.require_as_it_stood(found.stood, touched)
    try:
        _give_way(actor, row, found, at)
        taken = _take_filings(actor, instance, answer, found)
        joined, made = _write(Writing(actor, programme, instance), answer, found)
        recording = Recording(actor, programme, instance, at)
        programme.instance = row.instance
        kept = Made(row.result, row.board, row.summary, wishes_of_plain(newest.wishes), "", 0)
        version = recording.write(kept, f"重新排期：{row.reason}"[:400])
        row.version, row.record = version.number, command.record.strip()
        row.adopted_by, row.adopted_at = actor.name, at
        row.save()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    _tell(touched, made, at, row.reason)
    replaced = tuple(touched[pk].number for pk in found.replaced)
    return ReplanAdopted(row.pk, programme.pk, version.number, replaced, joined, len(made), len(answer.unplaced), row.record, taken)


def _require_fresh(actor: Actor, row: models.Replan, programme: models.Programme, newest: int, at: datetime) -> None:
    today = timezone.localdate(at)
    replanning.require_newest(computed=bool(row.comparison), base=row.base, newest=newest)
    replanning.require_replannable(
        waiting=late_waiting(actor, programme.pk, today),
        drawing=staffing_open(actor, programme.staffing_draw_id),
        ahead=today < row.first_day,
    )


def _held(actor: Actor, found: Comparison) -> Mapping[int, VisitRow]:
    """The visits that it touches, locked: nobody is told of one meanwhile."""
    pks = [pk for pk, _ in found.stood]
    locked = models.Visit.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    return visits_by_id(actor, locked.values_list("pk", flat=True))


def _give_way(actor: Actor, row: models.Replan, found: Comparison, at: datetime) -> None:
    models.Replaced.objects.bulk_create(models.Replaced(replan=row, visit_id=pk) for pk in found.replaced)
    told: dict[int, ReplanChange] = {one.visit: one for one in found.changes}
    for pk in found.replaced:
        why = told[pk].why
        cancel_visit(actor, CancelVisit(pk, f"重新排期：{why.chinese if why else row.reason}"[:400]), at)


def _take_filings(actor: Actor, instance: Instance, answer: Programme, found: Comparison) -> tuple[int, ...]:
    """LYG-4.3b: what was filed and has its place now; each serves once."""
    written = {*found.made, *(key for _, key in found.extended)}
    lines = {instance.demands[name].line for visit in answer.visits if key_of(visit) in written for name in visit.demands}
    for pk in filings_in(lines):
        row = fetch(actor, models.Filing.objects.all(), clause="LYG-4.3b", pk=pk)
        require_still_waiting(FilingStatus(row.status), row.exemption, row.subject.name)
        row.status = step(FILING_TRANSITIONS, FilingStatus(row.status), "plan", clause="LYG-4.3b")
        row.save()
    return filings_in(lines)


def _write(writing: Writing, answer: Programme, found: Comparison) -> tuple[tuple[str, ...], list[models.Visit]]:
    by_key = {key_of(visit): visit for visit in answer.visits}
    joined = tuple(writing.extend(pk, by_key[key]).number for pk, key in found.extended)
    return joined, writing.write([by_key[key] for key in found.made])


def _tell(touched: Mapping[int, VisitRow], made: Iterable[models.Visit], at: datetime, reason: str) -> None:
    """Heads and clerks of the departments that come, and officers who were drawn: how many, but not who is visited."""
    office: Counter[str] = Counter()
    departments = Counter(name for visits in (touched.values(), made) for one in visits for name in one.departments)
    for name, count in departments.items():
        people = {*holders(Role.DEPARTMENT_HEAD, [name], at), *holders(Role.DEPARTMENT_CLERK, [name], at)}
        office.update(dict.fromkeys(people, count))
    teams = (accounts_of_officers({one.cert_no for one in row.officers}) for row in touched.values())
    officers = Counter(account for team in teams for account in team)
    for told, page in ((office, reverse("planning:schedule")), (officers, reverse("inspections:check"))):
        notify([Message(account, "计划重新排期", f"{reason}：{count} 次上门有变", page) for account, count in sorted(told.items())], at)
