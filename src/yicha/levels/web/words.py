"""How states are called where people read them."""

from django.utils.translation import gettext_lazy as _

from yicha.levels.types import MusterStatus, UnitStatus, WhistleStatus

STATUSES = {
    WhistleStatus.CALLED: _("待报到"),
    WhistleStatus.ESCALATED: _("逾期上报"),
    WhistleStatus.GATHERED: _("已到齐"),
    WhistleStatus.CLOSED: _("已办结"),
    WhistleStatus.WITHDRAWN: _("已撤回"),
}
TONES = {
    WhistleStatus.CALLED: "soon",
    WhistleStatus.ESCALATED: "late",
    WhistleStatus.GATHERED: "",
    WhistleStatus.CLOSED: "good",
    WhistleStatus.WITHDRAWN: "off",
}
MUSTERS = {MusterStatus.ASKED: _("待报到"), MusterStatus.REPORTED: _("已报到"), MusterStatus.RELEASED: _("免于报到")}
MUSTER_TONES = {MusterStatus.ASKED: "soon", MusterStatus.REPORTED: "good", MusterStatus.RELEASED: "off"}
UNITS = {
    UnitStatus.DISPATCHED: _("待认领"),
    UnitStatus.CLAIMED: _("办理中"),
    UnitStatus.ENDED: _("待反馈"),
    UnitStatus.FED_BACK: _("已反馈"),
    UnitStatus.RETURNED: _("已退回"),
}
UNIT_TONES = {
    UnitStatus.DISPATCHED: "soon",
    UnitStatus.CLAIMED: "",
    UnitStatus.ENDED: "soon",
    UnitStatus.FED_BACK: "good",
    UnitStatus.RETURNED: "off",
}
