from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError

from yicha.draws.queries import draw as draw_of
from yicha.engines.planning import Instance, Line
from yicha.engines.planning import Visit as Planned
from yicha.kernel.actor import Actor
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.numbers import next_numbers
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.planning.models import ClassUse, Opinion, Programme, Visit, VisitDemand
from yicha.planning.queries import frozen_lines, programme_files
from yicha.planning.rules import filing
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.limits import LIMITS
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import AdoptProgramme, PlanningPermission, ProgrammeAdopted, ProgrammeStatus, Stance

BATCH = 1000


@use_case(may=PlanningPermission.ADOPT, clause="LYG-4.3a LYG-4.3d YX-2.7b R-FREQ-1 R-FREQ-3")
def adopt_programme(actor: Actor, command: AdoptProgramme, at: datetime, /) -> ProgrammeAdopted:
    """审定: the draft's visits become visits, all or none; each takes its slot, and the database counts."""
    programme = fetch(actor, Programme.objects.all(), clause="LYG-4.3a", pk=command.programme)
    programme.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(programme.status), "adopt", clause="LYG-4.3a")
    filing.require_witnessed(is_test=draw_of(actor, programme.draw_id).is_test, demo=is_demo_database())
    filing.require_heard(programme.awaited)
    wishes = Opinion.objects.filter(programme=programme, stance=Stance.ADJUST, decision="")
    filing.require_no_objection(set(wishes.values_list("department", flat=True)))
    try:
        programme.save()
        count = _Adoption(actor, programme).write()
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return ProgrammeAdopted(programme.pk, programme.region_path, programme.year, count)


class _Adoption:
    """One programme as rows: visits, their classes, their demands."""

    def __init__(self, actor: Actor, programme: Programme) -> None:
        self.programme = programme
        instance, answer = programme_files(actor, programme.pk)
        self.instance: Instance = instance
        self.planned: Sequence[Planned] = answer.visits
        self.frozen = frozen_lines(actor, programme.region_path, programme.year)
        self.year = PlanYear.of(programme.year, working_days())

    def write(self) -> int:
        code = self.programme.region_path.rpartition("/")[2]
        numbers = next_numbers("visit", self.programme.region_path, self.programme.year, len(self.planned))
        drafts = [
            self._visit(planned, f"{code}-{self.programme.year}-V{number:05}")
            for planned, number in zip(self.planned, numbers, strict=True)
        ]
        visits = Visit.objects.bulk_create(drafts, batch_size=BATCH)
        pairs = list(zip(visits, self.planned, strict=True))
        made = ClassUse.objects.bulk_create((use for pair in pairs for use in self._uses(*pair)), batch_size=BATCH)
        uses = {(use.visit_id, use.check_class, use.free): use for use in made}
        demands = (demand for visit, planned in pairs for demand in self._demands(visit, planned, uses))
        VisitDemand.objects.bulk_create(demands, batch_size=BATCH)
        return len(visits)

    def _lines(self, planned: Planned) -> list[Line]:
        return [self.instance.lines[self.instance.demands[demand].line] for demand in planned.demands]

    def _visit(self, planned: Planned, number: str) -> Visit:
        lines = self._lines(planned)
        days = self.year.days_within(planned.week, [self.frozen[line.id][1].line.window for line in lines])
        lead = planned.lead or planned.departments[0]
        return Visit(
            number=number,
            region_path=self.programme.region_path,
            programme=self.programme,
            subject_id=planned.subject,
            first_day=days[0],
            last_day=days[-1],
            week=planned.week,
            lead=lead,
            lead_appointed=planned.lead_appointed,
            departments=[lead, *(name for name in planned.departments if name != lead)],
            door=planned.door,
            announced=all(line.announced for line in lines),
            counted=planned.door and not all(line.exempt for line in lines),
        )

    def _uses(self, visit: Visit, planned: Planned) -> Iterable[ClassUse]:
        classes = dict.fromkeys((line.check_class, is_free(line)) for line in self._lines(planned))
        return (ClassUse(visit=visit, check_class=name, free=free) for name, free in classes)

    def _demands(self, visit: Visit, planned: Planned, uses: dict[tuple[int, str, bool], ClassUse]) -> Iterable[VisitDemand]:
        for line in self._lines(planned):
            yield VisitDemand(
                visit=visit,
                use=uses[visit.pk, line.check_class, is_free(line)],
                department=line.department,
                item_code=line.items[0],
                minutes=line.minutes,
                skills=list(line.skills),
                min_officers=line.min_officers,
                line_id=self.frozen[line.id][0],
                exemption=line.exempt or "",
                door=planned.door,
                free=is_free(line),
            )


def is_free(line: Line) -> bool:
    """Off-site work and what the law exempts does not count against the limits."""
    return bool(line.exempt) or not line.mode.opens_door
