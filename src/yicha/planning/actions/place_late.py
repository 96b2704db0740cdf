from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.utils import timezone

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import latest_of, lost_of, to_check
from yicha.engines.planning import Instance, Programme, extend, to_plain
from yicha.engines.programme_check import check
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning import models
from yicha.planning.actions._adopting import Writing
from yicha.planning.actions._material import material_of
from yicha.planning.actions._versions import filed_names, keep_plain
from yicha.planning.queries import given_back_work, late_waiting, programme_files, staffing_open, visits, visits_outside
from yicha.planning.rules import late
from yicha.planning.rules.amending import require_lawful
from yicha.planning.rules.instances import Material, instance_of
from yicha.planning.rules.limits import LIMITS
from yicha.planning.rules.opening import Opening
from yicha.planning.rules.replanning import as_it_stands
from yicha.planning.rules.staffing import Roster
from yicha.planning.states import PROGRAMME_TRANSITIONS, VISIT_TRANSITIONS
from yicha.planning.types import LatePlaced, PlaceLate, PlanningPermission, ProgrammeStatus, VisitRow
from yicha.subjects.queries import survivors

ONE_DAY = timedelta(days=1)


@use_case(may=PlanningPermission.PLACE_LATE, clause="YX-2.7b LYG-4.3a LYG-4.3d R-FREQ-1")
def place_late(actor: Actor, command: PlaceLate, at: datetime, /) -> LatePlaced:
    """补入: who came by a replacement or a later wave joins a standing visit or gets one; who was lost gets none; nothing else moves."""
    row = fetch(actor, models.Programme.objects.all(), clause="YX-2.7b", pk=command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "place", clause="YX-2.7b")
    on = timezone.localdate(at)
    late.require_some_late(waiting=late_waiting(actor, row.pk, on))
    rows = visits(actor, row.region_path, programme=row.pk)
    gone = late.to_withdraw(rows, lost_of(actor, row.draw_id))
    draw = draw_of(actor, row.draw_id)
    latest = draw_of(actor, latest_of(actor, draw.id))
    _withdraw(gone, f"递补：{latest.number}")
    material = material_of(actor, draw, to_check(actor, draw.id, on), on + ONE_DAY, on)
    before = programme_files(actor, row.pk)[0]
    whole = as_it_stands(instance_of(material), before, rows, visits_outside(actor, row.region_path, row.year))
    left = given_back_work(actor, row.pk)
    held = left.union(*map(late.pairs_of, rows))
    names = late.late_demands(whole, before.demands.values(), survivors({one.subject for one in before.demands.values()}), held)
    standing = [one for one in rows if one not in gone]
    joining, answer = _lawful(whole, material, standing, names, left, drawing=staffing_open(actor, row.staffing_draw_id))
    opening = Opening(joining, answer, standing, *filed_names(actor, row, joining.instance), row.year)
    lost = {loss.demand for loss in answer.unplaced}
    kept = keep_plain(actor, to_plain(answer), f"{latest.number}-late.json", at)
    row.taken_draw_id, row.taken_on = latest.id, on
    try:
        row.save()
        writing, new = Writing(actor, row, joining.instance), late.new_visits(answer, names)
        joined = [writing.extend(late.row_of(joining.instance, standing, one).id, one) for one in late.extended(answer, names)]
        made = writing.write(new, opening.because(new))
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return LatePlaced(
        programme=row.pk,
        draw=latest.number,
        result=kept,
        visits=len(made),
        demands=len(names - lost),
        unplaced=tuple(sorted(lost)),
        withdrawn=tuple(one.number for one in gone),
        joined=tuple(one.number for one in joined),
    )


def _withdraw(rows: Sequence[VisitRow], reason: str) -> None:
    for one in rows:
        status = step(VISIT_TRANSITIONS, one.status, "cancel", clause="YX-2.7b")
        models.Visit.objects.filter(pk=one.id).update(status=status, cancelled_because=reason)


def _lawful(  # noqa: PLR0913 what the year is, what stands, what is late
    whole: Instance, material: Material, rows: Sequence[VisitRow], names: frozenset[str], left: set[late.Pair], *, drawing: bool
) -> tuple[late.Joining, Programme]:
    """The checker shares no code with the solver: what it refuses is never stored."""
    at_hand = Roster(material.officers, material.norms, material.year)
    open_ = late.open_rows(whole, rows, names, at_hand, drawing=drawing)
    windows = {line.line.line_id: line.line.window for line in material.lines}
    asked = late.to_extend(whole, rows, names, {row.number for row in open_})
    gone = {(whole.lines[line].department, sid) for line, sid in left if line in whole.lines}
    joining = late.Joining(asked, open_, windows, gone, at_hand.booked(rows))
    instance, answer = extend(asked, joining.may_join)
    require_lawful(check(to_plain(instance), to_plain(answer)))
    return replace(joining, instance=instance), answer
