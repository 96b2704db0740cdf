"""Planned visits become visits: what adopting a programme and placing late demands share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from types import MappingProxyType

from django.db.models import F

from yicha.engines.planning import Instance, Line
from yicha.engines.planning import Visit as Planned
from yicha.kernel.actor import Actor
from yicha.kernel.numbers import next_numbers
from yicha.norms.queries import working_days
from yicha.planning.models import ClassUse, Filing, Programme, Visit, VisitDemand
from yicha.planning.queries import frozen_lines
from yicha.planning.rules.filed import filing_of, filings_in
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.sparing import whole_year
from yicha.planning.types import BoardReason

BATCH = 1000
Uses = Mapping[tuple[str, bool], ClassUse]  # (class, whether it is free) → its use at one visit


class Writing:
    """Visits of one programme as rows: visits, their classes, their demands."""

    def __init__(self, actor: Actor, programme: Programme, instance: Instance) -> None:
        self.programme, self.instance = programme, instance
        self.frozen = frozen_lines(actor, programme.region_path, programme.year)
        self.agreed = dict(Filing.objects.filter(pk__in=filings_in(instance.lines)).values_list("pk", "visit_on"))
        self.year = PlanYear.of(programme.year, working_days())

    def write(self, planned: Sequence[Planned], because: Mapping[Planned, Sequence[BoardReason]] = MappingProxyType({})) -> list[Visit]:
        """IntegrityError if a limit says no. `because`: why late work opened a door."""
        code = self.programme.region_path.rpartition("/")[2]
        numbers = next_numbers("visit", self.programme.region_path, self.programme.year, len(planned))
        drafts = [self._visit(one, f"{code}-{self.programme.year}-V{number:05}") for one, number in zip(planned, numbers, strict=True)]
        for draft, one in zip(drafts, planned, strict=True):
            draft.opened_because = [asdict(reason) for reason in because[one]] if one in because else None
        visits = Visit.objects.bulk_create(drafts, batch_size=BATCH)
        pairs = list(zip(visits, planned, strict=True))
        made = ClassUse.objects.bulk_create((use for pair in pairs for use in self._uses(*pair)), batch_size=BATCH)
        uses: dict[int, dict[tuple[str, bool], ClassUse]] = defaultdict(dict)
        for use in made:
            uses[use.visit_id][use.check_class, use.free] = use
        demands = (demand for visit, one in pairs for demand in self._demands(visit, one, uses[visit.pk]))
        VisitDemand.objects.bulk_create(demands, batch_size=BATCH)
        return visits

    def extend(self, pk: int, planned: Planned) -> Visit:
        """A visit that stands takes in what of the planned one it does not hold; its week and its days stay. Refuses as `write`."""
        visit = Visit.objects.get(pk=pk)
        held = set(visit.demands.values_list("line__line_id", flat=True))
        more = replace(planned, demands=tuple(one for one in planned.demands if self.instance.demands[one].line not in held))
        if visit.lead_appointed and planned.lead and not planned.lead_appointed:  # who may lead came
            visit.lead, visit.lead_appointed = planned.lead, False
        visit.departments = [*dict.fromkeys([visit.lead, *visit.departments, *planned.departments])]
        visit.save()
        uses = {use: ClassUse.objects.get_or_create(visit=visit, check_class=use[0], free=use[1])[0] for use in self._classes(more)}
        VisitDemand.objects.bulk_create(self._demands(visit, more, uses))
        ClassUse.objects.filter(pk__in=[use.pk for use in uses.values()]).update(year=F("year"))  # one that was given back counts again
        return visit

    def _lines(self, planned: Planned) -> list[Line]:
        return [self.instance.lines[self.instance.demands[demand].line] for demand in planned.demands]

    def _visit(self, planned: Planned, number: str) -> Visit:
        lines = self._lines(planned)
        days = self._days(planned.week, lines)
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

    def _days(self, week: int, lines: Sequence[Line]) -> Sequence[date]:
        """Of work of the plan those within all its windows; of one check outside the plan the day that was agreed to."""
        windows = [self.frozen[line.id][1].line.window for line in lines if line.id in self.frozen]
        agreed = [self.agreed[number] for number in filings_in(line.id for line in lines)]
        return agreed if len(agreed) == len(lines) == 1 else self.year.days_within(week, windows or [whole_year(self.programme.year)])

    def _uses(self, visit: Visit, planned: Planned) -> Iterable[ClassUse]:
        return (ClassUse(visit=visit, check_class=name, free=free) for name, free in self._classes(planned))

    def _classes(self, planned: Planned) -> Iterable[tuple[str, bool]]:
        return dict.fromkeys((line.check_class, is_free(line)) for line in self._lines(planned))

    def _demands(self, visit: Visit, planned: Planned, uses: Uses) -> Iterable[VisitDemand]:
        for line in self._lines(planned):
            yield VisitDemand(
                visit=visit,
                use=uses[line.check_class, is_free(line)],
                department=line.department,
                item_code=line.items[0],
                minutes=line.minutes,
                skills=list(line.skills),
                min_officers=line.min_officers,
                line_id=self.frozen[line.id][0] if line.id in self.frozen else None,
                filing_id=filing_of(line.id),
                exemption=line.exempt or "",
                door=planned.door,
                free=is_free(line),
            )


def is_free(line: Line) -> bool:
    """Off-site work and what the law exempts does not count against the limits."""
    return bool(line.exempt) or not line.mode.opens_door
