"""programme.xlsx: by week, by department, by subject, why there is more than one door, what was not placed, before and after."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations

from yicha.engines.deadlines import iso_label
from yicha.engines.planning import Demand, Explainer, Visit, Why
from yicha.kernel.tables import Sheet
from yicha.planning.batch.job import Job, departments_of
from yicha.subjects.types import SubjectRow

APPOINTED = "由政府指定"
BY_WEEK = ("周", "起", "止", "编号", "主体编号", "主体名称", "乡镇街道", "牵头", "部门", "事项", "方式", "人员")
BY_DEPARTMENT = ("部门", "周", "编号", "主体名称", "乡镇街道", "是否牵头", "事项", "人员")
BY_SUBJECT = ("主体编号", "主体名称", "乡镇街道", "需求", "各部门单独上门", "合并后上门", "少打扰", "周")
APART = ("主体编号", "主体名称", "甲", "乙", "代码", "原因", "reason")
UNPLACED = ("计划行编号", "部门", "主体编号", "主体名称", "代码", "原因", "reason")


class Sheets:
    """All sheets of one job; what several need is computed once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.register = {row.sid: row for row in job.inputs.subjects}
        self.lines = {line.line.line_id: line for line in job.inputs.lines}
        self.demands = job.instance.demands

    @cached_property
    def explainer(self) -> Explainer:
        return Explainer(self.job.instance, self.job.programme)

    @cached_property
    def by_subject(self) -> dict[str, list[tuple[str, Visit]]]:
        found: dict[str, list[tuple[str, Visit]]] = {}
        for number, visit in self.job.visits:
            found.setdefault(visit.subject, []).append((number, visit))
        return found

    def all(self) -> list[Sheet]:
        """In the order of the workbook; the last one is 未排."""
        return [
            Sheet("前后对比", ("项目", "数值"), self.before_and_after()),
            Sheet("按周", BY_WEEK, list(self.weeks())),
            Sheet("按部门", BY_DEPARTMENT, list(self.departments())),
            Sheet("按对象", BY_SUBJECT, list(self.subjects())),
            Sheet("为何不能合并", APART, list(self.apart())),
            Sheet("未排", UNPLACED, list(self.unplaced())),
        ]

    def before_and_after(self) -> list[tuple[str, int]]:
        figures = self.job.figures
        return [
            ("需求", figures["demands"]),
            ("各部门单独上门次数", figures["alone_doors"]),
            ("合并后上门次数", figures["doors"]),
            ("少打扰次数", figures["alone_doors"] - figures["doors"]),
            ("已证明至少要上门次数", figures["lower_bound"]),
            ("上门一次以上的主体", figures["repeat_visited"]),
            ("出动队次", figures["department_visits"]),
            ("未排需求", figures["unplaced"]),
            ("已证明至少未排需求", figures["unplaced_bound"]),
        ]

    def weeks(self) -> Iterator[tuple[str, ...]]:
        for number, visit in self.job.visits:
            days, row = self.job.year.weeks[visit.week], self.register[visit.subject]
            lead = f"{departments_of(visit)[0]}（{APPOINTED}）" if visit.lead_appointed else departments_of(visit)[0]
            yield (
                iso_label(self.job.year.year, visit.week),
                days[0].isoformat(),
                days[-1].isoformat(),
                number,
                row.sid,
                row.name,
                row.town,
                lead,
                "、".join(departments_of(visit)),
                "；".join(self._items(visit)),
                "上门" if visit.door else "非现场",
                "；".join(f"{post.department} {post.name or '缺'} {post.cert_no}".strip() for post in self.job.teams.get(number, ())),
            )

    def departments(self) -> Iterator[tuple[str, ...]]:
        rows = [(name, visit.week, number, visit) for number, visit in self.job.visits for name in visit.departments]
        for name, week, number, visit in sorted(rows, key=lambda row: row[:3]):
            row = self.register[visit.subject]
            team = [post.name or "缺" for post in self.job.teams.get(number, ()) if post.department == name]
            leads = "牵头" if departments_of(visit)[0] == name else ""
            items = "；".join(self._items(visit, name))
            yield name, iso_label(self.job.year.year, week), number, row.name, row.town, leads, items, "、".join(team)

    def subjects(self) -> Iterator[tuple[str | int, ...]]:
        wanted = Counter(demand.subject for demand in self.demands.values())
        for sid, visits in sorted(self.by_subject.items()):
            row = self.register[sid]
            doors = [visit for _, visit in visits if visit.door]
            alone = sum(len(visit.departments) for visit in doors)
            weeks = "、".join(iso_label(self.job.year.year, visit.week) for visit in doors)
            yield sid, row.name, row.town, wanted[sid], alone, len(doors), alone - len(doors), weeks

    def apart(self) -> Iterator[tuple[str, ...]]:
        """Of each two doors of one subject the first pair of demands that could not share one, and why."""
        for sid, visits in sorted(self.by_subject.items()):
            doors = [visit for _, visit in visits if visit.door]
            for one, other in combinations(doors, 2):
                a, b, why = self._first_reason(one, other)
                yield (*self._named(self.register[sid]), a.line, b.line, why.code, why.chinese, why.english)

    def unplaced(self) -> Iterator[tuple[str, ...]]:
        for loss in self.job.programme.unplaced:
            demand = self.demands[loss.demand]
            why = self.explainer.loss(loss.demand)[0]
            department = self.lines[demand.line].department
            yield demand.line, department, *self._named(self.register[demand.subject]), why.code, why.chinese, why.english

    def _first_reason(self, one: Visit, other: Visit) -> tuple[Demand, Demand, Why]:
        pairs = ((a, b, self.explainer.pair(a, b)) for a in one.demands for b in other.demands)
        firm = [(a, b, why[0]) for a, b, why in pairs if why]
        a, b, why = min(firm, key=lambda found: (found[2].code in {"third", "capacity"}, found[0], found[1]))
        return self.demands[a], self.demands[b], why

    def _items(self, visit: Visit, department: str = "") -> Iterable[str]:
        lines = (self.lines[self.demands[demand].line] for demand in visit.demands)
        return dict.fromkeys(line.line.item_name for line in lines if department in {"", line.department})

    @staticmethod
    def _named(row: SubjectRow) -> tuple[str, str]:
        return row.sid, row.name
