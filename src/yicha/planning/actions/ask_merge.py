from datetime import datetime

from django.db import IntegrityError

from yicha.draws.queries import draw as draw_of
from yicha.draws.types import DrawKind, DrawStatus
from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.outbox import setback
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Programme
from yicha.planning.queries import annual_plan_due
from yicha.planning.rules import filing
from yicha.planning.rules.limits import LIMITS
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import AskMerge, MergeAsked, PlanningPermission, ProgrammeStatus


@use_case(may=PlanningPermission.MERGE, clause="LYG-4.3a GX-4.4")
def ask_merge(actor: Actor, command: AskMerge, at: datetime, /) -> MergeAsked:
    """合并: the worker computes it; the programme is there from now on and says how far it is."""
    draw = draw_of(actor, command.draw)
    filing.require_drawn(draw.status is DrawStatus.DRAWN and draw.kind is DrawKind.SUBJECTS and draw.replaces is None)
    here = Programme.objects.filter(region_path=draw.region_path, year=draw.year)
    filing.require_none_adopted(here.filter(status=ProgrammeStatus.ADOPTED).exists())
    for row in here.filter(status=ProgrammeStatus.MERGING).select_for_update():
        failed = setback(MergeAsked, f"programme:{row.pk}")
        filing.require_given_up(failed is not None and failed.final)
        row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus.MERGING, "discard", clause="LYG-4.3a")
        row.save()
    try:
        last_day = annual_plan_due(draw.region_path, draw.year)
        asked = Programme.objects.create(region_path=draw.region_path, year=draw.year, draw_id=draw.id, publish_by=last_day)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return MergeAsked(asked.pk, draw.id, command.first_day)
