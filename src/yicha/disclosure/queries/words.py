"""How outcomes and grounds are called where people read them."""

from django.utils.translation import gettext_lazy as _

from yicha.disclosure.types import AnnulmentKind
from yicha.inspections.types import Outcome
from yicha.planning.types import TriggerSource

OUTCOMES = {
    Outcome.NO_PROBLEM: _("未发现问题"),
    Outcome.NOT_PUBLISHED: _("未按规定公示信息"),
    Outcome.FALSE_PUBLICATION: _("公示信息弄虚作假"),
    Outcome.NOT_FOUND: _("登记住所无法联系"),
    Outcome.CORRECTED: _("已责令改正"),
    Outcome.REFUSED: _("不配合检查，情节严重"),
    Outcome.NO_SUCH_BUSINESS: _("未开展所查经营活动"),
    Outcome.PENDING: _("后续处理中"),
}
GROUNDS = {
    TriggerSource.COMPLAINT: _("投诉举报核查"),
    TriggerSource.ASSIGNED: _("转办交办核查"),
    TriggerSource.DATA_CLUE: _("数据监测核查"),
    TriggerSource.REQUEST: _("企业申请检查"),
    TriggerSource.RECHECK: _("整改复查"),
}
ANNULMENTS = {
    AnnulmentKind.CHANGED: _("变更"),
    AnnulmentKind.REVOKED: _("撤销"),
    AnnulmentKind.UNLAWFUL: _("确认违法"),
    AnnulmentKind.VOID: _("确认无效"),
}


def annulment_words(kind: AnnulmentKind) -> str:
    return str(ANNULMENTS[kind])


def outcome_words(outcome: str) -> str:
    return str(OUTCOMES[Outcome(outcome)])


def ground_words(ground: str) -> str:
    """What led to the check; of a planned one the plan."""
    return str(GROUNDS[TriggerSource(ground)]) if ground else str(_("年度检查计划"))
