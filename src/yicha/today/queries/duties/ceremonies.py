"""What waits for those who hold a draw, and for those whose secrets go into it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yicha.draws.queries import DrawStanding
from yicha.draws.types import DrawStatus, ParticipantRow
from yicha.today.queries.desk import Desk, page
from yicha.today.queries.duties.conference import named
from yicha.today.types import Row

OPEN = {DrawStatus.FROZEN, DrawStatus.SEALED}


def held(desk: Desk) -> Iterator[Row]:
    """The next step of each open draw, if it is the holder's."""
    for draw in desk.draws:
        if draw.status in OPEN:
            title, note = _next(desk, draw)
            yield Row(title % {"title": draw.title}, note, _("抽取"), None, _("进会场"), page("draws:draw", draw.id))


def _next(desk: Desk, draw: DrawStanding) -> tuple[str, str]:
    uncommitted = [one.department for one in draw.participants if not one.commitment]
    hidden = [one.department for one in draw.participants if not one.revealed]
    if uncommitted:
        return _("等承诺：%(title)s"), _("还差%(names)s") % {"names": named(desk, uncommitted)}
    if draw.status is DrawStatus.FROZEN:
        return _("封存方案：%(title)s"), _("承诺已齐")
    if hidden:
        return _("等揭示：%(title)s"), _("还差%(names)s") % {"names": named(desk, hidden)}
    if not draw.beacon_known:
        return _("登记公开随机数：%(title)s"), draw.beacon
    return _("抽取：%(title)s"), _("全部就绪")


def secrets(desk: Desk) -> Iterator[Row]:
    """Commit before the manifest is sealed, reveal after it."""
    for draw in desk.draws:
        own = next((one for one in draw.participants if one.department == desk.actor.department), None)
        if own is not None and (words := _asked(draw, own)):
            yield Row(words, draw.title, _("抽取"), None, _("进会场"), page("draws:draw", draw.id))


def _asked(draw: DrawStanding, own: ParticipantRow) -> str:
    if draw.status is DrawStatus.FROZEN and not own.commitment:
        return _("提交秘密数的承诺")
    if draw.status is DrawStatus.SEALED and not own.revealed:
        return _("揭示秘密数")
    return ""


def open_draws(desk: Desk) -> Iterator[Row]:
    for draw in desk.draws:
        if draw.status in OPEN:
            yield Row(draw.title, draw.number, _("抽取"), None, _("进会场"), page("draws:draw", draw.id))
