"""What waits on account of the list of items: review, opinions, what was returned, what a changed law asks."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yicha.engines.deadlines import Light
from yicha.items.queries import law_tasks_by_change, opinions_asked, proposals, returned
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def review(desk: Desk) -> Iterator[Row]:
    for department, count in proposals(desk.actor, desk.actor.region).items():
        title = ngettext("审定 %(count)s 项监管事项", "审定 %(count)s 项监管事项", count) % {"count": count}
        yield Row(title, _("审定后公布，才能列入计划"), desk.short(department), None, _("看事项"), page("items:review"))


def opinions(desk: Desk) -> Iterator[Row]:
    """Proposals that want this department to assist."""
    asked = opinions_asked(desk.actor, desk.actor.region, desk.actor.department)
    if asked:
        title = ngettext("答复 %(count)s 项事项的审核意见", "答复 %(count)s 项事项的审核意见", len(asked)) % {"count": len(asked)}
        yield Row(
            title,
            _("请本部门配合的事项"),
            desk.short(asked[0].department),
            None,
            pgettext("next step", "答复"),
            page("items:proposal", asked[0].code),
        )


def mend(desk: Desk) -> Iterator[Row]:
    for code, reason in returned(desk.actor, desk.actor.region, desk.actor.department).items():
        yield Row(_("改好退回的事项 %(code)s") % {"code": code}, reason, _("数据局"), None, _("改事项"), page("items:edit", code))


def laws(desk: Desk) -> Iterator[Row]:
    """One row a changed law: its tasks run by one clock."""
    for tasks in law_tasks_by_change(desk.actor, desk.actor.region, desk.at, desk.actor.department):
        first = tasks[0]
        title = _("《%(law)s》变动：答复 %(count)s 项") % {"law": first.instrument, "count": len(tasks)}
        yield Row(
            title,
            _("提新版本，或说明不需修改"),
            _("司法、数据局"),
            first.clock,
            pgettext("next step", "答复"),
            page("items:law", first.law_change),
        )


def laws_late(desk: Desk) -> Iterator[Row]:
    """What departments owe after their time, for who registered it."""
    late = [
        task for tasks in law_tasks_by_change(desk.actor, desk.actor.region, desk.at) for task in tasks if task.clock.light is Light.OVER
    ]
    for code in sorted({task.department for task in late}):
        own = [task for task in late if task.department == code]
        title = ngettext("%(count)s 项立改废释任务超时限", "%(count)s 项立改废释任务超时限", len(own)) % {"count": len(own)}
        yield Row(title, f"《{own[0].instrument}》", desk.short(code), own[0].clock, _("看任务"), page("items:laws", owed="late"))
