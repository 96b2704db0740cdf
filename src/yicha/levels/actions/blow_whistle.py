from datetime import datetime

from yicha.duties.queries import departments_of, require_covered
from yicha.engines.deadlines import due
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.numbers import document_number
from yicha.kernel.use_case import use_case
from yicha.levels.actions._telling import told
from yicha.levels.models import Muster, Patrol, Whistle
from yicha.levels.rules import whistles as rules
from yicha.levels.rules.patrols import require_to_whistle
from yicha.levels.types import BlowWhistle, LevelPermission, WhistleBlown
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import place_name
from yicha.subjects.queries import subject


@use_case(may=LevelPermission.WHISTLE, clause="LYG-5.3")
def blow_whistle(actor: Actor, command: BlowWhistle, at: datetime, /) -> WhistleBlown:
    """乡镇吹哨: the departments it names are told at once and have the norm's time to report."""
    require_covered(actor, command.area, "LYG-5.3")
    rules.require_own(actor, command.raised_by)
    rules.require_call(command.place, command.matter)
    calendar = working_days()
    today = calendar.day_of(at)
    called = tuple(dict.fromkeys(command.departments))
    rules.require_called(called, departments_of(command.area, today), command.raised_by)
    row = Whistle.objects.create(
        number=document_number(f"{place_name(command.area)}吹哨", "whistle", command.area, today.year),
        region_path=command.area,
        place=command.place,
        subject_id=subject(actor, command.sid).sid if command.sid else None,
        matter=command.matter,
        raised_by=command.raised_by,
        raised_at=at,
        report_by=due(at, [norms_in_force(command.area, today).term(NormCode.WHISTLE_REPORT)], calendar).at,
    )
    _heed(actor, command, row)
    Muster.objects.bulk_create(Muster(whistle=row, department=department) for department in called)
    notify(told(Message("", "吹哨报到", f"{row.place}：{row.matter}", f"/levels/{row.pk}/"), called, at), at)
    return WhistleBlown(row.pk, row.number, called, row.report_by)


def _heed(actor: Actor, command: BlowWhistle, row: Whistle) -> None:
    """The patrol that found it leads here from now on."""
    if not command.patrol:
        return
    seen = fetch(actor, Patrol.objects.all(), clause="LYG-5.3", pk=command.patrol)
    rules.require_own(actor, seen.patrolled_by)
    require_to_whistle(found=bool(seen.found), whistled=seen.whistle_id is not None)
    seen.whistle = row
    seen.save()
