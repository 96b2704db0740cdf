"""What waits for administrators."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yicha.kernel.outbox import dead_letters
from yicha.kernel.spoken import spoken
from yicha.orgs.queries import is_whole_home, open_links, posts, redactions, witness_alarms
from yicha.orgs.types import PostStatus, RedactionStatus, WitnessStanding
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def posts_waiting(desk: Desk, title: str, act: str, mine: str = "") -> Iterator[Row]:
    for post in posts(desk.actor):
        if post.status is PostStatus.PROPOSED and mine in {"", post.proposed_by}:
            words = title % {"name": post.display_name, "role": spoken(post.role_name)}
            yield Row(words, desk.short(post.department), post.proposed_by, None, act, page("orgs:posts"))


def posts_asked(desk: Desk) -> Iterator[Row]:
    return posts_waiting(desk, _("批准任职：%(name)s · %(role)s"), _("批准"))


def posts_proposed(desk: Desk) -> Iterator[Row]:
    return posts_waiting(desk, _("任职等批准：%(name)s · %(role)s"), _("看任职"), desk.actor.id)


def exports_asked(desk: Desk) -> Iterator[Row]:
    for row in desk.exports:
        if not row.mine:
            title = _("放行导出：%(count)s 行") % {"count": row.rows}
            yield Row(title, row.purpose, row.asked_name, None, _("看申请"), page("orgs:exports"))


def exports_released(desk: Desk) -> Iterator[Row]:
    for row in desk.exports:
        if row.mine and row.ready(desk.at):
            title = _("导出已放行：%(count)s 行") % {"count": row.rows}
            yield Row(title, row.words, row.decided_name, None, _("导出"), page("orgs:exports"))


def redactions_asked(desk: Desk) -> Iterator[Row]:
    for row in redactions(desk.actor):
        if row.status is RedactionStatus.ASKED:
            yield Row(_("决定删除留痕中的个人信息"), row.reason, row.requested_by, None, _("看申请"), page("orgs:redactions"))


def witnesses(desk: Desk) -> Iterator[Row]:
    """Whoever watches the ledger from outside and is not content, or is silent."""
    titles = {WitnessStanding.REFUSING: _("见证人拒绝见证：%(name)s"), WitnessStanding.SILENT: _("见证人逾时未见证：%(name)s")}
    for row in witness_alarms(desk.actor, desk.at):
        since = desk.until(localdate(row.cosigned_at or row.since))
        yield Row(titles[row.standing] % {"name": row.name}, row.said, "", since, _("看见证"), page("orgs:witnesses"))


def letters(desk: Desk) -> Iterator[Row]:
    """What followed from an event and could not be done, of the whole home."""
    found = dead_letters() if is_whole_home(desk.actor) else []
    if found:
        title = ngettext("%(count)s 条消息投递失败", "%(count)s 条消息投递失败", len(found)) % {"count": len(found)}
        yield Row(title, found[0].error, "", None, _("看原因"), page("orgs:letters"))


def links(desk: Desk) -> Iterator[Row]:
    for link in open_links(desk.actor, desk.at):
        if not link.ready and link.issued_by != desk.actor.id:
            title = _("确认登录链接：%(name)s") % {"name": link.display_name}
            yield Row(title, _("须两名管理员"), link.issued_by, None, _("确认"), page("orgs:links"))
