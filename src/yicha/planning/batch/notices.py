"""notices/: one 行政检查通知书 for each visit that the law lets announce, from what the workbooks know."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from yicha.engines.planning import Visit
from yicha.planning.batch.job import Job, departments_of
from yicha.planning.documents import InspectionNotice, NoticeItem, NoticeOfficer, NoticePart, render_each

OPENS, CLOSES = time(9), time(17)
PROCESSES = 2


def write_notices(job: Job, folder: Path) -> int:
    """Returns how many. The files are named by the visit's number, so that a second run replaces them."""
    folder.mkdir(parents=True, exist_ok=True)
    named = list(_notices(job))
    for (number, _), content in zip(named, render_each((notice for _, notice in named), PROCESSES), strict=True):
        (folder / f"{number}.pdf").write_bytes(content)
    return len(named)


def _notices(job: Job) -> Iterator[tuple[str, InspectionNotice]]:
    register = {row.sid: row for row in job.inputs.subjects}
    done: dict[str, int] = {}
    for number, visit in job.visits:
        lines = [job.instance.lines[job.instance.demands[demand].line] for demand in visit.demands]
        row, days = register[visit.subject], job.year.weeks[visit.week]
        done[row.enterprise] = done.get(row.enterprise, 0) + visit.door
        if not all(line.announced for line in lines):
            continue
        lead = departments_of(visit)[0]
        yield (
            number,
            InspectionNotice(
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
                visits_this_year=max(1, done[row.enterprise]),
                parts=tuple(_part(job, number, visit, name) for name in departments_of(visit)),
                assistants=0,
                materials=(),
                contact=lead,
                supervision="司法行政部门",
                organ=lead,
                issued_on=_issued_on(job, days[0]),
                address_of_code=f"yicha:{number}",
                code=number,
            ),
        )


def _issued_on(job: Job, first_day: date) -> date:
    """The last working day before the week, so that no clock is read."""
    earlier = [day for days in job.year.weeks for day in days if day < first_day]
    return earlier[-1] if earlier else first_day


def _part(job: Job, number: str, visit: Visit, department: str) -> NoticePart:
    names = {line.line.line_id: line.line.item_name for line in job.inputs.lines}
    own = [job.instance.demands[demand].line for demand in visit.demands]
    items = dict.fromkeys(names[line] for line in own if job.instance.lines[line].department == department)
    team = tuple(NoticeOfficer(post.name, post.cert_no) for post in job.teams[number] if post.department == department and post.cert_no)
    return NoticePart(department, tuple(NoticeItem(name, 0) for name in items), team)
