from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from yicha.draws.queries import draw as draw_of
from yicha.kernel.actor import Actor
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions._adopting import Writing
from yicha.planning.models import Opinion, Programme
from yicha.planning.queries import programme_files
from yicha.planning.rules import filing, publishing
from yicha.planning.rules.limits import LIMITS
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import AdoptProgramme, PlanningPermission, ProgrammeAdopted, ProgrammeStatus, Stance


@use_case(may=PlanningPermission.ADOPT, clause="LYG-4.3a LYG-4.3d YX-2.7b R-FREQ-1 R-FREQ-3 R-PLAN-1")
def adopt_programme(actor: Actor, command: AdoptProgramme, at: datetime, /) -> ProgrammeAdopted:
    """审定: the draft's visits become visits, all or none; each takes its slot, and the database counts. That publishes the plan."""
    programme = fetch(actor, Programme.objects.all(), clause="LYG-4.3a", pk=command.programme)
    programme.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(programme.status), "adopt", clause="LYG-4.3a")
    filing.require_witnessed(is_test=draw_of(actor, programme.draw_id).is_test, demo=is_demo_database())
    filing.require_heard(programme.awaited)
    wishes = Opinion.objects.filter(programme=programme, decision="").exclude(stance=Stance.AGREE)
    filing.require_no_objection(set(wishes.values_list("department", flat=True)))
    instance, answer = programme_files(actor, programme.pk)
    programme.published_on = timezone.localdate(at)
    try:
        programme.save()
        visits = Writing(actor, programme, instance).write(answer.visits)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    late = publishing.is_late(programme.publish_by, programme.published_on)
    return ProgrammeAdopted(programme.pk, programme.region_path, programme.year, len(visits), late)
