"""检查场景 that wait: for the review, for publication, for their lead, for an item of a member."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yicha.scenes.types import SceneRow, SceneStatus
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def review(desk: Desk) -> Iterator[Row]:
    for row in _open(desk, SceneStatus.PROPOSED):
        yield _row(desk, row, _("审核场景：%(name)s"), row.reason, _("审核"))


def publish(desk: Desk) -> Iterator[Row]:
    for row in _open(desk, SceneStatus.REVIEWED):
        yield _row(desk, row, _("公布场景：%(name)s"), _("司法局已同意"), _("公布"))


def mend(desk: Desk) -> Iterator[Row]:
    """For the lead: what was returned, and what was suggested and wants working out."""
    for row in _open(desk, SceneStatus.RETURNED, SceneStatus.SUGGESTED):
        if row.content.lead == desk.actor.department:
            title = _("改退回的场景：%(name)s") if row.status is SceneStatus.RETURNED else _("拟定场景：%(name)s")
            yield _row(desk, row, title, row.review_note, _("看场景"))


def offers(desk: Desk) -> Iterator[Row]:
    """For a member: items that a scene brings along and nobody has proposed."""
    for row in _open(desk, SceneStatus.PROPOSED, SceneStatus.RETURNED):
        own = [item.name for item in row.content.items if item.department == desk.actor.department and item.offer and not item.code]
        if own:
            yield _row(desk, row, _("为场景提出事项：%(name)s"), "、".join(own), _("看场景"))


def _open(desk: Desk, *statuses: SceneStatus) -> Iterator[SceneRow]:
    return (row for row in desk.scenes if row.status in statuses)


def _row(desk: Desk, row: SceneRow, title: str, note: str, step: str) -> Row:
    return Row(title % {"name": row.content.name}, note, desk.short(row.content.lead), None, step, page("scenes:scene", row.id))
