"""report.html: one self-contained page with the figures, the charts and the proof of a programme (ui.md: 石青)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from yicha.engines.deadlines import iso_label
from yicha.engines.draw import number_of, read_manifest
from yicha.engines.draw.manifest import NAME as MANIFEST
from yicha.planning.batch.job import Job, departments_of
from yicha.planning.batch.sheets import Sheets

SHOWN_LOSSES, SHOWN_NAMES = 12, 6
MOST_DOORS = 4
GRID_LINES = 4
WORKING_DAYS = 5  # of the week that an officer's minutes are given for
NEAR_FULL = 4  # points below the ceiling of load from which a week counts as full
CAUSES = {
    "off_site": "一项为非现场",
    "window": "时间窗没有共同的周",
    "quiet": "共同的周在安静期",
    "closed": "共同的周没有工作日或已过",
    "staff": "共同的周到岗人员不足",
    "rejected": "联席会议未同意",
    "announced": "预告与不预告不能同行",
    "exclusive": "一项须单独实施",
    "not_with": "两项不得同时",
    "minutes": "超过单次时长",
    "crowd": "部门过多",
    "third": "加上其他事项凑不到一周",
    "capacity": "人力已满",
    "locked": "已通知，不再改动",
    "pinned": "联席会议已固定",
    "published": "已公布，保持不变",
    "no_week": "没有可用的周",
    "class_done": "同类检查本年已做过",
    "visit_cap": "上门次数到上限",
    "organ_cap": "部门次数到上限",
    "caps": "频次上限容不下全部",
}


@dataclass(frozen=True)
class Run:
    """What the machine needed; it never stands in programme.json."""

    seconds: str
    peak_mb: int


class Bar(NamedTuple):
    """A row of a bar chart; `width` in per cent of the widest."""

    label: str
    amount: int
    width: str


class Week(NamedTuple):
    label: str
    days: tuple[date, ...]
    doors: int
    height: str
    teams: int


class Department(NamedTuple):
    name: str
    lines: int
    demands: int
    officers: int
    doors: int
    joint: int
    leads: int
    load: tuple[int, ...]  # per week, in per cent of the officer-minutes that are there

    @property
    def peak(self) -> int:
        return max(self.load, default=0)


def render(sheets: Sheets, run: Run) -> str:
    job, figures = sheets.job, sheets.job.figures
    saved = figures["alone_doors"] - figures["doors"]
    return TEMPLATES.get_template("report.html").render(
        year=job.year.year,
        figures=figures,
        saved=saved,
        saved_share=share(saved, figures["alone_doors"]),
        doors_share=share(figures["doors"], figures["alone_doors"]),
        bound_share=share(figures["lower_bound"], figures["alone_doors"]),
        proven=figures["doors"] == figures["lower_bound"] and figures["unplaced"] == figures["unplaced_bound"],
        visited=sum(bool(doors) for doors in sheets.by_subject.values()),
        alerts=list(_alerts(job)),
        weeks=(weeks := _weeks(job)),
        grid=_grid(max((week.doors for week in weeks), default=0)),
        months=_months(job),
        spread=_spread(sheets),
        reasons=_bars(Counter(CAUSES[found.why.code] for found in sheets.apart).most_common()),
        departments=_departments(job),
        title=job.title,
        ceiling=job.instance.params.load_ceiling_pct,
        causes=_bars(Counter(CAUSES[found.why.code] for found in sheets.losses).most_common()),
        losses=sheets.losses[:SHOWN_LOSSES],
        lines=job.lines,
        draws=[("监管对象", "subjects", number_of(job.subjects_draw.files)), ("执法人员", "officers", number_of(job.drawn_officers.files))],
        seed=read_manifest(job.subjects_draw.files[MANIFEST]),
        random=len(job.subjects_draw.selections),
        pool=len(job.subjects_draw.lists.pool),
        posts=job.posts,
        open_posts=job.open_posts,
        remarks=job.inputs.remarks,
        run=run,
    )


def number(value: int) -> str:
    """2 119, as ui.md writes it."""
    return f"{value:,}".replace(",", " ")


def share(part: int, whole: int) -> str:
    """Per cent with one decimal, exactly rounded; 0.0 of nothing."""
    tenths = round(Fraction(1000 * part, whole or 1))
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def shade(load: int, ceiling: int) -> int:
    """The shade of a week: 0 idle, 1 to 5 by fifths of the time that is there, 6 as good as full."""
    return 0 if not load else 6 if load >= ceiling - NEAR_FULL else min(5, 1 + (load - 1) // 20)


def _alerts(job: Job) -> Iterator[str]:
    """What the reader must know before he believes the figures."""
    if job.provisional:
        yield f"{job.year.year} 年的放假安排国务院尚未公布，工作日历为暂定；公布后应重新生成。"
    if job.open_posts:
        yield f"执法人员岗位空缺 {number(job.open_posts)} 个，见 programme.xlsx“按周”中的“缺”。"
    if job.demands.unknown:
        yield f"名单中有 {number(len(job.demands.unknown))} 个主体编号不在名录，没有排入，见 programme.xlsx“名单查无”。"
    if job.idle:
        yield f"没有落到任何主体的计划行 {len(job.idle)} 条：{_first_names(job.idle)}。"
    if job.narrow:
        yield f"名录过小而比例过高、近于定向的计划行 {len(job.narrow)} 条：{_first_names(job.narrow)}。"


def _first_names(names: Iterable[str]) -> str:
    found = list(names)
    return "、".join(found[:SHOWN_NAMES]) + ("等" if len(found) > SHOWN_NAMES else "")


def _weeks(job: Job) -> list[Week]:
    """Heights in per cent of the top grid line."""
    doors = Counter(visit.week for visit in job.programme.visits if visit.door)
    teams = Counter(visit.week for visit in job.programme.visits if visit.door for _ in visit.departments)
    top = _grid(max(doors.values(), default=0))[-1]
    return [
        Week(iso_label(job.year.year, week), days, doors[week], share(doors[week], top), teams[week])
        for week, days in enumerate(job.year.weeks)
    ]


def _grid(most: int) -> list[int]:
    """Round values for a few grid lines, the last one not below `most`."""
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    step = next(step for step in steps if step * GRID_LINES >= most)
    return list(range(0, max(most, 1) + step, step))


def _months(job: Job) -> list[tuple[str, int]]:
    """(month, how many weeks begin in it); the first week belongs to January."""
    begins = [(days[0] if days else None) for days in job.year.weeks]
    months: list[int] = []
    for day in begins:
        months.append(day.month if day else months[-1] if months else 1)
    return [(f"{month}月", len(list(run))) for month, run in groupby(months)]


def _spread(sheets: Sheets) -> list[tuple[Bar, Bar]]:
    """How many subjects are visited once, twice …: if each department came alone, and together."""
    alone = Counter(min(times, MOST_DOORS) for times in sheets.job.alone.values() if times)
    together = Counter(min(len(doors), MOST_DOORS) for doors in sheets.by_subject.values() if doors)
    most = max([*alone.values(), *together.values()], default=1)

    def bar(times: int, found: Mapping[int, int]) -> Bar:
        label = f"{times} 次" if times < MOST_DOORS else f"{times} 次及以上"
        return Bar(label, found.get(times, 0), share(found.get(times, 0), most))

    return [(bar(times, alone), bar(times, together)) for times in range(1, MOST_DOORS + 1)]


def _bars(counts: Iterable[tuple[str, int]]) -> list[Bar]:
    found = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return [Bar(label, count, share(count, found[0][1])) for label, count in found]


def _departments(job: Job) -> list[Department]:
    doors = [visit for visit in job.programme.visits if visit.door]
    lines = Counter(line.department for line in job.instance.lines.values())
    demands = Counter(job.instance.lines[demand.line].department for demand in job.instance.demands.values())
    officers = Counter(one.department for one in job.inputs.officers)
    visits = Counter(name for visit in doors for name in visit.departments)
    joint = Counter(name for visit in doors if len(visit.departments) > 1 for name in visit.departments)
    leads = Counter(departments_of(visit)[0] for visit in doors)
    load = _load(job)
    return [
        Department(job.title(name), lines[name], demands[name], officers[name], visits[name], joint[name], leads[name], load[name])
        for name in job.instance.departments
    ]


def _load(job: Job) -> Mapping[str, tuple[int, ...]]:
    """Department → by week the officer-minutes that its visits take, in per cent of those that its officers can give."""
    used: Counter[tuple[str, int]] = Counter()
    for visit in job.programme.visits:
        overhead = job.instance.params.overhead_minutes if visit.door else 0
        for name in visit.departments:
            own = [line.line for line in job.lines_of(visit) if line.department == name]
            used[name, visit.week] += sum(line.minutes * line.min_officers for line in own)
            used[name, visit.week] += overhead * max(line.min_officers for line in own)
    there, weeks = _there(job), range(len(job.year.weeks))

    def load(name: str, week: int) -> int:
        return round(Fraction(100 * used[name, week], there[name, week] or 1))

    return {name: tuple(load(name, week) for week in weeks) for name in job.instance.departments}


def _there(job: Job) -> Mapping[tuple[str, int], int]:
    """(department, week) → officer-minutes of those who are present."""
    found: Counter[tuple[str, int]] = Counter()
    for one in job.instance.officers:
        for week, days in enumerate(job.instance.working_days):
            found[one.department, week] += 0 if week in one.absent else one.minutes * days // WORKING_DAYS
    return found


def in_fours(text: str) -> str:
    """A fingerprint as people read it."""
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


TEMPLATES = Environment(
    loader=PackageLoader("yicha.planning"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.filters |= {"number": number, "share": share, "shade": shade, "in_fours": in_fours}
