"""重新排期: what an answer would change, visit by visit and in words, and what it costs beside the programme that holds (GX-4.4). Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from yicha.engines.planning import Explainer, Instance, Line, Programme, Visit, outcome
from yicha.planning.rules.boards import Filed, in_words, key_of, week_number
from yicha.planning.rules.late import names_of
from yicha.planning.rules.replanning import Adopted, Rearranged, standing_of
from yicha.planning.types import BoardReason, Comparison, ReplanChange, ReplanKind, ReplanSide, VisitRow, VisitStatus

NO_MORE = BoardReason("ended", "对象或事项已不在检查范围", "subject or item is no longer to be checked")
ORDER = list(ReplanKind)


@dataclass(frozen=True)
class Comparing:
    """`asked`: what the engine was given; `answer`: with what stands kept, `anew`: all that may move planned anew.

    `titles`: department code → short name.
    """

    asked: Instance
    adopted: Adopted
    answer: Programme
    anew: Programme
    rearranged: Rearranged
    lines: Mapping[str, Filed]
    titles: Mapping[str, str]
    year: int

    def comparison(self) -> Comparison:
        """GX-4.4: what the joint conference has before it, and what adopting it does."""
        changes = [*self._replaced(), *self._extended(), *self._new(), *self._lost()]
        free = [row for row in self.adopted.standing if not self.adopted.locked(row, self.asked.params.first_open_week)]
        return Comparison(
            before=self._before(),
            after=self._side(self.answer),
            anew=self._side(self.anew),
            published=len(free),
            told=sum(row.status is not VisitStatus.PUBLISHED for row in self.adopted.standing),
            changes=tuple(sorted(changes, key=lambda one: (ORDER.index(one.kind), one.before, one.after, one.number, one.sid))),
            replaced=tuple(row.id for row, _ in self.rearranged.replaced),
            extended=tuple((row.id, key_of(visit)) for row, visit in self.rearranged.extended),
            made=tuple(key_of(visit) for visit in self.rearranged.made),
            stood=tuple((row.id, standing_of(row)) for row in self.rearranged.touched),
        )

    def _side(self, programme: Programme) -> ReplanSide:
        found = outcome(self.asked, programme)
        return ReplanSide(found.doors, found.repeat_visited, found.unplaced, programme.lower_bound, found.peak, found.moved)

    def _before(self) -> ReplanSide:
        """As it stands: what it cannot hold any more stands there still, what is new waits. Its bound was proven for the work of then."""
        standing = replace(self.answer, visits=self.asked.previous)
        doors = Counter(row.sid for row in self.adopted.standing if row.door)
        held = {demand for visit in self.asked.previous for demand in visit.demands}
        return ReplanSide(
            doors=doors.total(),
            repeat_visited=sum(count > 1 for count in doors.values()),
            unplaced=len(self.asked.demands.keys() - held),
            lower_bound=None,
            peak=outcome(self.asked, standing).peak,
            moved=0,
        )

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(in_words(self.asked, self.titles), self.answer, self._week, self._line_name)

    def _week(self, week: int) -> str:
        return week_number(self.year, week)

    def _line_name(self, line: Line) -> str:
        return f"{line.department}“{self.lines[line.id].name}”"

    def _items(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.lines[self.asked.demands[name].line].name for name in names)

    def _of_row(
        self, kind: ReplanKind, row: VisitRow, after: Iterable[Visit], items: Iterable[str], why: BoardReason | None
    ) -> ReplanChange:
        weeks = tuple(sorted({visit.week for visit in after}))
        whose = (row.id, row.number, row.sid, row.name, row.town, row.announced)
        return ReplanChange(kind, *whose, row.week, weeks, row.departments, tuple(items), why)

    def _replaced(self) -> Iterator[ReplanChange]:
        for row, after in self.rearranged.replaced:
            alive = names_of(self.asked, row)
            if not alive:
                yield self._of_row(ReplanKind.ENDED, row, (), (), NO_MORE)
                continue
            found = self._explainer.not_here(alive, row.week)
            why = BoardReason("moved", found["reason_zh"], found["reason_en"])
            yield self._of_row(ReplanKind.MOVED, row, after, self._items(alive), why)

    def _extended(self) -> Iterator[ReplanChange]:
        for row, visit in self.rearranged.extended:
            more = [name for name in visit.demands if name not in set(names_of(self.asked, row))]
            yield self._of_row(ReplanKind.EXTENDED, row, (visit,), self._items(more), None)

    def _new(self) -> Iterator[ReplanChange]:
        """Visits of which nothing stood before."""
        held = {demand for visit in self.asked.previous for demand in visit.demands}
        for visit in self.rearranged.made:
            if held.isdisjoint(visit.demands):
                yield self._fresh(ReplanKind.NEW, visit.demands, (visit.week,), None)

    def _lost(self) -> Iterator[ReplanChange]:
        """What had its place, or is new; what had none before is counted, not told again."""
        known = {loss.demand for loss in self.adopted.answer.unplaced}
        for loss in (one for one in self.answer.unplaced if one.demand not in known):
            found = self._explainer.loss(loss.demand)[0]
            yield self._fresh(ReplanKind.LOST, (loss.demand,), (), BoardReason(found.code, found.chinese, found.english))

    def _fresh(self, kind: ReplanKind, names: tuple[str, ...], weeks: tuple[int, ...], why: BoardReason | None) -> ReplanChange:
        lines = [self.asked.lines[self.asked.demands[name].line] for name in names]
        subject = self.asked.subjects[self.asked.demands[names[0]].subject]
        departments = tuple(dict.fromkeys(line.department for line in lines))
        announced = all(line.announced for line in lines)
        return ReplanChange(
            kind, 0, "", subject.id, subject.name, subject.township, announced, -1, weeks, departments, self._items(names), why
        )
