"""GX-4.4, YX-2.8: a programme as a board that people read: what stands where, what it was before, why two doors are not one. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TypeGuard

from yicha.engines.deadlines import iso_label
from yicha.engines.planning import Explainer, Instance, Line, NotInWeek, Officer, Programme, Subject, Visit, Why, Wish, visits_alone
from yicha.engines.planning.calendar import Calendar, common_weeks, members, present_minutes
from yicha.planning.types.boards import (
    Board,
    BoardAlone,
    BoardFigures,
    BoardItem,
    BoardLoss,
    BoardReason,
    BoardRefusal,
    BoardVisit,
    BoardWeek,
)

KEY_LENGTH = 10
BY_CHANCE = {"third", "capacity"}  # what stands in the way is not the law: it is worth trying by hand
SPLIT = BoardReason("split", "联席会议已拆开", "the conference has taken them apart")


@dataclass(frozen=True)
class Filed:
    """What people call a plan line, and how its subjects are chosen."""

    name: str
    selection: str


@dataclass(frozen=True)
class Charting:
    """What a board is made of. `titles`: department code → short name."""

    instance: Instance
    programme: Programme
    lines: Mapping[str, Filed]
    titles: Mapping[str, str]
    year: int
    day_minutes: int
    wishes: tuple[Wish, ...] = ()


def key_of(visit: Visit) -> str:
    """How a visit is called from version to version: by the least of its demands."""
    return sha256(min(visit.demands).encode()).hexdigest()[:KEY_LENGTH]


def refuses(wish: Wish, demands: Collection[str]) -> TypeGuard[NotInWeek]:
    """GX-4.4: whether the conference takes a week from this work."""
    return isinstance(wish, NotInWeek) and not set(wish.demands).isdisjoint(demands)


def week_number(year: int, week: int) -> str:
    """The week as people know it: the number of its ISO week."""
    return str(int(iso_label(year, week)[-2:]))


def board_of(charting: Charting) -> Board:
    """The whole board of a programme."""
    alone = visits_alone(charting.instance)
    chart = _Chart(charting, Counter(visit.subject for visit in alone if visit.door))
    return Board(
        figures=chart.figures(chart.before.total()),
        weeks=tuple(chart.weeks()),
        visits=tuple(chart.visit(visit) for visit in chart.doors),
        alone=tuple(chart.alone(visit) for visit in alone if visit.door),
        losses=tuple(chart.losses()),
    )


def redrawn(board: Board, charting: Charting, sids: Collection[str]) -> Board:
    """The board after an amendment that touched these subjects: what it says of all others stays."""
    chart = _Chart(charting, Counter(alone.sid for alone in board.alone))
    kept = {visit.key: visit for visit in board.visits if visit.sid not in sids}
    return Board(
        figures=chart.figures(len(board.alone)),
        weeks=tuple(chart.weeks()),
        visits=tuple(kept.get(key_of(visit)) or chart.visit(visit) for visit in chart.doors),
        alone=board.alone,
        losses=tuple(_merged(board.losses, chart, sids)),
    )


def _merged(losses: Iterable[BoardLoss], chart: "_Chart", sids: Collection[str]) -> list[BoardLoss]:
    kept = [loss for loss in losses if loss.sid not in sids]
    return sorted([*kept, *chart.losses(sids)], key=lambda loss: loss.item.demand)


class _Chart:
    """Looks everything up once."""

    def __init__(self, charting: Charting, before: Counter[str]) -> None:
        self.of, self.before = charting, before
        self.instance, self.programme = charting.instance, charting.programme
        self.doors = [visit for visit in self.programme.visits if visit.door]
        self.by_subject: dict[str, list[Visit]] = defaultdict(list)
        for visit in self.doors:
            self.by_subject[visit.subject].append(visit)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.instance)

    @cached_property
    def explainer(self) -> Explainer:
        named = in_words(self.instance, self.of.titles)
        return Explainer(named, self.programme, lambda week: week_number(self.of.year, week), self._line_name)

    def _line_name(self, line: Line) -> str:
        return f"{line.department}“{self.of.lines[line.id].name}”"

    def _line(self, demand: str) -> Line:
        return self.instance.lines[self.instance.demands[demand].line]

    def item(self, demand: str) -> BoardItem:
        line = self._line(demand)
        return BoardItem(demand, line.department, self.of.lines[line.id].name, line.check_class)

    def visit(self, visit: Visit) -> BoardVisit:
        lines = [self._line(demand) for demand in visit.demands]
        minutes: Counter[str] = Counter()
        for line in lines:
            minutes[line.department] += line.minutes
        lead = visit.lead or visit.departments[0]
        base, reason = self._apart(visit)
        weeks = members(common_weeks((self.calendar.admissible[demand] for demand in visit.demands), self.calendar.weeks))
        refused = [BoardRefusal(wish.week, wish.reason) for wish in self.of.wishes if refuses(wish, visit.demands)]
        subject = self.instance.subjects[visit.subject]
        return BoardVisit(
            key=key_of(visit),
            **self._whose(subject),
            week=visit.week,
            departments=(lead, *(name for name in visit.departments if name != lead)),
            appointed=visit.lead_appointed,
            announced=all(line.announced for line in lines),
            minutes=max(minutes.values()),
            officers=sum(max(line.min_officers for line in lines if line.department == name) for name in minutes),
            items=tuple(self.item(demand) for demand in visit.demands),
            weeks=tuple(week for week in weeks if week not in {one.week for one in refused}),
            pinned=visit.pinned,
            before=self.before[visit.subject],
            doors=len(self.by_subject[visit.subject]),
            apart=reason,
            base=base,
            refused=tuple(sorted(refused, key=lambda one: one.week)),
        )

    def _whose(self, subject: Subject) -> dict[str, str]:
        return {"sid": subject.id, "name": subject.name, "town": subject.township}

    def _apart(self, visit: Visit) -> tuple[str, BoardReason | None]:
        """The largest visit of the subject, and why this one is not part of it."""
        base = max(self.by_subject[visit.subject], key=lambda one: (len(one.demands), -one.week, one.demands))
        if base is visit:
            return "", None
        found = [why for a in base.demands for b in visit.demands for why in self.explainer.pair(a, b)[:1]]
        why = min(found, key=lambda why: (why.code in BY_CHANCE, why.chinese), default=None)
        return key_of(base), _reason(why) if why else SPLIT

    def alone(self, visit: Visit) -> BoardAlone:
        selection = self.of.lines[self.instance.demands[visit.demands[0]].line].selection
        items = tuple(self.item(demand) for demand in visit.demands)
        whose = self._whose(self.instance.subjects[visit.subject])
        return BoardAlone(**whose, department=visit.departments[0], selection=selection, week=visit.week, items=items)

    def losses(self, sids: Collection[str] | None = None) -> Iterable[BoardLoss]:
        for loss in self.programme.unplaced:
            subject = self.instance.subjects[self.instance.demands[loss.demand].subject]
            if sids is None or subject.id in sids:
                reason = _reason(self.explainer.loss(loss.demand)[0])
                yield BoardLoss(**self._whose(subject), item=self.item(loss.demand), reason=reason)

    def weeks(self) -> Iterable[BoardWeek]:
        """Every week with a working day from the first open one to the last."""
        there, doors = self._there, Counter(visit.week for visit in self.doors)
        used = self._used
        for week in members(self.calendar.open):
            loads = [(100 * used[name, week] // (there[name, week] or 1), name) for name in self.instance.departments if used[name, week]]
            load, name = max(loads, default=(0, ""))
            yield BoardWeek(week, doors[week], load, name)

    @cached_property
    def _used(self) -> Counter[tuple[str, int]]:
        used: Counter[tuple[str, int]] = Counter()
        for visit in self.programme.visits:
            for row, minutes in self.calendar.visit_load(visit):
                name, skill = self.calendar.resources[row]
                used[name, visit.week] += 0 if skill else minutes
        return used

    @cached_property
    def _there(self) -> Counter[tuple[str, int]]:
        """Officer-minutes of those who are present, without the ceiling."""
        teams: dict[str, list[Officer]] = defaultdict(list)
        for officer in self.instance.officers:
            teams[officer.department].append(officer)
        minutes = {name: present_minutes(team, self.instance.working_days) for name, team in teams.items()}
        return Counter({(name, week): minutes[name][week] for name in teams for week in members(self.calendar.open)})

    def figures(self, alone_doors: int) -> BoardFigures:
        return BoardFigures(
            demands=len(self.instance.demands),
            alone_doors=alone_doors,
            doors=len(self.doors),
            lower_bound=self.programme.lower_bound,
            unplaced=len(self.programme.unplaced),
            unplaced_bound=self.programme.unplaced_bound,
            off_site=len(self.programme.visits) - len(self.doors),
            officer_days_used=-(-self._used.total() // self.of.day_minutes),
            officer_days=self._there.total() // self.of.day_minutes,
        )


def _reason(why: Why) -> BoardReason:
    return BoardReason(why.code, why.chinese, why.english)


def in_words(instance: Instance, titles: Mapping[str, str]) -> Instance:
    """The instance with departments under the names that people use: for sentences, not for solving."""

    def name(code: str) -> str:
        return titles.get(code, code)

    return replace(
        instance,
        departments=tuple(sorted(map(name, instance.departments))),
        lines={id_: replace(line, department=name(line.department)) for id_, line in instance.lines.items()},
        officers=tuple(replace(one, department=name(one.department)) for one in instance.officers),
        subjects={
            sid: replace(one, done=tuple((check_class, name(organ)) for check_class, organ in one.done)) if one.done else one
            for sid, one in instance.subjects.items()
        },
    )
