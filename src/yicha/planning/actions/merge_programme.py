import json
from dataclasses import asdict
from datetime import date, datetime
from importlib.metadata import version

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import selected
from yicha.draws.types import DrawRow
from yicha.engines import planning as engine
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.orgs.queries import officers_available
from yicha.planning import models
from yicha.planning.queries import frozen_lines, past_checks
from yicha.planning.rules.demands import demands_of
from yicha.planning.rules.instances import Material, PlanYear, instance_of
from yicha.planning.rules.pools import members_of
from yicha.planning.types import MergeProgramme, PlanningPermission, ProgrammeMerged
from yicha.subjects.queries import active_subjects

PINS = ("ortools", "numpy", "scipy")


@use_case(may=PlanningPermission.MERGE, clause="LYG-4.3a YX-2.8 GX-4.4 GX-5.4")
def merge_programme(actor: Actor, command: MergeProgramme, at: datetime, /) -> ProgrammeMerged:
    """合并: drawn, listed and full-coverage demands become the fewest doors that the law and the officers' time allow."""
    draw = draw_of(actor, command.draw)
    instance = instance_of(_material(actor, draw, command.first_day))
    programme = engine.solve(instance)
    figures = asdict(engine.summary(instance, programme))
    row = models.Programme.objects.create(
        region_path=draw.region_path,
        year=draw.year,
        draw_id=draw.id,
        instance=_keep(actor, engine.to_plain(instance), f"{draw.number}-instance.json", at),
        result=_keep(actor, engine.to_plain(programme), f"{draw.number}-programme.json", at),
        summary=figures,
        engine=" ".join(["PLAN1", *(f"{name}=={version(name)}" for name in PINS)]),
    )
    counted = (figures["demands"], figures["doors"], figures["lower_bound"], figures["unplaced"])
    return ProgrammeMerged(row.pk, draw.id, row.instance, row.result, *counted)


def _material(actor: Actor, draw: DrawRow, first_day: date) -> Material:
    place, year = draw.region_path, draw.year
    lines = [line for _, line in frozen_lines(actor, place, year).values()]
    register = active_subjects(actor, place)
    subjects = {row.sid: row for row in register}
    return Material(
        lines=lines,
        subjects=subjects,
        officers=officers_available(actor, year),
        past=past_checks(actor, place, year),
        demands=demands_of(lines, members_of(lines, register), subjects, selected(actor, draw.id)),
        norms=norms_in_force(place, date(year, 1, 1)),
        year=PlanYear.of(year, working_days()),
        first_day=first_day,
    )


def _keep(actor: Actor, plain: object, name: str, at: datetime) -> str:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return keep(actor, text.encode(), "programme", name, at)
