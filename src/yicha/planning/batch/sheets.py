"""programme.xlsx: before and after, by week, by department, by subject, by plan line, why there is more than one door, what was not
placed, whom lists name in vain.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from yicha.draws.types import Post
from yicha.engines.deadlines import iso_label
from yicha.engines.draw import EVERYBODY
from yicha.engines.planning import Demand, Explainer, Line, Visit, Why
from yicha.kernel.tables import Sheet
from yicha.planning.batch.job import Job, departments_of
from yicha.planning.rules.instances import SHORT_WINDOW
from yicha.planning.rules.pools import UNCLASSIFIED, pool_sizes
from yicha.planning.types import DepartmentLine
from yicha.planning.workbooks import MODES, SELECTIONS
from yicha.subjects.types import SubjectRow

APPOINTED, UNKNOWN_CLASS = "由政府指定", "未分类"
WORDS = {code: word for names in (SELECTIONS, MODES) for word, code in names.items() if word != code}
SUMMARY = ("项目", "数值")
BY_WEEK = ("周", "起", "止", "编号", "主体编号", "主体名称", "乡镇街道", "牵头", "部门", "事项", "方式", "人员")
BY_DEPARTMENT = ("部门", "周", "编号", "主体编号", "主体名称", "乡镇街道", "是否牵头", "事项", "人员")
BY_SUBJECT = ("主体编号", "主体名称", "乡镇街道", "信用风险分类", "需求", "各部门单独上门", "合并后上门", "少打扰", "周", "未排")
BY_LINE = (
    "计划行编号",
    "部门",
    "事项",
    "检查类别",
    "抽取方式",
    "方式",
    "时间窗",
    "可用周",
    "名录",
    "已排除",
    "抽取",
    "需求",
    "未排",
    "提示",
)
APART = ("主体编号", "主体名称", "甲", "乙", "代码", "原因", "reason")
UNPLACED = ("计划行编号", "部门", "主体编号", "主体名称", "代码", "原因", "reason")
UNKNOWN = ("计划行编号", "部门", "主体编号")


class Apart(NamedTuple):
    """Two doors of one subject: the first pair of demands that could not share one."""

    subject: SubjectRow
    one: Demand
    other: Demand
    why: Why


class Unplaced(NamedTuple):
    demand: Demand
    subject: SubjectRow
    why: Why


class Sheets:
    """All sheets of one job; what several need is computed once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.register = {row.sid: row for row in job.inputs.subjects}
        self.demands = job.instance.demands

    def all(self) -> list[Sheet]:
        """In the order of the workbook."""
        return [
            Sheet("前后对比", SUMMARY, self.before_and_after()),
            Sheet("按周", BY_WEEK, list(self.weeks())),
            Sheet("按部门", BY_DEPARTMENT, list(self.departments())),
            Sheet("按对象", BY_SUBJECT, list(self.subjects())),
            Sheet("按计划行", BY_LINE, list(self.lines())),
            Sheet("为何不能合并", APART, list(self._apart_rows())),
            Sheet("未排", UNPLACED, list(self._unplaced_rows())),
            Sheet(
                "名单查无",
                UNKNOWN,
                [(line, self.job.title(self.job.lines[line].department), sid) for line, sid in self.job.demands.unknown],
            ),
        ]

    @cached_property
    def explainer(self) -> Explainer:
        return Explainer(self.job.instance, self.job.programme, lambda week: str(int(self._week(week).partition("W")[2])))

    @cached_property
    def by_subject(self) -> Mapping[str, list[Visit]]:
        """The doors of everybody in demand, in the order of their weeks."""
        found: dict[str, list[Visit]] = {sid: [] for sid in sorted({demand.subject for demand in self.demands.values()})}
        for visit in self.job.programme.visits:
            if visit.door:
                found[visit.subject].append(visit)
        return found

    @cached_property
    def apart(self) -> list[Apart]:
        pairs = ((sid, pair) for sid, doors in self.by_subject.items() for pair in combinations(doors, 2))
        return [Apart(self.register[sid], *self._first_reason(*pair)) for sid, pair in pairs]

    @cached_property
    def losses(self) -> list[Unplaced]:
        lost = [self.demands[loss.demand] for loss in self.job.programme.unplaced]
        return [Unplaced(demand, self.register[demand.subject], self.explainer.loss(demand.id)[0]) for demand in lost]

    def before_and_after(self) -> list[tuple[str, int | str]]:
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
            ("名单查无", len(self.job.demands.unknown)),
            ("执法人员岗位", self.job.posts),
            ("空缺岗位", self.job.open_posts),
            ("工作日历", "暂定" if self.job.provisional else "已公布"),
        ]

    def weeks(self) -> Iterator[tuple[str, ...]]:
        for number, visit in self.job.visits:
            days, row = self.job.days_of(visit), self.register[visit.subject]
            names = [self.job.title(name) for name in departments_of(visit)]
            yield (
                self._week(visit.week),
                days[0].isoformat(),
                days[-1].isoformat(),
                number,
                row.sid,
                row.name,
                row.town,
                f"{names[0]}（{APPOINTED}）" if visit.lead_appointed else names[0],
                "、".join(names),
                "；".join(self._items(visit)),
                "上门" if visit.door else "非现场",
                "；".join(map(self._post, self.job.teams.get(number, ()))),
            )

    def departments(self) -> Iterator[tuple[str, ...]]:
        rows = [(name, visit.week, number, visit) for number, visit in self.job.visits for name in visit.departments]
        for name, week, number, visit in sorted(rows, key=lambda row: row[:3]):
            row = self.register[visit.subject]
            team = [post.name or "缺" for post in self.job.teams.get(number, ()) if post.department == name]
            leads = "牵头" if departments_of(visit)[0] == name else ""
            items = "；".join(self._items(visit, name))
            yield self.job.title(name), self._week(week), number, row.sid, row.name, row.town, leads, items, "、".join(team)

    def subjects(self) -> Iterator[tuple[str | int, ...]]:
        wanted = Counter(demand.subject for demand in self.demands.values())
        lost = Counter(loss.demand.subject for loss in self.losses)
        for sid, doors in self.by_subject.items():
            row, alone = self.register[sid], self.job.alone.get(sid, 0)
            weeks = "、".join(self._week(visit.week) for visit in doors)
            counts = (wanted[sid], alone, len(doors), alone - len(doors))
            yield sid, row.name, row.town, row.credit_class or UNKNOWN_CLASS, *counts, weeks, lost[sid]

    def lines(self) -> Iterator[tuple[str | int | None, ...]]:
        wanted = Counter(demand.line for demand in self.demands.values())
        lost = Counter(loss.demand.line for loss in self.losses)
        for number, line in sorted(self.job.lines.items()):
            row, planned = line.line, self.job.instance.lines[number]
            yield (
                number,
                self.job.title(line.department),
                row.item_name,
                row.check_class,
                WORDS[row.selection],
                WORDS[row.mode],
                "/".join(day.isoformat() for day in row.window),
                f"{self._week(planned.first_week)} 至 {self._week(planned.last_week)}",
                *self._drawing.get(number, (None, None, "")),
                wanted[number],
                lost[number],
                "；".join(self._hints(line, planned)),
            )

    @cached_property
    def _drawing(self) -> Mapping[str, tuple[int, int, str]]:
        """Random line → who may be drawn, who was excluded, and drawn/all of each credit class."""
        draw = self.job.subjects_draw
        sizes = pool_sizes(draw.lists.subjects)
        members = Counter(number for subject in draw.lists.subjects for number in subject.cells)
        return {
            one.line.id: (sizes[number], members[number] - sizes[number], _takes(one.takes, len(one.choices)))
            for number, one in enumerate(draw.selections)
        }

    def _hints(self, line: DepartmentLine, planned: Line) -> Iterator[str]:
        number = line.line.line_id
        if planned.exclusive:
            yield planned.exclusive if planned.exclusive == SHORT_WINDOW else f"单独上门：{planned.exclusive}"
        if number in self.job.narrow:
            yield "名录过小而比例过高，近于定向"
        if number in self.job.idle:
            yield "没有落到任何主体"

    def _apart_rows(self) -> Iterator[tuple[str, ...]]:
        for subject, one, other, why in self.apart:
            yield subject.sid, subject.name, self._line_name(one), self._line_name(other), why.code, why.chinese, why.english

    def _unplaced_rows(self) -> Iterator[tuple[str, ...]]:
        for demand, subject, why in self.losses:
            yield (
                demand.line,
                self.job.title(self.job.lines[demand.line].department),
                subject.sid,
                subject.name,
                why.code,
                why.chinese,
                why.english,
            )

    def _first_reason(self, one: Visit, other: Visit) -> tuple[Demand, Demand, Why]:
        """What the law says comes before what was merely full."""
        pairs = ((a, b, self.explainer.pair(a, b)[0]) for a in one.demands for b in other.demands)
        a, b, why = min(pairs, key=lambda found: (found[2].code in {"third", "capacity"}, found[0], found[1]))
        return self.demands[a], self.demands[b], why

    def _items(self, visit: Visit, department: str = "") -> Iterable[str]:
        return dict.fromkeys(line.line.item_name for line in self.job.lines_of(visit) if department in {"", line.department})

    def _line_name(self, demand: Demand) -> str:
        line = self.job.lines[demand.line]
        return f"{self.job.title(line.department)} {line.line.item_name}（{demand.line}）"

    def _post(self, post: Post) -> str:
        return f"{self.job.title(post.department)} {post.name or '缺'} {post.cert_no}".strip()

    def _week(self, week: int) -> str:
        return iso_label(self.job.year.year, week)


def _takes(takes: Iterable[tuple[str, int, int]], drawn: int) -> str:
    """`A 2/100；未分类 1/20`; with 最少户数 more may be drawn than the classes give."""
    names = {EVERYBODY: "全部", UNCLASSIFIED: UNKNOWN_CLASS}
    found = list(takes)
    more = drawn - sum(quota for _, _, quota in found)
    told = [f"{names.get(label, label)} {quota}/{size}" for label, size, quota in found if size]
    return "；".join([*told, *([f"按最少户数另抽 {more}"] if more else [])])
