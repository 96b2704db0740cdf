"""What waits at the doors to the outside: systems that a second administrator has to admit, and how the portal fares."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yicha.disclosure.queries import watch
from yicha.exchange.queries import partners, subscriptions, unread_receipts
from yicha.exchange.types import PartnerStatus
from yicha.orgs.queries import programs
from yicha.orgs.types import ProgramStatus
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def programs_named(desk: Desk) -> Iterator[Row]:
    for row in programs(desk.actor):
        if row.status is ProgramStatus.PROPOSED and row.proposed_by != desk.actor.id:
            yield Row(
                _("核准接入系统：%(name)s") % {"name": row.name},
                desk.short(row.department),
                row.proposed_by,
                None,
                *_approve("orgs:programs"),
            )


def partners_named(desk: Desk) -> Iterator[Row]:
    for row in partners(desk.actor):
        if row.status is PartnerStatus.PROPOSED and row.proposed_by != desk.actor.id:
            yield Row(_("核准上级平台：%(name)s") % {"name": row.name}, row.address, row.proposed_by, None, *_approve("exchange:partners"))


def subscriptions_named(desk: Desk) -> Iterator[Row]:
    for row in subscriptions(desk.actor):
        if row.status is PartnerStatus.PROPOSED and row.proposed_by != desk.actor.id:
            note = desk.short(row.department)
            yield Row(_("核准事件订阅：%(name)s") % {"name": row.name}, note, row.proposed_by, None, *_approve("exchange:subscriptions"))


def receipts(desk: Desk) -> Iterator[Row]:
    """What a level above answered and nobody could make out; and one that cannot be reached."""
    if found := unread_receipts(desk.actor):
        title = ngettext("处理 %(count)s 份读不懂的回执", "处理 %(count)s 份读不懂的回执", len(found)) % {"count": len(found)}
        note = f"{found[0].name}：{found[0].reason}"
        yield Row(title, note, found[0].partner_name, None, pgettext("next step", "处理"), page("exchange:batches"))
    for row in partners(desk.actor):
        if row.status is PartnerStatus.ACTIVE and row.rests_until:
            title = _("上级平台推不过去：%(name)s") % {"name": row.name}
            yield Row(title, row.trouble, row.name, None, _("看批次"), page("exchange:batches"))


def portal(desk: Desk) -> Iterator[Row]:
    """Only when something was measured, and it is not well."""
    found = watch(desk.today)
    if found.looks and not found.is_up:
        title = _("公示门户最近 7 天有 %(missed)s 次打不开") % {"missed": found.missed}
        yield Row(title, found.days[0].trouble, "", None, _("看自查"), page("portal:watch_inside"))
    if found.dead:
        title = _("公示门户有 %(dead)s 个链接打不开") % {"dead": len(found.dead)}
        yield Row(title, found.dead[0].link, "", None, _("看自查"), page("portal:watch_inside"))


def _approve(route: str) -> tuple[str, str]:
    return _("核准"), page(route)
