"""What waits for a department: its clerk and its head."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yicha.disclosure.queries import publications_standing, withdrawals_standing
from yicha.orgs.queries import recusals_waiting
from yicha.planning.types import PlanStatus
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def plan(desk: Desk) -> Iterator[Row]:
    """Returned, begun, or not even that though others have."""
    for year in sorted({plan.year for plan in desk.plans}):
        plans = [plan for plan in desk.plans if plan.year == year]
        own = next((plan for plan in plans if plan.department == desk.actor.department), None)
        href, told = page("planning:plans", year=year), {"year": year}
        if own is None and not all(plan.status is PlanStatus.FROZEN for plan in plans):
            title, note, act = _("填报%(year)s年部门计划") % told, _("其他部门已开始填报"), _("填计划")
        elif own is not None and own.status is PlanStatus.RETURNED:
            title, note, act = _("改好退回的%(year)s年计划") % told, own.returned_because, _("改计划")
        elif own is not None and own.status is PlanStatus.DRAFT:
            note = ngettext("草稿 %(count)s 行", "草稿 %(count)s 行", own.lines) % {"count": own.lines}
            title, act = _("报送%(year)s年部门计划") % told, _("看计划")
        else:
            continue
        yield Row(title, note, _("联席办"), desk.collecting(year), act, href, clause="R-PLAN-1")


def opinion(desk: Desk) -> Iterator[Row]:
    for row in desk.programmes:
        if row.opinions_by and desk.actor.department in row.awaited:
            note, clock = _("逾期没有答复视为同意"), desk.until(row.opinions_by)
            yield Row(_("答复合并方案"), note, _("联席办"), clock, _("看方案"), page("planning:board", row.id))


def notices(desk: Desk) -> Iterator[Row]:
    for due in desk.unannounced_to:
        title = ngettext("发出 %(count)s 份检查通知书", "发出 %(count)s 份检查通知书", due.count) % {"count": due.count}
        note = _("最早 %(day)s 上门") % {"day": due.first.isoformat()}
        yield Row(
            title, note, _("检查任务"), desk.until(max(due.first, desk.today)), _("发通知"), page("inspections:visits", status="scheduled")
        )


def tasks(desk: Desk) -> Iterator[Row]:
    for row in desk.unsigned:
        title = ngettext("签收 %(count)s 个检查任务", "签收 %(count)s 个检查任务", row.count) % {"count": row.count}
        note = _("最早 %(day)s 上门") % {"day": row.first.isoformat()}
        yield Row(title, note, _("检查任务"), desk.until(row.due), pgettext("next step", "签收"), page("inspections:tasks"))


def visits_without_visitors(desk: Desk) -> Iterator[Row]:
    for row in desk.missed:
        title = ngettext("%(count)s 次上门过了期没有人去", "%(count)s 次上门过了期没有人去", row.count) % {"count": row.count}
        yield Row(title, _("由本部门牵头"), _("检查任务"), desk.until(row.last), _("看任务"), page("inspections:visits", week=""))


def urged(desk: Desk) -> Iterator[Row]:
    """What somebody above asked this department to see to."""
    for row in desk.urgings:
        if row.department == desk.actor.department:
            yield Row(_("被催办：%(title)s") % {"title": row.title}, "", row.urged_by, None, _("去办"), row.link)


def results(desk: Desk) -> Iterator[Row]:
    for row in desk.unapproved:
        title = ngettext("核定 %(count)s 份检查结果", "核定 %(count)s 份检查结果", row.count) % {"count": row.count}
        note = _("最早 %(day)s 提交") % {"day": desk.calendar.day_of(row.since).isoformat()}
        yield Row(title, note, _("检查任务"), None, pgettext("next step", "核定"), page("inspections:review"))


def publications(desk: Desk) -> Iterator[Row]:
    for row in publications_standing(desk.actor, desk.today):
        if row.drafts and row.due:
            title = ngettext("公示 %(count)s 条检查结果", "公示 %(count)s 条检查结果", row.drafts) % {"count": row.drafts}
            note = _("最早一条 %(day)s 到期") % {"day": row.due.isoformat()}
            yield Row(title, note, _("结果公示"), desk.until(row.due), _("公示"), page("disclosure:results"))


def withdrawals(desk: Desk) -> Iterator[Row]:
    """What was annulled and still stands published."""
    for row in withdrawals_standing(desk.actor):
        title = ngettext("撤回 %(count)s 条已被撤销的结果", "撤回 %(count)s 条已被撤销的结果", row.number) % {"count": row.number}
        note = _("最早一条 %(day)s 到期") % {"day": row.due.isoformat()}
        yield Row(title, note, _("结果公示"), desk.until(row.due), _("撤回"), page("disclosure:annulled"))


def recusals(desk: Desk) -> Iterator[Row]:
    for row in recusals_waiting(desk.actor):
        title = _("决定回避申报：%(officer)s") % {"officer": row.officer}
        note = f"{row.sid} · {row.reason}"
        yield Row(title, note, _("执法人员"), None, _("决定"), page("dossier:dossier", row.sid))


def plans_on_their_way(desk: Desk) -> Iterator[Row]:
    for row in desk.plans:
        if row.department == desk.actor.department and row.status is PlanStatus.FILED:
            title = _("%(year)s年部门计划已报送") % {"year": row.year}
            note = ngettext("%(count)s 行，等冻结", "%(count)s 行，等冻结", row.lines) % {"count": row.lines}
            yield Row(title, note, _("联席办"), None, _("看计划"), page("planning:plans", year=row.year))


def filings_on_their_way(desk: Desk) -> Iterator[Row]:
    for row in desk.filings:
        title = _("计划外检查已报备：%(name)s") % {"name": row.name}
        note = _("入企日 %(day)s · %(reason)s") % {"day": row.visit_on.isoformat(), "reason": row.reason}
        yield Row(title, note, _("联席办"), desk.until(row.visit_on), _("看报备"), page("planning:unplanned"))
