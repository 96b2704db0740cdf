"""What waits for the office of the joint conference."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yicha.draws.types import DrawKind, DrawStatus
from yicha.engines.deadlines import Reading
from yicha.planning.types import PlanStatus, ProgrammeStatus
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row

NAMED = 3  # departments that a note names; the rest are counted


def named(desk: Desk, codes: list[str]) -> str:
    shown = "、".join(desk.short(code) for code in codes[:NAMED])
    return shown if len(codes) <= NAMED else _("%(shown)s等 %(count)s 个部门") % {"shown": shown, "count": len(codes)}


def plans_missing(desk: Desk) -> Iterator[Row]:
    """Of each year for which somebody has filed and the plans are not frozen yet."""
    for year in sorted({plan.year for plan in desk.plans}):
        plans = [plan for plan in desk.plans if plan.year == year]
        filed = {plan.department for plan in plans if not plan.status.open}
        missing = [code for code in desk.planners if code not in filed]
        if all(plan.status is PlanStatus.FROZEN for plan in plans):
            continue
        title = _("收齐%(year)s年部门计划") if missing else _("冻结%(year)s年部门计划")
        note = _("还差%(names)s") % {"names": named(desk, missing)} if missing else _("%(count)s 个部门都报了") % {"count": len(plans)}
        yield Row(
            title % {"year": year},
            note,
            _("计划汇总"),
            desk.collecting(year),
            _("看计划"),
            page("planning:plans", year=year),
            clause="R-PLAN-1",
        )


def programme_next(desk: Desk) -> Iterator[Row]:
    """The next step of each year's programme: merge, gather opinions, adopt, draw the officers."""
    for year in desk.years:
        yield from _next_of(desk, year)


def _next_of(desk: Desk, year: int) -> Iterator[Row]:
    adopted, told = desk.adopted(year), {"year": year}
    asked = [row for row in desk.programmes_of(year) if row.status in {ProgrammeStatus.GENERATED, ProgrammeStatus.CONSULTING}]
    if adopted is not None:
        if adopted.staffing_draw is None:
            note = _("合并计划已审定，还没有抽执法人员")
            yield _step(_("抽%(year)s年执法人员") % told, note, _("抽人"), page("planning:board", adopted.id))
        elif count := desk.outside_unmanned(year):
            note = ngettext("%(count)s 次计划外的检查还没有人", "%(count)s 次计划外的检查还没有人", count) % {"count": count}
            yield _step(_("抽%(year)s年执法人员") % told, note, _("抽人"), page("planning:board", adopted.id))
    elif asked:
        missing = list(asked[-1].awaited)
        heard = _("部门意见已收齐") if asked[-1].round else _("还没有征集部门意见")
        note = _("还差%(names)s；逾期没有答复视为同意") % {"names": named(desk, missing)} if missing else heard
        title = _("收齐意见，审定%(year)s年合并计划") % told
        yield _step(title, note, _("打开合并台"), page("planning:board", asked[-1].id), desk.publishing(year))
    elif _drawn(desk, year):
        title, href = _("合并%(year)s年各部门的计划") % told, page("planning:programmes", **told)
        yield _step(title, _("监管对象已抽取"), _("合并"), href, desk.publishing(year))


def _step(title: str, note: str, act: str, href: str, clock: Reading | None = None) -> Row:
    return Row(title, note, _("合并台"), clock, act, href, clause="R-PLAN-1" if clock else "")


def plan_to_publish(desk: Desk) -> Iterator[Row]:
    """R-PLAN-1: while nobody has filed, and between the freezing and the draw, no other row has the clock."""
    year, plans = desk.year, [plan for plan in desk.plans if plan.year == desk.year]
    if (
        desk.plan_clock is None
        or desk.programmes_of(year)
        or _drawn(desk, year)
        or any(plan.status is not PlanStatus.FROZEN for plan in plans)
    ):
        return
    note = _("计划已冻结，还没有抽取监管对象") if plans else _("还没有部门报计划")
    title, href = _("公布%(year)s年度检查计划") % {"year": year}, page("planning:plans", year=year)
    yield Row(title, note, _("计划汇总"), desk.plan_clock, _("看计划"), href, clause="R-PLAN-1")


def _drawn(desk: Desk, year: int) -> bool:
    return any((draw.year, draw.kind, draw.status) == (year, DrawKind.SUBJECTS, DrawStatus.DRAWN) for draw in desk.draws)


def visits_without_visitors(desk: Desk) -> Iterator[Row]:
    count = sum(row.count for row in desk.missed)
    if count:
        title = ngettext("%(count)s 次上门过了期没有人去", "%(count)s 次上门过了期没有人去", count) % {"count": count}
        names = named(desk, [row.department for row in desk.missed])
        yield Row(title, names, _("检查任务"), desk.until(desk.missed[0].last), _("看任务"), page("inspections:visits", week=""))


def filings(desk: Desk) -> Iterator[Row]:
    for filing in desk.filings:
        title = _("核定计划外检查：%(name)s") % {"name": filing.name}
        note = _("入企日 %(day)s · %(reason)s") % {"day": filing.visit_on.isoformat(), "reason": filing.reason}
        yield Row(
            title,
            note,
            desk.short(filing.department),
            desk.until(filing.visit_on),
            pgettext("next step", "核定"),
            page("planning:unplanned"),
        )


def opinions_asked(desk: Desk) -> Iterator[Row]:
    for row in desk.programmes:
        if row.status is ProgrammeStatus.CONSULTING:
            yield _step(_("征集意见"), _("%(year)s年合并方案") % {"year": row.year}, _("看意见"), page("planning:board", row.id))
