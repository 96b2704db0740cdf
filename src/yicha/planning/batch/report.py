"""report.html: one self-contained page with the figures, the charts and the proof of a programme (ui.md: 石青)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from jinja2 import Environment, PackageLoader, StrictUndefined

from yicha.engines.deadlines import iso_label
from yicha.engines.draw import number_of
from yicha.kernel.tables import Sheet
from yicha.planning.batch.job import Job

SHOWN_LOSSES = 40
MOST_DOORS = 4
TEMPLATES = Environment(
    loader=PackageLoader("yicha.planning"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Run:
    """What the machine needed; it never stands in programme.json."""

    seconds: str
    peak_mb: int


def render(job: Job, unplaced: Sheet, run: Run) -> str:
    return TEMPLATES.get_template("report.html").render(
        year=job.year.year,
        figures=job.figures,
        saved=job.figures["alone_doors"] - job.figures["doors"],
        proven=job.figures["doors"] == job.figures["lower_bound"] and job.figures["unplaced"] == job.figures["unplaced_bound"],
        weeks=_weeks(job),
        departments=_departments(job),
        spread=_spread(job),
        causes=Counter(str(row[5]) if str(row[4]) == "class_done" else str(row[4]) for row in unplaced.rows).most_common(),
        unplaced=unplaced,
        shown=SHOWN_LOSSES,
        draws=[("监管对象", "subjects", number_of(job.subjects_draw.files)), ("执法人员", "officers", number_of(job.drawn_officers.files))],
        open_posts=sum(not post.cert_no for team in job.teams.values() for post in team),
        posts=sum(len(team) for team in job.teams.values()),
        narrow=job.narrow,
        unknown=job.demands.unknown,
        run=run,
    )


def _weeks(job: Job) -> list[dict[str, object]]:
    """Doors of each week, with the height of its bar in hundredths of the fullest."""
    doors = Counter(visit.week for visit in job.programme.visits if visit.door)
    most = max(doors.values(), default=1)
    return [
        {"label": iso_label(job.year.year, week), "doors": doors[week], "height": 100 * doors[week] // most, "days": len(days)}
        for week, days in enumerate(job.year.weeks)
    ]


def _departments(job: Job) -> list[dict[str, object]]:
    demands = Counter(job.instance.lines[demand.line].department for demand in job.instance.demands.values())
    lines = Counter(line.department for line in job.instance.lines.values())
    officers = Counter(one.department for one in job.inputs.officers)
    doors = Counter(name for visit in job.programme.visits if visit.door for name in visit.departments)
    joint = Counter(name for visit in job.programme.visits if visit.door and len(visit.departments) > 1 for name in visit.departments)
    load = _load(job)
    return [
        {
            "name": name,
            "lines": lines[name],
            "demands": demands[name],
            "officers": officers[name],
            "doors": doors[name],
            "joint": joint[name],
            "load": [load.get((name, week), 0) for week in range(len(job.year.weeks))],
            "peak": max((load.get((name, week), 0) for week in range(len(job.year.weeks))), default=0),
        }
        for name in job.instance.departments
    ]


def _load(job: Job) -> Mapping[tuple[str, int], int]:
    """(department, week) → officer-minutes used, in per cent of those present."""
    used: Counter[tuple[str, int]] = Counter()
    for visit in job.programme.visits:
        for name in visit.departments:
            lines = [job.instance.lines[job.instance.demands[demand].line] for demand in visit.demands]
            own = [line for line in lines if line.department == name]
            overhead = job.instance.params.overhead_minutes if visit.door else 0
            used[name, visit.week] += sum(line.minutes * line.min_officers for line in own) + overhead * max(
                line.min_officers for line in own
            )
    return {key: round(Fraction(100 * minutes, _present(job, *key) or 1)) for key, minutes in used.items()}


def _present(job: Job, department: str, week: int) -> int:
    days = job.instance.working_days[week]
    return sum(one.minutes * days // 5 for one in job.instance.officers if one.department == department and week not in one.absent)


def _spread(job: Job) -> list[dict[str, object]]:
    """How many subjects are visited once, twice … if each department came alone, and together."""
    alone: Counter[str] = Counter()
    together: Counter[str] = Counter()
    for visit in job.programme.visits:
        if visit.door:
            alone[visit.subject] += len(visit.departments)
            together[visit.subject] += 1
    counts = [Counter(min(times, MOST_DOORS) for times in found.values()) for found in (alone, together)]
    most = max([*counts[0].values(), *counts[1].values()], default=1)
    return [
        {
            "label": f"{times} 次" if times < MOST_DOORS else f"{times} 次及以上",
            "before": counts[0][times],
            "after": counts[1][times],
            "before_width": 100 * counts[0][times] // most,
            "after_width": 100 * counts[1][times] // most,
        }
        for times in range(1, MOST_DOORS + 1)
    ]
