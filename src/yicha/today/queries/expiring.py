"""What runs out, by kind and department: of the county for who acts for it, of one's own department else."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yicha.disclosure.queries import PublicationStanding, withdrawals_standing
from yicha.draws.types import DrawStatus
from yicha.engines.deadlines import Light
from yicha.inspections.types import InspectionPermission
from yicha.norms.types import NormCode
from yicha.planning.types import PlanningPermission
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Expiry


def expiring(desk: Desk, publications: list[PublicationStanding]) -> list[Expiry]:
    """The most urgent first."""
    found = [*_unpublished_plan(desk), *_missed(desk), *_untold(desk), *_unsigned(desk), *_filings(desk), *_drawn(desk)]
    found += [*_campaigns(desk), *_unfiled(desk), *_pushes(desk), *_unpublished(desk, publications), *_annulled(desk)]
    return sorted(found, key=lambda one: (one.clock.due.day, one.kind, one.department))


def overdue(found: list[Expiry]) -> list[Expiry]:
    return [one for one in found if one.clock.light is Light.OVER]


def soon(found: list[Expiry]) -> list[Expiry]:
    return [one for one in found if one.clock.light in {Light.NOW, Light.SOON}]


def _unpublished_plan(desk: Desk) -> Iterator[Expiry]:
    """R-PLAN-1: for the office that publishes it."""
    if desk.may(PlanningPermission.ADOPT) and desk.plan_clock:
        count, href = _("%(year)s 年") % {"year": desk.year}, page("planning:plans", year=desk.year)
        yield Expiry(_("年度检查计划公布"), desk.short(desk.actor.department), count, desk.plan_clock, href)


def _missed(desk: Desk) -> Iterator[Expiry]:
    for row in desk.missed:
        count = ngettext("%(count)s 次", "%(count)s 次", row.count) % {"count": row.count}
        yield Expiry(
            _("按计划上门"),
            desk.short(row.department),
            count,
            desk.until(row.last),
            page("inspections:visits", department=row.department),
            "missed",
            row.department,
        )


def _untold(desk: Desk) -> Iterator[Expiry]:
    for row in desk.unannounced_to:
        count = ngettext("%(count)s 份", "%(count)s 份", row.count) % {"count": row.count}
        href = page("inspections:visits", status="scheduled", department=row.department)
        yield Expiry(
            _("检查通知书"), desk.short(row.department), count, desk.until(max(row.first, desk.today)), href, "notices", row.department
        )


def _unsigned(desk: Desk) -> Iterator[Expiry]:
    for row in desk.unsigned:
        count = ngettext("%(count)s 个", "%(count)s 个", row.count) % {"count": row.count}
        yield Expiry(
            _("签收检查任务"),
            desk.short(row.department),
            count,
            desk.until(row.due),
            page("inspections:tasks"),
            "signing",
            row.department,
        )


def _filings(desk: Desk) -> Iterator[Expiry]:
    for row in desk.filings:
        yield Expiry(_("计划外检查答复"), desk.short(row.department), row.name, desk.until(row.visit_on), page("planning:unplanned"))


def _drawn(desk: Desk) -> Iterator[Expiry]:
    """YX-2.7b: the public number is out and no result has come of the sealed manifest: the number is known to whoever waits."""
    for draw in desk.draws:
        clock = desk.drawing(draw)
        if clock is not None and draw.status is DrawStatus.SEALED and draw.number_out(desk.at):
            yield Expiry(_("抽取没有结果"), _("联席办"), draw.number, clock, page("draws:draw", draw.id))


def _campaigns(desk: Desk) -> Iterator[Expiry]:
    """R-SPEC-1: decided before its first day, public within its month."""
    for row in desk.campaigns:
        kind = _("专项行动公布") if row.publish_by else _("专项行动核定")
        yield Expiry(kind, desk.short(row.department), row.name, desk.until(row.publish_by or row.first_day), page("planning:campaigns"))


def _unfiled(desk: Desk) -> Iterator[Expiry]:
    """YX-2.12: submitted, and not confirmed by the head."""
    for row in desk.unapproved:
        count = ngettext("%(count)s 份", "%(count)s 份", row.count) % {"count": row.count}
        clock = desk.running(row.since, NormCode.ACTION_FILING)
        href = page("inspections:review") if desk.may(InspectionPermission.CONCLUDE) else page("inspections:visits")
        yield Expiry(_("检查结果填报"), desk.short(row.department), count, clock, href, "filing", row.department)


def _pushes(desk: Desk) -> Iterator[Expiry]:
    """LYG-4.4c: what its provider has to mend; what is right and waits for the data bureau."""
    for row in desk.pushes:
        if row.mend_by:
            count = ngettext("%(count)s 条", "%(count)s 条", row.to_mend) % {"count": row.to_mend}
            href = page("exchange:board", department=row.department)
            yield Expiry(_("上报数据更正"), desk.short(row.department), count, desk.until(row.mend_by), href, "mending", row.department)
    carry_by = min((row.carry_by for row in desk.pushes if row.carry_by), default=None)
    if carry_by and desk.actor.whole_region:
        number = sum(row.to_carry for row in desk.pushes)
        count = ngettext("%(count)s 条", "%(count)s 条", number) % {"count": number}
        href, bureau = page("exchange:board", status="pending"), desk.data_bureau
        yield Expiry(_("上报数据推送"), desk.short(bureau), count, desk.until(carry_by), href, "push" if bureau else "", bureau)


def _unpublished(desk: Desk, publications: list[PublicationStanding]) -> Iterator[Expiry]:
    for row in publications:
        if row.drafts and row.due:
            count = ngettext("%(count)s 条", "%(count)s 条", row.drafts) % {"count": row.drafts}
            yield Expiry(
                _("结果公示"), desk.short(row.department), count, desk.until(row.due), page("disclosure:results"), "results", row.department
            )


def _annulled(desk: Desk) -> Iterator[Expiry]:
    """R-PUB-1: what was annulled is taken off in time."""
    for row in withdrawals_standing(desk.actor):
        count = ngettext("%(count)s 条", "%(count)s 条", row.number) % {"count": row.number}
        href, clock = page("disclosure:annulled"), desk.until(row.due)
        yield Expiry(_("撤回被撤销的结果"), desk.short(row.department), count, clock, href, "withdrawals", row.department)
