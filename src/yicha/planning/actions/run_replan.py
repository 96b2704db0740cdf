from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.utils import timezone

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import to_check
from yicha.engines import planning as engine
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.jurisdiction import fetch, read
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.actions._material import material_of
from yicha.planning.actions._versions import Recording, keep_plain
from yicha.planning.models import Programme, ProgrammeVersion, Replaced, Replan
from yicha.planning.queries import filings, given_back_work, programme_files, visits, visits_outside
from yicha.planning.rules.amending import wishes_of_plain
from yicha.planning.rules.comparing import Comparing
from yicha.planning.rules.filed import line_of, waiting
from yicha.planning.rules.instances import Material, PlanYear, instance_of
from yicha.planning.rules.late import Joining
from yicha.planning.rules.replanning import Adopted, Joins, rearranged, to_replan
from yicha.planning.rules.staffing import Roster
from yicha.planning.types import FilingRow, FilingStatus, PlanningPermission, ReplanRun, RunReplan
from yicha.subjects.queries import survivors


@use_case(may=PlanningPermission.RUN_REPLAN, clause="GX-4.4 LYG-4.3a LYG-4.3e R-FREQ-1 R-FREQ-3")
def run_replan(actor: Actor, command: RunReplan, at: datetime, /) -> ReplanRun:
    """试算: on the registers of today, with what was told where it is and what is published moved as little as can be."""
    row = fetch(actor, Replan.objects.all(), clause="GX-4.4", pk=command.replan)
    programme = read(actor, Programme.objects.all(), clause="GX-4.4", pk=row.programme_id)
    newest = ProgrammeVersion.objects.filter(programme=programme).latest("number")
    waits = filings(actor, statuses=[FilingStatus.FILED, FilingStatus.CONSENTED])
    material = _material(actor, programme, row.first_day, timezone.localdate(at), waits)
    adopted = _adopted(actor, programme, newest)
    asked = to_replan(instance_of(material), adopted)
    joins = _joins(asked, adopted, material, {line_of(one.id): one.visit_on for one in waits})
    answer = engine.replan(asked, may_join=joins.may_join)
    changed = rearranged(asked, adopted, answer, joins)
    recording = Recording(actor, programme, asked, at)
    figures = asdict(engine.summary(asked, answer))
    made = recording.first(answer, figures, tuple(adopted.wishes))
    names = (recording.lines, recording.titles, programme.year)
    found = Comparing(asked, adopted, answer, engine.solve(asked), changed, *names).comparison()
    name = f"{programme.region_path.rpartition('/')[2]}-{programme.year}-replan"
    row.base, row.summary, row.result, row.board = newest.number, figures, made.result, made.board
    row.instance = keep_plain(actor, engine.to_plain(asked), f"{name}-instance.json", at)
    row.comparison = keep_plain(actor, to_plain(found), f"{name}.json", at)
    row.save()
    return ReplanRun(row.pk, programme.pk, found.published, len(found.replaced))


def _material(actor: Actor, programme: Programme, first_day: date, on: date, waits: Sequence[FilingRow]) -> Material:
    draw, norms = draw_of(actor, programme.draw_id), norms_in_force(programme.region_path, on)
    stands = survivors({one.sid for one in waits})
    own = [one for one in waits if one.region_path == programme.region_path and stands.get(one.sid, one.sid) == one.sid]
    filed = waiting(own, PlanYear.of(programme.year, working_days()), norms, first_day)
    return material_of(actor, draw, to_check(actor, draw.id, on), first_day, on, filed)


def _adopted(actor: Actor, programme: Programme, newest: ProgrammeVersion) -> Adopted:
    rows = visits(actor, programme.region_path, programme=programme.pk)
    instance, answer = programme_files(actor, programme.pk)
    sids = {row.sid for row in rows}
    return Adopted(
        rows=rows,
        again=set(Replaced.objects.filter(replan__programme=programme).values_list("visit__number", flat=True)),
        left=given_back_work(actor, programme.pk),
        outside=visits_outside(actor, programme.region_path, programme.year),
        instance=instance,
        answer=answer,
        wishes=wishes_of_plain(newest.wishes),
        stands={sid: other for sid, other in survivors(sids).items() if other != sid},
    )


def _joins(asked: engine.Instance, adopted: Adopted, material: Material, agreed: Mapping[str, date]) -> Joins:
    at_hand = Roster(material.officers, material.norms, material.year).booked(adopted.standing)
    windows = {line.line.line_id: line.line.window for line in material.lines}
    gone = {(asked.lines[line].department, sid) for line, sid in adopted.left if line in asked.lines}
    return Joins(Joining(asked, adopted.standing, windows, gone, at_hand), adopted.wishes, agreed)
