"""The job as the database holds it, for the same workbook and report as on files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yicha.draws.queries import outcome
from yicha.engines.draw import Outcome
from yicha.engines.planning import Visit
from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force, working_days
from yicha.orgs.queries import departments
from yicha.planning.batch.inputs import Inputs
from yicha.planning.batch.job import Job
from yicha.planning.queries import frozen_lines, past_checks, programme, programme_files, roster, visits
from yicha.planning.rules.demands import Demands
from yicha.planning.rules.instances import PlanYear
from yicha.subjects.queries import active_subjects


@dataclass(frozen=True)
class Recorded(Job):
    """The job as the database holds it: visits under their numbers, officers as they were drawn."""

    names: tuple[str, ...]
    titles: Mapping[str, str]  # department code → short name
    officers_outcome: Outcome

    def title(self, department: str) -> str:
        return self.titles.get(department, department)

    @property
    def visits(self) -> Iterator[tuple[str, Visit]]:
        return zip(self.names, self.programme.visits, strict=True)

    @cached_property
    def drawn_officers(self) -> Outcome:
        return self.officers_outcome


def recorded_job(actor: Actor, pk: int) -> Job:
    """Of an adopted programme whose officers have been drawn."""
    row = programme(actor, pk)
    place, year, first_day = row.region_path, row.year, date(row.year, 1, 1)
    instance, answer = programme_files(actor, pk)
    lines = tuple(line for _, line in frozen_lines(actor, place, year).values())
    register = tuple(active_subjects(actor, place, first_day))
    officers, past = roster(actor, year), tuple(past_checks(actor, place, year))
    return Recorded(
        inputs=Inputs(year, first_day, register, officers, lines, past),
        year=PlanYear.of(year, working_days()),
        norms=norms_in_force(place, first_day),
        instance=instance,
        programme=answer,
        demands=Demands(tuple(instance.demands.values()), ()),
        subjects_draw=outcome(actor, row.draw),
        narrow=(),
        secret=b"",
        names=tuple(found.number for found in visits(actor, place, programme=pk)),
        titles={found.code: found.short_name for found in departments(actor, first_day)},
        officers_outcome=outcome(actor, row.staffing_draw or 0),
    )
