"""The job: inputs and a secret become a programme, two draws and everything that is written about them. Pure but for progress."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from yicha.draws.batch.on_files import draw_alone
from yicha.draws.types import Post, posts_of, suite_by
from yicha.engines.draw import Basis, FirstDraw, Heading, Outcome, freeze_for_test, freeze_officers, freeze_subjects
from yicha.engines.draw.ceremony import RESULT
from yicha.engines.draw.hashing import suite_of
from yicha.engines.draw.types import Line, Subject
from yicha.engines.planning import Instance, Programme, Progress, Visit, doors_alone, solve, summary, to_plain
from yicha.norms.types import NormsInForce
from yicha.norms.workbooks import shipped_working_days
from yicha.planning.batch.inputs import Inputs, norms_of
from yicha.planning.rules import pools
from yicha.planning.rules.demands import Demands, demands_of
from yicha.planning.rules.filing import require_lines_apart
from yicha.planning.rules.history import counts_per_site
from yicha.planning.rules.instances import Material, PlanYear, instance_of
from yicha.planning.rules.staffing import Roster, VisitWork, Work
from yicha.planning.types import DepartmentLine
from yicha.subjects.types import SubjectRow

SUBJECTS_DRAW, OFFICERS_DRAW = "FILES-D1", "FILES-D2"


@dataclass(frozen=True)
class Job:
    """What the job gave."""

    inputs: Inputs
    year: PlanYear
    norms: NormsInForce
    instance: Instance
    programme: Programme
    demands: Demands
    subjects_draw: Outcome
    narrow: tuple[str, ...]
    secret: bytes

    @property
    def visits(self) -> Iterator[tuple[str, Visit]]:
        """Numbered in the order of the programme."""
        return ((f"V{number:05}", visit) for number, visit in enumerate(self.programme.visits, 1))

    def title(self, department: str) -> str:
        """How people call a department: workbooks hold the name itself."""
        return department

    @property
    def provisional(self) -> bool:
        """暂定: the State Council has not announced the holidays of the year."""
        return self.year.calendar.is_provisional(date(self.year.year, 1, 1), date(self.year.year, 12, 31))

    @cached_property
    def alone(self) -> Mapping[str, int]:
        """By subject, the doors if each department came alone."""
        return doors_alone(self.instance)

    @cached_property
    def figures(self) -> dict[str, int]:
        return asdict(summary(self.instance, self.programme, self.alone))

    @cached_property
    def lines(self) -> Mapping[str, DepartmentLine]:
        return {line.line.line_id: line for line in self.inputs.lines}

    def lines_of(self, visit: Visit) -> list[DepartmentLine]:
        return [self.lines[self.instance.demands[demand].line] for demand in visit.demands]

    def days_of(self, visit: Visit) -> tuple[date, ...]:
        """The working days on which it may take place: those of its week that lie in the windows of its lines."""
        return self.year.days_within(visit.week, [line.line.window for line in self.lines_of(visit)])

    @property
    def idle(self) -> tuple[str, ...]:
        """Lines that fell on nobody: an empty pool, or a list of strangers."""
        return tuple(sorted(self.lines.keys() - {demand.line for demand in self.instance.demands.values()}))

    @property
    def instance_json(self) -> bytes:
        return to_json(to_plain(self.instance))

    @cached_property
    def programme_json(self) -> bytes:
        return to_json({**to_plain(self.programme), "summary": self.figures})

    @cached_property
    def drawn_officers(self) -> Outcome:
        """The second draw stands on the programme's bytes and on the first draw's result."""
        roster = Roster(self.inputs.officers, self.norms, self.year)
        posts = roster.posts(list(_works(self)))
        first = FirstDraw(SUBJECTS_DRAW, suite_of(suite_by(self.norms)).digest(self.subjects_draw.files[RESULT]))
        basis = Basis(roster.weeks, first, sha256(self.programme_json).hexdigest())
        heading = Heading(OFFICERS_DRAW, "文件抽取：执法人员 · a draw of officers on files", suite_by(self.norms))
        frame = freeze_for_test(lambda salt: freeze_officers(heading, posts, roster.officers, basis, salt), self.secret)
        return draw_alone(frame, self.secret)

    @cached_property
    def teams(self) -> Mapping[str, Sequence[Post]]:
        """Visit number → its posts, empty where nobody could be drawn."""
        return posts_of(self.drawn_officers.assignment, self.drawn_officers.lists)

    @property
    def posts(self) -> int:
        return sum(len(team) for team in self.teams.values())

    @property
    def open_posts(self) -> int:
        return sum(not post.cert_no for team in self.teams.values() for post in team)


def to_json(plain: Mapping[str, Any]) -> bytes:
    """Sorted keys, UTF-8, one line: two runs are byte-equal."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def run_job(inputs: Inputs, secret: bytes, progress: Progress) -> Job:
    """RuleBroken if the plans contradict the law or one another before anything is drawn."""
    require_lines_apart(inputs.lines)
    norms = norms_of(inputs.year)
    year = PlanYear.of(inputs.year, shipped_working_days())
    progress("pools", 0, 1)
    members = pools.members_of(inputs.lines, inputs.subjects)
    lines = pools.draw_lines(inputs.lines, norms)
    pool = pools.draw_subjects(lines, members, _exclusion(inputs, norms))
    progress("draw", 0, 1)
    first = _drawn_subjects(lines, pool, suite_by(norms), secret)
    register = {row.sid: row for row in inputs.subjects}
    demands = demands_of(inputs.lines, members, register, {one.line.id: one.sids for one in first.selections})
    material = Material(inputs.lines, register, inputs.officers, inputs.past, demands, norms, year, inputs.first_day)
    instance = instance_of(material)
    programme = solve(instance, progress)
    return Job(inputs, year, norms, instance, programme, demands, first, pools.narrow_lines(lines, pool, norms), secret)


def _drawn_subjects(lines: Sequence[Line], pool: Sequence[Subject], suite: int, secret: bytes) -> Outcome:
    heading = Heading(SUBJECTS_DRAW, "文件抽取：监管对象 · a draw of subjects on files", suite, pools.CODES)
    return draw_alone(freeze_for_test(lambda salt: freeze_subjects(heading, lines, pool, salt), secret), secret)


def _exclusion(inputs: Inputs, norms: NormsInForce) -> Callable[[SubjectRow, str], str]:
    by_id = {line.line.line_id: line for line in inputs.lines}
    checked = pools.checked_this_year(inputs.year, inputs.past, inputs.subjects, per_site=counts_per_site(norms))
    return lambda row, line_id: pools.ALREADY_CHECKED if checked.covers(row, by_id[line_id]) else ""


def _works(job: Job) -> Iterator[VisitWork]:
    towns = {row.sid: row.town for row in job.inputs.subjects}
    for number, visit in job.visits:
        lines = job.lines_of(visit)
        works = tuple(
            Work(line.department, line.line.minutes, line.line.min_officers, line.line.skills, line.line.item_code) for line in lines
        )
        departments = departments_of(visit)
        yield VisitWork(number, visit.subject, towns[visit.subject], visit.week, departments, works, visit.door, visit.lead or "")


def departments_of(visit: Visit) -> tuple[str, ...]:
    """The lead first."""
    lead = visit.lead or visit.departments[0]
    return lead, *(name for name in visit.departments if name != lead)
