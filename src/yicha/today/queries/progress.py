"""How far the year's programme has come: figures, and doors by week before and after merging."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yicha.disclosure.queries import PublicationStanding
from yicha.engines.deadlines import iso_label
from yicha.planning.queries import doors_by_week
from yicha.planning.types import ProgrammeRow, WeekDoors
from yicha.shell.templatetags.yc import number
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Bar, Chart, Figure, Progress

HEIGHT, TICKS = 140, 2
WIDE, NARROW = (390, 13), (260, 7)  # width, weeks: the letters must not shrink with the page
STEPS = tuple(digit * 10**power for power in range(5) for digit in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8) if digit * 10**power % 1 == 0)


def progress(desk: Desk, publications: list[PublicationStanding]) -> Progress | None:
    """None before a programme of the year was merged."""
    adopted = desk.adopted(desk.year)
    programme = adopted or next(iter(reversed(desk.programmes_of(desk.year))), None)
    if programme is None or not programme.summary:
        return None
    weeks = doors_by_week(desk.actor, desk.actor.region, desk.year)
    figures = tuple(_figures(desk, programme, weeks, publications))
    state = _("已审定") if adopted else _("意见征集中")
    return Progress(programme.year, state, figures, tuple(_chart(desk, weeks, size) for size in (WIDE, NARROW)) if weeks else ())


def _figures(desk: Desk, programme: ProgrammeRow, weeks: list[WeekDoors], publications: list[PublicationStanding]) -> Iterator[Figure]:
    summary = dict(programme.summary)
    alone, doors, times, board = summary["alone_doors"], summary["doors"], _("次"), page("planning:board", programme.id)
    yield Figure(_("各部门分别要进门"), alone, times, _("按各自的计划"), board, "", alone)
    saved = _("少打扰 %(saved)s 次 · 下界 %(bound)s") % {"saved": number(alone - doors), "bound": number(summary["lower_bound"])}
    yield Figure(_("合并后进门"), doors, times, saved, board, "good", alone)
    if not weeks:
        return
    planned, done, missed = sum(week.together for week in weeks), sum(week.done for week in weeks), sum(row.count for row in desk.missed)
    share = _("占 %(planned)s 次的 %(share)s%%") % {"planned": number(planned), "share": round(100 * done / planned) if planned else 0}
    closed = page("inspections:visits", status="closed") if desk.actor.whole_region else ""  # others find their own part there
    yield Figure(_("已办结"), done, times, share, closed, "", planned)
    yield Figure(_("过期没去"), missed, times, _("该去而没有人去"), "", "late" if missed else "", planned)
    drafts, published = sum(row.drafts for row in publications), sum(row.published for row in publications)
    kinds = drafts + published
    yield Figure(_("已公示"), published, _("条"), _("部门结果"), page("disclosure:results", status="published"), "", kinds)
    yield Figure(_("待公示"), drafts, _("条"), _("还在期限内或已超期"), page("disclosure:results", status="draft"), "", kinds)


def _chart(desk: Desk, weeks: list[WeekDoors], size: tuple[int, int]) -> Chart:
    """A quarter around today: the weeks before it, the rest ahead."""
    width, most = size
    here = next((place for place, week in enumerate(weeks) if iso_label(desk.year, week.week) >= _this_week(desk)), len(weeks))
    begin = max(0, min(here - most // 3, len(weeks) - most))
    shown = weeks[begin : begin + most]
    highest = max(week.apart for week in shown)
    step = next((int(size) for size in STEPS if size * TICKS >= highest), highest)
    slot = width // most
    return Chart(
        bars=tuple(_bar(desk.year, week, place * slot, step * TICKS) for place, week in enumerate(shown)),
        ticks=tuple((step * number, HEIGHT - HEIGHT * number // TICKS) for number in range(TICKS + 1)),
        apart=sum(week.apart for week in shown),
        together=sum(week.together for week in shown),
        width=width,
        bar_width=slot - 6,
    )


def _this_week(desk: Desk) -> str:
    year, week, _day = desk.today.isocalendar()
    return f"{year}-W{week:02}"


def _bar(year: int, week: WeekDoors, x: int, top: int) -> Bar:
    apart, together = (round(HEIGHT * doors / top) for doors in (week.apart, week.together))
    label = iso_label(year, week.week).rpartition("W")[2].lstrip("0")
    return Bar(label, week.apart, week.together, x + 3, apart, together, HEIGHT - apart, HEIGHT - together)
