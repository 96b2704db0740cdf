from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.utils import timezone

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import latest_of, lost_of, to_check
from yicha.engines.planning import Instance, Programme, replan, to_plain
from yicha.engines.programme_check import check
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning import models
from yicha.planning.actions._adopting import Writing
from yicha.planning.actions._material import material_of
from yicha.planning.actions._versions import keep_plain
from yicha.planning.queries import late_waiting, programme_files, visits
from yicha.planning.rules import late
from yicha.planning.rules.amending import require_lawful
from yicha.planning.rules.instances import instance_of
from yicha.planning.rules.limits import LIMITS
from yicha.planning.states import PROGRAMME_TRANSITIONS, VISIT_TRANSITIONS
from yicha.planning.types import LatePlaced, PlaceLate, PlanningPermission, ProgrammeStatus, VisitRow
from yicha.subjects.queries import survivors

ONE_DAY = timedelta(days=1)


@use_case(may=PlanningPermission.PLACE_LATE, clause="YX-2.7b LYG-4.3a LYG-4.3d R-FREQ-1")
def place_late(actor: Actor, command: PlaceLate, at: datetime, /) -> LatePlaced:
    """补入: who came by a replacement or a later wave gets a visit, who was lost none; no other visit moves."""
    row = fetch(actor, models.Programme.objects.all(), clause="YX-2.7b", pk=command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "place", clause="YX-2.7b")
    on = timezone.localdate(at)
    late.require_some_late(waiting=late_waiting(actor, row.pk, on))
    rows = visits(actor, row.region_path, programme=row.pk)
    gone = late.to_withdraw(rows, lost_of(actor, row.draw_id))
    draw = draw_of(actor, row.draw_id)
    latest = draw_of(actor, latest_of(actor, draw.id))
    _withdraw(gone, f"递补：{latest.number}")
    whole = instance_of(material_of(actor, draw, to_check(actor, draw.id, on), on + ONE_DAY, on))
    adopted = programme_files(actor, row.pk)[0].demands.values()
    names = late.late_demands(whole, adopted, survivors({one.subject for one in adopted}), rows)
    instance = late.to_replan(whole, [one for one in rows if one not in gone], names)
    answer = _lawful(instance)
    planned = late.new_visits(answer, names)
    kept = keep_plain(actor, to_plain(answer), f"{latest.number}-late.json", at)
    row.taken_draw_id, row.taken_on = latest.id, on
    try:
        row.save()
        made = Writing(actor, row, instance).write(planned)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    placed = {name for visit in planned for name in visit.demands}
    return LatePlaced(row.pk, latest.number, kept, len(made), len(placed), tuple(sorted(names - placed)), tuple(one.number for one in gone))


def _withdraw(rows: Sequence[VisitRow], reason: str) -> None:
    for one in rows:
        status = step(VISIT_TRANSITIONS, one.status, "cancel", clause="YX-2.7b")
        models.Visit.objects.filter(pk=one.id).update(status=status, cancelled_because=reason)


def _lawful(instance: Instance) -> Programme:
    """The checker shares no code with the solver: what it refuses is never stored."""
    answer = replan(instance)
    require_lawful(check(to_plain(instance), to_plain(answer)))
    return answer
