"""What a programme is made of, gathered from the registers: for the merging itself and for trying it under other parameters."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from yicha.draws.types import DrawRow
from yicha.items.queries import periods_in_force, yearly_caps
from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.planning.queries import competence_of, frozen_lines, past_checks, roster, spared
from yicha.planning.rules.demands import demands_of, in_force, without_moved
from yicha.planning.rules.frequency import ItemCaps, within_caps
from yicha.planning.rules.history import counts_per_site
from yicha.planning.rules.instances import Material, PlanYear
from yicha.planning.rules.pools import members_of
from yicha.planning.rules.sparing import spares, whole_year, without_spared
from yicha.planning.types import DepartmentLine
from yicha.subjects.queries import active_subjects, survivors


def material_of(  # noqa: PLR0913, PLR0917 what a year is made of
    actor: Actor, draw: DrawRow, drawn: Mapping[str, Collection[str]], first_day: date, on: date, filed: Sequence[DepartmentLine] = ()
) -> Material:
    """Lines, register, officers and past checks of the draw's year; `drawn`: line id → who was drawn, or would have been; `filed`: what
    was filed outside the plan and waits.
    """
    place, year = draw.region_path, draw.year
    frozen = [line for _, line in frozen_lines(actor, place, year).values()]
    lines = in_force([*frozen, *filed], periods_in_force(actor, place, year))
    register = active_subjects(actor, place, on)
    subjects = {row.sid: row for row in register}
    named = {sid for sids in drawn.values() for sid in sids} | {sid for line in lines for sid in line.line.sids}
    found = demands_of(lines, members_of(lines, register), subjects, drawn, survivors(named))
    demands = without_spared(found, lines, subjects, spares(spared(actor, place, *whole_year(year))))
    demands = without_moved(demands, lines, subjects, competence_of(actor, place, date(year, 1, 1)).moved)
    norms = norms_in_force(place, date(year, 1, 1))
    caps = ItemCaps(yearly_caps(actor, place, year), norms.whole(NormCode.CLASS_CAP), counts_per_site(norms))
    return Material(
        lines=lines,
        subjects=subjects,
        officers=roster(actor, year),
        past=past_checks(actor, place, year),
        demands=within_caps(demands, lines, subjects, caps),
        norms=norms,
        year=PlanYear.of(year, working_days()),
        first_day=first_day,
    )
