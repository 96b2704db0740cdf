"""What the screens of this room call things."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yicha.kernel.actor import SYSTEM
from yicha.orgs.queries import departments
from yicha.scenes.types import SceneStatus

Words = str | Promise

STATUSES: Mapping[SceneStatus, tuple[Words, str, str]] = {
    SceneStatus.SUGGESTED: (_("待拟定"), "", "lightbulb"),
    SceneStatus.PROPOSED: (_("待审核"), "soon", "hourglass"),
    SceneStatus.RETURNED: (_("已退回"), "late", "undo-2"),
    SceneStatus.REVIEWED: (_("待公布"), "soon", "stamp"),
    SceneStatus.PUBLISHED: (_("施行中"), "good", "circle-check"),
    SceneStatus.WITHDRAWN: (_("已停用"), "off", "ban"),
    SceneStatus.DROPPED: (_("未采纳"), "off", "x"),
}
COMING = (_("待施行"), "inner", "calendar-clock")
ENDED = (_("已换版"), "off", "history")
STEPS = (_("提出建议"), _("拟定"), _("合法性审核"), _("公布"), _("施行"))
MODES: Mapping[str, Words] = {"onsite": _("现场"), "sampling": _("抽样"), "written": _("书面"), "online": _("网络")}


def names_on(day: date) -> dict[str, str]:
    """Short names of the departments. These are no secret between departments."""
    return {one.code: one.short_name or one.name for one in departments(SYSTEM, day)}
