"""How parts, instruments and findings are called where people read them."""

from django.utils.translation import gettext_lazy as _

from yicha.duties.types import (
    ConflictKind,
    ConflictStatus,
    DisputeKind,
    DisputeStatus,
    Finding,
    Instrument,
    MinutesKind,
    Part,
    PolicyStatus,
    ResourceKind,
    Stance,
)

PARTS = {Part.LEAD: _("牵头"), Part.ASSIST: _("配合")}
INSTRUMENTS = {
    Instrument.STAFFING_SCHEME: _("三定规定"),
    Instrument.POWER_LIST: _("权责清单"),
    Instrument.GOVERNMENT_DECISION: _("政府决定"),
    Instrument.DISPUTE_DECISION: _("争议裁定"),
}
FINDINGS = {
    Finding.UNOWNED: _("无主"),
    Finding.OVERLAP: _("交叉"),
    Finding.DISPUTED: _("争议中"),
    Finding.UNSETTLED: _("未明文"),
}
FINDING_TONES = {Finding.UNOWNED: "late", Finding.OVERLAP: "soon", Finding.DISPUTED: "soon", Finding.UNSETTLED: "off"}
FINDING_NOTES = {
    Finding.UNOWNED: _("该牵头的部门已不存在"),
    Finding.OVERLAP: _("同类检查多个部门，未定牵头配合"),
    Finding.DISPUTED: _("有临时牵头部门"),
    Finding.UNSETTLED: _("没有文件，由事项的部门负责"),
}
KINDS = {DisputeKind.NEW_BUSINESS: _("新业态研判"), DisputeKind.COMPETENCE: _("职责争议")}
STATUSES = {
    DisputeStatus.CONSULTING: _("陈述意见"),
    DisputeStatus.REVIEWING: _("研判"),
    DisputeStatus.DECIDED: _("已裁定"),
    DisputeStatus.WITHDRAWN: _("已撤回"),
}
STATUS_TONES = {
    DisputeStatus.CONSULTING: "soon",
    DisputeStatus.REVIEWING: "soon",
    DisputeStatus.DECIDED: "good",
    DisputeStatus.WITHDRAWN: "off",
}
STANCES = {Stance.LEAD: _("应由本部门牵头"), Stance.ASSIST: _("本部门可以配合"), Stance.NEITHER: _("不属本部门职责")}
CONFLICT_KINDS = {ConflictKind.INCONSISTENT: _("不一致"), ConflictKind.UNCONNECTED: _("不衔接")}
CONFLICT_STATUSES = {
    ConflictStatus.OPEN: _("待处理"),
    ConflictStatus.REVISED: _("已修订"),
    ConflictStatus.KEPT: _("保留"),
    ConflictStatus.WITHDRAWN: _("登记已撤回"),
}
CONFLICT_TONES = {ConflictStatus.OPEN: "soon", ConflictStatus.REVISED: "good", ConflictStatus.KEPT: "off", ConflictStatus.WITHDRAWN: "off"}
POLICY_STATUSES = {
    PolicyStatus.DRAFT: _("起草"),
    PolicyStatus.CONSULTING: _("听取意见"),
    PolicyStatus.ISSUED: _("已印发"),
    PolicyStatus.REPEALED: _("已废止"),
    PolicyStatus.WITHDRAWN: _("登记已撤回"),
}
POLICY_TONES = {
    PolicyStatus.DRAFT: "off",
    PolicyStatus.CONSULTING: "soon",
    PolicyStatus.ISSUED: "good",
    PolicyStatus.REPEALED: "off",
    PolicyStatus.WITHDRAWN: "off",
}
RESOURCE_KINDS = {
    ResourceKind.SYSTEM: _("执法系统"),
    ResourceKind.MECHANISM: _("工作机制"),
    ResourceKind.EQUIPMENT: _("装备"),
    ResourceKind.LABORATORY: _("检验检测"),
    ResourceKind.EXPERT: _("专家"),
}
MINUTES_KINDS = {MinutesKind.MEETING: _("会商"), MinutesKind.CIRCULAR: _("通报")}
