"""What people read for each status and result."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yicha.draws.types import LossReason
from yicha.engines.forms import Evidence
from yicha.inspections.types import AssistanceGround, CompanionRole, InspectionStatus, Outcome, PointResult, TaskStatus

STATUSES: dict[InspectionStatus, tuple[str | Promise, str]] = {
    InspectionStatus.SCHEDULED: (_("待通知"), ""),
    InspectionStatus.NOTIFIED: (_("已通知"), ""),
    InspectionStatus.HELD: (_("有异议"), "late"),
    InspectionStatus.STARTED: (_("检查中"), "soon"),
    InspectionStatus.STOPPED: (_("已叫停"), "late"),
    InspectionStatus.CLOSED: (_("已办结"), "good"),
    InspectionStatus.CANCELLED: (_("已取消"), "off"),
}
UNANNOUNCED = (_("不预告"), "inner")
TASKS: dict[TaskStatus, tuple[str | Promise, str]] = {
    TaskStatus.WAITING: (_("待签收"), "soon"),
    TaskStatus.SIGNED: (_("已签收"), ""),
    TaskStatus.CHECKING: (_("检查中"), "soon"),
    TaskStatus.SUBMITTED: (_("待核定"), "soon"),
    TaskStatus.CONCLUDED: (_("已核定"), "good"),
    TaskStatus.WITHDRAWN: (_("已撤出"), "off"),
}
OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.NO_PROBLEM: _("未发现问题"),
    Outcome.CORRECTED: _("发现问题已责令改正"),
    Outcome.PENDING: _("发现问题待后续处理"),
    Outcome.NOT_PUBLISHED: _("未按规定公示应当公示的信息"),
    Outcome.FALSE_PUBLICATION: _("公示信息隐瞒真实情况、弄虚作假"),
    Outcome.NOT_FOUND: _("通过登记的住所无法联系"),
    Outcome.REFUSED: _("不配合检查情节严重"),
    Outcome.NO_SUCH_BUSINESS: _("未发现开展本次抽查涉及的经营活动"),
}
ABSENCES: dict[LossReason, str | Promise] = {
    LossReason.CLOSED: _("已关门、注销或停业"),
    LossReason.MOVED: _("已迁走"),
    LossReason.NOT_FOUND: _("按登记地址查无此户"),
}
COMPANIONS: dict[CompanionRole, str | Promise] = {CompanionRole.ASSISTANT: _("辅助人员"), CompanionRole.EXPERT: _("专家")}
GROUNDS_OF_ASSISTANCE: dict[AssistanceGround, str | Promise] = {
    AssistanceGround.VIOLENCE: _("暴力抗法"),
    AssistanceGround.OBSTRUCTION: _("阻挠检查"),
    AssistanceGround.DANGER: _("现场有危险"),
}
PROOFS: dict[Evidence, tuple[str | Promise, str]] = {
    Evidence.PHOTO: (_("照片"), "camera"),
    Evidence.DOCUMENT: (_("资料"), "file-text"),
    Evidence.MEASUREMENT: (_("测量记录"), "ruler"),
    Evidence.SAMPLE: (_("样品"), "package"),
}
RESULTS: dict[PointResult, tuple[str | Promise, str]] = {
    PointResult.PASS: (_("合格"), "check"),
    PointResult.FAIL: (_("不合格"), "x"),
    PointResult.NOT_APPLICABLE: (_("不适用"), "minus"),
    PointResult.NOT_CHECKED: (_("未检查"), "circle-dashed"),
}
