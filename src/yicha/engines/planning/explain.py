"""Why not merged? Why not placed? Every answer is a list of codes of the catalogue with their facts, first the decisive one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from yicha.engines.planning.atoms import atoms_of
from yicha.engines.planning.barriers import barred, barriers
from yicha.engines.planning.board import Board
from yicha.engines.planning.calendar import Calendar, Resource, common_weeks, window
from yicha.engines.planning.catalogue import Why
from yicha.engines.planning.conflicts import conflict_set
from yicha.engines.planning.limits import Limits, hopeless, limits_of
from yicha.engines.planning.types import Cause, Demand, Instance, Line, Loss, Programme, Subject, Visit, VisitState
from yicha.engines.planning.weeks import members

_NO_ROOM = {"full_zh": "腾不出整段时间", "full_en": "no room for the whole visit"}


def explain(instance: Instance, programme: Programme, a: str, b: str) -> tuple[Why, ...]:
    """Why demands ``a`` and ``b`` of one subject are not in one visit; empty if they are. See :class:`Explainer` for many."""
    return Explainer(instance, programme).pair(a, b)


class Explainer:
    """Answers about one programme."""

    def __init__(
        self,
        instance: Instance,
        programme: Programme,
        week_name: Callable[[int], str] = str,
        line_name: Callable[[Line], str] = lambda line: f"{line.department} {line.id}",
    ) -> None:
        """Counts the programme's use of officer-minutes once. ``week_name``, ``line_name``: what people call a week, a line."""
        self.instance, self.programme, self.calendar, self.week_name = instance, programme, Calendar(instance), week_name
        self.line_name = line_name
        self.board = Board(self.calendar)
        self.board.occupy(programme.visits)
        self.visit: Mapping[str, Visit] = {demand: visit for visit in programme.visits for demand in visit.demands}
        self.lost: Mapping[str, Loss] = {loss.demand: loss for loss in programme.unplaced}
        self._told: dict[str, tuple[Why, ...]] = {}

    def pair(self, a: str, b: str) -> tuple[Why, ...]:
        """Every reason why two demands of one subject are not in one visit. Raises ValueError for other pairs."""
        x, y = self.instance.demands[a], self.instance.demands[b]
        if x.subject != y.subject or x is y:
            raise ValueError(f"{a} and {b} are not two demands of one subject")
        lost = [why for demand in (a, b) if demand in self.lost for why in self.loss(demand)]
        if lost:
            return tuple(lost)
        if self.visit[a] is self.visit[b]:
            return ()
        return tuple(self._off_site(x, y)) or self._by_law(x, y) or tuple(self._by_programme(x, y))

    def loss(self, demand: str) -> tuple[Why, ...]:
        """Why a demand is not in the programme; empty if it is."""
        if demand not in self._told:
            self._told[demand] = self._loss(demand) if demand in self.lost else ()
        return self._told[demand]

    def _loss(self, demand: str) -> tuple[Why, ...]:
        row, cause = self.instance.demands[demand], self.lost[demand].cause
        if cause is Cause.NO_WEEK:
            layers = list(self._layers(row, row))
            facts = {"layers_zh": "；".join(why.chinese for why in layers), "layers_en": "; ".join(why.english for why in layers)}
            return (Why("no_week", facts),)
        if cause is Cause.CAPACITY:
            return (Why("capacity", self._full(self._mates(row), self.calendar.admissible[demand], ()) or _NO_ROOM),)
        if cause is Cause.CAPS:
            return (self._conflict(row),)
        return (self._used_up(row, cause),)

    def into(self, week: int, demands: Iterable[str], standing: Iterable[str]) -> tuple[Why, ...]:
        """Why demands cannot join a visit that stands in this week; empty if neither the law nor officer-minutes forbid it."""
        own, there = ([self.instance.demands[name] for name in names] for names in (demands, standing))
        barring = [demand for demand in own if not self.calendar.admissible[demand.id] >> week & 1]
        found = [why for demand in barring for why in self._not_then(demand, there[0], 1 << week)]
        for a, b in product(own, there):
            names = {"a": self._name(a), "b": self._name(b)}
            found += [Why(barrier.code, {**names, "reason": barrier.reason}) for barrier in barriers(self._line(a), self._line(b))]
        found += self._too_much([*map(self._line, [*own, *there])])
        if not found and (full := self._full([*own, *there], 1 << week, [self.visit[there[0].id]])):
            return (Why("capacity", full),)
        return tuple(found)

    def _not_then(self, demand: Demand, other: Demand, here: int) -> Iterator[Why]:
        if window(self._line(demand)) & here:
            yield from self._layers(demand, demand, here)
        else:
            names = {"a": self._name(demand), "b": self._name(other)}
            yield Why("window", {**names, "weeks_a": self._weeks(window(self._line(demand))), "weeks_b": self._weeks(here)})

    def name(self, demand: str) -> str:
        """What people call the line of a demand."""
        return self._name(self.instance.demands[demand])

    def not_here(self, demands: Iterable[str], week: int) -> dict[str, str]:
        """Why demands of one subject that stood together in a week do so no more: reasons in Chinese and in English."""
        own = [self.instance.demands[demand] for demand in demands]
        barring = [d for d in own if not self.calendar.admissible[d.id] >> week & 1]
        layers = {why.code: why for demand in barring for why in self._layers(demand, demand, 1 << week)}
        losses = {why.code: why for demand in own for why in self.loss(demand.id)}
        reasons = list((layers or losses).values())
        if not reasons:
            return {"reason_zh": "在岗人力不足，或为少漏排", "reason_en": "too few officers, or fewer losses"}
        return {"reason_zh": "；".join(why.chinese for why in reasons), "reason_en": "; ".join(why.english for why in reasons)}

    def _name(self, demand: Demand) -> str:
        return self.line_name(self._line(demand))

    def _name_at_site(self, demand: Demand) -> str:
        """Among several sites of one enterprise a line alone does not say which demand is meant."""
        site = self.instance.subjects[demand.subject]
        return f"{self._name(demand)} ({' '.join(filter(None, (site.name, site.id)))})"

    def _line(self, demand: Demand) -> Line:
        return self.instance.lines[demand.line]

    def _off_site(self, x: Demand, y: Demand) -> Iterator[Why]:
        for demand in (x, y):
            if not self._line(demand).mode.opens_door:
                yield Why("off_site", {"a": self._name(demand)})

    def _by_law(self, x: Demand, y: Demand) -> tuple[Why, ...]:
        """What bars the two whatever else is planned."""
        a, b = self._line(x), self._line(y)
        names = {"a": self._name(x), "b": self._name(y)}
        found = [] if self.calendar.admissible[x.id] & self.calendar.admissible[y.id] else list(self._layers(x, y))
        found += [Why(barrier.code, {**names, "reason": barrier.reason}) for barrier in barriers(a, b)]
        return (*found, *self._too_much([a, b]))

    def _layers(self, x: Demand, y: Demand, weeks: int = -1) -> Iterator[Why]:
        """Peel the layers of the admissible ones among ``weeks``, until no common week is left; every layer that took one is named."""
        a, b, subject = self._line(x), self._line(y), self.instance.subjects[x.subject]
        left = window(a) & window(b) & weeks
        if not left:
            facts = {"a": self._name(x), "b": self._name(y), "weeks_a": self._weeks(window(a)), "weeks_b": self._weeks(window(b))}
            yield Why("window", facts)
            return
        door = a.mode.opens_door
        reasons = "、".join(sorted({reason for _, _, reason in subject.blocked}))
        layers = [
            ("quiet", ~self.calendar.quiet(subject) if door else -1, {"reason": reasons}),
            ("closed", self.calendar.open, {}),
            *(("staff", self.calendar.staffed(line, subject), _staff_facts(line)) for line in dict.fromkeys((a, b))),
            ("rejected", ~self.calendar.refused(subject) if door else -1, {}),
        ]
        for code, allowed, facts in layers:
            if gone := left & ~allowed:
                yield Why(code, {"weeks": self._weeks(gone), **facts})
                left &= allowed

    def _too_much(self, lines: Sequence[Line]) -> Iterator[Why]:
        """Too many minutes of a department, or departments, for one door."""
        params = self.instance.params
        minutes: dict[str, int] = {}
        for line in lines:
            minutes[line.department] = minutes.get(line.department, 0) + line.minutes
        for department in sorted(minutes):
            if minutes[department] > params.visit_minutes_max:
                facts = {"department": department, "minutes": str(minutes[department]), "most": str(params.visit_minutes_max)}
                yield Why("minutes", facts)
        if len(minutes) > (params.departments_max or len(minutes)):
            yield Why("crowd", {"count": str(len(minutes)), "most": str(params.departments_max)})

    def _by_programme(self, x: Demand, y: Demand) -> Iterator[Why]:
        """The two may meet, but their visits may not be made one."""
        visits = (self.visit[x.id], self.visit[y.id])
        known = self.instance.demands
        both = [known[d] for visit in visits for d in visit.demands if d in known]
        if not self._feasible(both):
            others = "、".join(self._name(demand) for demand in self._third(x, y, both))
            yield Why("third", {"others": others, "doors": str(self._doors_needed(x.subject))})
        elif full := self._full(both, self._common(both), visits):
            yield Why("capacity", full)
        yield from self._standing(visits)

    def _standing(self, visits: Iterable[Visit]) -> Iterator[Why]:
        """Visits that stand: notified or done, pinned, published."""
        for visit in visits:
            week = {"weeks": self._weeks(1 << visit.week)}
            if visit.state in {VisitState.NOTIFIED, VisitState.DONE}:
                yield Why("locked", week)
            elif visit.pinned:
                yield Why("pinned", week)
            elif visit.state is VisitState.PUBLISHED:
                yield Why("published", week)

    def _weeks(self, mask: int) -> str:
        return weeks_text(mask, self.week_name)

    def _common(self, demands: Iterable[Demand]) -> int:
        return common_weeks((self.calendar.admissible[demand.id] for demand in demands), self.calendar.weeks)

    def _feasible(self, demands: Sequence[Demand]) -> bool:
        """May these demands of one subject share a door?"""
        lines = [self._line(demand) for demand in demands]
        clear = not any(barred(a, b) for a, b in combinations(lines, 2))
        return clear and bool(self._common(demands)) and not any(self._too_much(lines))

    def _third(self, x: Demand, y: Demand, both: Sequence[Demand]) -> list[Demand]:
        """The others of a minimal infeasible set around the two (deletion filter)."""
        others = [demand for demand in both if demand not in (x, y)]
        for demand in list(others):
            trial = [other for other in others if other is not demand]
            if not self._feasible([x, y, *trial]):
                others = trial
        return others

    def _doors_needed(self, subject: str) -> int:
        """Fewest doors of the subject, as far as proven, else those that it has."""
        doors = sum(visit.door for visit in self.programme.visits if visit.subject == subject)
        return self.programme.minima.get(subject, doors)

    def _mates(self, demand: Demand) -> list[Demand]:
        """The lost demands that the law merges with this one, so that they are placed or lost together."""
        lost = [d for d in self.instance.demands.values() if d.subject == demand.subject and d.id in self.lost]
        atoms = atoms_of(self.calendar, [d for d in lost if self._line(d).mode.opens_door])
        return next((list(atom.demands) for atom in atoms if demand in atom.demands), [demand])

    def _full(self, demands: Sequence[Demand], weeks: int, leaving: Iterable[Visit]) -> dict[str, str]:
        """For each week what is short for these demands at one door, once the ``leaving`` visits are gone; empty if a week has room."""
        freed: Counter[tuple[int, int]] = Counter()
        for visit in leaving:
            freed.update({(row, visit.week): minutes for row, minutes in self.calendar.visit_load(visit)})
        load = self.calendar.load(demands, door=self._line(demands[0]).mode.opens_door)
        chinese, english = [], []
        for week in members(weeks):
            used = [(row, self.board.used[row][week] - freed[row, week] + n - self.calendar.capacity[row][week]) for row, n in load]
            short = [(resource_name(self.calendar.resources[row]), minutes) for row, minutes in used if minutes > 0]
            if not short:
                return {}
            chinese.append(f"第{self.week_name(week)}周{'、'.join(f'{name}差{minutes}分钟' for name, minutes in short)}")
            english.append(f"week {self.week_name(week)} {', '.join(f'{name} short of {minutes} minutes' for name, minutes in short)}")
        return {"full_zh": "；".join(chinese), "full_en": "; ".join(english)}

    def _sites(self, demand: Demand) -> list[Subject]:
        owner = self.instance.subjects[demand.subject].owner
        return [subject for subject in self.instance.subjects.values() if subject.owner == owner]

    def _limits(self, demand: Demand) -> tuple[Limits, list[Demand]]:
        """Limits of the demand's enterprise after what stands locked, and its on-site demands that are alive."""
        sites = self._sites(demand)
        names = {site.id for site in sites}
        locked = [visit for visit in self.programme.visits if visit.locked and visit.subject in names]
        held = {d for visit in locked for d in visit.demands}
        limits = limits_of(self.instance, sites, locked)
        mine = [d for d in self.instance.demands.values() if d.subject in names and d.id not in held]
        alive = [d for d in mine if self._line(d).mode.opens_door and not hopeless(self.calendar, limits, d)]
        return limits, alive

    def _conflict(self, demand: Demand) -> Why:
        limits, alive = self._limits(demand)
        conflict = conflict_set(self.calendar, limits, [*(d for d in alive if d is not demand), demand])
        found = [self.instance.demands[d] for d in conflict.demands]
        name = self._name if len({d.subject for d in found}) == 1 else self._name_at_site
        return Why("caps", {"others": "、".join(map(name, found)), "doors": str(conflict.doors)})

    def _used_up(self, demand: Demand, cause: Cause) -> Why:
        line = self._line(demand)
        if cause is Cause.MINUTES:
            return next(self._too_much([line]))
        sites = self._sites(demand)
        if cause is Cause.CLASS_DONE:
            organs = sorted({organ for site in sites for check_class, organ in site.done if check_class == line.check_class})
            return Why("class_done", {"organ": "、".join(organs) or line.department, "check_class": line.check_class})
        caps = [site.visit_cap if cause is Cause.VISIT_CAP else site.organ_cap for site in sites]
        return Why(cause.value, {"organ": line.department, "cap": str(min(cap for cap in caps if cap is not None))})


def _staff_facts(line: Line) -> dict[str, str]:
    skills = "、".join(line.skills) or "—"
    return {"department": line.department, "skills": skills, "officers": str(line.min_officers)}


def resource_name(resource: Resource) -> str:
    """A department, and the skills of which its officers have one: 市监 消防、危化."""
    department, skills = resource
    return " ".join(filter(None, (department, "、".join(skills))))


def weeks_text(mask: int, name: Callable[[int], str] = str) -> str:
    """A set of weeks as people read it: 3–5, 9."""
    runs: list[list[int]] = []
    for week in members(mask):
        if runs and runs[-1][1] == week - 1:
            runs[-1][1] = week
        else:
            runs.append([week, week])
    return ", ".join(name(first) if first == last else f"{name(first)}–{name(last)}" for first, last in runs)
