"""What waits on account of duties, disputes, conflicting rules, drafts of policies, permits, and records on their way up."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yicha.duties.queries import claims_owed, conflicts_owed, disputes, follow_ups_owed, items_to_propose, policy_opinions_owed
from yicha.duties.types import DisputeStatus
from yicha.exchange.queries import partner_of, source_differences
from yicha.exchange.types import DifferenceStatus
from yicha.permits.queries import checks_owed
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def claims(desk: Desk) -> Iterator[Row]:
    """Disputes in which this department has not spoken."""
    for row in claims_owed(desk.actor):
        title = _("陈述职责争议的意见：%(title)s") % {"title": row.title}
        yield Row(title, row.number, desk.short(row.raised_by), desk.until(row.opinions_by), _("陈述意见"), page("duties:dispute", row.id))


def decisions(desk: Desk) -> Iterator[Row]:
    """Disputes that wait for the justice bureau."""
    for row in disputes(desk.actor):
        if row.status in {DisputeStatus.CONSULTING, DisputeStatus.REVIEWING}:
            title = _("裁定职责争议：%(title)s") % {"title": row.title}
            note = _("临时由%(department)s负责") % {"department": desk.short(row.interim_lead)}
            yield Row(title, note, desk.short(row.raised_by), desk.until(row.decide_by), _("看争议"), page("duties:dispute", row.id))


def new_items(desk: Desk) -> Iterator[Row]:
    """New businesses that were given to this department and are in no list yet."""
    for row in items_to_propose(desk.actor, desk.today):
        title = _("提出新事项：%(name)s") % {"name": row.item_name}
        yield Row(title, row.number, _("司法局"), None, _("看裁定"), page("duties:dispute", row.id))


def conflicts(desk: Desk) -> Iterator[Row]:
    for row in conflicts_owed(desk.actor):
        title = _("处理规则冲突：%(title)s") % {"title": row.title}
        yield Row(title, row.number, desk.short(row.found_by), desk.until(row.settle_by), _("处理"), page("duties:conflict", row.id))


def drafts(desk: Desk) -> Iterator[Row]:
    """Drafts of policies on which this department was asked."""
    for row in policy_opinions_owed(desk.actor):
        title = _("对文件草案提意见：%(title)s") % {"title": row.title}
        clock = desk.until(row.opinions_by) if row.opinions_by else None
        yield Row(title, _("逾期视为没有意见"), desk.short(row.department), clock, _("提意见"), page("duties:policy", row.id))


def permit_checks(desk: Desk) -> Iterator[Row]:
    """批后核查 that this department owes, the most urgent named."""
    owed = [(row.check_by, row.name) for row in checks_owed(desk.actor) if row.check_by]
    if owed:
        title = ngettext("批后核查 %(count)s 件许可", "批后核查 %(count)s 件许可", len(owed)) % {"count": len(owed)}
        (last, name), *_rest = owed
        note = _("最早一件 %(day)s 到期：%(name)s") % {"day": last.isoformat(), "name": name}
        yield Row(title, note, _("许可"), desk.until(last), pgettext("next step", "看许可"), page("permits:permits"))


def differences(desk: Desk) -> Iterator[Row]:
    """What this department says of subjects otherwise than the register, in one line."""
    found = source_differences(desk.actor, DifferenceStatus.OPEN, desk.actor.department)
    if number := len(found):
        title = ngettext("核对 %(count)s 处与名录不一致", "核对 %(count)s 处与名录不一致", number) % {"count": number}
        yield Row(title, found[0].name, _("多源比对"), desk.until(found[0].due), _("核对"), page("exchange:differences"))


def to_mend(desk: Desk) -> Iterator[Row]:
    """Records of this department that our own check held back or the level above returned."""
    for row in desk.pushes:
        if row.department == desk.actor.department and row.mend_by:
            title = ngettext("更正 %(count)s 条上报数据", "更正 %(count)s 条上报数据", row.to_mend) % {"count": row.to_mend}
            note = _("质检不过或被上级退回")
            yield Row(title, note, _("数据交换"), desk.until(row.mend_by), pgettext("next step", "更正"), page("exchange:board"))


def to_carry(desk: Desk) -> Iterator[Row]:
    """What waits for its batch. Where a level above is connected it leaves by itself."""
    last = min((row.carry_by for row in desk.pushes if row.carry_by), default=None)
    if last and partner_of(desk.actor.region) is None:
        number = sum(row.to_carry for row in desk.pushes)
        title = ngettext("推送 %(count)s 条上报数据", "推送 %(count)s 条上报数据", number) % {"count": number}
        yield Row(
            title, _("没有接通上级平台，由人组批"), _("数据交换"), desk.until(last), _("组批"), page("exchange:board", status="pending")
        )


def follow_ups(desk: Desk) -> Iterator[Row]:
    """What meetings and circulars left this department to do."""
    for row in follow_ups_owed(desk.actor):
        yield Row(row.what, row.title, desk.short(row.by), desk.until(row.due_by), _("办理"), page("duties:minutes", row.minutes))
