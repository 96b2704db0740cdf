"""notices/: one 行政检查通知书 for each visit that the law lets announce, from what the workbooks know."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path

from yicha.engines.planning import Progress, Visit
from yicha.planning.batch.job import Job, departments_of
from yicha.planning.documents import InspectionNotice, NoticeItem, NoticeOfficer, NoticePart, render_each
from yicha.planning.types import DepartmentLine
from yicha.subjects.types import SubjectRow

OPENS, CLOSES = time(9), time(17)
PROCESSES = 2


def write_notices(job: Job, folder: Path, progress: Progress) -> int:
    """Returns how many. The files are named by the visit's number."""
    folder.mkdir(parents=True, exist_ok=True)
    notices = list(notices_of(job))
    for done, (notice, content) in enumerate(zip(notices, render_each(notices, PROCESSES), strict=True), 1):
        (folder / f"{notice.reference}.pdf").write_bytes(content)
        progress("notices", done, len(notices))
    return len(notices)


def notices_of(job: Job) -> Iterator[InspectionNotice]:
    """In the order of the visits. 飞行检查, and whatever else is by law not announced, has none."""
    register = {row.sid: row for row in job.inputs.subjects}
    before = {day: earlier for earlier, day in pairwise(day for days in job.year.weeks for day in days)}
    times = _times(job, register)
    for number, visit in job.visits:
        if all(line.line.announced for line in job.lines_of(visit)):
            days = job.days_of(visit)
            issued_on = before.get(days[0], days[0])  # no clock is read
            check, entry = times[number]
            draft = _notice(job, number, visit, register[visit.subject], issued_on)
            yield replace(draft, times_this_year=check, visits_this_year=entry)


def _times(job: Job, register: Mapping[str, SubjectRow]) -> dict[str, tuple[int, int]]:
    """Visit → the how-manieth check of its class and the how-manieth visit of its enterprise this is in the year."""
    entered: Counter[str] = Counter()
    checked: Counter[tuple[str, str]] = Counter()
    for check in (check for check in job.inputs.past if check.on.year == job.year.year):
        owner = register[check.sid].enterprise if check.sid in register else check.sid
        checked[owner, check.check_class] += 1
    times = {}
    for number, visit in job.visits:
        owner = register[visit.subject].enterprise
        classes = {(owner, line.line.check_class) for line in job.lines_of(visit)}
        times[number] = 1 + max(checked[one] for one in classes), 1 + entered[owner]
        checked.update(classes)
        entered[owner] += visit.door
    return times


def _notice(job: Job, number: str, visit: Visit, row: SubjectRow, issued_on: date) -> InspectionNotice:
    lead, *_ = names = departments_of(visit)
    days, lines = job.days_of(visit), job.lines_of(visit)
    return InspectionNotice(
        region="",
        number=f"联检通〔{job.year.year}〕{int(number[1:])}号",
        reference=number,
        subject=row.name,
        uscc=row.uscc,
        address=row.address or "",
        basis=(),
        source=f"{job.year.year}年度联合检查合并计划",
        starts=datetime.combine(days[0], OPENS),
        ends=datetime.combine(days[-1], CLOSES),
        mode="现场检查" if visit.door else "非现场检查",
        times_this_year=1,
        visits_this_year=1,
        parts=tuple(_part(job, number, name, lines) for name in names),
        assistants=0,
        materials=(),
        contact=lead,
        supervision="司法行政部门",
        organ=lead,
        issued_on=issued_on,
        address_of_code=f"yicha:{number}",
        code=number,
    )


def _part(job: Job, number: str, department: str, lines: list[DepartmentLine]) -> NoticePart:
    items = dict.fromkeys(line.line.item_name for line in lines if line.department == department)
    team = tuple(NoticeOfficer(post.name, post.cert_no) for post in job.teams[number] if post.department == department and post.cert_no)
    return NoticePart(department, tuple(NoticeItem(name, 0) for name in items), team)
