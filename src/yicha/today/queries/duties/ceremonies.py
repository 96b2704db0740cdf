"""What waits for those who hold a draw, and for those whose secrets go into it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yicha.draws.queries import DrawStanding
from yicha.draws.types import DrawPermission, DrawStatus, ParticipantRow
from yicha.engines.deadlines import Reading
from yicha.today.queries.desk import Desk, page
from yicha.today.queries.duties.conference import named
from yicha.today.types import Row

OPEN = {DrawStatus.FROZEN, DrawStatus.SEALED}


def held(desk: Desk) -> Iterator[Row]:
    """The next step of each open draw; who owes the second typing is asked for it by name of that act."""
    for draw in desk.draws:
        if draw.status in OPEN and not _owes_typing(desk, draw):
            title, note = _next(desk, draw)
            yield _row(title, note, draw, desk.drawing(draw))


def second_typings(desk: Desk) -> Iterator[Row]:
    """YX-2.7b: one person has typed the public number; whoever else may type it is waited for."""
    for draw in desk.draws:
        if _owes_typing(desk, draw):
            note = _("%(beacon)s · %(person)s已录第一遍") % {"beacon": draw.beacon, "person": draw.beacon_typed_by}
            yield _row(_("录入第二遍公开随机数：%(title)s"), note, draw, desk.drawing(draw))


def _owes_typing(desk: Desk, draw: DrawStanding) -> bool:
    return desk.may(DrawPermission.RECORD_BEACON) and draw.wants_second_typing(desk.actor.id)


def voids(desk: Desk) -> Iterator[Row]:
    """LYG-5.6: who proposed it cannot confirm it."""
    for draw in desk.draws:
        if draw.void_proposal is not None and draw.void_proposal.by != desk.actor.id:
            note = _("%(person)s提议：%(reason)s") % {"person": draw.void_proposal.by, "reason": draw.void_proposal.reason}
            yield _row(_("确认作废：%(title)s"), note, draw)


def _row(title: str, note: str, draw: DrawStanding, clock: Reading | None = None) -> Row:
    return Row(title % {"title": draw.title}, note, _("抽取"), clock, _("进会场"), page("draws:draw", draw.id))


def _next(desk: Desk, draw: DrawStanding) -> tuple[str, str]:
    uncommitted = [one.department for one in draw.participants if not one.commitment]
    hidden = [one.department for one in draw.participants if not one.revealed]
    if uncommitted:
        return _("等承诺：%(title)s"), _("还差%(names)s") % {"names": named(desk, uncommitted)}
    if draw.status is DrawStatus.FROZEN:
        return _("封存方案：%(title)s"), _("承诺已齐")
    if hidden and not draw.number_out(desk.at):
        return _("等揭示：%(title)s"), _("还差%(names)s") % {"names": named(desk, hidden)}
    if not draw.beacon_known:
        if draw.beacon and not draw.number_out(desk.at):
            return _("等公开随机数公布：%(title)s"), draw.beacon
        return _("等另一人录入第二遍：%(title)s") if draw.beacon_typed_by else _("登记公开随机数：%(title)s"), draw.beacon
    return _("抽取：%(title)s"), _("没有揭示的：%(names)s") % {"names": named(desk, hidden)} if hidden else _("全部就绪")


def secrets(desk: Desk) -> Iterator[Row]:
    """Commit before the manifest is sealed, reveal after it."""
    for draw in desk.draws:
        own = next((one for one in draw.participants if one.department == desk.actor.department), None)
        if own is not None and (words := _asked(desk, draw, own)):
            yield Row(words, draw.title, _("抽取"), desk.drawing(draw), _("进会场"), page("draws:draw", draw.id))


def _asked(desk: Desk, draw: DrawStanding, own: ParticipantRow) -> str:
    if draw.status is DrawStatus.FROZEN and not own.commitment:
        return _("提交秘密数的承诺")
    if draw.status is DrawStatus.SEALED and not own.revealed and not draw.number_out(desk.at):
        return _("揭示秘密数")
    return ""


def open_draws(desk: Desk) -> Iterator[Row]:
    for draw in desk.draws:
        if draw.status in OPEN:
            yield Row(draw.title, draw.number, _("抽取"), None, _("进会场"), page("draws:draw", draw.id))
