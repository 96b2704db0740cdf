from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version

from django.utils import timezone

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import latest_of, to_check
from yicha.draws.types import DrawRow
from yicha.engines import planning as engine
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions._material import material_of
from yicha.planning.actions._versions import Recording, keep_plain
from yicha.planning.models import Programme
from yicha.planning.queries import annual_plan_due, visits_outside
from yicha.planning.rules.instances import instance_of
from yicha.planning.rules.replanning import used_up
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import MergeProgramme, PlanningPermission, ProgrammeMerged, ProgrammeStatus

PINS = ("ortools", "numpy", "scipy")


@use_case(may=PlanningPermission.MERGE, clause="LYG-4.3a YX-2.8 GX-4.4 GX-5.4")
def merge_programme(actor: Actor, command: MergeProgramme, at: datetime, /) -> ProgrammeMerged:
    """合并: drawn, listed and full-coverage demands become the fewest doors that the law and the officers' time allow.

    It takes the place of earlier drafts of the year.
    """
    draw = draw_of(actor, command.draw)
    row = _row(actor, draw, command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "merge", clause="LYG-4.3a")
    on = timezone.localdate(at)
    material = material_of(actor, draw, to_check(actor, draw.id, on), command.first_day, on)
    instance = used_up(instance_of(material), visits_outside(actor, draw.region_path, draw.year))
    row.taken_draw_id, row.taken_on = latest_of(actor, draw.id), on
    programme = engine.solve(instance)
    figures = asdict(engine.summary(instance, programme))
    row.instance = keep_plain(actor, engine.to_plain(instance), f"{draw.number}-instance.json", at)
    row.engine = " ".join(["PLAN1", *(f"{name}=={version(name)}" for name in PINS)])
    recording = Recording(actor, row, instance, at)
    recording.write(recording.first(programme, figures), "合并")
    _discard_drafts(row)
    counted = (figures["demands"], figures["doors"], figures["lower_bound"], figures["unplaced"])
    return ProgrammeMerged(row.pk, draw.id, row.instance, row.result, *counted)


def _row(actor: Actor, draw: DrawRow, asked: int) -> Programme:
    """The one that was asked for, or a new one."""
    if asked:
        return fetch(actor, Programme.objects.filter(draw=draw.id), clause="LYG-4.3a", pk=asked)
    last_day = annual_plan_due(draw.region_path, draw.year)
    return Programme(region_path=draw.region_path, year=draw.year, draw_id=draw.id, publish_by=last_day)


def _discard_drafts(row: Programme) -> None:
    drafts = [status for status, verb in PROGRAMME_TRANSITIONS if verb == "discard"]
    for earlier in Programme.objects.filter(region_path=row.region_path, year=row.year, status__in=drafts).exclude(pk=row.pk):
        earlier.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(earlier.status), "discard", clause="LYG-4.3a")
        earlier.save()
